package cn.tiyan.issue.issue;

import org.jspecify.annotations.Nullable;

/**
 * What somebody says when rating an issue. The person who raised it says all but {@code contacted}; an office that called back
 * says whether it reached anybody, and only then the rest.
 *
 * @param contacted whether the call-back reached the person
 * @param solved whether it is solved
 * @param satisfaction 1 to 5, 5 best
 * @param text in their words
 */
public record Judgement(
        @Nullable Boolean contacted, @Nullable Boolean solved, @Nullable Integer satisfaction, @Nullable String text) {
}
