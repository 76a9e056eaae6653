package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import cn.tiyan.contracts.vocabulary.RatingOrigin;

/**
 * 评价: the person who raised it, or a call-back, judged the result.
 *
 * @param issueId the issue
 * @param origin whose word it is
 * @param solved whether it is solved
 * @param satisfaction 1 to 5, 5 best
 * @param first true for the first rating of this issue
 */
@EventType("issue.rated.v1")
public record IssueRated(
        String issueId,
        RatingOrigin origin,
        boolean solved,
        int satisfaction,
        boolean first) implements Event {
}
