package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import cn.tiyan.contracts.vocabulary.IssueStep;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A deadline was moved, paused or resumed, on record with its reason.
 *
 * @param issueId the issue
 * @param step whose deadline
 * @param due the new deadline; absent while it is paused
 * @param provisional true while it counts days of a year whose schedule is not published
 * @param reason why; no personal data
 * @param byUnit the approving unit; absent where the calendar changed
 * @param desk whose turn it is from now on; absent where it is nobody's, and in what earlier releases told
 */
@EventType("issue.deadline-changed.v1")
public record DeadlineChanged(
        String issueId,
        IssueStep step,
        @Nullable Instant due,
        boolean provisional,
        String reason,
        @Nullable String byUnit,
        @Nullable Desk desk) implements Event {

    /** Without saying whose turn it is. */
    public DeadlineChanged(String issueId, IssueStep step, @Nullable Instant due, boolean provisional, String reason, @Nullable String byUnit) {
        this(issueId, step, due, provisional, reason, byUnit, null);
    }
}
