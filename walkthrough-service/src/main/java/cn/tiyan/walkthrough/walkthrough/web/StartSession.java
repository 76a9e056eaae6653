package cn.tiyan.walkthrough.walkthrough.web;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.platform.web.Line;
import cn.tiyan.walkthrough.walkthrough.Area;
import cn.tiyan.walkthrough.walkthrough.CitizenGroup;
import cn.tiyan.walkthrough.walkthrough.CrossCase;
import cn.tiyan.walkthrough.walkthrough.SpecialGroup;
import cn.tiyan.walkthrough.walkthrough.Start;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Starts a session. Times are ISO 8601 with an offset.
 *
 * @param clientStartedAt when, by the phone's clock
 * @param aboutUnit code of the unit it is about; the walker's own where absent
 * @param planEntryId the entry of a plan it is walked for
 * @param citizenGroup who is accompanied; 陪同办 needs this, specialGroups or experiencerId
 * @param announced whether those walked in on know of it
 * @param experiencerId the experiencer who comes along, if one does
 * @param checklistVersion the checklist it goes by; what is current for the walker's unit where absent
 * @param cross 跨域办, and only there: between which two ends
 * @param feedbackIds 督导办, and only there: hard cases that are followed; more can be picked later
 * @param reWalkOf the walkthrough of the same item that is walked again
 * @param topics of the current focus topics only these, such as {@code one-thing}: all where absent, none where empty; not beside a version
 * @param formVersion the role's form it goes by; the newest where absent
 * @param area 陪同办, which must say it: in which field
 */
record StartSession(
        @NotNull(message = REQUIRED) @Valid Item serviceItem,
        @NotNull(message = REQUIRED) WalkthroughRole role,
        @NotNull(message = REQUIRED) Channel channel,
        @NotNull(message = REQUIRED) Instant clientStartedAt,
        @Nullable @Pattern(regexp = UNIT, message = NO_UNIT) String aboutUnit,
        @Nullable @Pattern(regexp = "ple_[0-9a-z]{26}", message = "不是计划安排的标识") String planEntryId,
        @Nullable CitizenGroup citizenGroup,
        @Nullable Set<@NotNull(message = REQUIRED) SpecialGroup> specialGroups,
        @NotNull(message = REQUIRED) Boolean announced,
        @Nullable @Pattern(regexp = "exp_[0-9a-z]{26}", message = "不是体验员编号") String experiencerId,
        @Nullable @Size(max = 300, message = "最多 300 字") String checklistVersion,
        @Nullable @Valid Cross cross,
        @Nullable @Size(max = 50, message = "最多 50 件") List<@NotNull(message = REQUIRED) @Pattern(regexp = FEEDBACK, message = NO_FEEDBACK) String> feedbackIds,
        @Nullable @Pattern(regexp = "wlk_[0-9a-z]{26}", message = "不是走流程编号") String reWalkOf,
        @Nullable @Size(max = 8, message = "最多 8 个专题") List<@NotNull(message = REQUIRED) @Pattern(regexp = "[a-z]+(-[a-z]+)*", message = "不是专题") String> topics,
        @Nullable @Size(max = 64, message = "最多 64 字") String formVersion,
        @Nullable Area area) {

    static final String FEEDBACK = "[a-z]{3}_[0-9a-z]{26}";
    static final String NO_FEEDBACK = "不是诉求编号";
    private static final String REQUIRED = "必填";
    private static final String UNIT = "\\d{6}(-[A-Z]+|-Z\\d{2})?";
    private static final String NO_UNIT = "不是单位编码";

    /** A service item. */
    record Item(
            @NotBlank(message = REQUIRED) @Pattern(regexp = "[0-9A-Za-z._-]{1,64}", message = "应为 1 至 64 位数字或字母") String code,
            @NotNull(message = REQUIRED) @Line String name) {
    }

    /** The far end: a unit of this province by {@code farUnit}, any other by {@code farName}. */
    record Cross(
            @NotNull(message = REQUIRED) CrossCase.Kind kind,
            @Nullable @Pattern(regexp = UNIT, message = NO_UNIT) String farUnit,
            @Nullable @Line String farName) {
    }

    Start start() {
        // Ordered by the enum, so that the same request always makes the same start.
        Set<SpecialGroup> groups = EnumSet.noneOf(SpecialGroup.class);
        if (specialGroups != null) {
            groups.addAll(specialGroups);
        }
        return new Start(new ServiceItemRef(serviceItem.code(), serviceItem.name()), role, channel, clientStartedAt, aboutUnit, planEntryId, citizenGroup, groups,
                announced, experiencerId, checklistVersion, cross == null ? null : new CrossCase(cross.kind(), cross.farUnit(), cross.farName()),
                feedbackIds == null ? List.of() : feedbackIds.stream().distinct().toList(), reWalkOf,
                topics == null ? null : topics.stream().distinct().sorted().toList(), formVersion, area);
    }
}
