package cn.tiyan.walkthrough.walkthrough.messaging;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.issue.IssueAccepted;
import cn.tiyan.contracts.issue.IssueArchived;
import cn.tiyan.contracts.issue.IssueClosed;
import cn.tiyan.contracts.issue.IssueDispatched;
import cn.tiyan.contracts.issue.IssueFollowed;
import cn.tiyan.contracts.issue.IssueMerged;
import cn.tiyan.contracts.issue.IssueRated;
import cn.tiyan.contracts.issue.IssueReconsidered;
import cn.tiyan.contracts.issue.IssueRegistered;
import cn.tiyan.contracts.issue.IssueRejected;
import cn.tiyan.contracts.issue.IssueReopened;
import cn.tiyan.contracts.issue.IssueSplit;
import cn.tiyan.contracts.issue.IssueTriaged;
import cn.tiyan.contracts.issue.RectificationPlanned;
import cn.tiyan.contracts.issue.RectificationSentBack;
import cn.tiyan.contracts.issue.RectificationSubmitted;
import cn.tiyan.contracts.issue.RectificationVerified;
import cn.tiyan.contracts.issue.ReturnRequested;
import cn.tiyan.contracts.issue.ReturnReviewed;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.platform.messaging.Delivery;
import cn.tiyan.platform.messaging.Subscription;
import cn.tiyan.walkthrough.walkthrough.FollowUp;
import cn.tiyan.walkthrough.walkthrough.IssueStage;
import cn.tiyan.walkthrough.walkthrough.Turn;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Follows the issues that findings led to. */
@Configuration(proxyBeanMethods = false)
class IssueSubscription {

    @Bean
    Subscription issues(FollowUp followUp) {
        return Subscription.named("issues").onlyKnown(followUp::known, IssueRegistered.class)
                .on(IssueRegistered.class, delivery -> registered(delivery, followUp))
                .on(IssueTriaged.class, moved(IssueStage.TRIAGED, followUp))
                .on(IssueDispatched.class, moved(IssueStage.DISPATCHED, followUp))
                .on(ReturnRequested.class, moved(IssueStage.RETURN_REQUESTED, followUp))
                .on(ReturnReviewed.class, turned(review -> Turn.to(review.approved() ? IssueStage.TRIAGED : IssueStage.DISPATCHED), followUp))
                .on(IssueAccepted.class, moved(IssueStage.ACCEPTED, followUp))
                .on(RectificationPlanned.class, moved(IssueStage.RECTIFYING, followUp))
                .on(RectificationSubmitted.class, moved(IssueStage.SUBMITTED, followUp))
                .on(RectificationSentBack.class, moved(IssueStage.SENT_BACK, followUp))
                .on(RectificationVerified.class, moved(IssueStage.VERIFIED, followUp))
                .on(IssueRated.class, moved(IssueStage.RATED, followUp))
                .on(IssueReopened.class, moved(IssueStage.REOPENED, followUp))
                .on(IssueClosed.class, moved(IssueStage.CLOSED, followUp))
                .on(IssueArchived.class, moved(IssueStage.ARCHIVED, followUp))
                .on(IssueRejected.class, turned(rejection -> Turn.rejected(rejection.reason()), followUp))
                .on(IssueReconsidered.class, moved(IssueStage.REGISTERED, followUp))
                .on(IssueMerged.class, turned(merger -> Turn.merged(merger.survivorId(), false), followUp))
                .on(IssueFollowed.class, turned(follower -> Turn.merged(follower.survivorId(), follower.closed()), followUp))
                .on(IssueSplit.class, moved(IssueStage.REGISTERED, followUp));
    }

    private static void registered(Delivery<IssueRegistered> delivery, FollowUp followUp) {
        var source = delivery.event().source();
        if (source.kind() == SourceKind.WALKTHROUGH) {
            followUp.registered(source.id(), delivery.aggregateId(), delivery.sequence(), delivery.time());
        }
    }

    private static <E extends Event> Consumer<Delivery<E>> moved(IssueStage stage, FollowUp followUp) {
        return turned(event -> Turn.to(stage), followUp);
    }

    private static <E extends Event> Consumer<Delivery<E>> turned(Function<E, Turn> turn, FollowUp followUp) {
        return delivery -> followUp.moved(delivery.aggregateId(), turn.apply(delivery.event()), delivery.sequence(), delivery.time());
    }
}
