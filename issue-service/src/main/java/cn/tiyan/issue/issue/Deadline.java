package cn.tiyan.issue.issue;

import cn.tiyan.contracts.vocabulary.IssueStep;
import cn.tiyan.issue.calendar.Term;
import cn.tiyan.platform.time.China;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Until when a step must be taken, and what the clock has done about it so far: a warning before, then one escalation after
 * another, each one level further up.
 *
 * @param step whose time runs
 * @param since from when it is counted
 * @param days working days from then
 * @param due when they end
 * @param provisionalIn the first year it counts days of whose schedule is not published yet, if any
 * @param warnAt when the warning comes
 * @param warned whether it has come
 * @param level how many levels up have been told
 * @param escalateAt when the next level is told; null once the topmost has been
 * @param pausedAt since when the clock stands still, if it does
 */
public record Deadline(IssueStep step, Instant since, int days, Instant due, @Nullable Integer provisionalIn, Instant warnAt, boolean warned,
        int level, @Nullable Instant escalateAt, @Nullable Instant pausedAt) {

    static Deadline after(IssueStep step, Instant since, int days, Moment now) {
        LocalDate from = China.day(since);
        Term term = Term.of(from, days, now.calendar());
        Instant due = now.end(term.last());
        int warnBefore = step == IssueStep.RECTIFY ? now.policy().limits().warnBefore() : 0;
        Instant warnAt = now.begins(from, Math.max(0, days - warnBefore));
        if (!warnAt.isAfter(since)) {
            warnAt = since.plus(Duration.between(since, due).dividedBy(2));
        }
        return new Deadline(step, since, days, due, term.provisionalIn(), warnAt, false, 0, due, null);
    }

    /** Whether it may change when a schedule is published. */
    public boolean provisional() {
        return provisionalIn != null;
    }

    /** The same one with more or fewer days. What the clock has done stays done, unless the new deadline lies ahead. */
    Deadline with(int days, Moment now) {
        Deadline anew = after(step, since, days, now);
        return anew.due.isAfter(now.at()) ? anew
                : new Deadline(step, since, days, anew.due, anew.provisionalIn, anew.warnAt, warned, level, escalateAt, null);
    }

    /** The same one ending on another day. */
    Deadline endingOn(LocalDate day, Moment now) {
        return with(Math.max(1, now.calendar().workingDaysBetween(China.day(since), day)), now);
    }

    Deadline pause(Instant at) {
        return new Deadline(step, since, days, due, provisionalIn, warnAt, warned, level, escalateAt, at);
    }

    /** The clock goes on; the working days it stood still are added. */
    Deadline resume(Moment now) {
        int still = now.calendar().workingDaysBetween(China.day(pausedAt), now.today());
        return still == 0 ? new Deadline(step, since, days, due, provisionalIn, warnAt, warned, level, escalateAt, null)
                : with(days + still, now);
    }

    Deadline warn() {
        return new Deadline(step, since, days, due, provisionalIn, warnAt, true, level, escalateAt, pausedAt);
    }

    /** One level up is told; the next follows {@code escalateEvery} working days later, unless this was the topmost. */
    Deadline escalate(boolean topmost, Moment now) {
        Instant next = topmost ? null : now.ends(China.day(escalateAt), now.policy().limits().escalateEvery());
        return new Deadline(step, since, days, due, provisionalIn, warnAt, true, level + 1, next, pausedAt);
    }

    /** Whether the clock stands still. */
    public boolean paused() {
        return pausedAt != null;
    }

    /** Whether the time is up. */
    public boolean overdue(Instant now) {
        return !paused() && missed(now);
    }

    /** Whether the time was up before the clock was stopped, or is by now. */
    boolean missed(Instant now) {
        return (pausedAt == null ? now : pausedAt).isAfter(due);
    }

    /** When the clock next has something to do, if ever. */
    @Nullable Instant strikesAt() {
        if (paused()) {
            return null;
        }
        return !warned && warnAt.isBefore(due) && level == 0 ? warnAt : escalateAt;
    }
}
