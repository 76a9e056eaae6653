package cn.tiyan.reporting.document;

import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.reporting.figure.Period;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * 工作总结报告 of one unit for one period, as far as the unit writes it (notice, section 五(二)): its own words, section by section. The figures
 * come to it when the document is made. There is one for each unit and period. What is written is for others to read, and without
 * citizens' phone and identity numbers.
 */
@Document("summary_report")
@CompoundIndex(name = "list", def = "{'within': 1, 'createdAt': -1, '_id': -1}")
public class SummaryReport extends Aggregate {

    /** Prefix of its identifiers. */
    public static final String PREFIX = "sum";

    private String from;
    private String to;
    private SummaryHead head;
    private Map<String, List<String>> texts = new LinkedHashMap<>();

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected SummaryReport() {
    }

    private SummaryReport(Unit home, Period period, Caller by, Instant at) {
        super(idFor(home.code(), period), home.code(), home.within(), at);
        from = period.from().toString();
        to = period.to().toString();
        head = SummaryHead.NOTHING;
        noted(by, "begin", ChineseDay.of(period), at);
    }

    /** The identifier of the one report of this unit for these days. */
    static String idFor(String unit, Period period) {
        return Ids.derived(PREFIX, unit + "\n" + period.from() + "\n" + period.to());
    }

    /** 起草. */
    static SummaryReport begin(Unit home, Period period, Caller by, Instant at) {
        return new SummaryReport(home, period, by, at);
    }

    /**
     * Writes one section, whole.
     *
     * @param section its key in the template
     * @param paragraphs none takes the text away
     * @throws Refusal {@code not-the-unit-itself}
     */
    void write(String section, List<String> paragraphs, Caller by, Instant at) {
        requireWriter(by);
        if (paragraphs.isEmpty()) {
            texts.remove(section);
        } else {
            texts.put(section, paragraphs.stream().map(Masking::text).toList());
        }
        noted(by, "write", section, at);
    }

    /**
     * Says what stands around the text, whole.
     *
     * @throws Refusal {@code not-the-unit-itself}
     */
    void head(SummaryHead head, Caller by, Instant at) {
        requireWriter(by);
        this.head = head;
        noted(by, "head", null, at);
    }

    private void requireWriter(Caller by) {
        by.require(Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK);
        if (!by.unit().equals(unit())) {
            throw Refusal.rule("not-the-unit-itself", "总结报告由本单位自己撰写，上级单位可以查看和生成，不能代写");
        }
    }

    /** Whether this caller may write it. */
    public boolean writableBy(Caller by) {
        return by.is(Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK) && by.unit().equals(unit());
    }

    /** First day, ISO, in China. */
    public String from() {
        return from;
    }

    /** Last day. */
    public String to() {
        return to;
    }

    public SummaryHead head() {
        return head;
    }

    /** Paragraphs by the section's key. */
    public Map<String, List<String>> texts() {
        return Map.copyOf(texts);
    }

    /** What the template asks for and nobody has written yet. */
    public List<SummaryTemplate.Section> missing(SummaryTemplate template) {
        return template.sections().stream().filter(section -> section.asks() && !texts.containsKey(section.key())).toList();
    }
}
