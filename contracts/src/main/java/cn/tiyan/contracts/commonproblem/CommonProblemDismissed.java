package cn.tiyan.contracts.commonproblem;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;

/**
 * 不予认定: the cases do not make a common problem.
 *
 * @param problemId the common problem
 * @param byUnit the office
 * @param reason why; no personal data
 */
@EventType("common-problem.dismissed.v1")
public record CommonProblemDismissed(
        String problemId,
        String byUnit,
        String reason) implements Event {
}
