package cn.tiyan.experiencer.roster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One submission of a roster.
 *
 * @param number from 1
 * @param freeze names the pages that say who was on it
 * @param date the day as of which it is, as ISO text
 * @param by account of whoever submitted it
 * @param late whether it came after the last day for it; of the first submission alone
 * @param review what the office above said to it; null while it says nothing
 */
public record Submission(int number, String freeze, String date, Instant at, String by, boolean late, RosterCounts counts, @Nullable Review review) {

    /**
     * What an office above said.
     *
     * @param reason why it was returned; null if it was accepted
     */
    public record Review(String by, String unit, boolean accepted, @Nullable String reason, Instant at) {
    }

    Submission reviewed(Review review) {
        return new Submission(number, freeze, date, at, by, late, counts, review);
    }
}
