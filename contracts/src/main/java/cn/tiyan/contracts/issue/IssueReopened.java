package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;

/**
 * 重办: the result did not hold.
 *
 * @param issueId the issue
 * @param reason why
 */
@EventType("issue.reopened.v1")
public record IssueReopened(
        String issueId,
        String reason) implements Event {
}
