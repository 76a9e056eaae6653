package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;

/**
 * 核查不通过: another unit sent the rectification back.
 *
 * @param issueId the issue
 * @param verifyingUnit the verifying unit
 * @param reason why
 */
@EventType("issue.rectification-sent-back.v1")
public record RectificationSentBack(
        String issueId,
        String verifyingUnit,
        String reason) implements Event {
}
