package cn.tiyan.walkthrough.companion;

import org.jspecify.annotations.Nullable;

/**
 * Whether an experiencer may come along on a day.
 *
 * @param eligible whether the experiencer is appointed, and for that day
 * @param free whether nothing else is planned for the experiencer on that day
 * @param reason why not, in Chinese; absent where both hold
 */
public record Availability(boolean eligible, boolean free, @Nullable String reason) {
}
