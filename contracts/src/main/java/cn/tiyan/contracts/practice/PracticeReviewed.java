package cn.tiyan.contracts.practice;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import org.jspecify.annotations.Nullable;

/**
 * 审核: an office above took it into the library or returned it.
 *
 * @param practiceId the practice
 * @param byUnit the office
 * @param accepted false if it was returned
 * @param reason why it was returned; no personal data
 */
@EventType("practice.reviewed.v1")
public record PracticeReviewed(
        String practiceId,
        String byUnit,
        boolean accepted,
        @Nullable String reason) implements Event {
}
