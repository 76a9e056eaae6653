package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;

/**
 * 提交: the handling unit says it is rectified, with evidence.
 *
 * @param issueId the issue
 * @param handlingUnit the handling unit
 * @param evidence number of evidence files
 */
@EventType("issue.rectification-submitted.v1")
public record RectificationSubmitted(
        String issueId,
        String handlingUnit,
        int evidence) implements Event {
}
