package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;

/**
 * 派单: it was sent to the unit that must rectify it.
 *
 * @param issueId the issue
 * @param byUnit the office
 * @param handlingUnit the unit that must rectify it
 */
@EventType("issue.dispatched.v1")
public record IssueDispatched(
        String issueId,
        String byUnit,
        String handlingUnit) implements Event {
}
