package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.SourceRef;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 登记: an issue exists.
 *
 * @param issueId the issue
 * @param unit unit the issue is about
 * @param source what it came from
 * @param kind problem or demand
 * @param severity severity
 * @param serviceItem service item, where known
 * @param dimension dimension, where known
 * @param title one line; no personal data
 * @param occurredAt when it was observed or said
 * @param desk whose turn it is from now on; absent where it is nobody's, and in what earlier releases told
 */
@EventType("issue.registered.v1")
public record IssueRegistered(
        String issueId,
        String unit,
        SourceRef source,
        IssueKind kind,
        Severity severity,
        @Nullable ServiceItemRef serviceItem,
        @Nullable Dimension dimension,
        String title,
        Instant occurredAt,
        @Nullable Desk desk) implements Event {

    /** Without saying whose turn it is. */
    public IssueRegistered(String issueId, String unit, SourceRef source, IssueKind kind, Severity severity, @Nullable ServiceItemRef serviceItem,
            @Nullable Dimension dimension, String title, Instant occurredAt) {
        this(issueId, unit, source, kind, severity, serviceItem, dimension, title, occurredAt, null);
    }
}
