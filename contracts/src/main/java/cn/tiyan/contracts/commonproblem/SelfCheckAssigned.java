package cn.tiyan.contracts.commonproblem;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import java.time.LocalDate;

/**
 * 下发自查: a unit must look whether it has the same problem.
 *
 * @param selfCheckId the self-check
 * @param problemId the common problem
 * @param round which round
 * @param unit who must check itself
 * @param dueOn the last day for answering
 */
@EventType("self-check.assigned.v1")
public record SelfCheckAssigned(
        String selfCheckId,
        String problemId,
        int round,
        String unit,
        LocalDate dueOn) implements Event {
}
