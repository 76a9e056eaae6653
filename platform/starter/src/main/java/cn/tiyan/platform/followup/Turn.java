package cn.tiyan.platform.followup;

import cn.tiyan.contracts.vocabulary.Difficulty;
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
 * @param difficulty how hard it is, if that was judged just now
 */
public record Turn(IssueStage stage, boolean settled, @Nullable String survivorId, @Nullable String reason, @Nullable String unit,
        @Nullable Difficulty difficulty) {

    /** The issue came to this stage. */
    public static Turn to(IssueStage stage) {
        return new Turn(stage, stage == IssueStage.CLOSED || stage == IssueStage.ARCHIVED, null, null, null, null);
    }

    /** It was taken for an issue, and its difficulty was judged. */
    public static Turn triaged(Difficulty difficulty) {
        return new Turn(IssueStage.TRIAGED, false, null, null, null, difficulty);
    }

    /** It was sent to the unit that must rectify it. */
    public static Turn dispatched(String unit) {
        return new Turn(IssueStage.DISPATCHED, false, null, null, unit, null);
    }

    /** It is out of scope. */
    public static Turn rejected(String reason) {
        return new Turn(IssueStage.REJECTED, true, null, reason, null, null);
    }

    /** It goes on as another issue, and is settled when that one is. */
    public static Turn merged(String survivorId, boolean settled) {
        return new Turn(IssueStage.MERGED, settled, survivorId, null, null, null);
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
