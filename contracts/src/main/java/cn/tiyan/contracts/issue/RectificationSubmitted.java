package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import org.jspecify.annotations.Nullable;

/**
 * 提交: the handling unit says it is rectified, with evidence.
 *
 * @param issueId the issue
 * @param handlingUnit the handling unit
 * @param evidence number of evidence files
 * @param desk whose turn it is from now on; absent where it is nobody's, and in what earlier releases told
 * @param secondHand how many of these files were on another issue when they were handed in; absent if none
 */
@EventType("issue.rectification-submitted.v1")
public record RectificationSubmitted(
        String issueId,
        String handlingUnit,
        int evidence,
        @Nullable Desk desk,
        @Nullable Integer secondHand) implements Event {

    /** Without saying whose turn it is. */
    public RectificationSubmitted(String issueId, String handlingUnit, int evidence) {
        this(issueId, handlingUnit, evidence, null, null);
    }
}
