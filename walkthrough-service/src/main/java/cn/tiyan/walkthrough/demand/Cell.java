package cn.tiyan.walkthrough.demand;

import java.util.List;

/**
 * The document in which something is counted: of a unit, a service item and a year, with the sums of each month.
 *
 * @param within codes from the province down to the unit
 * @param item code; {@link #ALL} for all items together
 * @param year of China; {@link #EVER} for what holds in whichever year
 */
record Cell(List<String> within, String item, int year) {

    /** Stands for all items together. */
    static final String ALL = "";
    /** Stands for what holds in whichever year. */
    static final int EVER = 0;

    String unit() {
        return within.getLast();
    }

    /** The document's id: the item comes last, so that no code can be taken for anything else. */
    String id() {
        return id(unit(), year, item);
    }

    static String id(String unit, int year, String item) {
        return unit + "|" + year + "|" + item;
    }

    static int yearOf(String day) {
        return Integer.parseInt(day.substring(0, 4));
    }

    /** Where in the document a month's sum is. */
    static String path(String day, Tally tally) {
        return "m." + day.substring(5, 7) + "." + tally.key();
    }
}
