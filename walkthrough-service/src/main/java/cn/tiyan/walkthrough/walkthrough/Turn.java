package cn.tiyan.walkthrough.walkthrough;

import org.jspecify.annotations.Nullable;

/**
 * A turn in the life of an issue that a finding led to.
 *
 * @param stage how far it has come
 * @param settled whether nothing more is awaited
 * @param survivorId the issue it follows, if it was merged
 * @param reason why it was rejected, if it was
 */
public record Turn(IssueStage stage, boolean settled, @Nullable String survivorId, @Nullable String reason) {

    /** The issue came to this stage. */
    public static Turn to(IssueStage stage) {
        return new Turn(stage, stage == IssueStage.CLOSED || stage == IssueStage.ARCHIVED, null, null);
    }

    /** It is out of scope. */
    public static Turn rejected(String reason) {
        return new Turn(IssueStage.REJECTED, true, null, reason);
    }

    /** It goes on as another issue, and is settled when that one is. */
    public static Turn merged(String survivorId, boolean settled) {
        return new Turn(IssueStage.MERGED, settled, survivorId, null);
    }
}
