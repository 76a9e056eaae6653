package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import org.jspecify.annotations.Nullable;

/**
 * 退单审核: the office agreed, or did not.
 *
 * @param issueId the issue
 * @param byUnit the office
 * @param approved whether it may go back
 * @param hops how often it has been sent back so far
 * @param desk whose turn it is from now on; absent where it is nobody's, and in what earlier releases told
 */
@EventType("issue.return-reviewed.v1")
public record ReturnReviewed(
        String issueId,
        String byUnit,
        boolean approved,
        int hops,
        @Nullable Desk desk) implements Event {

    /** Without saying whose turn it is. */
    public ReturnReviewed(String issueId, String byUnit, boolean approved, int hops) {
        this(issueId, byUnit, approved, hops, null);
    }
}
