package cn.tiyan.reporting.milestone;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was handed in, once.
 *
 * @param number from 1
 * @param text what it says; null for a roster, which lies where it was submitted
 * @param by account of whoever submitted it; null for a roster
 * @param late whether it came after the last day
 * @param people how many are on a roster; null for everything else
 * @param review what the office above said to it; null while it says nothing
 */
public record Submission(int number, @Nullable String text, @Nullable String by, Instant at, boolean late, @Nullable Integer people, @Nullable Review review) {

    /**
     * What an office above said.
     *
     * @param by account; null for a roster, which is reviewed where it was submitted
     * @param reason why it was returned; null if it was accepted
     */
    public record Review(@Nullable String by, String unit, boolean accepted, @Nullable String reason, Instant at) {
    }

    Submission reviewed(Review review) {
        return new Submission(number, text, by, at, late, people, review);
    }

    Submission late(boolean late) {
        return new Submission(number, text, by, at, late, people, review);
    }
}
