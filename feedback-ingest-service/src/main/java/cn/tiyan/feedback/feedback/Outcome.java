package cn.tiyan.feedback.feedback;

import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.feedback.intake.Arrival;
import cn.tiyan.feedback.intake.PushKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What became of a push.
 *
 * @param receipt the receipt's id
 * @param sender id of the pushing system
 * @param kind what was pushed, where it could be read
 * @param source which channel, where it could be read
 * @param key the sender's own key, where it could be read
 * @param within codes of all units that may see it
 * @param acceptedAt when it was kept, where it could be read
 * @param processedAt when it was processed
 * @param effect what it did
 * @param feedback id of the piece of feedback; for a service message, none
 * @param issueCalledFor whether an issue has been called for about it; for a service message, about one of its ratings
 * @param reason why it was parked, a {@link cn.tiyan.platform.messaging.FailureReason}
 */
@Document("outcomes")
record Outcome(@Id String receipt, String sender, @Nullable PushKind kind, @Nullable SourceKind source, @Nullable String key, List<String> within,
        @Nullable Instant acceptedAt, Instant processedAt, Effect effect, @Nullable String feedback, boolean issueCalledFor, @Nullable String reason) {

    static Outcome folded(Arrival arrival, String key, List<String> within, Effect effect, @Nullable String feedback, boolean issueCalledFor, Instant at) {
        return new Outcome(arrival.receipt(), arrival.sender(), arrival.kind(), arrival.kind().source(), key, within, arrival.acceptedAt(), at,
                effect, feedback, issueCalledFor, null);
    }

    static Outcome parkedUnread(String receipt, String sender, @Nullable PushKind kind, List<String> within, String reason, Instant at) {
        return new Outcome(receipt, sender, kind, kind == null ? null : kind.source(), null, within, null, at, Effect.PARKED, null, false, reason);
    }

    static Outcome parked(Arrival arrival, List<String> within, String reason, Instant at) {
        return new Outcome(arrival.receipt(), arrival.sender(), arrival.kind(), arrival.kind().source(), null, within, arrival.acceptedAt(), at,
                Effect.PARKED, null, false, reason);
    }
}
