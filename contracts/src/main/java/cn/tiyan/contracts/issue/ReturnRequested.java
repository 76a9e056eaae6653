package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;

/**
 * 退单: the unit it was dispatched to says that it is not theirs.
 *
 * @param issueId the issue
 * @param handlingUnit that unit
 * @param reason why; no personal data
 */
@EventType("issue.return-requested.v1")
public record ReturnRequested(
        String issueId,
        String handlingUnit,
        String reason) implements Event {
}
