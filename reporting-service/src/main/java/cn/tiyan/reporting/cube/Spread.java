package cn.tiyan.reporting.cube;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which cells a difference is added to: those of its day, month and year, for its unit and each above it. So a year of the
 * province is read as one cell. A cell also holds the same sums by source, kind and dimension. Of a service item there are months
 * only, for the province and its cities years, too, and of what is asked about items.
 */
final class Spread {

    /** Sums of a cell stand below this name, by {@link Measure}. */
    static final String SUMS = "n";
    /** The same, by facet and value. */
    static final String PARTS = "by";
    /** What items are ranked by: how much there is of them. */
    static final String HEAT = "heat";
    /** The value of a facet that is not known. */
    static final String UNKNOWN = "-";

    /** Levels of the tree, from the province down, at which there are so many items that their years are summed beforehand. */
    static final int YEARS_OF_ITEMS = 2;
    /** What is kept of service items. */
    static final Set<Count> OF_ITEMS = EnumSet.of(Count.FOUND, Count.CLOSED, Count.REOPENED, Count.OVERDUE, Count.OPTIMIZED,
            Count.RATED_FINAL_BY_RAISER, Count.SATISFIED_FINAL_BY_RAISER, Count.WALKTHROUGHS, Count.FINDINGS, Count.FEEDBACK, Count.BAD_RATINGS);
    private static final Set<Count> HOT = EnumSet.of(Count.FOUND, Count.WALKTHROUGHS, Count.FEEDBACK);

    private Spread() {
    }

    /** What is added to which cell, by the fields of its document; what comes to nothing is left out. */
    static Map<Cell, Map<String, Long>> of(Map<Coordinates, Map<Measure, Long>> differences) {
        Map<Cell, Map<String, Long>> cells = new LinkedHashMap<>();
        differences.forEach((at, counts) -> {
            String month = at.day().substring(0, 7);
            String year = at.day().substring(0, 4);
            for (int level = 1; level <= at.within().size(); level++) {
                List<String> path = at.within().subList(0, level);
                for (String period : List.of(at.day(), month, year)) {
                    Map<String, Long> fields = cells.computeIfAbsent(new Cell(at.subject(), period, path, null), _ -> new LinkedHashMap<>());
                    counts.forEach((measure, value) -> addTo(fields, at, measure, value));
                }
                if (at.item() != null) {
                    for (String period : level <= YEARS_OF_ITEMS ? List.of(month, year) : List.of(month)) {
                        Map<String, Long> fields = cells.computeIfAbsent(new Cell(at.subject(), period, path, at.item()), _ -> new LinkedHashMap<>());
                        counts.forEach((measure, value) -> addToItem(fields, measure, value));
                    }
                }
            }
        });
        cells.values().forEach(fields -> fields.values().removeIf(value -> value == 0));
        cells.values().removeIf(Map::isEmpty);
        return cells;
    }

    private static void addTo(Map<String, Long> fields, Coordinates at, Measure measure, long value) {
        fields.merge(SUMS + "." + measure.key(), value, Long::sum);
        if (measure instanceof Count) {
            for (Facet facet : Facet.values()) {
                fields.merge(PARTS + "." + facet + "." + name(facet.of(at)) + "." + measure.key(), value, Long::sum);
            }
        }
    }

    private static void addToItem(Map<String, Long> fields, Measure measure, long value) {
        if (measure instanceof Count count && OF_ITEMS.contains(count)) {
            fields.merge(SUMS + "." + measure.key(), value, Long::sum);
            if (HOT.contains(count)) {
                fields.merge(HEAT, value, Long::sum);
            }
        }
    }

    /** A value as the name of a field. */
    private static String name(@Nullable String value) {
        return value == null ? UNKNOWN : value.replace("%", "%25").replace(".", "%2E").replace("$", "%24");
    }
}
