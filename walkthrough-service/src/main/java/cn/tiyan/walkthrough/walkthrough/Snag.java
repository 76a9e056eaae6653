package cn.tiyan.walkthrough.walkthrough;

import org.jspecify.annotations.Nullable;

/**
 * What stands in the way of finishing a session.
 *
 * @param rule its name, as finishing is refused by it
 * @param entry the entry at fault; absent where something is missing
 * @param message what to do, in Chinese
 */
public record Snag(String rule, @Nullable String entry, String message) {
}
