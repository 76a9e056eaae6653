package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import cn.tiyan.contracts.vocabulary.RatingOrigin;
import org.jspecify.annotations.Nullable;

/**
 * 评价: the person who raised it, or a call-back, judged the result.
 *
 * @param issueId the issue
 * @param origin whose word it is
 * @param solved whether it is solved
 * @param satisfaction 1 to 5, 5 best
 * @param first true for the first rating of this issue
 * @param desk whose turn it is from now on; absent where it is nobody's, and in what earlier releases told
 */
@EventType("issue.rated.v1")
public record IssueRated(
        String issueId,
        RatingOrigin origin,
        boolean solved,
        int satisfaction,
        boolean first,
        @Nullable Desk desk) implements Event {

    /** Without saying whose turn it is. */
    public IssueRated(String issueId, RatingOrigin origin, boolean solved, int satisfaction, boolean first) {
        this(issueId, origin, solved, satisfaction, first, null);
    }
}
