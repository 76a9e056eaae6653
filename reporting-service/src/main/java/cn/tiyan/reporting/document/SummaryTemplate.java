package cn.tiyan.reporting.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a summary report consists of (notice, section 五(二)); data, {@code tiyan.reporting.summary} in Nacos. A text may name figures
 * in braces by their names in the catalogue, such as {@code {FOUND}} or {@code {CLOSURE_RATE}}, which stands there with its denominator; and
 * {@code {unit}}, {@code {period}}, {@code {asOf}}.
 *
 * @param title 标题; line breaks are kept
 * @param recipient 主送机关, unless the unit says otherwise
 * @param preamble first paragraph
 * @param closing last paragraph
 * @param sections in their order
 */
public record SummaryTemplate(@Nullable String title, @Nullable String recipient, @Nullable String preamble, @Nullable String closing,
        @Nullable List<Section> sections) {

    static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z_]+)}");
    static final String OWN = "[own]";
    static final String SUBHEADING = "## ";
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Set<String> ABOUT = Set.of("unit", "period", "asOf");
    private static final SummaryTemplate STANDARD = standard();

    /**
     * One section, 一、 and so on.
     *
     * @param key stable name; texts that units wrote are kept under it
     * @param heading without its number
     * @param ask what the unit is to write; null where it need not write anything
     * @param content from top to bottom: a text; {@code ## } and a heading; {@code [own]}, where the unit's text stands; {@code [loop-chart]},
     *     {@code [source-chart]}, {@code [unit-chart]}, {@code [trend-chart]}, {@code [figure-table]}
     */
    public record Section(String key, String heading, @Nullable String ask, List<String> content) {

        public Section {
            content = List.copyOf(content);
        }

        /** Whether the unit must write something. */
        public boolean asks() {
            return ask != null;
        }
    }

    /** What can stand in a section besides texts. */
    enum Insert {
        LOOP_CHART, SOURCE_CHART, UNIT_CHART, TREND_CHART, FIGURE_TABLE;

        static Optional<Insert> named(String line) {
            return Stream.of(values()).filter(insert -> line.equals("[" + insert.name().toLowerCase(Locale.ROOT).replace('_', '-') + "]")).findFirst();
        }
    }

    /** The template with what was not said taken from the standard one. */
    static SummaryTemplate complete(SummaryTemplate said) {
        SummaryTemplate whole = new SummaryTemplate(said.title == null ? STANDARD.title : said.title, said.recipient == null ? STANDARD.recipient : said.recipient,
                said.preamble == null ? STANDARD.preamble : said.preamble, said.closing == null ? STANDARD.closing : said.closing,
                said.sections == null || said.sections.isEmpty() ? STANDARD.sections : List.copyOf(said.sections));
        whole.check();
        return whole;
    }

    private static SummaryTemplate standard() {
        try (InputStream in = SummaryTemplate.class.getResourceAsStream("summary.json")) {
            return JsonMapper.builder().build().readValue(in, SummaryTemplate.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException that says what is wrong */
    private void check() {
        Set<String> known = FigureReading.terms().stream().map(Reading.Term::figure).collect(Collectors.toCollection(HashSet::new));
        known.addAll(ABOUT);
        Set<String> keys = new HashSet<>();
        Stream.of(title(), preamble(), closing()).forEach(text -> check("", String.valueOf(text), known));
        for (Section section : sections()) {
            if (!KEY.matcher(section.key()).matches() || !keys.add(section.key())) {
                throw new IllegalArgumentException("section key " + section.key() + " is not of small letters and dashes, or is there twice");
            }
            section.content().forEach(line -> check(section.key() + ": ", line, known));
            if (section.asks() && !section.content().contains(OWN)) {
                throw new IllegalArgumentException("section " + section.key() + " asks for a text and has no place for it: [own]");
            }
        }
    }

    private static void check(String where, String line, Set<String> known) {
        if (line.startsWith("[") && !line.equals(OWN) && Insert.named(line).isEmpty()) {
            throw new IllegalArgumentException(where + line + " is nothing that can stand in a report");
        }
        PLACEHOLDER.matcher(line).results().map(found -> found.group(1)).filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException(where + "there is no figure {" + name + "}");
        });
    }

    /** The section with this key. */
    public Optional<Section> section(String key) {
        return sections().stream().filter(section -> section.key().equals(key)).findFirst();
    }

    @Override
    public List<Section> sections() {
        return sections == null ? List.of() : sections;
    }
}
