package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import org.jspecify.annotations.Nullable;

/**
 * 签收: the handling unit took it on.
 *
 * @param issueId the issue
 * @param handlingUnit the handling unit
 * @param desk whose turn it is from now on; absent where it is nobody's, and in what earlier releases told
 */
@EventType("issue.accepted.v1")
public record IssueAccepted(
        String issueId,
        String handlingUnit,
        @Nullable Desk desk) implements Event {

    /** Without saying whose turn it is. */
    public IssueAccepted(String issueId, String handlingUnit) {
        this(issueId, handlingUnit, null);
    }
}
