package cn.tiyan.platform.followup;

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
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** 跟踪解决: the subscription of a feature that follows the issues its findings led to. */
public final class FollowedIssues {

    private FollowedIssues() {
    }

    /** The feature that follows; a repeated or older event must change nothing there. */
    public interface Follower {

        /** Of these issues, those that a finding of the feature led to. */
        Set<String> known(Set<String> issueIds);

        /**
         * A finding led to an issue.
         *
         * @param sequence the event's number in the issue's life
         */
        void registered(String findingId, String issueId, long sequence, Instant at);

        /**
         * An issue took a turn.
         *
         * @param sequence the event's number in the issue's life
         */
        void moved(String issueId, Turn turn, long sequence, Instant at);
    }

    /**
     * The subscription, to which the feature may add what else it listens to.
     *
     * @param name see {@link Subscription#named}
     * @param source what the feature's findings are called where issues name their source
     */
    public static Subscription subscription(String name, SourceKind source, Follower follower) {
        return Subscription.named(name).onlyKnown(follower::known, IssueRegistered.class)
                .on(IssueRegistered.class, delivery -> registered(delivery, source, follower))
                .on(IssueTriaged.class, moved(IssueStage.TRIAGED, follower))
                .on(IssueDispatched.class, turned(dispatch -> Turn.dispatched(dispatch.handlingUnit()), follower))
                .on(ReturnRequested.class, moved(IssueStage.RETURN_REQUESTED, follower))
                .on(ReturnReviewed.class, turned(review -> Turn.to(review.approved() ? IssueStage.TRIAGED : IssueStage.DISPATCHED), follower))
                .on(IssueAccepted.class, moved(IssueStage.ACCEPTED, follower))
                .on(RectificationPlanned.class, moved(IssueStage.RECTIFYING, follower))
                .on(RectificationSubmitted.class, moved(IssueStage.SUBMITTED, follower))
                .on(RectificationSentBack.class, moved(IssueStage.SENT_BACK, follower))
                .on(RectificationVerified.class, moved(IssueStage.VERIFIED, follower))
                .on(IssueRated.class, moved(IssueStage.RATED, follower))
                .on(IssueReopened.class, moved(IssueStage.REOPENED, follower))
                .on(IssueClosed.class, moved(IssueStage.CLOSED, follower))
                .on(IssueArchived.class, moved(IssueStage.ARCHIVED, follower))
                .on(IssueRejected.class, turned(rejection -> Turn.rejected(rejection.reason()), follower))
                .on(IssueReconsidered.class, moved(IssueStage.REGISTERED, follower))
                .on(IssueMerged.class, turned(merger -> Turn.merged(merger.survivorId(), false), follower))
                .on(IssueFollowed.class, turned(following -> Turn.merged(following.survivorId(), following.closed()), follower))
                .on(IssueSplit.class, moved(IssueStage.REGISTERED, follower));
    }

    private static void registered(Delivery<IssueRegistered> delivery, SourceKind source, Follower follower) {
        var from = delivery.event().source();
        if (from.kind() == source) {
            follower.registered(from.id(), delivery.aggregateId(), delivery.sequence(), delivery.time());
        }
    }

    private static <E extends Event> Consumer<Delivery<E>> moved(IssueStage stage, Follower follower) {
        return turned(event -> Turn.to(stage), follower);
    }

    private static <E extends Event> Consumer<Delivery<E>> turned(Function<E, Turn> turn, Follower follower) {
        return delivery -> follower.moved(delivery.aggregateId(), turn.apply(delivery.event()), delivery.sequence(), delivery.time());
    }
}
