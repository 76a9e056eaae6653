package cn.tiyan.issue.issue;

import java.time.Instant;

/**
 * What the handling unit asks of the units above it: a return or more time.
 *
 * @param workingDays how much more time; 0 where it is a return
 * @param reason why
 * @param by account that asks
 * @param unit its unit
 * @param at when
 */
public record Request(int workingDays, String reason, String by, String unit, Instant at) {
}
