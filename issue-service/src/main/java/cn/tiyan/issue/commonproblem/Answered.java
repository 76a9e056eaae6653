package cn.tiyan.issue.commonproblem;

import java.time.Instant;

/**
 * An answer with who gave it.
 *
 * @param answer what was said
 * @param by account that said it
 * @param at when
 */
public record Answered(Answer answer, String by, Instant at) {
}
