package cn.tiyan.issue.issue;

import java.time.Instant;

/**
 * 提交: what the handling unit says it did.
 *
 * @param by account that submitted
 * @param unit its unit
 * @param done what was done
 * @param at when
 */
public record Submission(String by, String unit, String done, Instant at) {
}
