package cn.tiyan.reporting.cube;

import static cn.tiyan.platform.time.China.day;
import static cn.tiyan.reporting.cube.Folding.SATISFIED_FROM;
import static cn.tiyan.reporting.cube.Folding.step;

import cn.tiyan.contracts.issue.ConsultationConcluded;
import cn.tiyan.contracts.issue.ConsultationConvened;
import cn.tiyan.contracts.issue.DeadlineChanged;
import cn.tiyan.contracts.issue.DeadlineMissed;
import cn.tiyan.contracts.issue.ExtensionReviewed;
import cn.tiyan.contracts.issue.IssueAccepted;
import cn.tiyan.contracts.issue.IssueArchived;
import cn.tiyan.contracts.issue.IssueClosed;
import cn.tiyan.contracts.issue.IssueDispatched;
import cn.tiyan.contracts.issue.IssueLookedBack;
import cn.tiyan.contracts.issue.IssueMerged;
import cn.tiyan.contracts.issue.IssueRated;
import cn.tiyan.contracts.issue.IssueReconsidered;
import cn.tiyan.contracts.issue.IssueRegistered;
import cn.tiyan.contracts.issue.IssueRejected;
import cn.tiyan.contracts.issue.IssueReopened;
import cn.tiyan.contracts.issue.IssueSplit;
import cn.tiyan.contracts.issue.IssueSupervised;
import cn.tiyan.contracts.issue.IssueTriaged;
import cn.tiyan.contracts.issue.OptimizationRecorded;
import cn.tiyan.contracts.issue.RectificationSentBack;
import cn.tiyan.contracts.issue.RectificationSubmitted;
import cn.tiyan.contracts.issue.RectificationVerified;
import cn.tiyan.contracts.issue.ReturnRequested;
import cn.tiyan.contracts.issue.ReturnReviewed;
import cn.tiyan.contracts.issue.SupervisionLifted;
import cn.tiyan.contracts.vocabulary.IssueStep;
import cn.tiyan.contracts.vocabulary.RatingOrigin;
import cn.tiyan.platform.messaging.Delivery;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What each event of an issue means for the figures. It stays with the day it was found; the unit it counts for may change. */
public final class IssueFolding {

    private final Folding folding;

    public IssueFolding(Folding folding) {
        this.folding = folding;
    }

    /** 登记: from here on it counts, on the day it was found. */
    public void registered(Delivery<IssueRegistered> delivery) {
        IssueRegistered issue = delivery.event();
        folding.fold(delivery, step(delivery)
                .at(folding.at(Subject.ISSUE, day(issue.occurredAt()), issue.unit(), issue.source().kind(), issue.kind(), issue.dimension(), issue.serviceItem()))
                .set(Count.FOUND, true).reached(Stage.REGISTERED, delivery.time()));
    }

    /** 研判 settles the dimension: what was counted before moves to that cell. Judged anew, it still waits to be dispatched. */
    public void triaged(Delivery<IssueTriaged> delivery) {
        boolean again = Boolean.TRUE.equals(delivery.event().again());
        folding.fold(delivery, (again ? step(delivery) : done(delivery)).in(delivery.event().dimension().name()).set(Count.TRIAGED, true));
    }

    /** 派单: from here on the issue counts for the unit that must rectify it. */
    public void dispatched(Delivery<IssueDispatched> delivery) {
        folding.fold(delivery, done(delivery).movedTo(folding.within("handlingUnit", delivery.event().handlingUnit())).set(Count.DISPATCHED, true)
                .reached(Stage.DISPATCHED, delivery.time()));
    }

    /** 签收. */
    public void accepted(Delivery<IssueAccepted> delivery) {
        folding.fold(delivery, done(delivery).set(Count.ACCEPTED, true).reached(Stage.ACCEPTED, delivery.time()));
    }

    /** 提交. */
    public void submitted(Delivery<RectificationSubmitted> delivery) {
        Integer secondHand = delivery.event().secondHand();
        folding.fold(delivery, done(delivery).set(Count.SUBMITTED, true).set(Count.SECOND_HAND, secondHand != null).reached(Stage.SUBMITTED, delivery.time()));
    }

