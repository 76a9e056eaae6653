package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;

/**
 * 重新受理: what was rejected is looked at again.
 *
 * @param issueId the issue
 * @param byUnit the office
 * @param reason why; no personal data
 */
@EventType("issue.reconsidered.v1")
public record IssueReconsidered(
        String issueId,
        String byUnit,
        String reason) implements Event {
}
