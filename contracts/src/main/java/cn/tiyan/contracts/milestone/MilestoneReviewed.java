package cn.tiyan.contracts.milestone;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import cn.tiyan.contracts.vocabulary.MilestoneKind;
import org.jspecify.annotations.Nullable;

/**
 * 审核: an office above accepted what a unit had submitted, or returned it.
 *
 * @param milestoneId what it owed
 * @param unit who owed it
 * @param year the year it is for
 * @param kind what
 * @param byUnit the office
 * @param accepted false if it was returned
 * @param reason why it was returned; no personal data
 */
@EventType("milestone.reviewed.v1")
public record MilestoneReviewed(
        String milestoneId,
        String unit,
        int year,
        MilestoneKind kind,
        String byUnit,
        boolean accepted,
        @Nullable String reason) implements Event {
}
