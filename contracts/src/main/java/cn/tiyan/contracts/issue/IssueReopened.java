package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import org.jspecify.annotations.Nullable;

/**
 * 重办: the result did not hold.
 *
 * @param issueId the issue
 * @param reason why
 * @param desk whose turn it is from now on; absent where it is nobody's, and in what earlier releases told
 */
@EventType("issue.reopened.v1")
public record IssueReopened(
        String issueId,
        String reason,
        @Nullable Desk desk) implements Event {

    /** Without saying whose turn it is. */
    public IssueReopened(String issueId, String reason) {
        this(issueId, reason, null);
    }
}
