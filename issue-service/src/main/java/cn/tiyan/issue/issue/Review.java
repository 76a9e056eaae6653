package cn.tiyan.issue.issue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Request} and the word of the unit above on it.
 *
 * @param request what was asked for
 * @param approved whether it was granted
 * @param note why, if there is something to say
 * @param by account that decided
 * @param unit its unit
 * @param at when
 */
public record Review(Request request, boolean approved, @Nullable String note, String by, String unit, Instant at) {
}
