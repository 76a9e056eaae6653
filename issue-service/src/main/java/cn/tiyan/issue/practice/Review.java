package cn.tiyan.issue.practice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 审核: the word of an office above.
 *
 * @param by account that reviewed
 * @param unit its office
 * @param accepted false if it was returned
 * @param words why it was returned, or a remark
 * @param at when
 */
public record Review(String by, String unit, boolean accepted, @Nullable String words, Instant at) {
}
