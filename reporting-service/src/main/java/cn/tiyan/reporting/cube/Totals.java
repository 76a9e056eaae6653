package cn.tiyan.reporting.cube;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sums over a part of the cube.
 *
 * @param counts absent counts are 0
 * @param asOf time of the newest event counted, or null where nothing was
 */
public record Totals(Map<Count, Long> counts, @Nullable Instant asOf) {

    /** One of the sums. */
    public long of(Count count) {
        return counts.getOrDefault(count, 0L);
    }
}
