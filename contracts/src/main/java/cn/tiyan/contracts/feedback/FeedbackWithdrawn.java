package cn.tiyan.contracts.feedback;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import cn.tiyan.contracts.vocabulary.SourceKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 撤诉: the citizen withdrew what had called for an issue, or took that back; or it was found to be malicious. The last of these events stands.
 *
 * @param feedbackId the feedback record
 * @param source which channel
 * @param withdrawn true if it is withdrawn now, false if it is to be dealt with after all
 * @param at when the sender says it changed
 * @param reason why, personal data masked
 * @param malicious true where nobody withdrew it: it was found to be malicious, and a second level confirmed that
 */
@EventType("feedback.withdrawn.v1")
public record FeedbackWithdrawn(
        String feedbackId,
        SourceKind source,
        boolean withdrawn,
        Instant at,
        @Nullable String reason,
        @Nullable Boolean malicious) implements Event {
}
