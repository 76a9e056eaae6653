package cn.tiyan.reporting.figure;

import cn.tiyan.reporting.cube.Span;
import cn.tiyan.reporting.cube.Totals;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All figures of one unit's subtree over some days.
 *
 * @param unit code of the unit
 * @param unitName its name
 * @param from first day, in China
 * @param to last day, in China
 * @param asOf time of the newest event counted; absent where nothing was
 * @param incompleteSince when the earliest event happened that could not be counted yet; absent where none is missing
 * @param figures by figure
 * @param days how long things took, by span; empty where only some figures are shown
 */
public record Overview(String unit, String unitName, LocalDate from, LocalDate to, @Nullable Instant asOf, @Nullable Instant incompleteSince, Map<Figure, Value> figures, Map<Span, Took> days) {

    static Overview of(String unit, String unitName, Period period, Totals totals, @Nullable Instant incompleteSince) {
        return new Overview(unit, unitName, period.from(), period.to(), totals.asOf(), incompleteSince, Value.all(totals), Took.all(totals));
    }

    /** With some figures only: all of every county are most of a megabyte, and a map shows one at a time. */
    public Overview only(Set<Figure> shown) {
        Map<Figure, Value> some = new EnumMap<>(figures);
        some.keySet().retainAll(shown);
        return new Overview(unit, unitName, from, to, asOf, incompleteSince, some, Map.of());
    }
}
