package cn.tiyan.contracts.feedback;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import cn.tiyan.contracts.vocabulary.SourceKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 催办: the citizen pressed for what had called for an issue.
 *
 * @param feedbackId the feedback record
 * @param source which channel
 * @param times how often so far; it only ever grows
 * @param at when it was last pressed for
 * @param reason in which words, personal data masked
 */
@EventType("feedback.urged.v1")
public record FeedbackUrged(
        String feedbackId,
        SourceKind source,
        int times,
        Instant at,
        @Nullable String reason) implements Event {
}
