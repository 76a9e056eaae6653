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
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** 跟踪解决: the subscription of a feature that follows the issues its findings led to. */
public final class FollowedIssues {

    private FollowedIssues() {
    }

    /** The feature that follows; a repeated or older event must change nothing there. */
    public interface Follower {

        /** Of these issues, those that the feature follows. */
        Set<String> known(Set<String> issueIds);

        /** Something of the feature led to an issue. */
        void registered(Delivery<IssueRegistered> delivery);

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
     * @param sources where the issues come from that the feature follows
     */
    public static Subscription subscription(String name, Set<SourceKind> sources, Follower follower) {
        return new Following(sources, follower).subscription(name);
    }

    /** What one feature follows. */
    private static final class Following {

        private static final int MOST_ELSEWHERE = 5_000;

        private final Set<SourceKind> sources;
        private final Follower follower;
        /** Issues lately registered that come from elsewhere: nobody need look for them, and the next events of an issue mostly come soon. */
        private final Set<String> elsewhere = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > MOST_ELSEWHERE;
            }
        }));

        Following(Set<SourceKind> sources, Follower follower) {
            this.sources = sources;
            this.follower = follower;
        }

        Subscription subscription(String name) {
            return Subscription.named(name).onlyKnown(this::known, IssueRegistered.class)
                    .on(IssueRegistered.class, this::registered)
                    .on(IssueTriaged.class, turned(triage -> Turn.triaged(triage.difficulty())))
                    .on(IssueDispatched.class, turned(dispatch -> Turn.dispatched(dispatch.handlingUnit())))
                    .on(ReturnRequested.class, moved(IssueStage.RETURN_REQUESTED))
                    .on(ReturnReviewed.class, turned(review -> Turn.to(review.approved() ? IssueStage.TRIAGED : IssueStage.DISPATCHED)))
                    .on(IssueAccepted.class, moved(IssueStage.ACCEPTED))
                    .on(RectificationPlanned.class, moved(IssueStage.RECTIFYING))
                    .on(RectificationSubmitted.class, moved(IssueStage.SUBMITTED))
                    .on(RectificationSentBack.class, moved(IssueStage.SENT_BACK))
                    .on(RectificationVerified.class, moved(IssueStage.VERIFIED))
                    .on(IssueRated.class, moved(IssueStage.RATED))
                    .on(IssueReopened.class, moved(IssueStage.REOPENED))
                    .on(IssueClosed.class, moved(IssueStage.CLOSED))
                    .on(IssueArchived.class, moved(IssueStage.ARCHIVED))
                    .on(IssueRejected.class, turned(rejection -> Turn.rejected(rejection.reason())))
                    .on(IssueReconsidered.class, moved(IssueStage.REGISTERED))
                    .on(IssueMerged.class, turned(merger -> Turn.merged(merger.survivorId(), false)))
                    .on(IssueFollowed.class, turned(following -> Turn.merged(following.survivorId(), following.closed())))
                    .on(IssueSplit.class, moved(IssueStage.REGISTERED));
        }

        private Set<String> known(Set<String> issueIds) {
            Set<String> asked = new HashSet<>(issueIds);
            asked.removeIf(elsewhere::contains);
            return asked.isEmpty() ? Set.of() : follower.known(asked);
        }

        private void registered(Delivery<IssueRegistered> delivery) {
            if (sources.contains(delivery.event().source().kind())) {
                follower.registered(delivery);
            } else {
                elsewhere.add(delivery.aggregateId());
            }
        }

        private <E extends Event> Consumer<Delivery<E>> moved(IssueStage stage) {
            return turned(event -> Turn.to(stage));
        }

        private <E extends Event> Consumer<Delivery<E>> turned(Function<E, Turn> turn) {
            return delivery -> {
                if (!elsewhere.contains(delivery.aggregateId())) {
                    follower.moved(delivery.aggregateId(), turn.apply(delivery.event()), delivery.sequence(), delivery.time());
                }
            };
        }
    }
}
