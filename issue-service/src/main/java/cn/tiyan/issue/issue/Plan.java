package cn.tiyan.issue.issue;

import cn.tiyan.platform.privacy.Masking;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 整改方案: what the handling unit will do.
 *
 * @param measures in words
 * @param steps one after another; may be empty
 */
public record Plan(String measures, List<Step> steps) {

    /**
     * One step of a plan.
     *
     * @param text what will be done
     * @param until by when the unit means to do it; not a deadline of the platform's
     * @param doneAt when it was done
     * @param doneBy account that said so
     */
    public record Step(String text, @Nullable LocalDate until, @Nullable Instant doneAt, @Nullable String doneBy) {

        /** A step not done yet. */
        public static Step of(String text, @Nullable LocalDate until) {
            return new Step(text, until, null, null);
        }
    }

    Plan masked() {
        return new Plan(Masking.text(measures), steps.stream().map(step -> Step.of(Masking.text(step.text()), step.until())).toList());
    }

    /** All of it, as one reads it. */
    String words() {
        var words = new StringBuilder(measures);
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            words.append("；第 ").append(i + 1).append(" 步：").append(step.text()).append(step.until() == null ? "" : "（" + step.until() + " 前）");
        }
        return words.toString();
    }

    boolean complete() {
        return steps.stream().allMatch(step -> step.doneAt() != null);
    }

    /** @param index from 0 */
    Plan completed(int index, String by, Instant at) {
        var changed = new java.util.ArrayList<>(steps);
        Step step = steps.get(index);
        changed.set(index, new Step(step.text(), step.until(), at, by));
        return new Plan(measures, List.copyOf(changed));
    }
}
