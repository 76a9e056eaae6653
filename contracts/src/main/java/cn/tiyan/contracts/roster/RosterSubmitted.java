package cn.tiyan.contracts.roster;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import java.time.LocalDate;

/**
 * 名单上报: a unit submitted who serves as an experiencer in its part of the tree (notice, section 五(一)). Once more when it changed.
 *
 * @param rosterId the unit's roster of that year
 * @param unit whose it is
 * @param year the year it is for
 * @param date the day as of which it is
 * @param submission counts the submissions, from 1
 * @param people how many serve that day
 * @param late whether the first submission came after the last day for it
 */
@EventType("roster.submitted.v1")
public record RosterSubmitted(
        String rosterId,
        String unit,
        int year,
        LocalDate date,
        int submission,
        int people,
        boolean late) implements Event {
}
