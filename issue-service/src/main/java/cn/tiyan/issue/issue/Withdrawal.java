package cn.tiyan.issue.issue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 撤诉: the citizen withdrew what had led to the issue.
 *
 * @param at when
 * @param reason why, masked
 */
public record Withdrawal(Instant at, @Nullable String reason) {
}
