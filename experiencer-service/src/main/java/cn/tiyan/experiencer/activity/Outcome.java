package cn.tiyan.experiencer.activity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 开展情况: what was done.
 *
 * @param invited how many experiencers were invited
 * @param attended how many of them came
 * @param by account that put it on record
 */
public record Outcome(String text, @Nullable Minutes minutes, int invited, int attended, String by, Instant at) {
}
