package cn.tiyan.contracts.feedback;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.SourceKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rule decided that this feedback needs rectifying: an issue is to be registered, once.
 *
 * @param feedbackId the feedback record
 * @param source which channel
 * @param rule the rule that decided
 * @param unit unit the matter belongs to
 * @param serviceItem service item, where known
 * @param kind problem or demand
 * @param severity severity
 * @param title one line
 * @param text the citizen's words, personal data masked
 * @param occurredAt when the citizen spoke
 * @param difficulty how hard to rectify, where the sender says (疑难); triage has the last word
 */
@EventType("feedback.issue-called-for.v1")
public record IssueCalledFor(
        String feedbackId,
        SourceKind source,
        String rule,
        String unit,
        @Nullable ServiceItemRef serviceItem,
        IssueKind kind,
        Severity severity,
        String title,
        String text,
        Instant occurredAt,
        @Nullable Difficulty difficulty) implements Event {
}
