package cn.tiyan.reporting.document;

import cn.tiyan.reporting.document.Reading.Measure;
import cn.tiyan.reporting.document.Reading.Measures;
import cn.tiyan.reporting.figure.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Figures of a province as they might be. */
final class Readings {

    static final Period YEAR = new Period(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 20));
    private static final String[] CITIES = {"沈阳市", "大连市", "鞍山市", "抚顺市", "本溪市", "丹东市", "锦州市", "营口市", "阜新市", "辽阳市", "盘锦市", "铁岭市", "朝阳市", "葫芦岛市"};

    private Readings() {
    }

    static Reading province() {
        List<Measures> cities = new ArrayList<>();
        for (int city = 0; city < CITIES.length; city++) {
            cities.add(measures(CITIES[city], 300 - 20 * city));
        }
        List<Measures> sources = List.of(measures("走流程", 900), measures("政务服务体验员", 260), measures("12345 热线", 1240), measures("好差评", 27));
        return new Reading("辽宁省", YEAR, Instant.parse("2026-12-20T02:30:00Z"), measures("辽宁省", 2427), measures("上期", 1900), measures("上年同期", 1500),
                cities, sources, IntStream.rangeClosed(1, 12).mapToObj(month -> measures(month + "月", 150 + 10L * month)).toList(),
                List.of(new Reading.Duration("从登记到销号", 2184, 8.4, 14.9)), FigureReading.terms());
    }

    static Reading nothing() {
        return new Reading("和平区", YEAR, null, measures("和平区", 0), measures("上期", 0), measures("上年同期", 0), List.of(), List.of(),
                List.of(measures("1月", 0)), List.of(), FigureReading.terms());
    }

    static Measures measures(String label, long found) {
        Map<String, Measure> values = new LinkedHashMap<>();
        for (Reading.Term term : FigureReading.terms()) {
            values.put(term.figure(), term.rate() ? rate(found * 9 / 10, found) : number(found));
        }
        values.put("CLOSED", number(found * 9 / 10));
        return new Measures(label, values);
    }

    static Measure number(long value) {
        return new Measure(value, null, null, null, null, false);
    }

    static Measure rate(long value, long of) {
        return of == 0 ? new Measure(0, 0L, null, null, null, true)
                : new Measure(value, of, (double) value / of, Math.max(0, (double) value / of - 0.02), Math.min(1, (double) value / of + 0.02), of < 30);
    }
}
