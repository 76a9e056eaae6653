package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;

/**
 * 销号: the issue is settled.
 *
 * @param issueId the issue
 * @param byUnit the office that closed it
 */
@EventType("issue.closed.v1")
public record IssueClosed(
        String issueId,
        String byUnit) implements Event {
}
