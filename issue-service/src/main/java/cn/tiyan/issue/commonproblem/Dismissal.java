package cn.tiyan.issue.commonproblem;

import java.time.Instant;

/**
 * 不予认定: why the cases are no common problem.
 *
 * @param by account that said so
 * @param unit its office
 * @param reason why
 * @param at when
 */
public record Dismissal(String by, String unit, String reason, Instant at) {
}
