package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import java.time.Instant;
import java.util.List;

/**
 * 督办: a unit above presses for it, alone or jointly.
 *
 * @param issueId the issue
 * @param supervisionId the supervision
 * @param byUnit who supervises
 * @param jointUnits who supervises with them; empty where alone
 * @param due until when an answer is due
 */
@EventType("issue.supervised.v1")
public record IssueSupervised(
        String issueId,
        String supervisionId,
        String byUnit,
        List<String> jointUnits,
        Instant due) implements Event {
}
