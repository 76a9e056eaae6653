package cn.tiyan.issue.calendar;

import java.time.LocalDate;
import java.time.Year;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One year with its working days counted once, so that no question has to walk through the days again. */
final class CountedYear {

    private final int year;
    private final @Nullable Notice source;
    private final SortedMap<LocalDate, String> daysOff;
    private final SortedSet<LocalDate> makeUpDays;
    /** How many working days there are up to and with each day of the year; the first day is 1. */
    private final int[] upTo;
    /** Which day of the year the first, second, … working day is; the first is 1. */
    private final int[] nth;

    private CountedYear(int year, @Nullable Notice source, SortedMap<LocalDate, String> daysOff, SortedSet<LocalDate> makeUpDays) {
        this.year = year;
        this.source = source;
        this.daysOff = daysOff;
        this.makeUpDays = makeUpDays;
        int length = Year.of(year).length();
        this.upTo = new int[length + 1];
        this.nth = new int[length + 1];
        for (int day = 1; day <= length; day++) {
            upTo[day] = upTo[day - 1];
            if (works(LocalDate.ofYearDay(year, day), daysOff.keySet(), makeUpDays)) {
                nth[++upTo[day]] = day;
            }
        }
    }

    static CountedYear of(CalendarYear year) {
        return new CountedYear(year.year(), year.source(), year.daysOff(), year.makeUpDays());
    }

    /**
     * A year whose notice is not out: the week, less the statutory holidays that have a fixed date. Those that follow the moon
     * or the sun, and every make-up day, are left to the notice (全国年节及纪念日放假办法, since 2025 with two days in May).
     */
    static CountedYear provisional(int year) {
        SortedMap<LocalDate, String> off = new TreeMap<>();
        off.put(LocalDate.of(year, 1, 1), "元旦");
        for (int day = 1; day <= (year < 2025 ? 1 : 2); day++) {
            off.put(LocalDate.of(year, 5, day), "劳动节");
        }
        for (int day = 1; day <= 3; day++) {
            off.put(LocalDate.of(year, 10, day), "国庆节");
        }
        return new CountedYear(year, null, off, new TreeSet<>());
    }

    @Nullable Notice source() {
        return source;
    }

    boolean isPublished() {
        return source != null;
    }

    Map<LocalDate, String> daysOff() {
        return daysOff;
    }

    Set<LocalDate> makeUpDays() {
        return makeUpDays;
    }

    boolean works(LocalDate day) {
        return upTo[day.getDayOfYear()] > upTo[day.getDayOfYear() - 1];
    }

    int workingDays() {
        return upTo[upTo.length - 1];
    }

    int upTo(LocalDate day) {
        return upTo[day.getDayOfYear()];
    }

    LocalDate nth(int workingDay) {
        return LocalDate.ofYearDay(year, nth[workingDay]);
    }

    private static boolean works(LocalDate day, Set<LocalDate> off, Set<LocalDate> makeUp) {
        return !off.contains(day) && (!CalendarYear.weekend(day) || makeUp.contains(day));
    }
}
