package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;

/**
 * 退单审核: the office agreed, or did not.
 *
 * @param issueId the issue
 * @param byUnit the office
 * @param approved whether it may go back
 * @param hops how often it has been sent back so far
 */
@EventType("issue.return-reviewed.v1")
public record ReturnReviewed(
        String issueId,
        String byUnit,
        boolean approved,
        int hops) implements Event {
}
