package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import org.jspecify.annotations.Nullable;

/**
 * 退单: the unit it was dispatched to says that it is not theirs.
 *
 * @param issueId the issue
 * @param handlingUnit that unit
 * @param reason why; no personal data
 * @param desk whose turn it is from now on; absent where it is nobody's, and in what earlier releases told
 */
@EventType("issue.return-requested.v1")
public record ReturnRequested(
        String issueId,
        String handlingUnit,
        String reason,
        @Nullable Desk desk) implements Event {

    /** Without saying whose turn it is. */
    public ReturnRequested(String issueId, String handlingUnit, String reason) {
        this(issueId, handlingUnit, reason, null);
    }
}
