package cn.tiyan.experiencer.report.web;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.experiencer.report.CheckResult;
import cn.tiyan.experiencer.report.Checked;
import cn.tiyan.experiencer.report.Draft;
import cn.tiyan.experiencer.report.EntryKind;
import cn.tiyan.platform.web.Line;
import cn.tiyan.platform.web.Prose;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report. Times are ISO 8601 with an offset.
 *
 * @param about code of the unit it is about
 * @param activityId the activity it belongs to, if to one
 * @param checklistVersion the checklist it went by; needed where a checkpoint is named
 * @param results what was seen at the checkpoints; may be absent
 * @param rating 1 to 5, 5 best
 * @param entries may be absent where there are results
 */
record RecordReport(
        @NotNull(message = REQUIRED) @Valid Item serviceItem,
        @NotNull(message = REQUIRED) @Pattern(regexp = "\\d{6}(-[A-Z0-9]{1,16})?", message = "应为单位编码，例如 210100-HRSS") String about,
        @NotNull(message = REQUIRED) Channel channel,
        @NotNull(message = REQUIRED) Instant startedAt,
        @NotNull(message = REQUIRED) Instant finishedAt,
        @Nullable @Pattern(regexp = "act_[0-9a-z]{26}", message = "不是体验活动编号") String activityId,
        @Nullable @Pattern(regexp = "[a-z]+(-[a-z]+)*\\.v\\d{1,6}", message = "不是检查清单版本，例如 five-dimensions.v1") String checklistVersion,
        @Nullable @Size(max = 200, message = "最多 200 个检查点") List<@NotNull(message = REQUIRED) @Valid CheckedPoint> results,
        @NotNull(message = REQUIRED) @Min(value = 1, message = "应为 1 至 5 分") @Max(value = 5, message = "应为 1 至 5 分") Integer rating,
        @Nullable @Size(max = 50, message = "最多 50 条") List<@NotNull(message = REQUIRED) @Valid Said> entries) {

    static final String REQUIRED = "必填";

    /** A service item. */
    record Item(
            @NotNull(message = REQUIRED) @Pattern(regexp = "[0-9A-Za-z._-]{1,64}", message = "应为 1 至 64 位数字或字母") String code,
            @NotNull(message = REQUIRED) @Line String name) {
    }

    /** What was seen at one checkpoint. */
    record CheckedPoint(
            @NotNull(message = REQUIRED) @Pattern(regexp = "[A-Z]+(-[A-Z]+)*-\\d{2}", message = "不是检查点编号，例如 QUALITY-12") String checkpoint,
            @NotNull(message = REQUIRED) CheckResult result,
            @Nullable @Prose String note) {
    }

    /**
     * One thing the report says.
     *
     * @param dimension of a problem or demand, unless it names a checkpoint
     * @param severity of a problem or demand, and of nothing else
     */
    record Said(
            @NotNull(message = REQUIRED) EntryKind kind,
            @NotNull(message = REQUIRED) @Line String title,
            @NotNull(message = REQUIRED) @Prose String text,
            @Nullable Dimension dimension,
            @Nullable @Pattern(regexp = "[A-Z]+(-[A-Z]+)*-\\d{2}", message = "不是检查点编号，例如 QUALITY-12") String checkpoint,
            @Nullable Severity severity) {

        private Draft.Said said() {
            return new Draft.Said(kind, title, text, dimension, checkpoint, severity);
        }
    }

    Draft draft() {
        return new Draft(new ServiceItemRef(serviceItem.code, serviceItem.name), about, channel, startedAt, finishedAt, activityId, checklistVersion,
                results == null ? List.of() : results.stream().map(point -> new Checked(point.checkpoint, point.result, point.note)).toList(), rating,
                entries == null ? List.of() : entries.stream().map(Said::said).toList());
    }
}
