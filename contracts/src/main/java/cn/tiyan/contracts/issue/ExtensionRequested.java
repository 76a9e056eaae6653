package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;

/**
 * 延期申请: the handling unit asks for more time.
 *
 * @param issueId the issue
 * @param handlingUnit the handling unit
 * @param workingDays how much more
 * @param reason why; no personal data
 */
@EventType("issue.extension-requested.v1")
public record ExtensionRequested(
        String issueId,
        String handlingUnit,
        int workingDays,
        String reason) implements Event {
}
