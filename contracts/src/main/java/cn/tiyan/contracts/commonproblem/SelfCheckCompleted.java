package cn.tiyan.contracts.commonproblem;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;

/**
 * 自查完成: an office above accepted the answer.
 *
 * @param selfCheckId the self-check
 * @param problemId the common problem
 * @param round which round
 * @param unit who checked itself
 * @param concerned false where the problem cannot exist in that unit
 * @param found whether the same was found there
 * @param corrected how many cases were corrected
 * @param overdue whether the answer was late
 */
@EventType("self-check.completed.v1")
public record SelfCheckCompleted(
        String selfCheckId,
        String problemId,
        int round,
        String unit,
        boolean concerned,
        boolean found,
        int corrected,
        boolean overdue) implements Event {
}
