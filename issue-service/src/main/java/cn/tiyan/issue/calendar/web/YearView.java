package cn.tiyan.issue.calendar.web;

import cn.tiyan.issue.calendar.Notice;
import cn.tiyan.issue.calendar.WorkingCalendar;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One year of the calendar.
 *
 * @param published whether the notice for it is known
 * @param provisional whether it may still change: it is not published
 * @param source the notice; absent while provisional
 * @param daysOff in order; other Saturdays and Sundays are off as well, but for the make-up days
 * @param makeUpDays Saturdays and Sundays that are worked, in order
 * @param workingDays how many there are
 */
record YearView(int year, boolean published, boolean provisional, @Nullable Notice source, List<DayOff> daysOff, List<LocalDate> makeUpDays,
        int workingDays) {

    /**
     * A day off.
     *
     * @param name of the holiday
     */
    record DayOff(LocalDate date, String name) {
    }

    static YearView of(int year, WorkingCalendar calendar) {
        return new YearView(year, calendar.isPublished(year), !calendar.isPublished(year), calendar.source(year).orElse(null),
                calendar.daysOff(year).entrySet().stream().map(day -> new DayOff(day.getKey(), day.getValue())).toList(),
                List.copyOf(calendar.makeUpDays(year)), calendar.workingDays(year));
    }
}
