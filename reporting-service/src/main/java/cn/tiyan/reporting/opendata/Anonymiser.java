package cn.tiyan.reporting.opendata;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Makes records look alike until nobody can be told from fewer than k - 1 others. Records that agree in all that might tell whose they are
 * form a group. A group of k or more is published as it is. What is in smaller ones is told with less and less detail, {@link Detail} by
 * detail, until there are k of it; what never is, is suppressed.
 *
 * <p>A record is nothing but its group and its outcome, so they are counted and never kept: memory grows with the kinds of records.
 */
final class Anonymiser {

    /** What is told, from all to least. */
    enum Detail {
        /** All. */
        FULL,
        /** The service item is left out. */
        NO_ITEM,
        /** So is the dimension. */
        NO_DIMENSION,
        /** And the month is told as its quarter. */
        QUARTER;

        private Like of(Like like) {
            return switch (this) {
                case FULL -> like;
                case NO_ITEM -> new Like(like.region(), like.time(), like.source(), like.kind(), like.dimension(), LEFT_OUT);
                case NO_DIMENSION -> new Like(like.region(), like.time(), like.source(), like.kind(), LEFT_OUT, LEFT_OUT);
                case QUARTER -> new Like(like.region(), quarter(like.time()), like.source(), like.kind(), LEFT_OUT, LEFT_OUT);
            };
        }

        private static String quarter(String month) {
            return month.substring(0, 4) + "-Q" + (Integer.parseInt(month.substring(5, 7)) + 2) / 3;
        }
    }

    /** Stands where something is not told. What was never known is empty. */
    static final String LEFT_OUT = "*";

    private static final Comparator<Like> ORDER = Comparator.comparing(Like::region).thenComparing(Like::time).thenComparing(Like::source)
            .thenComparing(Like::kind).thenComparing(Like::dimension).thenComparing(Like::item);

    /**
     * What might tell whose a record is.
     *
     * @param region code of the city, or of the province for what belongs to no city
     * @param time month or quarter
     */
    record Like(String region, String time, String source, String kind, String dimension, String item) {
    }

    /** What became of it. */
    record Outcome(boolean closed, boolean overdue, boolean reopened) {

        private int index() {
            return (closed ? 4 : 0) + (overdue ? 2 : 0) + (reopened ? 1 : 0);
        }

        private static Outcome of(int index) {
            return new Outcome((index & 4) != 0, (index & 2) != 0, (index & 1) != 0);
        }
    }

    /**
     * So many records that are the same in every field.
     *
     * @param records how many of these there are
     */
    record Same(Like like, Outcome outcome, Detail detail, long records) {
    }

    private final int k;
    private final Map<Detail, Long> published = new EnumMap<>(Detail.class);
    private Map<Like, long[]> waiting = new HashMap<>();
    private long suppressed;

    Anonymiser(int k) {
        this.k = k;
    }

    /** One record more; all of it is of one quarter. */
    void add(Like like, Outcome outcome) {
        waiting.computeIfAbsent(like, _ -> new long[8])[outcome.index()]++;
    }

    /** Hands over what may be published of all that was added, in an order that tells nothing, and forgets it. */
    void publish(Consumer<Same> publication) {
        for (Detail detail : Detail.values()) {
            Map<Like, long[]> groups = new TreeMap<>(ORDER);
            waiting.forEach((like, outcomes) -> groups.merge(detail.of(like), outcomes.clone(), Anonymiser::plus));
            Map<Like, long[]> small = new HashMap<>();
            groups.forEach((like, outcomes) -> {
                long size = size(outcomes);
                if (size < k) {
                    small.put(like, outcomes);
                    return;
                }
                published.merge(detail, size, Long::sum);
                for (int i = 0; i < outcomes.length; i++) {
                    if (outcomes[i] > 0) {
                        publication.accept(new Same(like, Outcome.of(i), detail, outcomes[i]));
                    }
                }
            });
            waiting = small;
        }
        suppressed += waiting.values().stream().mapToLong(Anonymiser::size).sum();
        waiting = new HashMap<>();
    }

    private static long[] plus(long[] one, long[] other) {
        for (int i = 0; i < one.length; i++) {
            one[i] += other[i];
        }
        return one;
    }

    private static long size(long[] outcomes) {
        long size = 0;
        for (long records : outcomes) {
            size += records;
        }
        return size;
    }

    /** How many records were published with which detail. */
    Map<Detail, Long> published() {
        return published;
    }

    /** How many were not published at all. */
    long suppressed() {
        return suppressed;
    }
}
