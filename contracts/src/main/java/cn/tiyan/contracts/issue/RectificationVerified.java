package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;

/**
 * 核查: another unit confirmed the rectification.
 *
 * @param issueId the issue
 * @param verifyingUnit the verifying unit, never the handling one
 */
@EventType("issue.rectification-verified.v1")
public record RectificationVerified(
        String issueId,
        String verifyingUnit) implements Event {
}
