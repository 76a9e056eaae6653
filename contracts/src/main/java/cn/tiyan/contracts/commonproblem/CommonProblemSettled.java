package cn.tiyan.contracts.commonproblem;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;

/**
 * 办结: every unit concerned has checked itself and the answers were accepted.
 *
 * @param problemId the common problem
 * @param round which round
 * @param units how many units checked themselves
 * @param foundIn in how many the same was found
 * @param corrected how many cases they corrected
 * @param overdue how many were late
 */
@EventType("common-problem.settled.v1")
public record CommonProblemSettled(
        String problemId,
        int round,
        int units,
        int foundIn,
        int corrected,
        int overdue) implements Event {
}
