package cn.tiyan.experiencer.experiencer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody was shown what is masked of an experiencer.
 *
 * @param by account of whoever was
 * @param byUnit their unit
 * @param what of it, in Chinese; never the data
 */
public record Disclosure(Instant at, String by, @Nullable String byUnit, String what, String reason) {
}
