package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;

/**
 * 签收: the handling unit took it on.
 *
 * @param issueId the issue
 * @param handlingUnit the handling unit
 */
@EventType("issue.accepted.v1")
public record IssueAccepted(
        String issueId,
        String handlingUnit) implements Event {
}
