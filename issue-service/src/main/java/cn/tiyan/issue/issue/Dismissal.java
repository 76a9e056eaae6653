package cn.tiyan.issue.issue;

import java.time.Instant;

/**
 * 不予受理: why it is out of scope. The reporter sees it.
 *
 * @param reason why
 * @param by account
 * @param unit its unit
 * @param at when
 */
public record Dismissal(String reason, String by, String unit, Instant at) {
}
