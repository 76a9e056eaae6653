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
import cn.tiyan.feedback.progress.Turn;
import cn.tiyan.platform.messaging.Delivery;
import cn.tiyan.platform.messaging.Heard;
import cn.tiyan.platform.messaging.Subscription;
import java.util.Optional;
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
        var turns = new Heard<Turn>(progresses::take);
        return Subscription.named("progress").together(turns)
                .on(IssueRegistered.class, delivery -> turns.add(registered(delivery)))
                .on(IssueTriaged.class, to(Stage.TRIAGED, turns))
                .on(IssueDispatched.class, turned(turns, (was, delivery) -> was.dispatchedTo(delivery.event().handlingUnit(), delivery.time())))
                .on(ReturnRequested.class, to(Stage.RETURN_REQUESTED, turns))
                .on(ReturnReviewed.class, turned(turns, (was, delivery) -> delivery.event().approved()
                        ? was.withoutUnit(Stage.TRIAGED, delivery.time()) : was.to(Stage.DISPATCHED, delivery.time())))
                .on(IssueAccepted.class, to(Stage.ACCEPTED, turns))
                .on(RectificationPlanned.class, to(Stage.RECTIFYING, turns))
                .on(RectificationSubmitted.class, to(Stage.SUBMITTED, turns))
                .on(RectificationSentBack.class, to(Stage.SENT_BACK, turns))
                .on(RectificationVerified.class, to(Stage.VERIFIED, turns))
                .on(IssueRated.class, turned(turns, (was, delivery) -> was.rated(delivery.event().solved(), delivery.event().satisfaction(), delivery.time())))
                .on(IssueReopened.class, to(Stage.REOPENED, turns))
                .on(IssueClosed.class, to(Stage.CLOSED, turns))
                .on(IssueArchived.class, to(Stage.ARCHIVED, turns))
                .on(IssueRejected.class, turned(turns, (was, delivery) -> was.rejected(delivery.event().reason(), delivery.time())))
                .on(IssueReconsidered.class, turned(turns, (was, delivery) -> was.withoutUnit(Stage.REGISTERED, delivery.time())))
                .on(IssueSplit.class, turned(turns, (was, delivery) -> was.withoutUnit(Stage.REGISTERED, delivery.time())))
                .on(IssueMerged.class, merged(turns, IssueMerged::survivorId))
                .on(IssueFollowed.class, merged(turns, IssueFollowed::survivorId));
    }

    private static Turn registered(Delivery<IssueRegistered> delivery) {
        var source = delivery.event().source();
        Optional<String> feedback = switch (source.kind()) {
            case HOTLINE_12345, SERVICE_RATING, CANNOT_GET_DONE -> Optional.of(source.id());
            case WALKTHROUGH, EXPERIENCER, SELF_CHECK -> Optional.empty();
        };
        return new Turn(delivery.aggregateId(), delivery.sequence(), feedback, null, _ -> Standing.registered(delivery.time()));
    }

    /** How an issue stands after an event. */
    @FunctionalInterface
    private interface After<E extends Event> {

        Standing turned(Standing was, Delivery<E> delivery);
    }

    private static <E extends Event> Consumer<Delivery<E>> to(Stage stage, Heard<Turn> turns) {
        return turned(turns, (was, delivery) -> was.to(stage, delivery.time()));
    }

    private static <E extends Event> Consumer<Delivery<E>> turned(Heard<Turn> turns, After<E> after) {
        return turned(turns, after, _ -> null);
    }

    private static <E extends Event> Consumer<Delivery<E>> merged(Heard<Turn> turns, Function<E, String> survivor) {
        return turned(turns, (was, delivery) -> was.stage() == Stage.MERGED ? was : was.to(Stage.MERGED, delivery.time()), survivor);
    }

    private static <E extends Event> Consumer<Delivery<E>> turned(Heard<Turn> turns, After<E> after, Function<E, @Nullable String> survivor) {
        return delivery -> turns.add(new Turn(delivery.aggregateId(), delivery.sequence(), Optional.empty(), survivor.apply(delivery.event()),
                was -> after.turned(was == null ? Standing.unheard(delivery.time()) : was, delivery)));
    }
}
