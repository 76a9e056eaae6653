package cn.tiyan.bench;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One measured figure beside what it is held against.
 *
 * @param metric what was measured
 * @param value median of the runs
 * @param unit such as s, MiB or 1/s
 * @param low lowest run
 * @param high highest run
 * @param peer what it is held against: a limit, or something measured in the same run
 * @param peerValue value of that
 * @param ratio value ÷ peerValue
 */
record Metric(String metric, double value, String unit, double low, double high, @Nullable String peer, @Nullable Double peerValue, @Nullable Double ratio) {

    static Metric of(String metric, String unit, @Nullable String peer, @Nullable Double peerValue, double... runs) {
        double[] sorted = runs.clone();
        Arrays.sort(sorted);
        double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        return new Metric(metric, median, unit, sorted[0], sorted[sorted.length - 1], peer, peerValue, peerValue == null ? null : median / peerValue);
    }

    String line() {
        return "%-58s %9.1f %-5s (%.1f – %.1f)%s".formatted(metric, value, unit, low, high,
                peer == null ? "" : "   %s: %.1f, ratio %.2f".formatted(peer, peerValue, ratio));
    }
}
