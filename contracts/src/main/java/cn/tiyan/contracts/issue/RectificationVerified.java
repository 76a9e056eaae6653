package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import org.jspecify.annotations.Nullable;

/**
 * 核查: another unit confirmed the rectification.
 *
 * @param issueId the issue
 * @param verifyingUnit the verifying unit, never the handling one
 * @param desk whose turn it is from now on; absent where it is nobody's, and in what earlier releases told
 */
@EventType("issue.rectification-verified.v1")
public record RectificationVerified(
        String issueId,
        String verifyingUnit,
        @Nullable Desk desk) implements Event {

    /** Without saying whose turn it is. */
    public RectificationVerified(String issueId, String verifyingUnit) {
        this(issueId, verifyingUnit, null);
    }
}
