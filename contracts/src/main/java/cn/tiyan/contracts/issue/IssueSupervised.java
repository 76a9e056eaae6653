package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 督办: a unit above presses for it, alone or jointly.
 *
 * @param issueId the issue
 * @param supervisionId the supervision
 * @param byUnit who supervises
 * @param jointUnits who supervises with them; empty where alone
 * @param due until when an answer is due
 * @param desk whose turn it is from now on; absent where it is nobody's, and in what earlier releases told
 */
@EventType("issue.supervised.v1")
public record IssueSupervised(
        String issueId,
        String supervisionId,
        String byUnit,
        List<String> jointUnits,
        Instant due,
        @Nullable Desk desk) implements Event {

    /** Without saying whose turn it is. */
    public IssueSupervised(String issueId, String supervisionId, String byUnit, List<String> jointUnits, Instant due) {
        this(issueId, supervisionId, byUnit, jointUnits, due, null);
    }
}
