package cn.tiyan.experiencer.activity;

import cn.tiyan.experiencer.experiencer.Selection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One round of invitations, as it was asked for and what came of it.
 *
 * @param id derived from the request's key, where it had one
 * @param number 1 for the first
 * @param selection who is meant
 * @param most at most so many
 * @param by account that asked for it
 * @param at when
 * @param chosen how many were chosen; null until all are invited
 * @param invited how many of these were invited: those who ceased to serve meanwhile were not; null until all are invited
 * @param doneAt when the last one was; null until then
 */
public record Round(String id, int number, Selection selection, int most, String by, Instant at, @Nullable Integer chosen,
        @Nullable Integer invited, @Nullable Instant doneAt) {

    /** Whether everybody chosen is invited. */
    public boolean done() {
        return doneAt != null;
    }

    boolean asksFor(Selection selection, int most) {
        return this.selection.equals(selection) && this.most == most;
    }

    Round done(int chosen, int invited, Instant at) {
        return new Round(id, number, selection, most, by, this.at, chosen, invited, at);
    }
}
