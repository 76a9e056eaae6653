package cn.tiyan.reporting.document;

import cn.tiyan.contracts.vocabulary.Recruitment;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.reporting.document.Reading.Measure;
import cn.tiyan.reporting.document.Reading.Measures;
import cn.tiyan.reporting.document.Reading.Term;
import cn.tiyan.reporting.figure.Figure;
import cn.tiyan.reporting.figure.Figures;
import cn.tiyan.reporting.figure.Overview;
import cn.tiyan.reporting.figure.Value;
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

    private static final Map<String, String> SOURCES = sources();

    private final Figures figures;

    FigureReading(Figures figures) {
        this.figures = figures;
    }

    /** What the caller may see of this unit in these days. */
    Reading read(Caller caller, String unit, Period period) {
        Overview whole = figures.overview(caller, unit, period.from(), period.to());
        List<Measures> byUnit = figures.byUnit(caller, unit, period.from(), period.to()).stream().map(each -> measures(each.unitName(), each)).toList();
        List<Measures> bySource = new ArrayList<>();
        figures.bySource(caller, unit, period.from(), period.to()).forEach((source, each) -> bySource.add(measures(SOURCES.getOrDefault(source, "未注明"), each)));
        return new Reading(whole.unitName(), period, whole.asOf(), measures(whole.unitName(), whole), byUnit, bySource, terms());
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
