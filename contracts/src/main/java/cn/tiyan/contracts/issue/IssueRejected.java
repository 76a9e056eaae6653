package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;

/**
 * 不予受理: it is out of scope, for a reason the reporter sees.
 *
 * @param issueId the issue
 * @param byUnit the office
 * @param reason why; no personal data
 */
@EventType("issue.rejected.v1")
public record IssueRejected(
        String issueId,
        String byUnit,
        String reason) implements Event {
}
