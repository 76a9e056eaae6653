package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;

/**
 * 合并: it is a duplicate and follows its survivor from now on.
 *
 * @param issueId the issue
 * @param survivorId the issue it follows
 */
@EventType("issue.merged.v1")
public record IssueMerged(
        String issueId,
        String survivorId) implements Event {
}
