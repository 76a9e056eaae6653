package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import org.jspecify.annotations.Nullable;

/**
 * 重新受理: what was rejected is looked at again.
 *
 * @param issueId the issue
 * @param byUnit the office
 * @param reason why; no personal data
 * @param desk whose turn it is from now on; absent where it is nobody's, and in what earlier releases told
 */
@EventType("issue.reconsidered.v1")
public record IssueReconsidered(
        String issueId,
        String byUnit,
        String reason,
        @Nullable Desk desk) implements Event {

    /** Without saying whose turn it is. */
    public IssueReconsidered(String issueId, String byUnit, String reason) {
        this(issueId, byUnit, reason, null);
    }
}
