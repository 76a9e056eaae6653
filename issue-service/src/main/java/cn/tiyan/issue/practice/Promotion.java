package cn.tiyan.issue.practice;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 推广: a recommendation.
 *
 * @param by account that recommended
 * @param unit its office
 * @param to codes of units: to these and all below them
 * @param note what they should mind
 * @param at when
 */
public record Promotion(String by, String unit, List<String> to, @Nullable String note, Instant at) {
}
