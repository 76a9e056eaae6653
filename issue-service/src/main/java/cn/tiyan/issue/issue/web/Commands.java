package cn.tiyan.issue.issue.web;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Cause;
import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.Stage;
import cn.tiyan.issue.issue.InReach;
import cn.tiyan.issue.issue.Judgement;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.issue.issue.Optimization;
import cn.tiyan.platform.web.Line;
import cn.tiyan.platform.web.Prose;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bodies of the requests that begin an issue or take it further. */
final class Commands {

    static final String UNIT = "\\d{6}(-[A-Z0-9]{1,16})?";
    static final String NO_UNIT = "应为单位编码，例如 210100-HRSS";
    private static final String ACCOUNT = "[A-Za-z0-9][A-Za-z0-9._@-]{0,63}";
    private static final String NO_ACCOUNT = "应为账号";
    private static final String ISSUE = "iss_[0-9a-z]{26}";
    private static final String NO_ISSUE = "应为问题编号 iss_…";
    private static final String MANY = "应为 1 至 200 个";
    private static final String REQUIRED = "必填";
    private static final String WORKING_DAYS = "应为 1 至 250 个工作日";

    private Commands() {
    }

    /**
     * A service item.
     *
     * @param code item code
     * @param name item name
     */
    record Item(
            @NotNull(message = REQUIRED) @Pattern(regexp = "[A-Za-z0-9]{1,40}", message = "应为 1 至 40 位的事项编码") String code,
            @NotNull(message = REQUIRED) @Line String name) {

        static @Nullable ServiceItemRef ref(@Nullable Item item) {
            return item == null ? null : new ServiceItemRef(item.code, Masking.text(item.name));
        }
    }

    /**
     * 登记.
     *
     * @param unit code of the unit it is about
     * @param kind problem or demand
     * @param severity how much harm it speaks of
     * @param dimension which of the five, where known
     * @param serviceItem which item, where known
     * @param stage at which stage of the service, where known
     * @param title one line
     * @param text what was observed or said
     * @param personConcerned account of the official it is about, if it is about one
     * @param occurredAt when it was observed or said; now, if left out
     */
    record Register(
            @NotNull(message = REQUIRED) @Pattern(regexp = UNIT, message = NO_UNIT) String unit,
            @NotNull(message = REQUIRED) IssueKind kind,
            @NotNull(message = REQUIRED) Severity severity,
            @Nullable Dimension dimension,
            @Valid @Nullable Item serviceItem,
            @Nullable Stage stage,
            @NotNull(message = REQUIRED) @Line String title,
            @NotNull(message = REQUIRED) @Prose String text,
            @Pattern(regexp = ACCOUNT, message = NO_ACCOUNT) @Nullable String personConcerned,
            @PastOrPresent(message = "不能晚于现在") @InReach @Nullable Instant occurredAt) {
    }

    /**
     * 研判.
     *
     * @param difficulty how hard to rectify
     * @param dimension which of the five; may be left out where the source said it
     * @param serviceItem which item; may be left out where the source said it
     * @param stage at which stage of the service
     * @param cause why
     * @param note what is to be said of it
     */
    record Triage(
            @NotNull(message = REQUIRED) Difficulty difficulty,
            @Nullable Dimension dimension,
            @Valid @Nullable Item serviceItem,
            @Nullable Stage stage,
            @Nullable Cause cause,
            @Prose @Nullable String note) {
    }

    /**
     * 合并.
     *
     * @param survivor id of the issue it is a duplicate of
     * @param note why
     */
    record Merge(
            @NotNull(message = REQUIRED) @Pattern(regexp = ISSUE, message = NO_ISSUE) String survivor,
            @Prose @Nullable String note) {
    }

    /**
     * 派单.
     *
     * @param handlingUnit code of the unit that must rectify it
     * @param clerk account that is to handle it there
     * @param note what it should mind
     */
    record Dispatch(
            @NotNull(message = REQUIRED) @Pattern(regexp = UNIT, message = NO_UNIT) String handlingUnit,
            @Pattern(regexp = ACCOUNT, message = NO_ACCOUNT) @Nullable String clerk,
            @Prose @Nullable String note) {
    }

