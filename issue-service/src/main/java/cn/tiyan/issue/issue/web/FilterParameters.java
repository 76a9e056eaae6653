package cn.tiyan.issue.issue.web;

import cn.tiyan.contracts.vocabulary.Cause;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.contracts.vocabulary.Stage;
import cn.tiyan.issue.issue.IssueFilter;
import cn.tiyan.issue.issue.Phase;
import cn.tiyan.issue.issue.Status;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/** The parameters of a list; {@link IssueFilter} says what they mean. */
public record FilterParameters(
        @Size(max = 100, message = "最多 100 字") @Nullable String q,
        @Nullable String number,
        @Pattern(regexp = Commands.UNIT, message = Commands.NO_UNIT) @Nullable String unit,
        @Pattern(regexp = Commands.UNIT, message = Commands.NO_UNIT) @Nullable String handlingUnit,
        @Pattern(regexp = Commands.UNIT, message = Commands.NO_UNIT) @Nullable String desk,
        @Nullable Status status,
        @Nullable Phase phase,
        @Nullable IssueKind kind,
        @Nullable SourceKind source,
        @Nullable String sourceId,
        @Nullable Dimension dimension,
        @Nullable Stage stage,
        @Nullable Cause cause,
        @Nullable String serviceItem,
        @Nullable Boolean overdue,
        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate createdFrom,
        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate createdTo) {

    /** What they ask for. */
    public IssueFilter filter() {
        return new IssueFilter(q, number, unit, handlingUnit, desk, status, phase, kind, source, sourceId, dimension, stage, cause, serviceItem, overdue,
                createdFrom, createdTo);
    }
}
