package cn.tiyan.issue.commonproblem.web;

import cn.tiyan.issue.commonproblem.Answered;
import cn.tiyan.issue.commonproblem.Review;
import cn.tiyan.issue.commonproblem.SelfCheck;
import cn.tiyan.issue.commonproblem.SelfCheckAction;
import cn.tiyan.issue.commonproblem.SelfCheckStatus;
import cn.tiyan.platform.security.Caller;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A self-check as one caller sees it.
 *
 * @param version the ETag's number
 * @param unit who must check itself
 * @param problemId the common problem it is about
 * @param round which round of it
 * @param office who confirmed the common problem
 * @param dueOn the last day for answering
 * @param provisional true while an answer is awaited by a day that may change when a schedule is published
 * @param overdue whether a last day has passed without an answer, given since or not
 * @param answer what the unit said last
 * @param review the word of an office above on it
 * @param actions what this caller may do now
 */
record SelfCheckView(
        String id,
        long version,
        String unit,
        String problemId,
        int round,
        String office,
        String title,
        String measures,
        LocalDate dueOn,
        boolean provisional,
        SelfCheckStatus status,
        String statusText,
        boolean overdue,
        @Nullable Said answer,
        @Nullable Review review,
        Instant createdAt,
        Instant changedAt,
        List<SelfCheckAction> actions) {

    /** An {@link Answered}, flat. */
    record Said(@Nullable Boolean found, @Nullable Integer corrected, @Nullable String done, @Nullable String notConcerned, String by,
            Instant at) {

        static Said of(Answered answered) {
            var answer = answered.answer();
            return new Said(answer.found(), answer.corrected(), answer.done(), answer.notConcerned(), answered.by(), answered.at());
        }
    }

    static SelfCheckView of(SelfCheck check, Caller caller) {
        Answered answered = check.answered();
        return new SelfCheckView(check.id(), check.version(), check.unit(), check.problemId(), check.round(), check.office(), check.title(),
                check.measures(), check.dueOn(), check.provisional(), check.status(), check.status().chinese(), check.overdue(),
                answered == null ? null : Said.of(answered), check.review(), check.createdAt(), check.changedAt(), check.actions(caller));
    }
}
