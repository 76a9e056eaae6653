package cn.tiyan.reporting.cube;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.experiencer.ExperiencerApplied;
import cn.tiyan.contracts.experiencer.ExperiencerAppointed;
import cn.tiyan.contracts.feedback.FeedbackRecorded;
import cn.tiyan.contracts.issue.DeadlineMissed;
import cn.tiyan.contracts.issue.ExtensionReviewed;
import cn.tiyan.contracts.issue.IssueAccepted;
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
import cn.tiyan.contracts.issue.ReturnReviewed;
import cn.tiyan.contracts.vocabulary.RatingOrigin;
import cn.tiyan.contracts.walkthrough.WalkthroughRecorded;
import cn.tiyan.platform.messaging.Delivery;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.UnknownReference;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What each event means for the figures. */
@Component
public class Folding {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final int SATISFIED_FROM = 4;
    private static final int BAD_BELOW = 3;

    private final Cube cube;
    private final Organisation organisation;

    Folding(Cube cube, Organisation organisation) {
        this.cube = cube;
        this.organisation = organisation;
    }

    /** 登记: from here on it counts, on the day it was found. */
    public void registered(Delivery<IssueRegistered> delivery) {
        IssueRegistered issue = delivery.event();
        cube.fold(delivery, step(delivery)
                .at(at(Subject.ISSUE, issue.occurredAt(), issue.unit(), issue.source().kind().name(), issue.kind().name(),
                        issue.dimension() == null ? null : issue.dimension().name(), issue.serviceItem()))
                .set(Count.FOUND, true).reached(Stage.REGISTERED, delivery.time()));
    }

    /** 研判 settles the dimension: what was counted before moves to that cell. */
    public void triaged(Delivery<IssueTriaged> delivery) {
        cube.fold(delivery, step(delivery).in(delivery.event().dimension().name()).set(Count.TRIAGED, true));
    }

    /** 派单: from here on the issue counts for the unit that must rectify it. */
    public void dispatched(Delivery<IssueDispatched> delivery) {
        cube.fold(delivery, step(delivery).movedTo(within("handlingUnit", delivery.event().handlingUnit())).set(Count.DISPATCHED, true).reached(Stage.DISPATCHED, delivery.time()));
    }

    /** 签收. */
    public void accepted(Delivery<IssueAccepted> delivery) {
        cube.fold(delivery, done(delivery).set(Count.ACCEPTED, true).reached(Stage.ACCEPTED, delivery.time()));
    }

    /** 提交. */
    public void submitted(Delivery<RectificationSubmitted> delivery) {
        cube.fold(delivery, done(delivery).set(Count.SUBMITTED, true).reached(Stage.SUBMITTED, delivery.time()));
    }

    /** 核查. */
    public void verified(Delivery<RectificationVerified> delivery) {
        cube.fold(delivery, done(delivery).set(Count.VERIFIED, true).reached(Stage.VERIFIED, delivery.time()));
    }

    /** 核查不通过. */
    public void sentBack(Delivery<RectificationSentBack> delivery) {
        cube.fold(delivery, step(delivery).add(Count.SENT_BACK));
    }

    /** 评价: the first stays, the last replaces the one before, and whose word it was is kept apart. */
    public void rated(Delivery<IssueRated> delivery) {
        IssueRated rating = delivery.event();
        boolean satisfied = rating.satisfaction() >= SATISFIED_FROM;
        boolean byRaiser = rating.origin() == RatingOrigin.RAISER;
        boolean byCallBack = rating.origin() == RatingOrigin.CALL_BACK;
        Step step = step(delivery)
                .set(Count.RATED_FINAL_BY_RAISER, byRaiser)
                .set(Count.SATISFIED_FINAL_BY_RAISER, byRaiser && satisfied)
                .set(Count.RATED_FINAL_BY_CALL_BACK, byCallBack)
                .set(Count.SATISFIED_FINAL_BY_CALL_BACK, byCallBack && satisfied)
                .set(Count.RATED_FINAL_BY_DEFAULT, rating.origin() == RatingOrigin.DEFAULT);
        cube.fold(delivery, !rating.first() ? step : step
                .set(Count.RATED_FIRST_BY_RAISER, byRaiser)
                .set(Count.SATISFIED_FIRST_BY_RAISER, byRaiser && satisfied));
    }

    /** 重办 takes back that it was verified and closed. */
    public void reopened(Delivery<IssueReopened> delivery) {
        cube.fold(delivery, step(delivery).set(Count.REOPENED, true).add(Count.REOPENINGS).set(Count.VERIFIED, false).set(Count.CLOSED, false)
                .unmark(Subject.CLOSED_ISSUE, Count.CLOSED_THEN));
    }

    /** 销号. */
    public void closed(Delivery<IssueClosed> delivery) {
        cube.fold(delivery, done(delivery).set(Count.CLOSED, true).reached(Stage.CLOSED, delivery.time())
                .mark(Subject.CLOSED_ISSUE, day(delivery.time()), Count.CLOSED_THEN));
    }

