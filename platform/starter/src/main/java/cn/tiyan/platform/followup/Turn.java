package cn.tiyan.platform.followup;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A turn in the life of an issue that a finding led to.
 *
 * @param stage how far it has come
 * @param settled whether nothing more is awaited
 * @param survivorId the issue it follows, if it was merged
 * @param reason why it was rejected, if it was
 * @param unit code of the unit it was dispatched to, if it was just now
 */
public record Turn(IssueStage stage, boolean settled, @Nullable String survivorId, @Nullable String reason, @Nullable String unit) {

    /** The issue came to this stage. */
    public static Turn to(IssueStage stage) {
        return new Turn(stage, stage == IssueStage.CLOSED || stage == IssueStage.ARCHIVED, null, null, null);
    }

    /** It was sent to the unit that must rectify it. */
    public static Turn dispatched(String unit) {
        return new Turn(IssueStage.DISPATCHED, false, null, null, unit);
    }

    /** It is out of scope. */
    public static Turn rejected(String reason) {
        return new Turn(IssueStage.REJECTED, true, null, reason, null);
    }

    /** It goes on as another issue, and is settled when that one is. */
    public static Turn merged(String survivorId, boolean settled) {
        return new Turn(IssueStage.MERGED, settled, survivorId, null, null);
    }

    /**
     * Since when nothing more is awaited, after this turn. What is settled stays settled as of when it was; closing settles anew.
     *
     * @param before since when nothing was awaited before it; null if something was
     * @param at when this turn was taken
     */
    public @Nullable Instant settledAt(@Nullable Instant before, Instant at) {
        if (!settled) {
            return null;
        }
        return before != null && stage != IssueStage.CLOSED ? before : at.truncatedTo(ChronoUnit.MILLIS);
    }
}
