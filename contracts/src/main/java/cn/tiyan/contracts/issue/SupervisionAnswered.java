package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;

/**
 * 督办反馈: the handling unit reported.
 *
 * @param issueId the issue
 * @param supervisionId the supervision
 * @param handlingUnit who answered
 */
@EventType("issue.supervision-answered.v1")
public record SupervisionAnswered(
        String issueId,
        String supervisionId,
        String handlingUnit) implements Event {
}
