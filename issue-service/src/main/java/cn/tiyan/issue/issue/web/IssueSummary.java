package cn.tiyan.issue.issue.web;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.SourceRef;
import cn.tiyan.contracts.vocabulary.Cause;
import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.Stage;
import cn.tiyan.issue.issue.Deadline;
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
        @Nullable Stage stage,
        @Nullable Cause cause,
        String title,
        Status status,
        String statusText,
        Phase phase,
        String office,
        @Nullable String handlingUnit,
        @Nullable String desk,
        @Nullable Instant due,
        boolean provisional,
        boolean overdue,
        boolean returned,
        int reopenings,
        Instant occurredAt,
        Instant createdAt) {

    static IssueSummary of(Issue issue) {
        return new IssueSummary(issue.id(), issue.number(), issue.version(), issue.unit(), issue.source(), issue.kind(), issue.severity(),
                issue.difficulty(), issue.dimension(), issue.serviceItem(), issue.stage(), issue.cause(), issue.title(), issue.status(), issue.status().chinese(),
                issue.status().phase(), issue.office(), issue.handlingUnit(), issue.desk(), issue.deadline().map(Deadline::due).orElse(null),
                issue.deadline().map(Deadline::provisional).orElse(false), issue.overdue(), issue.returned(), issue.reopenings(),
                issue.occurredAt(), issue.createdAt());
    }
}
