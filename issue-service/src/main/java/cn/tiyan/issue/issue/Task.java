package cn.tiyan.issue.issue;

import cn.tiyan.issue.calendar.Term;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A resolution of a consultation that somebody must carry out before the rectification is submitted.
 *
 * @param taskId its identifier
 * @param consultationId where it was resolved
 * @param text what to do
 * @param unit who
 * @param due by when
 * @param term the working days that end then; null in what earlier releases wrote
 * @param overdue whether that time passed
 * @param note what was done
 * @param doneBy account that said so
 * @param doneAt when
 */
public record Task(String taskId, String consultationId, String text, String unit, Instant due, @Nullable Term term,
        boolean overdue, @Nullable String note, @Nullable String doneBy, @Nullable Instant doneAt) {

    static Task begin(String taskId, String consultationId, String text, String unit, int workingDays, Moment now) {
        Term term = now.term(workingDays);
        return new Task(taskId, consultationId, text, unit, now.end(term.last()), term, false, null, null, null);
    }

    Task done(@Nullable String note, String by, Instant at) {
        return new Task(taskId, consultationId, text, unit, due, term, overdue, note, by, at);
    }

    Task late() {
        return new Task(taskId, consultationId, text, unit, due, term, true, note, doneBy, doneAt);
    }

    /** The first year its deadline counts days of whose schedule is not published yet, if any; null once it is done. */
    @Nullable Integer provisionalIn() {
        return term == null || doneAt != null ? null : term.provisionalIn();
    }

    /** Whether its deadline may change when a schedule is published. */
    public boolean provisional() {
        return provisionalIn() != null;
    }

    /** The same one by the schedules known by now. It stays overdue unless the new deadline lies ahead. */
    Task recounted(Moment now) {
        Term anew = Objects.requireNonNull(term, "only what was counted is provisional").recounted(now.calendar());
        Instant end = now.end(anew.last());
        return new Task(taskId, consultationId, text, unit, end, anew, overdue && !end.isAfter(now.at()), note, doneBy, doneAt);
    }

    @Nullable Instant strikesAt() {
        return doneAt == null && !overdue ? due : null;
    }
}
