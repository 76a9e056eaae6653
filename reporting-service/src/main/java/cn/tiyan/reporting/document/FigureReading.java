package cn.tiyan.reporting.document;

import cn.tiyan.contracts.vocabulary.Recruitment;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.reporting.cube.Facet;
import cn.tiyan.reporting.document.Reading.Duration;
import cn.tiyan.reporting.document.Reading.Measure;
import cn.tiyan.reporting.document.Reading.Measures;
import cn.tiyan.reporting.document.Reading.Term;
import cn.tiyan.reporting.figure.Figure;
import cn.tiyan.reporting.figure.Figures;
import cn.tiyan.reporting.figure.Overview;
import cn.tiyan.reporting.figure.Period;
import cn.tiyan.reporting.figure.Value;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Reads the figures for a document. All that documents know of how figures are kept is here. */
@Component
class FigureReading {

    /** More months than these make no chart that can be read. */
    private static final int MOST_MONTHS = 24;
    private static final Map<String, String> SOURCES = sources();

    private final Figures figures;

    FigureReading(Figures figures) {
        this.figures = figures;
    }

    /** What the caller may see of this unit in these days. */
    Reading read(Caller caller, String code, Period period) {
        Unit unit = figures.visible(caller, code);
        Figures.Compared compared = figures.compared(caller, unit, period);
        Overview whole = compared.now();
        List<Measures> byUnit = figures.byUnit(caller, unit, period).stream().map(each -> measures(each.unitName() + (each.unit().equals(code) ? "（本级）" : ""), each)).toList();
        List<Measures> bySource = new ArrayList<>();
        figures.by(Facet.SOURCE, caller, unit, period).forEach((source, each) -> bySource.add(measures(SOURCES.getOrDefault(source, "未注明"), each)));
        List<Measures> trend = figures.trend(caller, unit, period, step(period), null).stream().map(each -> measures(label(each, period), each)).toList();
        List<Duration> took = whole.days().values().stream().map(each -> new Duration(each.name(), each.of(), each.median(), each.p90())).toList();
        return new Reading(whole.unitName(), period, whole.asOf(), measures(whole.unitName(), whole), measures("上期", compared.before()),
                measures("上年同期", compared.yearBefore()), byUnit, bySource, trend, took, terms());
    }

    private static Period.Step step(Period period) {
        return ChronoUnit.MONTHS.between(period.from(), period.to()) < MOST_MONTHS ? Period.Step.MONTH : Period.Step.YEAR;
    }

    private static String label(Overview step, Period whole) {
        LocalDate from = step.from();
        if (step(whole) == Period.Step.YEAR) {
            return from.getYear() + "年";
        }
        return whole.from().getYear() == whole.to().getYear() ? from.getMonthValue() + "月" : "%02d.%d".formatted(from.getYear() % 100, from.getMonthValue());
    }

    private static Measures measures(String label, Overview overview) {
        Map<String, Measure> values = new LinkedHashMap<>();
        overview.figures().forEach((figure, value) -> values.put(figure.name(), measure(value)));
        return new Measures(label, values);
    }

    private static Measure measure(Value value) {
        return new Measure(value.value(), value.of(), value.rate(), value.low(), value.high(), Boolean.TRUE.equals(value.smallSample()));
    }

    /** What the figures are called and mean. */
    static List<Term> terms() {
        return Arrays.stream(Figure.values())
                .map(figure -> new Term(figure.name(), figure.chinese(), figure.definition(), figure.denominator() != null, figure.section())).toList();
    }

    private static Map<String, String> sources() {
        Map<String, String> names = new HashMap<>();
        Arrays.stream(SourceKind.values()).forEach(each -> names.put(each.name(), each.chinese()));
        Arrays.stream(Recruitment.values()).forEach(each -> names.put(each.name(), each.chinese()));
        Arrays.stream(WalkthroughRole.values()).forEach(each -> names.put(each.name(), each.chinese()));
        return names;
    }
}