    /**
     * One of many issues.
     *
     * @param id which
     * @param version the one the caller decided on, as in If-Match
     */
    record Chosen(
            @NotNull(message = REQUIRED) @Pattern(regexp = ISSUE, message = NO_ISSUE) String id,
            @NotNull(message = REQUIRED) @Min(value = 1, message = "应为读取时得到的版本号") Long version) {
    }

    /**
     * 批量研判; see {@link Triage}.
     *
     * @param items 1 to 200
     */
    record BulkTriage(
            @NotNull(message = REQUIRED) @Size(min = 1, max = 200, message = MANY) List<@Valid @NotNull(message = REQUIRED) Chosen> items,
            @NotNull(message = REQUIRED) Difficulty difficulty,
            @Nullable Dimension dimension,
            @Valid @Nullable Item serviceItem,
            @Nullable Stage stage,
            @Nullable Cause cause,
            @Prose @Nullable String note) {
    }

    /**
     * 批量派单; see {@link Dispatch}.
     *
     * @param items 1 to 200
     */
    record BulkDispatch(
            @NotNull(message = REQUIRED) @Size(min = 1, max = 200, message = MANY) List<@Valid @NotNull(message = REQUIRED) Chosen> items,
            @NotNull(message = REQUIRED) @Pattern(regexp = UNIT, message = NO_UNIT) String handlingUnit,
            @Pattern(regexp = ACCOUNT, message = NO_ACCOUNT) @Nullable String clerk,
            @Prose @Nullable String note) {
    }

    /** 签收 and 销号 need no words. */
    record Note(@Prose @Nullable String note) {
    }

    /** @param reason why */
    record Reason(@NotNull(message = REQUIRED) @Prose String reason) {
    }

    /**
     * The word of a unit above on what was asked for.
     *
     * @param approved whether it is granted
     * @param note why
     */
    record Review(@NotNull(message = REQUIRED) Boolean approved, @Prose @Nullable String note) {
    }

    /**
     * 整改方案.
     *
     * @param measures 整改措施
     * @param steps at most 20
     */
    record Plan(
            @NotNull(message = REQUIRED) @Prose String measures,
            @Size(max = 20, message = "最多 20 步") @Nullable List<@Valid @NotNull(message = REQUIRED) Step> steps) {

        /**
         * @param text what will be done
         * @param until by when the unit means to do it
         */
        record Step(@NotNull(message = REQUIRED) @Prose String text, @InReach @Nullable LocalDate until) {
        }

        cn.tiyan.issue.issue.Plan plan() {
            return new cn.tiyan.issue.issue.Plan(measures, steps == null ? List.of()
                    : steps.stream().map(step -> cn.tiyan.issue.issue.Plan.Step.of(step.text, step.until)).toList());
        }
    }

    /**
     * 申请延期.
     *
     * @param workingDays how much more time
     * @param reason why
     */
    record Extension(
            @NotNull(message = REQUIRED) @Min(value = 1, message = WORKING_DAYS) @Max(value = 250, message = WORKING_DAYS) Integer workingDays,
            @NotNull(message = REQUIRED) @Prose String reason) {
    }

    /**
     * 调整时限.
     *
     * @param day the new last day
     * @param reason why
     */
    record Change(@NotNull(message = REQUIRED) @InReach LocalDate day, @NotNull(message = REQUIRED) @Prose String reason) {
    }

    /** @param done what was done */
    record Submission(@NotNull(message = REQUIRED) @Prose String done) {
    }

    /** @param opinion 核查意见: what was seen */
    record Verification(@NotNull(message = REQUIRED) @Prose String opinion) {
    }

    /** See {@link Judgement}. */
    record Rating(
            @Nullable Boolean contacted,
            @Nullable Boolean solved,
            @Min(value = 1, message = "满意度为 1 至 5 分") @Max(value = 5, message = "满意度为 1 至 5 分") @Nullable Integer satisfaction,
            @Prose @Nullable String text) {

        Judgement judgement() {
            return new Judgement(contacted, solved, satisfaction, text);
        }
    }

