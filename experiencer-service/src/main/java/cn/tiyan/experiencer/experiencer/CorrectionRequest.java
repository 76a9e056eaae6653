package cn.tiyan.experiencer.experiencer;

import cn.tiyan.platform.privacy.Personal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants corrected that only the office can: it has seen the identity card.
 *
 * @param name null where it is right
 * @param identity null where it is right
 */
public record CorrectionRequest(@Nullable Personal name, @Nullable Personal identity, String reason, Instant requestedAt) {
}
