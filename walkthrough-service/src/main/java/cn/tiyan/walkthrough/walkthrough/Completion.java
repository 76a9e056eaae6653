package cn.tiyan.walkthrough.walkthrough;

import cn.tiyan.platform.followup.IssueStage;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * 走后“跟踪解决”: how far a walkthrough is from being done with (notice, section 六(二)). Derived, never stored.
 *
 * @param complete 已了结: it is finished, each of its findings is settled or has an owner, and each hard case it follows is solved; 办理中
 *     otherwise
 * @param status the term officials see
 * @param findings problems and demands; a practice asks nothing of anybody
 * @param settled of these, those whose issue is settled
 * @param owned those that are not settled, but taken on by the unit that must rectify them
 * @param waiting those that nobody has taken on yet
 * @param cases hard cases followed
 * @param solved of these, those that are solved
 */
public record Completion(boolean complete, String status, int findings, int settled, int owned, int waiting, int cases, int solved) {

    /** From here on a unit has taken it on; a merged one goes on in its survivor, whose unit has. */
    private static final Set<IssueStage> OWNED = EnumSet.of(IssueStage.ACCEPTED, IssueStage.RECTIFYING, IssueStage.SUBMITTED, IssueStage.SENT_BACK,
            IssueStage.VERIFIED, IssueStage.RATED, IssueStage.REOPENED, IssueStage.MERGED);

    /** @param solvedCases feedback ids of hard cases that are solved */
    static Completion of(SessionStatus walked, List<Finding> all, List<String> feedbackIds, Set<String> solvedCases) {
        int findings = 0;
        int settled = 0;
        int owned = 0;
        for (Finding finding : all) {
            if (finding.kind().issue().isEmpty()) {
                continue;
            }
            findings++;
            Outcome issue = finding.issue();
            if (issue != null && issue.settledAt() != null) {
                settled++;
            } else if (issue != null && OWNED.contains(issue.stage())) {
                owned++;
            }
        }
        int cases = feedbackIds.size();
        int solved = (int) feedbackIds.stream().filter(solvedCases::contains).count();
        boolean finished = walked == SessionStatus.SUBMITTED || walked == SessionStatus.ACCEPTED;
        boolean complete = finished && settled + owned == findings && solved == cases;
        return new Completion(complete, complete ? "已了结" : "办理中", findings, settled, owned, findings - settled - owned, cases, solved);
    }
}