    /** 不予受理. */
    public void rejected(Delivery<IssueRejected> delivery) {
        cube.fold(delivery, done(delivery).set(Count.REJECTED, true));
    }

    /** 重新受理 takes that back. */
    public void reconsidered(Delivery<IssueReconsidered> delivery) {
        cube.fold(delivery, step(delivery).set(Count.REJECTED, false));
    }

    /** 合并: it was found, and it goes on as another one. */
    public void merged(Delivery<IssueMerged> delivery) {
        cube.fold(delivery, done(delivery).set(Count.MERGED, true));
    }

    /** 拆分 takes that back. */
    public void split(Delivery<IssueSplit> delivery) {
        cube.fold(delivery, step(delivery).set(Count.MERGED, false));
    }

    /** 退单审核: a unit it was taken back from no longer answers for it; until it is dispatched again it counts for the office. */
    public void returned(Delivery<ReturnReviewed> delivery) {
        if (delivery.event().approved()) {
            cube.fold(delivery, step(delivery).movedTo(within("byUnit", delivery.event().byUnit())).set(Count.RETURNED, true));
        }
    }

    /** 延期审批. */
    public void extended(Delivery<ExtensionReviewed> delivery) {
        if (delivery.event().approved()) {
            cube.fold(delivery, step(delivery).set(Count.EXTENDED, true));
        }
    }

    /** 超期. */
    public void missed(Delivery<DeadlineMissed> delivery) {
        if (delivery.event().level() == 1) {
            cube.fold(delivery, step(delivery).set(Count.OVERDUE, true)
                    .mark(Subject.OVERDUE_ISSUE, day(delivery.event().due()), Count.OVERDUE_NOW));
        }
    }

    /** 督办. */
    public void supervised(Delivery<IssueSupervised> delivery) {
        cube.fold(delivery, step(delivery).set(Count.SUPERVISED, true));
    }

    /** 回头看. */
    public void lookedBack(Delivery<IssueLookedBack> delivery) {
        Step step = step(delivery).add(Count.LOOKED_BACK);
        cube.fold(delivery, delivery.event().held() ? step : step.add(Count.RECURRED));
    }

    /** 优化. */
    public void optimized(Delivery<OptimizationRecorded> delivery) {
        cube.fold(delivery, step(delivery).set(Count.OPTIMIZED, true));
    }

    /** 走流程, on the day it began. */
    public void walked(Delivery<WalkthroughRecorded> delivery) {
        WalkthroughRecorded walkthrough = delivery.event();
        cube.fold(delivery, step(delivery)
                .at(at(Subject.WALKTHROUGH, walkthrough.startedAt(), walkthrough.unit(), walkthrough.role().name(),
                        walkthrough.channel().name(), null, walkthrough.serviceItem()))
                .set(Count.WALKTHROUGHS, true)
                .set(Count.FINDINGS, walkthrough.findings()));
    }

    /** An experiencer was put forward, on the day of the event. */
    public void applied(Delivery<ExperiencerApplied> delivery) {
        ExperiencerApplied experiencer = delivery.event();
        cube.fold(delivery, step(delivery)
                .at(at(Subject.EXPERIENCER, delivery.time(), experiencer.unit(), experiencer.recruitment().name(), experiencer.category().name(), null, null))
                .set(Count.APPLIED, true));
    }

    /** And appointed; still counted on the day they were put forward. */
    public void appointed(Delivery<ExperiencerAppointed> delivery) {
        cube.fold(delivery, step(delivery).set(Count.APPOINTED, true));
    }

    /** A feedback record, in its newest state, on the day the citizen spoke. */
    public void recorded(Delivery<FeedbackRecorded> delivery) {
        FeedbackRecorded feedback = delivery.event();
        cube.fold(delivery, step(delivery)
                .at(at(Subject.FEEDBACK, feedback.occurredAt(), feedback.unit(), feedback.source().name(), null, null, feedback.serviceItem()))
                .set(Count.FEEDBACK, true)
                .set(Count.BAD_RATINGS, feedback.satisfaction() != null && feedback.satisfaction() < BAD_BELOW));
    }

    private static Step step(Delivery<?> delivery) {
        return Step.numbered(delivery.sequence());
    }

    /** What a deadline was for is done. */
    private static Step done(Delivery<?> delivery) {
        return step(delivery).unmark(Subject.OVERDUE_ISSUE, Count.OVERDUE_NOW);
    }

    private static String day(Instant when) {
        return when.atZone(CHINA).toLocalDate().toString();
    }

    private Coordinates at(Subject subject, Instant when, String unit, @Nullable String source, @Nullable String kind,
            @Nullable String dimension, @Nullable ServiceItemRef item) {
        return new Coordinates(subject, day(when), within("unit", unit), source, kind,
                dimension, item == null ? null : item.code());
    }

    /** The unit may be dissolved by now: what happened there is counted there all the same. */
    private List<String> within(String field, String unit) {
        return organisation.find(unit).map(Unit::within)
                .orElseThrow(() -> new UnknownReference(field, "没有编码为 " + unit + " 的单位"));
    }
}
