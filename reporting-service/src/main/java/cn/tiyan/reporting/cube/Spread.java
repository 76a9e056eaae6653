package cn.tiyan.reporting.cube;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which cells something is counted in: those of its day, month and year, for its unit and each above it. So a year of the province is
 * read as one cell. A cell also holds the same sums by source, kind and dimension. Units far down have no cells of days, see
 * {@link DayRows}. Service items stand together on pages, by month; for the province and its cities by year, too.
 */
final class Spread {

    /** Sums of a cell stand below this name, by {@link Measure}. */
    static final String SUMS = "n";
    /** The same, by facet and value. */
    static final String PARTS = "by";
    /** In a cell of a month: what of it is about any service item. */
    static final String ABOUT_ITEMS = "items";
    /** On a page of items: sums, by item. */
    static final String ITEMS = "i";
    /** On a page of items, what they are ranked by: how much there is of each. */
    static final String HEAT = "heat";
    /** On a page of items: walkthroughs of each, by role and item. */
    static final String WALKED = "walked";
    /** The value of a facet that is not known. */
    static final String UNKNOWN = "-";

    /** Levels of the tree, from the province down, at which days have cells. */
    static final int LEVELS_WITH_DAYS = 3;
    /** Levels of the tree at which there are so many items that their years are summed beforehand. */
    static final int LEVELS_WITH_YEARS_OF_ITEMS = 2;
    /** On how many pages a unit's items stand, by level: few enough items on each to write it quickly. */
    private static final int[] PAGES = {64, 16, 4, 1};
    static final Set<Count> HOT = EnumSet.of(Count.FOUND, Count.WALKTHROUGHS, Count.FEEDBACK);

    /** What is kept of service items and roles. */
    static final Set<Count> OF_ROLES = EnumSet.of(Count.WALKTHROUGHS, Count.WALKED_COVERAGE, Count.WALKED_CONNECTION, Count.WALKED_QUALITY, Count.WALKED_SPEED,
            Count.WALKED_COST);

    private Spread() {
    }

    /** Days, months and years a unit at this level has cells of. */
    static List<String> periods(String day, int level) {
        return level <= LEVELS_WITH_DAYS ? List.of(day, month(day), year(day)) : List.of(month(day), year(day));
    }

    /** Months and years a unit at this level has pages of items of. */
    static List<String> periodsOfItems(String day, int level) {
        return level <= LEVELS_WITH_YEARS_OF_ITEMS ? List.of(month(day), year(day)) : List.of(month(day));
    }

    private static String month(String day) {
        return day.substring(0, 7);
    }

    private static String year(String day) {
        return day.substring(0, 4);
    }

    /** The page an item stands on in a unit at this level. */
    static int page(String item, int level) {
        return Math.floorMod(item.hashCode(), PAGES[Math.min(level, PAGES.length) - 1]);
    }

    /** The parts of a cell, beside the whole, that something counted there is part of. */
    static List<String> parts(Coordinates at) {
        List<String> parts = new ArrayList<>(Facet.values().length);
        for (Facet facet : Facet.values()) {
            parts.add(PARTS + "." + facet + "." + name(facet.of(at)));
        }
        return parts;
    }

    /** A value as the name of a field. */
    static String name(@Nullable String value) {
        return value == null ? UNKNOWN : value.replace("%", "%25").replace(".", "%2E").replace("$", "%24");
    }

    /** What a field's name stands for. */
    static String value(String name) {
        return name.replace("%24", "$").replace("%2E", ".").replace("%25", "%");
    }
}
