package cn.tiyan.issue.issue;

import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.IssueStep;
import cn.tiyan.contracts.vocabulary.SourceKind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much time each step has, in working days; {@code tiyan.issue.policy.limits} in Nacos. The day a step begins does not
 * count, and the last day ends when business ends (Civil Code, articles 201 and 203). Only by source can a limit be shorter than a day:
 * none is the very day, see {@link Moment#deadline}.
 *
 * @param dayBegins when a working day begins: warnings come then
 * @param dayEnds when it ends: deadlines are then
 * @param triage 研判
 * @param dispatch 派单
 * @param accept 签收
 * @param reviewReturn 退单审核
 * @param rectify 整改, per kind and difficulty; what is left out is 5, 10 and 15
 * @param verify 核查
 * @param rate 评价
 * @param close 销号
 * @param lookBack 回头看, from the day it is due
 * @param redo the least that is left after it was sent back or reopened
 * @param warnBefore how long before the deadline of a rectification the warning comes; that of another step comes on its last day
 * @param escalateEvery how long after each escalation the next level up is told
 * @param bySource what has less time because of where it came from (办不成事); a source that is left out has what all have
 */
public record Limits(
        @DefaultValue("09:00") LocalTime dayBegins,
        @DefaultValue("17:00") LocalTime dayEnds,
        @DefaultValue("1") @Min(1) @Max(30) int triage,
        @DefaultValue("1") @Min(1) @Max(30) int dispatch,
        @DefaultValue("1") @Min(1) @Max(30) int accept,
        @DefaultValue("1") @Min(1) @Max(30) int reviewReturn,
        @Nullable Map<IssueKind, Map<Difficulty, @Min(1) @Max(250) Integer>> rectify,
        @DefaultValue("3") @Min(1) @Max(30) int verify,
        @DefaultValue("5") @Min(1) @Max(60) int rate,
        @DefaultValue("2") @Min(1) @Max(30) int close,
        @DefaultValue("5") @Min(1) @Max(60) int lookBack,
        @DefaultValue("3") @Min(1) @Max(60) int redo,
        @DefaultValue("2") @Min(0) @Max(30) int warnBefore,
        @DefaultValue("1") @Min(1) @Max(30) int escalateEvery,
        @Nullable Map<SourceKind, @Valid Shorter> bySource) {

    /**
     * Less time; of this and what all have, the shorter holds. What is left out is as for all.
     *
     * @param triage 研判; 0 is the same day
     * @param dispatch 派单; 0 is the same day
     * @param accept 签收, which is when the citizen is first spoken to; 0 is the same day
     * @param rectify 整改, per difficulty
     */
    public record Shorter(@Nullable @Min(0) @Max(30) Integer triage, @Nullable @Min(0) @Max(30) Integer dispatch, @Nullable @Min(0) @Max(30) Integer accept,
            @Nullable Map<Difficulty, @Min(1) @Max(250) Integer> rectify) {

        private static final Shorter NOT_AT_ALL = new Shorter(null, null, null, null);

        private @Nullable Integer days(IssueStep step, @Nullable Difficulty difficulty) {
            return switch (step) {
                case TRIAGE -> triage;
                case DISPATCH -> dispatch;
                case ACCEPT -> accept;
                case RECTIFY -> rectify == null ? null : rectify.get(difficulty);
                case REVIEW_RETURN, VERIFY, RATE, CLOSE, LOOK_BACK -> null;
            };
        }
    }

    private static final Map<Difficulty, Integer> RECTIFY = Map.of(Difficulty.EASY, 5, Difficulty.MEDIUM, 10, Difficulty.HARD, 15);

    public Limits {
        if (!dayBegins.isBefore(dayEnds)) {
            throw new IllegalArgumentException("day-begins must be before day-ends");
        }
        Map<IssueKind, Map<Difficulty, Integer>> whole = new EnumMap<>(IssueKind.class);
        for (IssueKind kind : IssueKind.values()) {
            Map<Difficulty, Integer> days = new EnumMap<>(RECTIFY);
            if (rectify != null) {
                days.putAll(rectify.getOrDefault(kind, Map.of()));
            }
            whole.put(kind, days);
        }
        rectify = whole;
        bySource = bySource == null ? Map.of() : Map.copyOf(bySource);
    }

    /**
     * Working days for a step; 0 is the same day.
     *
     * @param difficulty may be null before triage, where it does not matter yet
     */
    int days(IssueStep step, SourceKind source, IssueKind kind, @Nullable Difficulty difficulty) {
        int days = days(step, kind, difficulty);
        Integer shorter = bySource.getOrDefault(source, Shorter.NOT_AT_ALL).days(step, difficulty);
        return shorter == null ? days : Math.min(days, shorter);
    }

    private int days(IssueStep step, IssueKind kind, @Nullable Difficulty difficulty) {
        return switch (step) {
            case TRIAGE -> triage;
            case DISPATCH -> dispatch;
            case ACCEPT -> accept;
            case REVIEW_RETURN -> reviewReturn;
            case RECTIFY -> rectify.get(kind).get(difficulty);
            case VERIFY -> verify;
            case RATE -> rate;
            case CLOSE -> close;
            case LOOK_BACK -> lookBack;
        };
    }
}
