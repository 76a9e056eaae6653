package cn.tiyan.reporting.document;

import cn.tiyan.platform.paper.Paper;
import cn.tiyan.platform.time.China;
import cn.tiyan.reporting.document.Reading.Measure;
import cn.tiyan.reporting.document.Reading.Measures;
import cn.tiyan.reporting.document.Reading.Term;
import cn.tiyan.reporting.document.SummaryTemplate.Insert;
import cn.tiyan.reporting.document.SummaryTemplate.Section;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Puts a summary report together: the template, the unit's own words, the figures with what they are shares of. */
final class SummaryPaper {

    /** Units beyond these are in the table and not on the chart. */
    private static final int MOST_UNITS = 20;
    private static final double CHART_WIDTH = 430;
    private static final double CHART_HEIGHT = 560;
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("y年M月d日H时", Locale.CHINA).withZone(China.ZONE);
    private static final String STAR = "注：比率下方为“分子/分母”；标 * 的样本较小，仅供参考，不作排名。";
    private static final String FOUND = "FOUND";
    private static final String CLOSED = "CLOSED";
    private static final List<String> LOOP = List.of(FOUND, "DISPATCHED", "ACCEPTED", "SUBMITTED", "VERIFIED", CLOSED);
    private static final List<String> UNIT_COLUMNS = List.of("EXPERIENCERS", "WALKTHROUGHS", FOUND, CLOSED, "CLOSURE_RATE", "SATISFACTION_FINAL", "REOPENING_RATE");
    private static final List<String> SOURCE_COLUMNS = List.of("FEEDBACK", "WALKTHROUGHS", FOUND, CLOSED, "CLOSURE_RATE", "SATISFACTION_FINAL", "REOPENING_RATE");

    private final SummaryTemplate template;
    private final SummaryReport report;
    private final Reading reading;
    private final LocalDate today;
    private int pictures;

    /** @param today the date where the unit names none */
    SummaryPaper(SummaryTemplate template, SummaryReport report, Reading reading, LocalDate today) {
        this.template = template;
        this.report = report;
        this.reading = reading;
        this.today = today;
    }

    /** The whole report. */
    Paper compose(Progress progress) throws IOException {
        SummaryHead head = report.head();
        var paper = new Paper(head.title() == null ? filled(template.title()) : head.title(), head.number());
        paper.recipient(Objects.requireNonNullElse(head.recipient(), Objects.requireNonNullElse(template.recipient(), "")));
        paper.text(filled(template.preamble()));
        int done = 0;
        for (Section section : template.sections()) {
            progress.reached(30 + 30 * done++ / template.sections().size(), "撰写“" + section.heading() + "”");
            section(paper, section);
        }
        paper.text(filled(template.closing()));
        List<String> annexes = List.of("主要指标一览表", "分单位情况表", "分来源情况表");
        annexes.forEach(paper::attachment);
        head.attachments().forEach(paper::attachment);
        paper.signature(Objects.requireNonNullElse(head.issuer(), reading.unitName()),
                ChineseDay.of(head.date() == null ? today : LocalDate.parse(head.date())));
        progress.reached(60, "编制附件");
        paper.annex(annexes.get(0));
        figures(paper);
        if (!reading.took().isEmpty()) {
            paper.table("办理用时（天）", List.of("环节", "件数", "中位数", "九成不超过"), reading.took().stream()
                    .map(each -> List.of(each.name(), Long.toString(each.of()), days(each.median()), days(each.p90()))).toList(), null);
        }
        paper.annex(annexes.get(1));
        parts(paper, "单位", UNIT_COLUMNS, reading.byUnit());
        paper.annex(annexes.get(2));
        parts(paper, "来源", SOURCE_COLUMNS, reading.bySource());
        return paper;
    }

    private void section(Paper paper, Section section) throws IOException {
        paper.heading(section.heading());
        for (String line : section.content()) {
            Optional<Insert> insert = Insert.named(line);
            if (line.equals(SummaryTemplate.OWN)) {
                own(paper, section);
            } else if (insert.isPresent()) {
                insert(paper, insert.get());
            } else if (line.startsWith(SummaryTemplate.SUBHEADING)) {
                paper.subheading(line.substring(SummaryTemplate.SUBHEADING.length()));
            } else {
                paper.text(filled(line));
            }
        }
    }

    private void own(Paper paper, Section section) {
        List<String> paragraphs = report.texts().get(section.key());
        if (paragraphs != null) {
            paragraphs.forEach(paper::written);
        } else if (section.asks()) {
            paper.text("【待本单位填写：" + section.ask() + "】");
        }
    }

