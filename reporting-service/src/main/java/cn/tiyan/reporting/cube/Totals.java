package cn.tiyan.reporting.cube;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Sums over a part of the cube.
 *
 * @param counts absent counts are 0
 * @param days how long things took
 * @param asOf time of the newest event counted, or null where nothing was
 */
public record Totals(Map<Count, Long> counts, Map<Span, Days> days, @Nullable Instant asOf) {

    /** Of nothing. */
    public static final Totals NONE = new Totals(Map.of(), Map.of(), null);

    /** One of the sums. */
    public long of(Count count) {
        return counts.getOrDefault(count, 0L);
    }

    /** How long that took. */
    public Days of(Span span) {
        return days.getOrDefault(span, Days.of(Map.of()));
    }

    /** All of these together. */
    public static Totals together(Collection<Totals> parts) {
        var sum = new Sum();
        parts.forEach(sum::add);
        return sum.totals();
    }

    /** What is left when these parts are taken away. */
    Totals less(Collection<Totals> parts) {
        Map<Count, Long> left = new EnumMap<>(Count.class);
        left.putAll(counts);
        Map<Span, Map<Integer, Long>> took = new EnumMap<>(Span.class);
        days.forEach((span, of) -> took.put(span, new HashMap<>(of.classes())));
        for (Totals part : parts) {
            part.counts.forEach((count, sum) -> left.merge(count, -sum, Long::sum));
            part.days.forEach((span, of) -> of.classes().forEach((first, sum) -> took.computeIfAbsent(span, _ -> new HashMap<>()).merge(first, -sum, Long::sum)));
        }
        return of(left, took, asOf);
    }

    private static Totals of(Map<Count, Long> counts, Map<Span, Map<Integer, Long>> days, @Nullable Instant asOf) {
        counts.values().removeIf(sum -> sum == 0);
        Map<Span, Days> spans = new EnumMap<>(Span.class);
        days.forEach((span, classes) -> {
            classes.values().removeIf(sum -> sum == 0);
            if (!classes.isEmpty()) {
                spans.put(span, Days.of(classes));
            }
        });
        return new Totals(counts, spans, asOf);
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    /** Adds cells up. */
    static final class Sum {

        private final Map<Count, Long> counts = new EnumMap<>(Count.class);
        private final Map<Span, Map<Integer, Long>> days = new EnumMap<>(Span.class);
        private @Nullable Instant asOf;

        /**
         * Adds what stands in a part of a cell, by the keys of measures, or takes it away.
         *
         * @param sign 1 or -1
         */
        void add(@Nullable Document sums, Instant counted, int sign) {
            if (sums == null) {
                return;
            }
            counted(counted);
            sums.forEach((key, value) -> {
                long sum = sign * ((Number) value).longValue();
                Count count = COUNTS.get(key);
                if (count != null) {
                    counts.merge(count, sum, Long::sum);
                } else {
                    int split = key.lastIndexOf('_');
                    days.computeIfAbsent(Span.valueOf(key.substring(0, split)), _ -> new HashMap<>())
                            .merge(Integer.valueOf(key.substring(split + 1)), sum, Long::sum);
                }
            });
        }

        void add(Totals more) {
            counted(more.asOf);
            more.counts.forEach((count, sum) -> counts.merge(count, sum, Long::sum));
            more.days.forEach((span, of) -> of.classes().forEach((first, sum) -> days.computeIfAbsent(span, _ -> new HashMap<>()).merge(first, sum, Long::sum)));
        }

        private void counted(@Nullable Instant time) {
            if (time != null && (asOf == null || time.isAfter(asOf))) {
                asOf = time;
            }
        }

        Totals totals() {
            return Totals.of(counts, days, asOf);
        }
    }

    private static final Map<String, Count> COUNTS = new HashMap<>();

    static {
        for (Count count : Count.values()) {
            COUNTS.put(count.key(), count);
        }
    }
}
