package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;

/**
 * 解除督办.
 *
 * @param issueId the issue
 * @param supervisionId the supervision
 * @param byUnit who lifted it
 * @param inTime whether it was answered by its deadline
 */
@EventType("issue.supervision-lifted.v1")
public record SupervisionLifted(
        String issueId,
        String supervisionId,
        String byUnit,
        boolean inTime) implements Event {
}
