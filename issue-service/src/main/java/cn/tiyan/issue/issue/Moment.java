package cn.tiyan.issue.issue;

import cn.tiyan.contracts.vocabulary.IssueStep;
import cn.tiyan.issue.calendar.Term;
import cn.tiyan.issue.calendar.WorkingCalendar;
import cn.tiyan.platform.time.China;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * When something is done, and the rules in force then.
 *
 * @param at the time, to the millisecond
 * @param policy what operators have set
 * @param calendar which days count
 */
public record Moment(Instant at, IssuePolicy policy, WorkingCalendar calendar) {

    public Moment {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Today in China. */
    public LocalDate today() {
        return China.day(at);
    }

    /** When tomorrow begins in China. */
    Instant tomorrow() {
        return China.begins(today().plusDays(1));
    }

    /** A deadline that many working days from now. None is today, as long as business goes on; the next working day after that. */
    Deadline deadline(IssueStep step, int days) {
        return Deadline.after(step, at, days == 0 && !businessGoesOn() ? 1 : days, this);
    }

    private boolean businessGoesOn() {
        return calendar.isWorkingDay(today()) && at.isBefore(end(today()));
    }

    /** When business begins that many working days after a day. */
    Instant begins(LocalDate from, int days) {
        return calendar.plusWorkingDays(from, days).date().atTime(policy.limits().dayBegins()).atZone(China.ZONE).toInstant();
    }

    /** When business ends that many working days after a day. */
    Instant ends(LocalDate from, int days) {
        return end(calendar.plusWorkingDays(from, days).date());
    }

    /** So many working days from today. */
    Term term(int days) {
        return Term.of(today(), days, calendar);
    }

    /** When business ends on that day. */
    Instant end(LocalDate day) {
        return day.atTime(policy.limits().dayEnds()).atZone(China.ZONE).toInstant();
    }
}
