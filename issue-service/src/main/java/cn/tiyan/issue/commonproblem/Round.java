package cn.tiyan.issue.commonproblem;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One time round: confirmed, checked by the units, settled.
 *
 * @param number 1 at first
 * @param by account that confirmed
 * @param unit its office
 * @param at when
 * @param title one line
 * @param measures what every unit is asked to look for and to do
 * @param dueOn the last day for answering
 * @param units codes of the units that check themselves
 * @param progress how far they have come
 * @param settledAt when the last self-check was accepted
 * @param watchedUntil a new case until then means that it came back
 */
public record Round(
        int number,
        String by,
        String unit,
        Instant at,
        String title,
        String measures,
        LocalDate dueOn,
        List<String> units,
        Progress progress,
        @Nullable Instant settledAt,
        @Nullable Instant watchedUntil) {

    /**
     * Whether it asked the unit this case is about, or one above, which answers for it. A case about the province itself is nobody's to
     * answer: nobody could review that.
     */
    boolean asks(Case one) {
        return one.line().size() == 1 || one.line().stream().anyMatch(units::contains);
    }

    /** Whether it asked and is done, so that this case neither brings the problem back nor proposes it again. */
    boolean answers(Case one) {
        return settledAt != null && !one.seen().isAfter(settledAt) && asks(one);
    }

    Round with(Progress now) {
        return new Round(number, by, unit, at, title, measures, dueOn, units, now, settledAt, watchedUntil);
    }

    Round settled(Instant now, Instant until) {
        return new Round(number, by, unit, at, title, measures, dueOn, units, progress, now, until);
    }
}
