package cn.tiyan.experiencer.experiencer;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Whether an experiencer can come along on a day.
 *
 * @param eligible appointed, and the term covers the day
 * @param free not yet taken along as often as one day allows
 * @param reason why not, in Chinese; absent if both
 */
public record Availability(String experiencerId, LocalDate date, boolean eligible, boolean free, @Nullable String reason) {
}
