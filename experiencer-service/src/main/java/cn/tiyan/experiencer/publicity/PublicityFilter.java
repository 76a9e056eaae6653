package cn.tiyan.experiencer.publicity;

import cn.tiyan.contracts.vocabulary.Medium;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which records a list shows; null lets all pass.
 *
 * @param unit code of a unit: its own and those of its subtree
 * @param from first day, in China, on which it came out
 * @param to last day
 */
public record PublicityFilter(@Nullable String unit, @Nullable Medium medium, @Nullable String experiencerId, @Nullable PublicityStatus status,
        @Nullable LocalDate from, @Nullable LocalDate to) {
}
