package cn.tiyan.issue.commonproblem;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an event says of an issue: that it is a case, or none (any more).
 *
 * @param sequence of the event
 * @param at when it happened
 * @param sighting what makes it a case; null if it is none
 */
public record Judged(String issueId, long sequence, Instant at, @Nullable Sighting sighting) {
}