    /** 核查. */
    public void verified(Delivery<RectificationVerified> delivery) {
        folding.fold(delivery, done(delivery).set(Count.VERIFIED, true).reached(Stage.VERIFIED, delivery.time()));
    }

    /** 核查不通过. */
    public void sentBack(Delivery<RectificationSentBack> delivery) {
        folding.fold(delivery, done(delivery).add(Count.SENT_BACK));
    }

    /** 评价: the first stays, the last replaces the one before, and whose word it was is kept apart. */
    public void rated(Delivery<IssueRated> delivery) {
        IssueRated rating = delivery.event();
        boolean satisfied = rating.satisfaction() >= SATISFIED_FROM;
        boolean byRaiser = rating.origin() == RatingOrigin.RAISER;
        boolean byCallBack = rating.origin() == RatingOrigin.CALL_BACK;
        Step step = done(delivery)
                .set(Count.RATED_FINAL_BY_RAISER, byRaiser)
                .set(Count.SATISFIED_FINAL_BY_RAISER, byRaiser && satisfied)
                .set(Count.SOLVED_BY_RAISER, byRaiser && rating.solved())
                .set(Count.RATED_FINAL_BY_CALL_BACK, byCallBack)
                .set(Count.SATISFIED_FINAL_BY_CALL_BACK, byCallBack && satisfied)
                .set(Count.SOLVED_BY_CALL_BACK, byCallBack && rating.solved())
                .set(Count.RATED_FINAL_BY_DEFAULT, rating.origin() == RatingOrigin.DEFAULT);
        folding.fold(delivery, !rating.first() ? step : step
                .set(Count.RATED_FIRST_BY_RAISER, byRaiser)
                .set(Count.SATISFIED_FIRST_BY_RAISER, byRaiser && satisfied)
                .set(Count.RATED_FIRST_BY_CALL_BACK, byCallBack)
                .set(Count.SATISFIED_FIRST_BY_CALL_BACK, byCallBack && satisfied));
    }

    /** 重办 takes back that it was verified and closed. */
    public void reopened(Delivery<IssueReopened> delivery) {
        folding.fold(delivery, done(delivery).set(Count.REOPENED, true).add(Count.REOPENINGS).set(Count.VERIFIED, false).set(Count.CLOSED, false)
                .unmark(Count.CLOSED_THEN));
    }

    /** 销号; it counts on the day of closing, too. */
    public void closed(Delivery<IssueClosed> delivery) {
        folding.fold(delivery, done(delivery).set(Count.CLOSED, true).reached(Stage.CLOSED, delivery.time())
                .mark(Count.CLOSED_THEN, day(delivery.time()).toString()));
    }

    /** 归档. */
    public void archived(Delivery<IssueArchived> delivery) {
        folding.fold(delivery, step(delivery).set(Count.ARCHIVED, true));
    }

    /** 不予受理. */
    public void rejected(Delivery<IssueRejected> delivery) {
        folding.fold(delivery, done(delivery).set(Count.REJECTED, true));
    }

    /** 重新受理 takes that back. */
    public void reconsidered(Delivery<IssueReconsidered> delivery) {
        folding.fold(delivery, step(delivery).set(Count.REJECTED, false));
    }

    /** 合并: it was found, and it goes on as another one. */
    public void merged(Delivery<IssueMerged> delivery) {
        folding.fold(delivery, done(delivery).set(Count.MERGED, true));
    }

    /** 拆分 takes that back. */
    public void split(Delivery<IssueSplit> delivery) {
        folding.fold(delivery, step(delivery).set(Count.MERGED, false));
    }

    /** 退单. */
    public void returnRequested(Delivery<ReturnRequested> delivery) {
        folding.fold(delivery, done(delivery).add(Count.RETURNS_REQUESTED));
    }

    /** 退单审核: a unit it was taken back from no longer answers for it; until it is dispatched again it counts for the office. */
    public void returned(Delivery<ReturnReviewed> delivery) {
        Step step = done(delivery);
        folding.fold(delivery, !delivery.event().approved() ? step
                : step.movedTo(folding.within("byUnit", delivery.event().byUnit())).set(Count.RETURNED, true).add(Count.RETURNS));
    }

