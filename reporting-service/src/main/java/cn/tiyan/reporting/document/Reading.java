package cn.tiyan.reporting.document;

import cn.tiyan.reporting.figure.Period;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures that go into one document, all read for it.
 *
 * @param unitName of the unit it is about
 * @param asOf time of the newest event counted; null where nothing was
 * @param whole the unit and all below it
 * @param before the same of the period before, as long
 * @param yearBefore the same of these days a year earlier
 * @param byUnit the same for each unit one level below, in the order of their codes
 * @param bySource the same by where things came from
 * @param trend the same for each month, or each year of a long period
 * @param took how long things took, where they did
 * @param terms what each figure means, in the order of the catalogue
 */
record Reading(String unitName, Period period, @Nullable Instant asOf, Measures whole, Measures before, Measures yearBefore,
        List<Measures> byUnit, List<Measures> bySource, List<Measures> trend, List<Duration> took, List<Term> terms) {

    /**
     * The figures of one unit or source.
     *
     * @param label its name
     * @param values by the figure's name in the catalogue; each has all of them
     */
    record Measures(String label, Map<String, Measure> values) {

        /** @throws IllegalArgumentException if there is no such figure */
        Measure of(String figure) {
            Measure measure = values.get(figure);
            if (measure == null) {
                throw new IllegalArgumentException("No figure " + figure);
            }
            return measure;
        }
    }

    /**
     * A figure's value: a number, or a rate with what it is a share of.
     *
     * @param value the number, or a rate's numerator
     * @param of a rate's denominator; null for a number
     * @param rate 0 to 1; null for a number and where the denominator is 0
     * @param low lower end of the rate's 95 % interval
     * @param high upper end of it
     * @param smallSample whether it is to be shown, but not ranked by
     */
    record Measure(long value, @Nullable Long of, @Nullable Double rate, @Nullable Double low, @Nullable Double high, boolean smallSample) {

        /** As it stands in a sentence; a rate never without its denominator. */
        String said() {
            if (of == null) {
                return Long.toString(value);
            }
            if (rate == null) {
                return "暂无数据（分母为 0）";
            }
            return percent(rate) + "（" + value + "/" + of + (smallSample ? "，样本较小" : "") + "）";
        }

        /** As it stands in a cell; a small sample is marked by a star. */
        String cell() {
            return of == null ? Long.toString(value) : rate == null ? "—（0/0）" : percent(rate) + "（" + value + "/" + of + "）" + (smallSample ? "*" : "");
        }

        /** As it stands in a narrow cell: the share above, numerator and denominator below. */
        String stacked() {
            return of == null ? Long.toString(value) : (rate == null ? "—" : percent(rate) + (smallSample ? "*" : "")) + "\n" + value + "/" + of;
        }

        /** Its 95 % interval; a dash where it has none. */
        String interval() {
            return low == null || high == null ? "—" : percent(low) + "—" + percent(high);
        }

        private static String percent(double share) {
            return String.format(Locale.ROOT, "%.1f%%", share * 100);
        }
    }

    /**
     * How long something took, in days.
     *
     * @param name 中文名称
     * @param of how many took it
     * @param p90 what nine of ten did not exceed
     */
    record Duration(String name, long of, double median, double p90) {
    }

    /**
     * What a figure means.
     *
     * @param figure its name in the catalogue
     * @param name as officials know it
     * @param rate whether it is a rate
     * @param section section of the notice that asks for it
     */
    record Term(String figure, String name, String definition, boolean rate, String section) {
    }
}
