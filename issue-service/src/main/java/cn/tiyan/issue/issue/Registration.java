package cn.tiyan.issue.issue;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.SourceRef;
import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.Stage;
import cn.tiyan.platform.organisation.Unit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an issue when it is registered.
 *
 * @param source what it came from; one source, one issue
 * @param kind problem or demand
 * @param severity how much harm it speaks of
 * @param difficulty how hard to rectify, where the source says; triage has the last word
 * @param dimension which of the five, where known
 * @param serviceItem which item, where known
 * @param stage at which stage of the service, where known
 * @param title one line
 * @param text what was observed or said
 * @param raisedBy account that may rate the result; absent where a citizen without an account spoke
 * @param raisedIn unit of that account, which may see it wherever it is about
 * @param personConcerned account of the official it is about, who must have nothing to do with it
 * @param occurredAt when it was observed or said
 */
public record Registration(
        SourceRef source,
        IssueKind kind,
        Severity severity,
        @Nullable Difficulty difficulty,
        @Nullable Dimension dimension,
        @Nullable ServiceItemRef serviceItem,
        @Nullable Stage stage,
        String title,
        String text,
        @Nullable String raisedBy,
        @Nullable Unit raisedIn,
        @Nullable String personConcerned,
        Instant occurredAt) {

    /** Where the source does not say how hard it is. */
    public Registration(SourceRef source, IssueKind kind, Severity severity, @Nullable Dimension dimension, @Nullable ServiceItemRef serviceItem,
            @Nullable Stage stage, String title, String text, @Nullable String raisedBy, @Nullable Unit raisedIn, @Nullable String personConcerned,
            Instant occurredAt) {
        this(source, kind, severity, null, dimension, serviceItem, stage, title, text, raisedBy, raisedIn, personConcerned, occurredAt);
    }
}
