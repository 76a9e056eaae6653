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
import cn.tiyan.issue.issue.IssueRow;
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
        boolean paused,
        boolean overdue,
        boolean returned,
        int reopenings,
        int urges,
        boolean withdrawn,
        Instant occurredAt,
        Instant createdAt) {

    static IssueSummary of(IssueRow row) {
        Deadline deadline = row.deadline();
        return new IssueSummary(row.id(), row.number(), row.version(), row.unit(), new SourceRef(row.sourceKind(), row.sourceId()), row.kind(), row.severity(),
                row.difficulty(), row.dimension(), row.serviceItem(), row.stage(), row.cause(), row.title(), row.status(), row.status().chinese(),
                row.status().phase(), row.office().getLast(), row.handling() == null ? null : row.handling().getLast(), row.desk(),
                deadline == null ? null : deadline.due(), deadline != null && deadline.provisional(), deadline != null && deadline.paused(),
                Boolean.TRUE.equals(row.overdue()), Boolean.TRUE.equals(row.returned()), row.reopenings(), row.urges() == null ? 0 : row.urges(),
                row.withdrawal() != null, row.occurredAt(), row.createdAt());
    }
}