    /**
     * 回头看.
     *
     * @param held whether the result still holds
     * @param note what was seen
     */
    record LookBack(@NotNull(message = REQUIRED) Boolean held, @NotNull(message = REQUIRED) @Prose String note) {
    }

    /**
     * 督办.
     *
     * @param demand what is demanded
     * @param workingDays until an answer is due
     * @param jointUnits codes of units that supervise with the caller's; at most 10
     */
    record Supervision(
            @NotNull(message = REQUIRED) @Prose String demand,
            @NotNull(message = REQUIRED) @Min(value = 1, message = WORKING_DAYS) @Max(value = 250, message = WORKING_DAYS) Integer workingDays,
            @Size(max = 10, message = "最多 10 个单位") @Nullable List<@NotNull(message = REQUIRED) @Pattern(regexp = UNIT, message = NO_UNIT) String> jointUnits) {
    }

    /** @param answer what has been done about it */
    record Answer(@NotNull(message = REQUIRED) @Prose String answer) {
    }

    /**
     * 发起会商.
     *
     * @param topic what it is about
     * @param agenda 议题, 1 to 20
     * @param leadUnit 主办
     * @param coUnits 协办, at most 20
     * @param meetsAt when they meet
     */
    record Consultation(
            @NotNull(message = REQUIRED) @Line String topic,
            @NotEmpty(message = REQUIRED) @Size(max = 20, message = "最多 20 项") List<@NotNull(message = REQUIRED) @Prose String> agenda,
            @NotNull(message = REQUIRED) @Pattern(regexp = UNIT, message = NO_UNIT) String leadUnit,
            @Size(max = 20, message = "最多 20 个单位") @Nullable List<@NotNull(message = REQUIRED) @Pattern(regexp = UNIT, message = NO_UNIT) String> coUnits,
            @NotNull(message = REQUIRED) @InReach Instant meetsAt) {
    }

    /**
     * 会商办结.
     *
     * @param minutes 会议纪要
     * @param resolutions what somebody must do; at most 20
     */
    record Conclusion(
            @NotNull(message = REQUIRED) @Prose String minutes,
            @Size(max = 20, message = "最多 20 项") @Nullable List<@Valid @NotNull(message = REQUIRED) Resolution> resolutions) {

        /**
         * @param text what to do
         * @param unit who
         * @param workingDays by when
         */
        record Resolution(
                @NotNull(message = REQUIRED) @Prose String text,
                @NotNull(message = REQUIRED) @Pattern(regexp = UNIT, message = NO_UNIT) String unit,
                @NotNull(message = REQUIRED) @Min(value = 1, message = WORKING_DAYS) @Max(value = 250, message = WORKING_DAYS) Integer workingDays) {
        }
    }

    /** @param note what was done */
    record Done(@NotNull(message = REQUIRED) @Prose String note) {
    }

    /**
     * 登记优化: numbers before and after, at least one pair.
     *
     * @param serviceItem what was changed; left out, it is the item the issue is about
     * @param text what is different now
     * @param steps 环节
     * @param days 承诺时限, working days
     * @param materials 材料
     * @param visits 跑动
     */
    record Improvement(
            @Valid @Nullable Item serviceItem,
            @NotNull(message = REQUIRED) @Prose String text,
            @Valid @Nullable Pair steps,
            @Valid @Nullable Pair days,
            @Valid @Nullable Pair materials,
            @Valid @Nullable Pair visits) {

        /** Numbers from 0 to 9999. */
        record Pair(
                @NotNull(message = REQUIRED) @Min(value = 0, message = "应为 0 至 9999") @Max(value = 9999, message = "应为 0 至 9999") Integer before,
                @NotNull(message = REQUIRED) @Min(value = 0, message = "应为 0 至 9999") @Max(value = 9999, message = "应为 0 至 9999") Integer after) {

            static Optimization.@Nullable Change change(@Nullable Pair pair) {
                return pair == null ? null : new Optimization.Change(pair.before, pair.after);
            }
        }
    }
}
