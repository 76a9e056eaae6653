package cn.tiyan.experiencer.contribution;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** How many things of each kind count in a period. */
final class Counts {

    /** By solved classes, then common problems, adopted suggestions and publicity. */
    static final Comparator<Counts> MOST_FIRST = Comparator.<Counts>comparingInt(counts -> counts.of(FactKind.SOLVED_CLASS))
            .thenComparingInt(counts -> counts.of(FactKind.COMMON_PROBLEM)).thenComparingInt(counts -> counts.of(FactKind.ADOPTED_SUGGESTION))
            .thenComparingInt(counts -> counts.of(FactKind.PUBLICITY)).reversed();

    private final int[] counts = new int[FactKind.values().length];

    static Counts of(ToIntFunction<FactKind> count) {
        var all = new Counts();
        for (FactKind kind : FactKind.values()) {
            all.counts[kind.ordinal()] = count.applyAsInt(kind);
        }
        return all;
    }

    /**
     * @param days the days of each kind as a row keeps them; null where it has none
     * @param first day since 1970
     * @param last day since 1970
     */
    static Counts of(@Nullable Document days, int first, int last) {
        return of(kind -> {
            List<Integer> on = days == null ? null : days.getList(kind.name(), Integer.class);
            return on == null ? 0 : (int) on.stream().filter(day -> day >= first && day <= last).count();
        });
    }

    void add(Counts more) {
        Arrays.setAll(counts, kind -> counts[kind] + more.counts[kind]);
    }

    boolean any() {
        return Arrays.stream(counts).anyMatch(count -> count > 0);
    }

    private int of(FactKind kind) {
        return counts[kind.ordinal()];
    }

    Achievement achievement() {
        return new Achievement(new Share(of(FactKind.SOLVED_CLASS), of(FactKind.SETTLED_CLASS)), of(FactKind.COMMON_PROBLEM),
                new Share(of(FactKind.ADOPTED_SUGGESTION), of(FactKind.ANSWERED_SUGGESTION)), of(FactKind.PUBLICITY));
    }
}
