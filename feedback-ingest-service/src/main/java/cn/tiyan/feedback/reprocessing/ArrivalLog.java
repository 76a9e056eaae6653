package cn.tiyan.feedback.reprocessing;

import cn.tiyan.feedback.intake.Arrival;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that was ever accepted, to be read again from any point. */
public interface ArrivalLog {

    /**
     * A stretch of one partition.
     *
     * @param partition its number
     * @param next where to read on
     * @param end where to stop: the first offset that is not read
     */
    record Stretch(int partition, long next, long end) {
    }

    /**
     * What was read at once.
     *
     * @param arrivals in order per matter
     * @param unreadable how many messages were no arrivals
     * @param next where to read on, by partition
     */
    record Batch(List<Arrival> arrivals, int unreadable, Map<Integer, Long> next) {
    }

    /** A reading that goes on; for one thread. */
    interface Reading extends AutoCloseable {

        /** What comes next; empty where nothing came in time. */
        Batch next();

        @Override
        void close();
    }

    /**
     * What the log holds now.
     *
     * @param from accepted at or after; null for the beginning
     * @param to kept before; null for all there is at this moment
     * @throws cn.tiyan.platform.refusal.Refusal unavailable, if it cannot be reached
     */
    List<Stretch> between(@Nullable Instant from, @Nullable Instant to);

    /**
     * Begins to read.
     *
     * @param atOnce at most so many in one batch
     */
    Reading read(List<Stretch> stretches, int atOnce);
}
