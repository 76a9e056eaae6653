package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import cn.tiyan.contracts.vocabulary.IssueStep;
import java.time.Instant;

/**
 * 预警: a deadline comes near.
 *
 * @param issueId the issue
 * @param step whose deadline
 * @param due the deadline
 * @param unit the unit whose turn it is
 */
@EventType("issue.deadline-near.v1")
public record DeadlineNear(
        String issueId,
        IssueStep step,
        Instant due,
        String unit) implements Event {
}
