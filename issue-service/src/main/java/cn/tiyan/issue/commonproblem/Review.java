package cn.tiyan.issue.commonproblem;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 审核: the word of an office above on an answer.
 *
 * @param by account that reviewed
 * @param unit its office, above the unit that answered
 * @param accepted false if it was sent back
 * @param words why it was sent back, or a remark
 * @param at when
 */
public record Review(String by, String unit, boolean accepted, @Nullable String words, Instant at) {
}
