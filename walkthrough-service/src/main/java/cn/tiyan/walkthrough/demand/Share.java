package cn.tiyan.walkthrough.demand;

import org.jspecify.annotations.Nullable;

/**
 * A share with its denominator and its 95 % Wilson interval: honest for small samples, where the usual interval is not.
 *
 * @param count how many
 * @param of out of how many
 * @param rate count ÷ of, 0 to 1; absent where there is nothing to divide by
 * @param low lower end of the interval
 * @param high upper end of it
 * @param smallSample true where it rests on too little to be ranked by
 */
public record Share(long count, long of, @Nullable Double rate, @Nullable Double low, @Nullable Double high, boolean smallSample) {

    private static final double Z = 1.959963984540054;

    /** @param enough from how many on it is no small sample */
    public static Share of(long count, long of, int enough) {
        if (of <= 0) {
            return new Share(count, of, null, null, null, true);
        }
        double share = (double) count / of;
        double shrink = 1 + Z * Z / of;
        double centre = (share + Z * Z / (2 * of)) / shrink;
        double half = Z * Math.sqrt(share * (1 - share) / of + Z * Z / (4.0 * of * of)) / shrink;
        // At the ends the formula gives 0 and 1 but for rounding.
        double low = count == 0 ? 0 : Math.max(0, centre - half);
        double high = count == of ? 1 : Math.min(1, centre + half);
        return new Share(count, of, share, low, high, of < enough);
    }
}
