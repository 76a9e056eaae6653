package cn.tiyan.issue.issue;

import java.time.Instant;

/**
 * 核查: the word of another unit on the rectification.
 *
 * @param by account that verified
 * @param unit its unit, never the handling one nor below it
 * @param passed false if it was sent back
 * @param opinion what was seen, or why it was sent back
 * @param at when
 */
public record Verification(String by, String unit, boolean passed, String opinion, Instant at) {
}
