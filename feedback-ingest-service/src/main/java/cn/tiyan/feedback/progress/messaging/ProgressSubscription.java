package cn.tiyan.feedback.progress.messaging;

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
import cn.tiyan.feedback.progress.Progresses;
import cn.tiyan.feedback.progress.Stage;
import cn.tiyan.feedback.progress.Standing;
import cn.tiyan.platform.messaging.Delivery;
import cn.tiyan.platform.messaging.Subscription;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Follows every issue from its registration on. */
@Configuration(proxyBeanMethods = false)
class ProgressSubscription {

    @Bean
    Subscription progress(Progresses progresses) {
        return Subscription.named("progress")
                .on(IssueRegistered.class, delivery -> registered(delivery, progresses))
                .on(IssueTriaged.class, to(Stage.TRIAGED, progresses))
                .on(IssueDispatched.class, turned(progresses, (was, delivery) -> was.dispatchedTo(delivery.event().handlingUnit(), delivery.time())))
                .on(ReturnRequested.class, to(Stage.RETURN_REQUESTED, progresses))
                .on(ReturnReviewed.class, turned(progresses, (was, delivery) -> delivery.event().approved()
                        ? was.withoutUnit(Stage.TRIAGED, delivery.time()) : was.to(Stage.DISPATCHED, delivery.time())))
                .on(IssueAccepted.class, to(Stage.ACCEPTED, progresses))
                .on(RectificationPlanned.class, to(Stage.RECTIFYING, progresses))
                .on(RectificationSubmitted.class, to(Stage.SUBMITTED, progresses))
                .on(RectificationSentBack.class, to(Stage.SENT_BACK, progresses))
                .on(RectificationVerified.class, to(Stage.VERIFIED, progresses))
                .on(IssueRated.class, turned(progresses, (was, delivery) -> was.rated(delivery.event().solved(), delivery.event().satisfaction(), delivery.time())))
                .on(IssueReopened.class, to(Stage.REOPENED, progresses))
                .on(IssueClosed.class, to(Stage.CLOSED, progresses))
                .on(IssueArchived.class, to(Stage.ARCHIVED, progresses))
                .on(IssueRejected.class, turned(progresses, (was, delivery) -> was.rejected(delivery.event().reason(), delivery.time())))
                .on(IssueReconsidered.class, turned(progresses, (was, delivery) -> was.withoutUnit(Stage.REGISTERED, delivery.time())))
                .on(IssueSplit.class, turned(progresses, (was, delivery) -> was.withoutUnit(Stage.REGISTERED, delivery.time())))
                .on(IssueMerged.class, merged(progresses, IssueMerged::survivorId))
                .on(IssueFollowed.class, merged(progresses, IssueFollowed::survivorId));
    }

    private static void registered(Delivery<IssueRegistered> delivery, Progresses progresses) {
        var source = delivery.event().source();
        Standing standing = Standing.registered(delivery.time());
        switch (source.kind()) {
            case HOTLINE_12345, SERVICE_RATING, CANNOT_GET_DONE -> progresses.registered(delivery.aggregateId(), source.id(), delivery.sequence(), standing);
            case WALKTHROUGH, EXPERIENCER, SELF_CHECK -> progresses.turned(delivery.aggregateId(), delivery.sequence(), _ -> standing, null);
        }
    }

    /** How an issue stands after an event. */
    @FunctionalInterface
    private interface Turn<E extends Event> {

        Standing after(Standing was, Delivery<E> delivery);
    }

    private static <E extends Event> Consumer<Delivery<E>> to(Stage stage, Progresses progresses) {
        return turned(progresses, (was, delivery) -> was.to(stage, delivery.time()));
    }

    private static <E extends Event> Consumer<Delivery<E>> turned(Progresses progresses, Turn<E> turn) {
        return turned(progresses, turn, _ -> null);
    }

    private static <E extends Event> Consumer<Delivery<E>> merged(Progresses progresses, Function<E, String> survivor) {
        return turned(progresses, (was, delivery) -> was.stage() == Stage.MERGED ? was : was.to(Stage.MERGED, delivery.time()), survivor);
    }

    private static <E extends Event> Consumer<Delivery<E>> turned(Progresses progresses, Turn<E> turn, Function<E, @Nullable String> survivor) {
        return delivery -> progresses.turned(delivery.aggregateId(), delivery.sequence(),
                was -> turn.after(was == null ? Standing.unheard(delivery.time()) : was, delivery), survivor.apply(delivery.event()));
    }
}
