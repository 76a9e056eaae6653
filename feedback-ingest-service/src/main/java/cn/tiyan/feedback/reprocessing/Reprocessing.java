package cn.tiyan.feedback.reprocessing;

import cn.tiyan.feedback.reprocessing.ArrivalLog.Stretch;
import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * One reprocessing. How far it has come stands here, so that it goes on after a restart, on whatever replica; who works at it holds it
 * for a while only. One may run at a time: {@code running} is unique.
 */
@Document("reprocessings")
@CompoundIndex(name = "page", def = "{'within': 1, 'createdAt': -1, '_id': -1}")
public class Reprocessing extends Aggregate {

    public static final String PREFIX = "rpr";

    /** How long a replica that is never heard of again keeps others from going on. */
    static final Duration LEASE = Duration.ofSeconds(15);

    private @Nullable Instant from;
    private @Nullable Instant to;
    private ReprocessingState state;
    @Indexed(unique = true, sparse = true)
    private @Nullable Boolean running;
    private List<Stretch> stretches;
    private long total;
    private Tally tally;
    private @Nullable Instant heldUntil;

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected Reprocessing() {
    }

    Reprocessing(String id, @Nullable Instant from, @Nullable Instant to, List<Stretch> stretches, String why, List<String> within, Actor by, Instant at) {
        super(id, within.getLast(), within, at);
        this.from = from;
        this.to = to;
        this.stretches = stretches;
        this.total = left();
        this.tally = Tally.NOTHING;
        this.state = ReprocessingState.RUNNING;
        this.running = true;
        noted(by, "begin", Masking.text(why), at);
    }

    /** A replica goes on with it. */
    void hold(Instant now) {
        heldUntil = now.plus(LEASE);
    }

    /** The replica that worked at it stops: another may go on at once. */
    void release() {
        heldUntil = null;
    }

    boolean isFree(Instant now) {
        return state == ReprocessingState.RUNNING && (heldUntil == null || heldUntil.isBefore(now));
    }

    /** So much more was read. */
    void progress(Map<Integer, Long> next, Tally now, Actor by, Instant at) {
        stretches = stretches.stream()
                .map(stretch -> new Stretch(stretch.partition(), next.getOrDefault(stretch.partition(), stretch.next()), stretch.end())).toList();
        tally = now;
        hold(at);
        if (left() == 0) {
            end(ReprocessingState.DONE);
            noted(by, "finish", null, at);
        }
    }

    /** Somebody stops it; what was folded stays folded. */
    void cancel(Actor by, Instant at) {
        if (state != ReprocessingState.RUNNING) {
            throw Refusal.rule("reprocessing-over", "该任务" + state.chinese());
        }
        end(ReprocessingState.CANCELLED);
        noted(by, "cancel", null, at);
    }

    private void end(ReprocessingState how) {
        state = how;
        running = null;
        heldUntil = null;
    }

    List<Stretch> stretches() {
        return stretches;
    }

    /** Accepted at or after; null for the beginning. */
    public @Nullable Instant from() {
        return from;
    }

    /** Kept before; null for all there was when it began. */
    public @Nullable Instant to() {
        return to;
    }

    public ReprocessingState state() {
        return state;
    }

    /** How many messages it is about. */
    public long total() {
        return total;
    }

    /** How many of them are still to be read. */
    public long left() {
        return stretches.stream().mapToLong(stretch -> Math.max(0, stretch.end() - stretch.next())).sum();
    }

    /** What became of those that were read. */
    public Tally tally() {
        return tally;
    }
}
