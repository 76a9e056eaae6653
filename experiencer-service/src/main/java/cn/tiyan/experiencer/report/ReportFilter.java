package cn.tiyan.experiencer.report;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which reports a list shows; null lets all pass.
 *
 * @param unit code of a unit: reports of experiencers of its subtree
 * @param about code of the unit they are about
 * @param item code of the service item
 * @param from first day, in China, on which the item was tried
 * @param to last day
 * @param rating 1 to 5
 * @param kind with at least one entry of this kind
 */
public record ReportFilter(@Nullable String unit, @Nullable String about, @Nullable String item, @Nullable LocalDate from, @Nullable LocalDate to,
        @Nullable Integer rating, @Nullable EntryKind kind) {
}
