package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;

/**
 * 整改: the handling unit said what it will do.
 *
 * @param issueId the issue
 * @param handlingUnit the handling unit
 */
@EventType("issue.rectification-planned.v1")
public record RectificationPlanned(
        String issueId,
        String handlingUnit) implements Event {
}
