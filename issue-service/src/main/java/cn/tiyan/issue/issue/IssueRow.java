package cn.tiyan.issue.issue;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Cause;
import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.contracts.vocabulary.Stage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/**
 * What lists show of an {@link Issue}: these of its fields and no others are read. See there for what they mean.
 *
 * @param office from the province down to the office in charge
 * @param handling from the province down to the handling unit
 * @param due what lists of what waits are sorted by
 */
public record IssueRow(
        @Id String id,
        String number,
        long version,
        String unit,
        SourceKind sourceKind,
        String sourceId,
        IssueKind kind,
        Severity severity,
        @Nullable Difficulty difficulty,
        @Nullable Dimension dimension,
        @Nullable ServiceItemRef serviceItem,
        @Nullable Stage stage,
        @Nullable Cause cause,
        String title,
        Status status,
        List<String> office,
        @Nullable List<String> handling,
        @Nullable String desk,
        @Nullable Deadline deadline,
        @Nullable Instant due,
        @Nullable Boolean overdue,
        @Nullable Boolean returned,
        int reopenings,
        @Nullable Integer urges,
        @Nullable Withdrawal withdrawal,
        Instant occurredAt,
        Instant createdAt) {
}
