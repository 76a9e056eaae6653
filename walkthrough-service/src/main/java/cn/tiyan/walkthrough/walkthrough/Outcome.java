package cn.tiyan.walkthrough.walkthrough;

import cn.tiyan.platform.followup.IssueStage;
import cn.tiyan.platform.followup.Turn;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What became of a finding: the issue it led to (走后“跟踪解决”, notice, section 六(二)).
 *
 * @param issueId the issue
 * @param stage how far it has come
 * @param since when it came so far
 * @param settledAt when it was settled: closed, rejected, or closed with the issue it was merged into; absent while it is open,
 *     also when it was opened again
 * @param survivorId the issue it goes on as, if it was merged
 * @param reason why it was rejected, if it was
 */
public record Outcome(String issueId, IssueStage stage, Instant since, @Nullable Instant settledAt, @Nullable String survivorId,
        @Nullable String reason) {

    /** What becomes of it by this turn. What is settled stays settled as of when it was. */
    static Outcome after(@Nullable Outcome before, String issueId, Turn turn, Instant at) {
        return new Outcome(issueId, turn.stage(), at.truncatedTo(ChronoUnit.MILLIS), turn.settledAt(before == null ? null : before.settledAt, at),
                turn.survivorId(), turn.reason());
    }
}
