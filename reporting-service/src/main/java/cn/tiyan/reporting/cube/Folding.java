package cn.tiyan.reporting.cube;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.experiencer.ExperiencerApplied;
import cn.tiyan.contracts.experiencer.ExperiencerAppointed;
import cn.tiyan.contracts.feedback.FeedbackRecorded;
import cn.tiyan.contracts.issue.IssueAccepted;
import cn.tiyan.contracts.issue.IssueClosed;
import cn.tiyan.contracts.issue.IssueDispatched;
import cn.tiyan.contracts.issue.IssueRated;
import cn.tiyan.contracts.issue.IssueRegistered;
import cn.tiyan.contracts.issue.IssueReopened;
import cn.tiyan.contracts.issue.IssueTriaged;
import cn.tiyan.contracts.issue.RectificationSentBack;
import cn.tiyan.contracts.issue.RectificationSubmitted;
import cn.tiyan.contracts.issue.RectificationVerified;
import cn.tiyan.contracts.vocabulary.RatingOrigin;
import cn.tiyan.contracts.walkthrough.WalkthroughRecorded;
import cn.tiyan.platform.messaging.Delivery;
import cn.tiyan.platform.organisation.Organisation;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
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

    public void registered(Delivery<IssueRegistered> delivery) {
        IssueRegistered issue = delivery.event();
        cube.fold(delivery, row -> {
            row.isAt(at(Subject.ISSUE, issue.occurredAt(), issue.unit(), issue.source().kind().name(), issue.kind().name(),
                    issue.dimension() == null ? null : issue.dimension().name(), issue.serviceItem()));
            row.set(Count.FOUND, true);
        });
    }

    /** Triage settles the dimension: what was counted before moves to that cell. */
    public void triaged(Delivery<IssueTriaged> delivery) {
        cube.fold(delivery, row -> {
            Coordinates at = Objects.requireNonNull(row.coordinates());
            row.isAt(new Coordinates(at.subject(), at.day(), at.unit(), at.within(), at.source(), at.kind(), delivery.event().dimension().name(), at.item()));
            row.set(Count.TRIAGED, true);
        });
    }

    /** From here on the issue counts for the unit that must rectify it. */
    public void dispatched(Delivery<IssueDispatched> delivery) {
        cube.fold(delivery, row -> {
            Coordinates at = Objects.requireNonNull(row.coordinates());
            var unit = organisation.require("handlingUnit", delivery.event().handlingUnit());
            row.isAt(new Coordinates(at.subject(), at.day(), unit.code(), unit.within(), at.source(), at.kind(), at.dimension(), at.item()));
            row.set(Count.DISPATCHED, true);
        });
    }

    public void accepted(Delivery<IssueAccepted> delivery) {
        cube.fold(delivery, row -> row.set(Count.ACCEPTED, true));
    }

    public void submitted(Delivery<RectificationSubmitted> delivery) {
        cube.fold(delivery, row -> row.set(Count.SUBMITTED, true));
    }

    public void verified(Delivery<RectificationVerified> delivery) {
        cube.fold(delivery, row -> row.set(Count.VERIFIED, true));
    }

    public void sentBack(Delivery<RectificationSentBack> delivery) {
        cube.fold(delivery, row -> row.add(Count.SENT_BACK));
    }

    public void rated(Delivery<IssueRated> delivery) {
        IssueRated rating = delivery.event();
        boolean satisfied = rating.satisfaction() >= SATISFIED_FROM;
        boolean byRaiser = rating.origin() == RatingOrigin.RAISER;
        boolean byCallBack = rating.origin() == RatingOrigin.CALL_BACK;
        cube.fold(delivery, row -> {
            if (rating.first()) {
                row.set(Count.RATED_FIRST_BY_RAISER, byRaiser);
                row.set(Count.SATISFIED_FIRST_BY_RAISER, byRaiser && satisfied);
            }
            row.set(Count.RATED_FINAL_BY_RAISER, byRaiser);
            row.set(Count.SATISFIED_FINAL_BY_RAISER, byRaiser && satisfied);
            row.set(Count.RATED_FINAL_BY_CALL_BACK, byCallBack);
            row.set(Count.SATISFIED_FINAL_BY_CALL_BACK, byCallBack && satisfied);
        });
    }

    public void reopened(Delivery<IssueReopened> delivery) {
        cube.fold(delivery, row -> {
            row.set(Count.REOPENED, true);
            row.add(Count.REOPENINGS);
            row.set(Count.VERIFIED, false);
            row.set(Count.CLOSED, false);
        });
    }

    public void closed(Delivery<IssueClosed> delivery) {
        cube.fold(delivery, row -> row.set(Count.CLOSED, true));
    }

    public void walked(Delivery<WalkthroughRecorded> delivery) {
        WalkthroughRecorded walkthrough = delivery.event();
        cube.fold(delivery, row -> {
            row.isAt(at(Subject.WALKTHROUGH, walkthrough.startedAt(), walkthrough.unit(), walkthrough.role().name(),
                    walkthrough.channel().name(), null, walkthrough.serviceItem()));
            row.set(Count.WALKTHROUGHS, true);
            row.set(Count.FINDINGS, walkthrough.findings());
        });
    }

    public void applied(Delivery<ExperiencerApplied> delivery) {
        ExperiencerApplied experiencer = delivery.event();
        cube.fold(delivery, row -> {
            row.isAt(at(Subject.EXPERIENCER, delivery.time(), experiencer.unit(), experiencer.recruitment().name(), experiencer.category().name(), null, null));
            row.set(Count.APPLIED, true);
        });
    }

    public void appointed(Delivery<ExperiencerAppointed> delivery) {
        cube.fold(delivery, row -> row.set(Count.APPOINTED, true));
    }

    public void recorded(Delivery<FeedbackRecorded> delivery) {
        FeedbackRecorded feedback = delivery.event();
        cube.fold(delivery, row -> {
            row.isAt(at(Subject.FEEDBACK, feedback.occurredAt(), feedback.unit(), feedback.source().name(), null, null, feedback.serviceItem()));
            row.set(Count.FEEDBACK, true);
            row.set(Count.BAD_RATINGS, feedback.satisfaction() != null && feedback.satisfaction() < BAD_BELOW);
        });
    }

    private Coordinates at(Subject subject, Instant when, String unit, @Nullable String source, @Nullable String kind,
            @Nullable String dimension, @Nullable ServiceItemRef item) {
        var known = organisation.require("unit", unit);
        return new Coordinates(subject, when.atZone(CHINA).toLocalDate().toString(), known.code(), known.within(), source, kind,
                dimension, item == null ? null : item.code());
    }
}
