package cn.tiyan.contracts.commonproblem;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import java.time.LocalDate;

/**
 * 自查超期: the last day has passed without an answer.
 *
 * @param selfCheckId the self-check
 * @param problemId the common problem
 * @param round which round
 * @param unit who is late
 * @param dueOn the day that has passed
 */
@EventType("self-check.overdue.v1")
public record SelfCheckOverdue(
        String selfCheckId,
        String problemId,
        int round,
        String unit,
        LocalDate dueOn) implements Event {
}
