package cn.tiyan.experiencer.report;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What became of a suggestion.
 *
 * @param status where it stands
 * @param words why it is studied or not adopted, what will change, or what was done; null until somebody answered
 * @param until the day promised, as ISO text; null unless adopted
 * @param unit code of the office that answered last
 * @param at when it answered last
 */
public record Suggestion(SuggestionStatus status, @Nullable String words, @Nullable String until, @Nullable String unit, @Nullable Instant at) {

    static final Suggestion RAISED = new Suggestion(SuggestionLifecycle.BEGINNING, null, null, null, null);

    /** The day promised; null unless adopted. */
    public @Nullable LocalDate promised() {
        return until == null ? null : LocalDate.parse(until);
    }
}
