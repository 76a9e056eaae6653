package cn.tiyan.issue.issue.web;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.SourceRef;
import cn.tiyan.contracts.vocabulary.Cause;
import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.IssueStep;
import cn.tiyan.contracts.vocabulary.RatingOrigin;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.Stage;
import cn.tiyan.issue.issue.Acting;
import cn.tiyan.issue.issue.Action;
import cn.tiyan.issue.issue.Consultation;
import cn.tiyan.issue.issue.Deadline;
import cn.tiyan.issue.issue.Dismissal;
import cn.tiyan.issue.issue.Evidence;
import cn.tiyan.issue.issue.HotlineCallBack;
import cn.tiyan.issue.issue.Issue;
import cn.tiyan.issue.issue.LookBack;
import cn.tiyan.issue.issue.Optimization;
import cn.tiyan.issue.issue.Phase;
import cn.tiyan.issue.issue.Plan;
import cn.tiyan.issue.issue.Rating;
import cn.tiyan.issue.issue.Request;
import cn.tiyan.issue.issue.RecurrenceSaid;
import cn.tiyan.issue.issue.Review;
import cn.tiyan.issue.issue.Status;
import cn.tiyan.issue.issue.Submission;
import cn.tiyan.issue.issue.Supervision;
import cn.tiyan.issue.issue.Task;
import cn.tiyan.issue.issue.Verification;
import cn.tiyan.issue.issue.Withdrawal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An issue as one caller sees it.
 *
 * @param id its identifier
 * @param number what people call it by
 * @param version the ETag's number
 * @param unit the unit it is about
 * @param statusText the status as officials see it
 * @param phaseText the phase as officials see it
 * @param office code of the office in charge
 * @param desk code of the unit whose turn it is; absent where nothing is awaited
 * @param deadline until when it is that unit's turn
 * @param returned whether it came back to that unit: returned, sent back or reopened
 * @param raisedBy account that may rate the result
 * @param dismissal why it is out of scope
 * @param survivor the issue it follows, if it was merged
 * @param consultationForced whether units must be called together before it is dispatched again
 * @param lookBacks of the newest closing
 * @param recurrenceSaid what experiencers who raised it said when they were asked again after closing, oldest first
 * @param firstRating the first word on the result
 * @param finalRating the last word on the result; the same where there was one
 * @param callBacksInVain call-backs that reached nobody
 * @param reopenings how often it was reopened
 * @param withdrawal that the citizen withdrew what led to it
 * @param urges how often citizens pressed for it
 * @param hotlineCallBack what the citizen answered when the hotline last asked back
 * @param reachedAt when it last reached each status
 * @param actions what this caller may do now
 */