    /** 延期审批. */
    public void extended(Delivery<ExtensionReviewed> delivery) {
        if (delivery.event().approved()) {
            folding.fold(delivery, step(delivery).set(Count.EXTENDED, true).add(Count.EXTENSIONS).add(Count.EXTENSION_DAYS, delivery.event().workingDays()));
        }
    }

    /** A deadline was moved: where the new one has passed already, the issue is overdue since then; paused, it is not overdue. */
    public void deadlineChanged(Delivery<DeadlineChanged> delivery) {
        Instant due = delivery.event().due();
        folding.fold(delivery, due == null || due.isAfter(delivery.time()) ? done(delivery) : overdue(step(delivery), due));
    }

    /** 超期, until the step is done or its deadline is moved; further levels say nothing new. */
    public void missed(Delivery<DeadlineMissed> delivery) {
        DeadlineMissed missed = delivery.event();
        if (missed.level() == 1) {
            Step step = overdue(step(delivery), missed.due()).set(Count.OVERDUE, true);
            folding.fold(delivery, missed.step() == IssueStep.LOOK_BACK ? step : step.set(Count.LATE, true));
        }
    }

    /** 督办. */
    public void supervised(Delivery<IssueSupervised> delivery) {
        Step step = step(delivery).set(Count.SUPERVISED, true).add(Count.SUPERVISIONS);
        folding.fold(delivery, delivery.event().jointUnits().isEmpty() ? step : step.set(Count.SUPERVISED_JOINTLY, true));
    }

    /** 解除督办. */
    public void supervisionLifted(Delivery<SupervisionLifted> delivery) {
        Step step = step(delivery).add(Count.SUPERVISIONS_LIFTED);
        folding.fold(delivery, delivery.event().inTime() ? step.add(Count.SUPERVISIONS_IN_TIME) : step);
    }

    /** 联席会商. */
    public void convened(Delivery<ConsultationConvened> delivery) {
        folding.fold(delivery, step(delivery).set(Count.CONSULTED, true).add(Count.CONSULTATIONS));
    }

    /** 会商办结. */
    public void concluded(Delivery<ConsultationConcluded> delivery) {
        folding.fold(delivery, step(delivery).add(Count.CONSULTATIONS_CONCLUDED).add(Count.CONSULTATION_TASKS, delivery.event().tasks()));
    }

    /** 回头看. */
    public void lookedBack(Delivery<IssueLookedBack> delivery) {
        Step step = done(delivery).add(Count.LOOKED_BACK);
        folding.fold(delivery, delivery.event().held() ? step : step.add(Count.RECURRED));
    }

    /** 优化: what was saved, where both before and after are known; less than nothing where it has become more. */
    public void optimized(Delivery<OptimizationRecorded> delivery) {
        OptimizationRecorded changed = delivery.event();
        Step step = step(delivery).set(Count.OPTIMIZED, true).add(Count.OPTIMIZATIONS);
        step = saved(step, Count.STEPS_SAVED, changed.stepsBefore(), changed.stepsAfter());
        step = saved(step, Count.DAYS_SAVED, changed.daysBefore(), changed.daysAfter());
        step = saved(step, Count.MATERIALS_SAVED, changed.materialsBefore(), changed.materialsAfter());
        folding.fold(delivery, saved(step, Count.VISITS_SAVED, changed.visitsBefore(), changed.visitsAfter()));
    }

    private static Step saved(Step step, Count count, @Nullable Integer before, @Nullable Integer after) {
        return before == null || after == null || before.equals(after) ? step : step.add(count, (long) before - after);
    }

    private static Step overdue(Step step, Instant since) {
        return step.mark(Count.OVERDUE_NOW, day(since).toString());
    }

    /** What a deadline was for is done, or need not be done any more. */
    private static Step done(Delivery<?> delivery) {
        return step(delivery).unmark(Count.OVERDUE_NOW);
    }
}
