package cn.tiyan.contracts.milestone;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import cn.tiyan.contracts.vocabulary.MilestoneKind;
import cn.tiyan.contracts.vocabulary.MilestoneReminder;
import java.time.LocalDate;

/**
 * 提醒: a unit has not submitted what it owes, and its last day comes, is here or has passed (notice, section 五).
 *
 * @param milestoneId what it owes
 * @param unit who owes it
 * @param year the year it is for
 * @param kind what
 * @param due its last day, in China
 * @param reminder why it is told now
 */
@EventType("milestone.reminded.v1")
public record MilestoneReminded(
        String milestoneId,
        String unit,
        int year,
        MilestoneKind kind,
        LocalDate due,
        MilestoneReminder reminder) implements Event {
}
