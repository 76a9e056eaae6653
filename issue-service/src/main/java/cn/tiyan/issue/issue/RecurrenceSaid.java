package cn.tiyan.issue.issue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an experiencer who raised the issue, or one that was merged into it, said when asked again after it was closed. It decides
 * nothing; whoever looks back reads it first.
 *
 * @param day how many days after closing they were asked
 * @param held false if the problem is there again
 * @param text in their words; no personal data
 * @param at when they said so
 */
public record RecurrenceSaid(int day, boolean held, @Nullable String text, Instant at) {
}
