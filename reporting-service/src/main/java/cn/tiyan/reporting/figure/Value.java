package cn.tiyan.reporting.figure;

import cn.tiyan.reporting.cube.Totals;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A figure's value.
 *
 * @param name 中文名称
 * @param value the number, or a rate's numerator
 * @param of a rate's denominator; absent for a number
 * @param rate value ÷ of, 0 to 1; absent for a number and where the denominator is 0
 * @param low lower end of the rate's 95 % Wilson interval
 * @param high upper end of it
 * @param smallSample true where the denominator is below 30: show it, but do not rank by it
 */
public record Value(String name, long value, @Nullable Long of, @Nullable Double rate, @Nullable Double low, @Nullable Double high,
        @Nullable Boolean smallSample) {

    private static final int LARGE_ENOUGH = 30;
    private static final double Z = 1.959963984540054;

    static Map<Figure, Value> all(Totals totals) {
        Map<Figure, Value> values = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            long value = totals.of(figure.numerator());
            values.put(figure, figure.denominator() == null
                    ? new Value(figure.chinese(), value, null, null, null, null, null)
                    : rate(figure.chinese(), value, totals.of(figure.denominator()) - figure.less().stream().mapToLong(totals::of).sum()));
        }
        return values;
    }

    /** Wilson's score interval: honest for small samples, where the usual one is not. */
    static Value rate(String name, long value, long of) {
        if (of == 0) {
            return new Value(name, value, of, null, null, null, true);
        }
        double share = (double) value / of;
        double shrink = 1 + Z * Z / of;
        double centre = (share + Z * Z / (2 * of)) / shrink;
        double half = Z * Math.sqrt(share * (1 - share) / of + Z * Z / (4.0 * of * of)) / shrink;
        return new Value(name, value, of, share, Math.max(0, centre - half), Math.min(1, centre + half), of < LARGE_ENOUGH);
    }
}
