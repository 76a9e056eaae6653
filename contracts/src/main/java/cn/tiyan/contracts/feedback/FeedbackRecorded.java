package cn.tiyan.contracts.feedback;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.SourceKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a sender pushed about one matter is on record in its newest state; personal data left out.
 *
 * @param feedbackId the feedback record
 * @param source which channel
 * @param sender the pushing system
 * @param key the sender's own key: order number, or project number/rating number
 * @param unit unit the matter belongs to
 * @param serviceItem service item, where known
 * @param occurredAt when the citizen spoke
 * @param satisfaction 1 to 5, 5 best; ratings only
 * @param calledBack of a bad rating that must be called back, whether somebody has called, reaching the citizen or not; absent for anything else
 */
@EventType("feedback.recorded.v1")
public record FeedbackRecorded(
        String feedbackId,
        SourceKind source,
        String sender,
        String key,
        String unit,
        @Nullable ServiceItemRef serviceItem,
        Instant occurredAt,
        @Nullable Integer satisfaction,
        @Nullable Boolean calledBack) implements Event {

    /** With what its first release said. */
    public FeedbackRecorded(String feedbackId, SourceKind source, String sender, String key, String unit, @Nullable ServiceItemRef serviceItem,
            Instant occurredAt, @Nullable Integer satisfaction) {
        this(feedbackId, source, sender, key, unit, serviceItem, occurredAt, satisfaction, null);
    }
}
