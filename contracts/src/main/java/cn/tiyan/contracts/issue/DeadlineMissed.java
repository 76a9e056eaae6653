package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import cn.tiyan.contracts.vocabulary.IssueStep;
import java.time.Instant;

/**
 * 超期升级: a deadline has passed, and the next level up is told; again for each further level.
 *
 * @param issueId the issue
 * @param step whose deadline
 * @param due the deadline
 * @param unit the unit whose turn it is
 * @param level 1 for the first escalation
 * @param escalatedTo the unit that is told
 */
@EventType("issue.deadline-missed.v1")
public record DeadlineMissed(
        String issueId,
        IssueStep step,
        Instant due,
        String unit,
        int level,
        String escalatedTo) implements Event {
}
