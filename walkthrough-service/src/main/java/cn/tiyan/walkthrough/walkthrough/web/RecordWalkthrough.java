package cn.tiyan.walkthrough.walkthrough.web;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.walkthrough.walkthrough.CitizenGroup;
import cn.tiyan.walkthrough.walkthrough.Draft;
import cn.tiyan.walkthrough.walkthrough.FindingKind;
import cn.tiyan.walkthrough.walkthrough.SpecialGroup;
import cn.tiyan.walkthrough.walkthrough.Step;
import cn.tiyan.walkthrough.walkthrough.StepResult;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts a walkthrough on record. Times are ISO 8601 with an offset.
 *
 * @param citizenGroup who was accompanied; 陪同办 needs this, specialGroups or experiencerId
 * @param announced whether those walked in on knew of it
 * @param experiencerId the experiencer who came along, if one did
 * @param checklistVersion the checklist it went by; what is current for the walker's unit where absent
 * @param findings may be absent: a walkthrough without findings is one, too
 */
record RecordWalkthrough(
        @NotNull(message = REQUIRED) @Valid Item serviceItem,
        @NotNull(message = REQUIRED) WalkthroughRole role,
        @NotNull(message = REQUIRED) Channel channel,
        @NotNull(message = REQUIRED) Instant startedAt,
        @NotNull(message = REQUIRED) Instant finishedAt,
        @Nullable CitizenGroup citizenGroup,
        @Nullable Set<@NotNull(message = REQUIRED) SpecialGroup> specialGroups,
        @NotNull(message = REQUIRED) Boolean announced,
        @Nullable @Pattern(regexp = "exp_[0-9a-z]{26}", message = "不是体验员编号") String experiencerId,
        @Nullable @Size(max = 300, message = "最多 300 字") String checklistVersion,
        @NotEmpty(message = "至少填写一个步骤") @Size(max = 50, message = "最多 50 个步骤") List<@NotNull(message = REQUIRED) @Valid StepTaken> steps,
        @Nullable @Size(max = 50, message = "最多 50 条发现") List<@NotNull(message = REQUIRED) @Valid Observed> findings) {

    private static final String REQUIRED = "必填";
    /** Anything that is text in any script: neither halves of characters, nor control characters but those that break lines. */
    private static final String TEXT = "[[^\\p{Cs}\\p{Cc}]\\n\\r\\t]*";
    private static final String NOT_TEXT = "含有无法识别的字符";

    /** A service item. */
    record Item(
            @NotBlank(message = REQUIRED) @Pattern(regexp = "[0-9A-Za-z._-]{1,64}", message = "应为 1 至 64 位数字或字母") String code,
            @NotBlank(message = REQUIRED) @Size(max = 200, message = "最多 200 字") @Pattern(regexp = TEXT, message = NOT_TEXT) String name) {
    }

    /** One step, as it was gone through. */
    record StepTaken(
            @NotBlank(message = REQUIRED) @Size(max = 100, message = "最多 100 字") @Pattern(regexp = TEXT, message = NOT_TEXT) String name,
            @NotNull(message = REQUIRED) Instant startedAt,
            @NotNull(message = REQUIRED) Instant finishedAt,
            @NotNull(message = REQUIRED) StepResult result,
            @Nullable @Size(max = 50, message = "最多 50 份材料") List<@NotBlank(message = REQUIRED) @Size(max = 200, message = "最多 200 字")
                    @Pattern(regexp = TEXT, message = NOT_TEXT) String> materials,
            @Nullable @Min(value = 0, message = "不能为负数") @Max(value = 99, message = "不超过 99 次") Integer visits,
            @Nullable @Min(value = 0, message = "不能为负数") @Max(value = 1_000_000, message = "不超过 1000000 分钟") Integer promisedMinutes,
            @Nullable @Size(max = 2000, message = "最多 2000 字") @Pattern(regexp = TEXT, message = NOT_TEXT) String note,
            @Nullable @Size(max = 2000, message = "最多 2000 字") @Pattern(regexp = TEXT, message = NOT_TEXT) String citizenWords) {

        private Step step() {
            return new Step(name, startedAt, finishedAt, result, materials == null ? List.of() : List.copyOf(materials), visits == null ? 0 : visits,
                    promisedMinutes, note, citizenWords, null, null, null, null);
        }
    }

    /** A finding; {@code severity} is for problems and demands only, {@code aboutUnit} the walker's own where absent. */
    record Observed(
            @NotNull(message = REQUIRED) FindingKind kind,
            @NotBlank(message = REQUIRED) @Size(max = 64, message = "最多 64 字") @Pattern(regexp = TEXT, message = NOT_TEXT) String checkpoint,
            @Nullable Severity severity,
            @NotBlank(message = REQUIRED) @Size(max = 100, message = "最多 100 字") @Pattern(regexp = TEXT, message = NOT_TEXT) String title,
            @NotBlank(message = REQUIRED) @Size(max = 4000, message = "最多 4000 字") @Pattern(regexp = TEXT, message = NOT_TEXT) String text,
            @Nullable @Pattern(regexp = "\\d{6}(-[A-Z]+|-Z\\d{2})?", message = "不是单位编码") String aboutUnit,
            @NotNull(message = REQUIRED) Instant observedAt) {

        private Draft.Observation observation() {
            return new Draft.Observation(kind, checkpoint, severity, title, text, aboutUnit, observedAt);
        }
    }

    Draft draft() {
        // Ordered by the enum, so that the same request always makes the same draft.
        Set<SpecialGroup> groups = EnumSet.noneOf(SpecialGroup.class);
        if (specialGroups != null) {
            groups.addAll(specialGroups);
        }
        return new Draft(new ServiceItemRef(serviceItem.code(), serviceItem.name()), role, channel, startedAt, finishedAt, citizenGroup, groups, announced,
                experiencerId, checklistVersion, steps.stream().map(StepTaken::step).toList(),
                findings == null ? List.of() : findings.stream().map(Observed::observation).toList());
    }
}
