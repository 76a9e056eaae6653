package cn.tiyan.feedback.deadletter;

import cn.tiyan.feedback.intake.PushKind;
import cn.tiyan.platform.messaging.FailureReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;

/**
 * Which dead letters; what is null is open.
 *
 * @param state how far they have come
 * @param reason why they could not be folded
 * @param sender id of the pushing system
 * @param kind what was pushed
 * @param key the sender's own key
 * @param from parked at or after
 * @param to parked before
 */
public record DeadLetterFilter(@Nullable DeadLetterState state, @Nullable FailureReason reason, @Nullable String sender, @Nullable PushKind kind,
        @Nullable String key, @Nullable Instant from, @Nullable Instant to) {

    /** The open ones among them. */
    DeadLetterFilter open() {
        return new DeadLetterFilter(DeadLetterState.OPEN, reason, sender, kind, key, from, to);
    }

    Criteria narrow(Criteria seen) {
        Criteria criteria = seen;
        criteria = state == null ? criteria : criteria.and("state").is(state);
        criteria = reason == null ? criteria : criteria.and("reason").is(reason);
        criteria = sender == null ? criteria : criteria.and("sender").is(sender);
        criteria = kind == null ? criteria : criteria.and("kind").is(kind);
        criteria = key == null ? criteria : criteria.and("key").is(key);
        if (from != null || to != null) {
            criteria = criteria.and("createdAt");
            criteria = from == null ? criteria : criteria.gte(from);
            criteria = to == null ? criteria : criteria.lt(to);
        }
        return criteria;
    }
}
