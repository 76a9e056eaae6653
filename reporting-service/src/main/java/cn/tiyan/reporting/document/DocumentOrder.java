package cn.tiyan.reporting.document;

import org.jspecify.annotations.Nullable;

/**
 * Which document is wanted.
 *
 * @param about code of the unit it is about, with all below it
 * @param from first day, ISO, in China
 * @param to last day
 * @param summaryId the report whose texts go into it; null for one without texts
 * @param preview whether texts that are still missing are pointed out instead of being asked for
 */
public record DocumentOrder(DocumentKind kind, String about, String from, String to, @Nullable String summaryId, boolean preview) {
}