    private void insert(Paper paper, Insert insert) throws IOException {
        switch (insert) {
            case LOOP_CHART -> bars(paper, "问题和需求闭环办理情况（件）", LOOP.stream().map(this::name).toList(),
                    Map.of("件", LOOP.stream().map(figure -> reading.whole().of(figure).value()).toList()), false);
            case SOURCE_CHART -> {
                List<Measures> some = reading.bySource().stream().filter(source -> source.of(FOUND).value() > 0).toList();
                bars(paper, "发现问题和需求的来源（件）", labels(some), Map.of("件", values(some, FOUND)), false);
            }
            case UNIT_CHART -> {
                List<Measures> all = reading.byUnit().stream().filter(unit -> unit.of(FOUND).value() > 0).toList();
                List<Measures> some = all.subList(0, Math.min(MOST_UNITS, all.size()));
                Map<String, List<Long>> series = new LinkedHashMap<>();
                series.put(name(FOUND), values(some, FOUND));
                series.put(name(CLOSED), values(some, CLOSED));
                bars(paper, "分单位发现和销号情况（件，按单位编码排列" + (all.size() > some.size() ? "，仅列前 " + MOST_UNITS + " 个，其余见附件" : "") + "）",
                        labels(some), series, true);
            }
            case TREND_CHART -> {
                Map<String, List<Long>> series = new LinkedHashMap<>();
                series.put(name(FOUND), values(reading.trend(), FOUND));
                series.put(name(CLOSED), values(reading.trend(), CLOSED));
                bars(paper, "分时段发现和销号情况（件，按发现时间统计）", labels(reading.trend()), series, false);
            }
            case FIGURE_TABLE -> figures(paper);
        }
    }

    private void bars(Paper paper, String caption, List<String> categories, Map<String, List<Long>> series, boolean lying) throws IOException {
        if (series.values().stream().flatMap(List::stream).allMatch(value -> value == 0)) {
            paper.text("本期暂无可供绘图的数据。");
        } else {
            paper.picture(Charts.bars(categories, series, lying), "图" + ++pictures + "　" + caption, CHART_WIDTH, CHART_HEIGHT);
        }
    }

    private static List<String> labels(List<Measures> some) {
        return some.stream().map(Measures::label).toList();
    }

    private static List<Long> values(List<Measures> some, String figure) {
        return some.stream().map(each -> each.of(figure).value()).toList();
    }

    private String name(String figure) {
        return reading.terms().stream().filter(term -> term.figure().equals(figure)).findFirst().map(Term::name).orElse(figure);
    }

    private void figures(Paper paper) {
        List<List<String>> rows = new ArrayList<>();
        for (Term term : reading.terms()) {
            Measure measure = reading.whole().of(term.figure());
            rows.add(List.of(term.name(), Long.toString(measure.value()), measure.of() == null ? "—" : Long.toString(measure.of()), rate(measure),
                    measure.interval(), term.definition()));
        }
        paper.table(reading.unitName() + "，" + ChineseDay.of(reading.period()), List.of("指标", "数值", "分母", "比率", "95%置信区间", "含义"), rows,
                "注：比率为“数值÷分母”，区间按 Wilson 方法计算；标 * 的样本较小，仅供参考，不作排名。");
    }

    private static String days(double days) {
        return String.format(Locale.ROOT, "%.1f", days);
    }

    private static String rate(Measure measure) {
        if (measure.rate() == null) {
            return "—";
        }
        return String.format(Locale.ROOT, "%.1f%%", measure.rate() * 100) + (measure.smallSample() ? "*" : "");
    }

    private void parts(Paper paper, String of, List<String> columns, List<Measures> parts) {
        if (parts.isEmpty()) {
            paper.text("本期暂无数据。");
            return;
        }
        List<String> names = new ArrayList<>(List.of(of));
        columns.forEach(column -> names.add(name(column)));
        List<List<String>> rows = new ArrayList<>();
        for (Measures part : parts) {
            rows.add(row(part.label(), columns, part));
        }
        rows.add(row("合计", columns, reading.whole()));
        paper.table(reading.unitName() + "，" + ChineseDay.of(reading.period()), names, rows, STAR);
    }

    private static List<String> row(String label, List<String> columns, Measures measures) {
        List<String> row = new ArrayList<>(List.of(label));
        columns.forEach(column -> row.add(measures.of(column).stacked()));
        return row;
    }

    private String filled(@Nullable String text) {
        Function<String, String> value = name -> switch (name) {
            case "unit" -> reading.unitName();
            case "period" -> ChineseDay.of(reading.period());
            case "asOf" -> reading.asOf() == null ? ChineseDay.of(today) + "（尚无数据）" : HOUR.format(reading.asOf());
            default -> reading.whole().of(name).said();
        };
        return text == null ? "" : SummaryTemplate.PLACEHOLDER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value.apply(found.group(1))));
    }
}
