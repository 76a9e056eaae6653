package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;

/**
 * 延期审批: the level above agreed, or did not.
 *
 * @param issueId the issue
 * @param byUnit the approving unit
 * @param approved whether it was granted
 * @param workingDays how much more was asked for
 */
@EventType("issue.extension-reviewed.v1")
public record ExtensionReviewed(
        String issueId,
        String byUnit,
        boolean approved,
        int workingDays) implements Event {
}
