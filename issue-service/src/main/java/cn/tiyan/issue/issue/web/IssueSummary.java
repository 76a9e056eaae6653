package cn.tiyan.issue.issue.web;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.SourceRef;
import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.issue.issue.Issue;
import cn.tiyan.issue.issue.Phase;
import cn.tiyan.issue.issue.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An issue as a line of a list; see {@link IssueView} for what the fields mean. */
record IssueSummary(
        String id,
        String number,
        long version,
        String unit,
        SourceRef source,
        IssueKind kind,
        Severity severity,
        @Nullable Difficulty difficulty,
        @Nullable Dimension dimension,
        @Nullable ServiceItemRef serviceItem,
        String title,
        Status status,
        String statusText,
        Phase phase,
        @Nullable String handlingUnit,
        int reopenings,
        Instant occurredAt,
        Instant createdAt) {

    static IssueSummary of(Issue issue) {
        return new IssueSummary(issue.id(), issue.number(), issue.version(), issue.unit(), issue.source(), issue.kind(), issue.severity(),
                issue.difficulty(), issue.dimension(), issue.serviceItem(), issue.title(), issue.status(), issue.status().chinese(),
                issue.status().phase(), issue.handlingUnit(), issue.reopenings(), issue.occurredAt(), issue.createdAt());
    }
}
