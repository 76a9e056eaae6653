package cn.tiyan.walkthrough.demand;

import java.util.List;

/**
 * The document in which something is counted: of a unit and a period, a bucket of items with their sums; or of a unit and a year, all items
 * together, month by month. A province asks for thousands of items at once; a document each would cost more to find than to read.
 *
 * @param within codes from the province down to the unit
 * @param period {@link Period#key}; {@link #EVER} for what holds whenever
 * @param bucket which items lie in it; {@link #ALL} for the sums of all items together
 */
record Cell(List<String> within, String period, int bucket) {

    /** Never to be changed: it says where sums are that have been counted. */
    static final int BUCKETS = 32;
    /** Stands for all items together. */
    static final int ALL = -1;
    /** Stands for what holds whenever. */
    static final String EVER = "ever";

    /** The bucket an item lies in; the same on every machine, as the language says how a text's hash is made. */
    static int bucketOf(String item) {
        return Math.floorMod(item.hashCode(), BUCKETS);
    }

    String unit() {
        return within.getLast();
    }

    /** The document's id. */
    String id() {
        return id(unit(), period, bucket);
    }

    static String id(String unit, String period, int bucket) {
        return unit + "|" + period + "|" + bucket;
    }

    /** Where in its document an item is; codes that come from outside may hold anything. */
    static String place(String item) {
        return "i." + item.replace("%", "%25").replace(".", "%2E").replace("$", "%24") + ".";
    }

    /** The item at a place. */
    static String itemAt(String name) {
        return name.indexOf('%') < 0 ? name : name.replace("%24", "$").replace("%2E", ".").replace("%25", "%");
    }

    /** Where below an item a sum is. */
    static String sum(Tally tally) {
        return "s." + tally.key();
    }

    /** Where in the document of all items a month's sum is. */
    static String month(String day, Tally tally) {
        return "m." + day.substring(5, 7) + "." + tally.key();
    }

    /** Where a document of several months has how many matters of a month are counted in it: it says by itself which months it is about. */
    static String matters(String day) {
        return "c." + day.substring(5, 7);
    }
}
