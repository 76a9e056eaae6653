package cn.tiyan.contracts.feedback;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import cn.tiyan.contracts.vocabulary.SourceKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 回访: the sender asked the citizen back about what had called for an issue. The last of these events stands.
 *
 * @param feedbackId the feedback record
 * @param source which channel
 * @param at when the citizen was asked
 * @param contacted whether they were reached, where said
 * @param solved whether it is solved, where said
 * @param satisfied whether they are content, where said
 * @param firstSatisfaction 1 to 5, 5 best: the first answer, where given
 * @param finalSatisfaction 1 to 5, 5 best: the last answer, where given
 * @param staffEntered true if staff entered it in the citizen's place: it is nobody's own word
 */
@EventType("feedback.called-back.v1")
public record FeedbackCalledBack(
        String feedbackId,
        SourceKind source,
        Instant at,
        @Nullable Boolean contacted,
        @Nullable Boolean solved,
        @Nullable Boolean satisfied,
        @Nullable Integer firstSatisfaction,
        @Nullable Integer finalSatisfaction,
        boolean staffEntered) implements Event {
}
