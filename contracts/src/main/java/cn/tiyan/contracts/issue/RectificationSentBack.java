package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import org.jspecify.annotations.Nullable;

/**
 * 核查不通过: another unit sent the rectification back.
 *
 * @param issueId the issue
 * @param verifyingUnit the verifying unit
 * @param reason why
 * @param desk whose turn it is from now on; absent where it is nobody's, and in what earlier releases told
 */
@EventType("issue.rectification-sent-back.v1")
public record RectificationSentBack(
        String issueId,
        String verifyingUnit,
        String reason,
        @Nullable Desk desk) implements Event {

    /** Without saying whose turn it is. */
    public RectificationSentBack(String issueId, String verifyingUnit, String reason) {
        this(issueId, verifyingUnit, reason, null);
    }
}
