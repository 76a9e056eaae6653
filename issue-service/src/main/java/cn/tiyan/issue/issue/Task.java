package cn.tiyan.issue.issue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A resolution of a consultation that somebody must carry out before the rectification is submitted.
 *
 * @param taskId its identifier
 * @param consultationId where it was resolved
 * @param text what to do
 * @param unit who
 * @param due by when
 * @param overdue whether that time passed
 * @param note what was done
 * @param doneBy account that said so
 * @param doneAt when
 */
public record Task(String taskId, String consultationId, String text, String unit, Instant due, boolean overdue,
        @Nullable String note, @Nullable String doneBy, @Nullable Instant doneAt) {

    Task done(@Nullable String note, String by, Instant at) {
        return new Task(taskId, consultationId, text, unit, due, overdue, note, by, at);
    }

    Task late() {
        return new Task(taskId, consultationId, text, unit, due, true, note, doneBy, doneAt);
    }

    @Nullable Instant strikesAt() {
        return doneAt == null && !overdue ? due : null;
    }
}
