package cn.tiyan.reporting.cube;

import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How many took how long, in classes of days: sums of classes are exact, and a median comes as near as a class is wide. Up to
 * thirty days a class is a day, then it widens with the time.
 *
 * @param classes first day of each class that is not empty, and how many fell into it
 */
public record Days(NavigableMap<Integer, Long> classes) {

    private static final int[] WIDE = {30, 37, 45, 60, 75, 90, 120, 180, 270, 365, 730};

    static Days of(Map<Integer, Long> classes) {
        return new Days(new TreeMap<>(classes));
    }

    /** The class a time falls into: whole days that have passed. */
    static int classOf(Duration time) {
        int days = (int) Math.max(0, time.toDays());
        if (days < WIDE[0]) {
            return days;
        }
        int first = WIDE[0];
        for (int next : WIDE) {
            if (next <= days) {
                first = next;
            }
        }
        return first;
    }

    private static int after(int first) {
        if (first < WIDE[0]) {
            return first + 1;
        }
        for (int next : WIDE) {
            if (next > first) {
                return next;
            }
        }
        return 2 * first;
    }

    /** How many there are. */
    public long size() {
        return classes.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * So many days or fewer took this share of them; evenly spread within a class.
     *
     * @param share 0 to 1: 0.5 is the median
     * @return days, NaN where there are none
     */
    public double quantile(double share) {
        double wanted = share * size();
        double passed = 0;
        for (var each : classes.entrySet()) {
            if (passed + each.getValue() >= wanted && each.getValue() > 0) {
                int first = each.getKey();
                return first + (after(first) - first) * Math.max(0, wanted - passed) / each.getValue();
            }
            passed += each.getValue();
        }
        return Double.NaN;
    }
}
