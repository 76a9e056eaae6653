package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import org.jspecify.annotations.Nullable;

/**
 * 派单: it was sent to the unit that must rectify it.
 *
 * @param issueId the issue
 * @param byUnit the office
 * @param handlingUnit the unit that must rectify it
 * @param desk whose turn it is from now on; absent where it is nobody's, and in what earlier releases told
 */
@EventType("issue.dispatched.v1")
public record IssueDispatched(
        String issueId,
        String byUnit,
        String handlingUnit,
        @Nullable Desk desk) implements Event {

    /** Without saying whose turn it is. */
    public IssueDispatched(String issueId, String byUnit, String handlingUnit) {
        this(issueId, byUnit, handlingUnit, null);
    }
}
