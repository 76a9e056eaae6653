package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.vocabulary.IssueStep;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is with an issue.
 *
 * @param unit the unit whose turn it is
 * @param step what it must do
 * @param due by when; absent while the clock stands still
 */
public record Desk(String unit, IssueStep step, @Nullable Instant due) {
}
