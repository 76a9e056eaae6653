package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;

/**
 * 随办: the survivor of a merged issue has come to another phase, and so has the merged one.
 *
 * @param issueId the issue
 * @param survivorId the issue it follows
 * @param closed whether the survivor is closed
 */
@EventType("issue.followed.v1")
public record IssueFollowed(
        String issueId,
        String survivorId,
        boolean closed) implements Event {
}