record IssueView(
        String id,
        String number,
        long version,
        String unit,
        SourceRef source,
        IssueKind kind,
        Severity severity,
        @Nullable Difficulty difficulty,
        @Nullable Dimension dimension,
        @Nullable ServiceItemRef serviceItem,
        @Nullable Stage stage,
        @Nullable Cause cause,
        String title,
        String text,
        Instant occurredAt,
        Status status,
        String statusText,
        Phase phase,
        String phaseText,
        String office,
        @Nullable String handlingUnit,
        @Nullable String desk,
        @Nullable DeadlineView deadline,
        boolean returned,
        @Nullable String raisedBy,
        @Nullable Dismissal dismissal,
        @Nullable Survivor survivor,
        @Nullable Request returnRequest,
        List<Review> returns,
        boolean consultationForced,
        @Nullable Request extensionRequest,
        List<Review> extensions,
        @Nullable Plan plan,
        List<EvidenceView> evidence,
        @Nullable Submission submission,
        @Nullable Verification verification,
        @Nullable RatingView firstRating,
        @Nullable RatingView finalRating,
        int callBacksInVain,
        int reopenings,
        @Nullable Withdrawal withdrawal,
        int urges,
        @Nullable HotlineCallBack hotlineCallBack,
        List<SupervisionView> supervisions,
        List<Consultation> consultations,
        List<TaskView> tasks,
        List<Optimization> optimizations,
        List<LookBack> lookBacks,
        List<RecurrenceSaid> recurrenceSaid,
        Map<Status, Instant> reachedAt,
        Instant createdAt,
        Instant changedAt,
        List<Action> actions) {

    /** An {@link Evidence}, without where it is kept. */
    record EvidenceView(String id, String name, String type, long size, String sha256, String sm3, String by, Instant at) {

        static EvidenceView of(Evidence piece) {
            return new EvidenceView(piece.evidenceId(), piece.name(), piece.type(), piece.size(), piece.sha256(), piece.sm3(), piece.by(),
                    piece.at());
        }
    }

    /**
     * A {@link Deadline}.
     *
     * @param due when business ends on its last day
     * @param provisional true while it counts days of a year whose schedule is not published; it may change then
     * @param level how many levels up have been told that it passed
     */
    record DeadlineView(IssueStep step, Instant due, int workingDays, boolean provisional, boolean paused, boolean overdue, int level) {

        static DeadlineView of(Deadline deadline, Instant now) {
            return new DeadlineView(deadline.step(), deadline.due(), deadline.days(), deadline.provisional(), deadline.pausedAt() != null,
                    deadline.overdue(now), deadline.level());
        }
    }

    /**
     * The issue a merged one follows.
     *
     * @param closed whether it is closed
     */
    record Survivor(String id, boolean closed) {
    }

    /**
     * A {@link Supervision}, with its state.
     *
     * @param provisional true while an answer is awaited by a day that may change when a schedule is published
     */
    record SupervisionView(String id, String demand, String unit, List<String> jointUnits, String by, Instant at, Instant due, boolean provisional,
            boolean overdue, Supervision.State state, String stateText, @Nullable String answer, @Nullable Instant answeredAt, @Nullable Instant liftedAt) {

        static SupervisionView of(Supervision supervision) {
            return new SupervisionView(supervision.supervisionId(), supervision.demand(), supervision.unit(), supervision.jointUnits(), supervision.by(),
                    supervision.at(), supervision.due(), supervision.provisional(), supervision.overdue(), supervision.state(),
                    supervision.state().chinese(), supervision.answer(), supervision.answeredAt(), supervision.liftedAt());
        }
    }

    /**
     * A {@link Task}.
     *
     * @param provisional true while it is awaited by a day that may change when a schedule is published
     */
    record TaskView(String taskId, String consultationId, String text, String unit, Instant due, boolean provisional, boolean overdue,
            @Nullable String note, @Nullable String doneBy, @Nullable Instant doneAt) {

        static TaskView of(Task task) {
            return new TaskView(task.taskId(), task.consultationId(), task.text(), task.unit(), task.due(), task.provisional(), task.overdue(), task.note(),
                    task.doneBy(), task.doneAt());
        }
    }

    /** A {@link Rating}, with its origin in words. */
    record RatingView(RatingOrigin origin, String originText, boolean solved, int satisfaction, @Nullable String text, Instant at) {

        static RatingView of(Rating rating) {
            return new RatingView(rating.origin(), rating.originText(), rating.solved(), rating.satisfaction(), rating.text(), rating.at());
        }
    }

    static IssueView of(Issue issue, Acting caller, Instant now) {
        List<RatingView> ratings = issue.ratings().stream().map(RatingView::of).toList();
        return new IssueView(issue.id(), issue.number(), issue.version(), issue.unit(), issue.source(), issue.kind(), issue.severity(),
                issue.difficulty(), issue.dimension(), issue.serviceItem(), issue.stage(), issue.cause(), issue.title(), issue.text(), issue.occurredAt(),
                issue.status(), issue.status().chinese(), issue.status().phase(), issue.status().phase().chinese(),
                issue.office(), issue.handlingUnit(), issue.desk(), issue.deadline().map(deadline -> DeadlineView.of(deadline, now)).orElse(null),
                issue.returned(), issue.owner(), issue.dismissal(),
                issue.survivor() == null ? null : new Survivor(issue.survivor(), issue.survivorClosed()),
                issue.returnRequest(), issue.returns(), issue.consultationForced(), issue.extensionRequest(), issue.extensions(), issue.plan(),
                issue.evidence().stream().map(EvidenceView::of).toList(), issue.submission(), issue.verification(),
                ratings.isEmpty() ? null : ratings.getFirst(), ratings.isEmpty() ? null : ratings.getLast(), issue.callBacksInVain(), issue.reopenings(),
                issue.withdrawal(), issue.urges(), issue.hotlineCallBack(),
                issue.supervisions().stream().map(SupervisionView::of).toList(), issue.consultations(),
                issue.tasks().stream().map(TaskView::of).toList(), issue.optimizations(), issue.lookBacks(), issue.recurrenceSaid(),
                issue.reachedAt(), issue.createdAt(), issue.changedAt(), issue.actions(caller));
    }
}
