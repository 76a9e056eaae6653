package cn.tiyan.issue.issue.web;

import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.issue.issue.Judgement;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/** The bodies of the requests that take an issue further. */
final class Commands {

    private static final String REQUIRED = "必填";

    private Commands() {
    }

    /**
     * 研判.
     *
     * @param difficulty how hard to rectify
     * @param dimension which of the five; may be left out where the source said it
     * @param note why
     */
    record Triage(@NotNull(message = REQUIRED) Difficulty difficulty, @Nullable Dimension dimension, @Prose @Nullable String note) {
    }

    /**
     * 派单.
     *
     * @param handlingUnit code of the unit that must rectify it
     * @param note what it should mind
     */
    record Dispatch(
            @NotNull(message = REQUIRED) @Pattern(regexp = "\\d{6}(-[A-Z0-9]{1,16})?", message = "应为单位编码，例如 210100-HRSS") String handlingUnit,
            @Prose @Nullable String note) {
    }

    /** 签收 and 销号 need no words. */
    record Note(@Prose @Nullable String note) {
    }

    /** @param measures 整改措施 */
    record Plan(@NotNull(message = REQUIRED) @Prose String measures) {
    }

    /** @param done what was done */
    record Submission(@NotNull(message = REQUIRED) @Prose String done) {
    }

    /** @param opinion 核查意见: what was seen */
    record Verification(@NotNull(message = REQUIRED) @Prose String opinion) {
    }

    /** @param reason why it is not done */
    record SendBack(@NotNull(message = REQUIRED) @Prose String reason) {
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
}
