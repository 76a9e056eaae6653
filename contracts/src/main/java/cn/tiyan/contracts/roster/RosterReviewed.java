package cn.tiyan.contracts.roster;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import org.jspecify.annotations.Nullable;

/**
 * 名单审核: an office above accepted a roster or returned it.
 *
 * @param rosterId the roster
 * @param submission which submission it is about
 * @param byUnit the office
 * @param accepted false if it was returned
 * @param reason why it was returned; no personal data
 */
@EventType("roster.reviewed.v1")
public record RosterReviewed(
        String rosterId,
        int submission,
        String byUnit,
        boolean accepted,
        @Nullable String reason) implements Event {
}
