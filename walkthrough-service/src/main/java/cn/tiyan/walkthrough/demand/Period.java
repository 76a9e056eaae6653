package cn.tiyan.walkthrough.demand;

import java.util.ArrayList;
import java.util.List;

/**
 * Months that are summed up together: one, a quarter's, or a year's. All three are kept, so that whoever asks for a year need not read twelve
 * months of thousands of items.
 *
 * @param first month, 1 to 12
 * @param last month of the same year
 */
record Period(int year, int first, int last) {

    private static final int A_QUARTER = 3;
    private static final int A_YEAR = 12;

    static Period ofYear(int year) {
        return new Period(year, 1, A_YEAR);
    }

    private static Period ofMonth(int year, int month) {
        return new Period(year, month, month);
    }

    private static Period quarterFrom(int year, int month) {
        return new Period(year, month, month + A_QUARTER - 1);
    }

    /** All in which a day is counted, the longest first. */
    static List<Period> of(String day) {
        int year = Integer.parseInt(day.substring(0, 4));
        int month = Integer.parseInt(day.substring(5, 7));
        return List.of(ofYear(year), quarterFrom(year, month - (month - 1) % A_QUARTER), ofMonth(year, month));
    }

    /** As few as there are for these months of a year, none of them twice. */
    static List<Period> covering(int year, int first, int last) {
        if (first == 1 && last == A_YEAR) {
            return List.of(ofYear(year));
        }
        List<Period> covering = new ArrayList<>();
        for (int month = first; month <= last; ) {
            Period next = month % A_QUARTER == 1 && month + A_QUARTER - 1 <= last ? quarterFrom(year, month) : ofMonth(year, month);
            covering.add(next);
            month = next.last + 1;
        }
        return covering;
    }

    /** Whether it has several months, so that what is in it cannot be told from its key. */
    boolean isJoined() {
        return first < last;
    }

    /** By which it is stored; in the order of the first months. */
    String key() {
        return year + "-" + twoDigits(first) + "/" + twoDigits(last);
    }

    static int yearOf(String key) {
        return Integer.parseInt(key.substring(0, 4));
    }

    private static String twoDigits(int month) {
        return month < 10 ? "0" + month : Integer.toString(month);
    }
}
