package cn.tiyan.reporting.figure;

import cn.tiyan.reporting.cube.Totals;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A figure's value.
 *
 * @param name 中文名称
 * @param value the number, or the numerator of a rate or an average
 * @param of denominator of a rate or an average; absent for a number
 * @param rate value ÷ of, 0 to 1; absent for anything but a rate and where the denominator is 0
 * @param low lower end of the rate's 95 % Wilson interval
 * @param high upper end of it
 * @param average value ÷ of; absent for anything but an average and where the denominator is 0
 * @param smallSample true where the denominator is below 30: show it, but do not rank by it
 */
public record Value(String name, long value, @Nullable Long of, @Nullable Double rate, @Nullable Double low, @Nullable Double high,
        @Nullable Double average, @Nullable Boolean smallSample) {

    private static final int LARGE_ENOUGH = 30;
    private static final double Z = 1.959963984540054;

    static Map<Figure, Value> all(Totals totals) {
        Map<Figure, Value> values = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            values.put(figure, of(figure, totals));
        }
        return values;
    }

    private static Value of(Figure figure, Totals totals) {
        long value = totals.of(figure.numerator());
        if (figure.denominator() == null) {
            return new Value(figure.chinese(), value, null, null, null, null, null, null);
        }
        long of = totals.of(figure.denominator()) - figure.less().stream().mapToLong(totals::of).sum();
        return figure.form() == Figure.Form.AVERAGE ? average(figure.chinese(), value, of) : rate(figure.chinese(), value, of);
    }

    private static Value average(String name, long value, long of) {
        return new Value(name, value, of, null, null, null, of == 0 ? null : (double) value / of, of < LARGE_ENOUGH);
    }

    /** Wilson's score interval: honest for small samples, where the usual one is not. */
    public static Value rate(String name, long value, long of) {
        if (of == 0) {
            return new Value(name, value, of, null, null, null, null, true);
        }
        double share = (double) value / of;
        double shrink = 1 + Z * Z / of;
        double centre = (share + Z * Z / (2 * of)) / shrink;
        double half = Z * Math.sqrt(share * (1 - share) / of + Z * Z / (4.0 * of * of)) / shrink;
        return new Value(name, value, of, share, Math.max(0, centre - half), Math.min(1, centre + half), null, of < LARGE_ENOUGH);
    }
}
