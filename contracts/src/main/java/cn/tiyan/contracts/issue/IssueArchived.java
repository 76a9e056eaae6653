package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;

/**
 * 归档: every look-back held.
 *
 * @param issueId the issue
 */
@EventType("issue.archived.v1")
public record IssueArchived(
        String issueId) implements Event {
}
