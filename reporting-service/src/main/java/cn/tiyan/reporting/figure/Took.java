package cn.tiyan.reporting.figure;

import cn.tiyan.reporting.cube.Days;
import cn.tiyan.reporting.cube.Span;
import cn.tiyan.reporting.cube.Totals;
import java.util.EnumMap;
import java.util.Map;

/**
 * How long something took.
 *
 * @param name 中文名称
 * @param of how many took it
 * @param median days
 * @param p90 days that nine of ten did not exceed
 */
public record Took(String name, long of, double median, double p90) {

    /** Spans with nothing to tell are left out. */
    static Map<Span, Took> all(Totals totals) {
        Map<Span, Took> all = new EnumMap<>(Span.class);
        for (Span span : Span.values()) {
            Days days = totals.of(span);
            if (days.size() > 0) {
                all.put(span, new Took(span.chinese(), days.size(), tenths(days.quantile(0.5)), tenths(days.quantile(0.9))));
            }
        }
        return all;
    }

    private static double tenths(double days) {
        return Math.round(days * 10) / 10.0;
    }
}
