package cn.tiyan.issue.list;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Cause;
import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.contracts.vocabulary.Stage;
import cn.tiyan.issue.issue.Deadline;
import cn.tiyan.issue.issue.Optimization;
import cn.tiyan.issue.issue.Plan;
import cn.tiyan.issue.issue.Rating;
import cn.tiyan.issue.issue.Status;
import cn.tiyan.issue.issue.Submission;
import cn.tiyan.issue.issue.Verification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/** What the four lists show of an {@link cn.tiyan.issue.issue.Issue}; see there for what the fields mean. */
record ListedIssue(
        @Id String id,
        String number,
        SourceKind sourceKind,
        IssueKind kind,
        String unit,
        @Nullable ServiceItemRef serviceItem,
        @Nullable Dimension dimension,
        @Nullable Stage stage,
        @Nullable Cause cause,
        String title,
        String text,
        Severity severity,
        @Nullable Difficulty difficulty,
        Status status,
        @Nullable List<String> handling,
        @Nullable Deadline deadline,
        @Nullable Instant rectifyBy,
        @Nullable Boolean overdue,
        @Nullable Plan plan,
        @Nullable Submission submission,
        @Nullable Verification verification,
        @Nullable List<Rating> ratings,
        int reopenings,
        @Nullable List<Optimization> optimizations,
        @Nullable Map<Status, Instant> reachedAt,
        Instant occurredAt,
        Instant createdAt) {

    @Nullable String handlingUnit() {
        return handling == null ? null : handling.getLast();
    }

    @Nullable Instant reached(Status wanted) {
        return reachedAt == null ? null : reachedAt.get(wanted);
    }

    @Nullable Rating firstRating() {
        return ratings == null || ratings.isEmpty() ? null : ratings.getFirst();
    }

    @Nullable Rating finalRating() {
        return ratings == null || ratings.isEmpty() ? null : ratings.getLast();
    }
}
