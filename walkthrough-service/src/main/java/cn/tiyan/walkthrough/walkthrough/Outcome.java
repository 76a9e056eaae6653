package cn.tiyan.walkthrough.walkthrough;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What became of a finding: the issue it led to (走后“跟踪解决”, notice, section 六(二)).
 *
 * @param issueId the issue
 * @param stage how far it has come
 * @param since when it came so far
 * @param settledAt when it was closed; absent while it is open, also when it was opened again
 */
public record Outcome(String issueId, IssueStage stage, Instant since, @Nullable Instant settledAt) {

    static Outcome of(String issueId, IssueStage stage, Instant at) {
        Instant since = at.truncatedTo(ChronoUnit.MILLIS);
        return new Outcome(issueId, stage, since, stage == IssueStage.CLOSED ? since : null);
    }
}
