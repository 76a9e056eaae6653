package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;

/**
 * 拆分: it is no duplicate after all and begins anew.
 *
 * @param issueId the issue
 * @param survivorId the issue it followed
 * @param reason why; no personal data
 */
@EventType("issue.split.v1")
public record IssueSplit(
        String issueId,
        String survivorId,
        String reason) implements Event {
}
