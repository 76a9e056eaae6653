package cn.tiyan.contracts.commonproblem;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;

/**
 * 复发: a new case came up before the recurrence clock had run out.
 *
 * @param problemId the common problem
 * @param round the round that did not hold
 * @param issueId the new case
 * @param unit the unit it is about
 */
@EventType("common-problem.recurred.v1")
public record CommonProblemRecurred(
        String problemId,
        int round,
        String issueId,
        String unit) implements Event {
}
