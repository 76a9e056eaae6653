package cn.tiyan.reporting.effect;

import cn.tiyan.reporting.cube.Totals;
import cn.tiyan.reporting.figure.Figure;
import cn.tiyan.reporting.figure.Value;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an optimization led to (notice, section 五(三)): up to six whole months after the one it was recorded in, beside the six before,
 * and beside what became of items nobody optimized meanwhile. The month of the optimization itself is in neither.
 *
 * @param optimization its identifier
 * @param issueId because of which issue
 * @param item code of the service item
 * @param itemName its name
 * @param byUnit who changed it
 * @param byUnitName its name
 * @param day when it was recorded, in China
 * @param steps 环节, before and after; absent where it was not told
 * @param days 时间
 * @param materials 材料
 * @param visits 跑动次数
 * @param unit where all this was counted: the unit and what lies below it
 * @param unitName its name
 * @param monthsBefore six
 * @param monthsAfter those that are over
 * @param monthsNotOver those left out since they are not over
 * @param complaints what was complained of
 * @param satisfaction last ratings by the person who raised it
 * @param months month by month; absent in lists
 * @param asOf time of the newest event counted; absent where nothing was
 * @param incompleteSince when the earliest event happened that could not be counted yet; absent where none is missing
 */
public record Effect(String optimization, String issueId, String item, String itemName, String byUnit, String byUnitName, LocalDate day,
        @Nullable Change steps, @Nullable Change days, @Nullable Change materials, @Nullable Change visits,
        String unit, String unitName, List<String> monthsBefore, List<String> monthsAfter, List<String> monthsNotOver, List<Frequency> complaints, Rate satisfaction,
        @Nullable List<Month> months, @Nullable Instant asOf, @Nullable Instant incompleteSince) {

    private static final long LARGE_ENOUGH = 30;

    /** How much of something there was, and is. */
    public record Change(int before, int after) {

        static @Nullable Change of(@Nullable Integer before, @Nullable Integer after) {
            return before == null || after == null ? null : new Change(before, after);
        }
    }

    /**
     * How often something happened.
     *
     * @param name 中文名称
     * @param before in the months before
     * @param after in the months after
     * @param ratio after ÷ before, each by month; absent where it cannot be told
     * @param othersBefore the same of all other items together
     * @param othersAfter the same of all other items together
     * @param othersRatio their after ÷ before, each by month
     * @param expected how many there would have been afterwards, had it gone as with the others: before × their ratio, for as many months
     * @param difference after − expected, the difference in differences: below 0 there is less than without the optimization
     * @param smallSample whether one of the two has fewer than 30 cases altogether, or no month after is over: show it, but do not judge by it
     */
    public record Frequency(Figure figure, String name, long before, long after, @Nullable Double ratio, long othersBefore, long othersAfter,
            @Nullable Double othersRatio, @Nullable Double expected, @Nullable Double difference, boolean smallSample) {

        static Frequency of(Figure figure, long before, long after, long othersBefore, long othersAfter, int monthsBefore, int monthsAfter) {
            Double ratio = ratio(before, after, monthsBefore, monthsAfter);
            Double othersRatio = ratio(othersBefore, othersAfter, monthsBefore, monthsAfter);
            Double expected = othersRatio == null ? null : (double) before / monthsBefore * othersRatio * monthsAfter;
            return new Frequency(figure, figure.chinese(), before, after, ratio, othersBefore, othersAfter, othersRatio, expected,
                    expected == null ? null : after - expected,
                    monthsAfter == 0 || before + after < LARGE_ENOUGH || othersBefore + othersAfter < LARGE_ENOUGH);
        }

        private static @Nullable Double ratio(long before, long after, int monthsBefore, int monthsAfter) {
            return before == 0 || monthsAfter == 0 ? null : (double) after / monthsAfter / ((double) before / monthsBefore);
        }
    }

    /**
     * A rate.
     *
     * @param name 中文名称
     * @param before in the months before
     * @param after in the months after
     * @param othersBefore the same of all other items together
     * @param othersAfter the same of all other items together
     * @param difference (after − before) − (the same of the others), −2 to 2: above 0 it is better than without the optimization; absent where one
     *     of the four cannot be told
     * @param smallSample whether one of the four has fewer than 30 cases
     */
    public record Rate(Figure figure, String name, Value before, Value after, Value othersBefore, Value othersAfter, @Nullable Double difference,
            boolean smallSample) {

        static Rate of(Figure figure, Totals before, Totals after, Totals othersBefore, Totals othersAfter) {
            List<Value> four = List.of(value(figure, before), value(figure, after), value(figure, othersBefore), value(figure, othersAfter));
            boolean small = four.stream().anyMatch(value -> Boolean.TRUE.equals(value.smallSample()));
            return new Rate(figure, figure.chinese(), four.get(0), four.get(1), four.get(2), four.get(3), difference(four), small);
        }

        private static @Nullable Double difference(List<Value> four) {
            Double before = four.get(0).rate();
            Double after = four.get(1).rate();
            Double othersBefore = four.get(2).rate();
            Double othersAfter = four.get(3).rate();
            return before == null || after == null || othersBefore == null || othersAfter == null ? null : after - before - (othersAfter - othersBefore);
        }

        static Value value(Figure figure, Totals totals) {
            return Value.rate(figure.chinese(), totals.of(figure.numerator()), figure.denominator() == null ? 0 : totals.of(figure.denominator()));
        }
    }

    /**
     * One month of the item itself.
     *
     * @param month such as {@code 2026-11}
     * @param after whether it is one of those after
     */
    public record Month(String month, boolean after, long found, long feedback, long badRatings, Value satisfaction) {
    }

    static @Nullable Instant newest(Collection<Totals> all) {
        return all.stream().map(Totals::asOf).filter(Objects::nonNull).max(Instant::compareTo).orElse(null);
    }
}
