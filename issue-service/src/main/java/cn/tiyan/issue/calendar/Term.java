package cn.tiyan.issue.calendar;

import java.time.LocalDate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * So many working days from a day on, as the schedules known then count them.
 *
 * @param from the day itself does not count
 * @param days working days from then
 * @param last the day on which the last of them falls
 * @param provisionalIn the first year they lie in whose schedule is not published yet, if any
 */
public record Term(LocalDate from, int days, LocalDate last, @Nullable Integer provisionalIn) {

    /** So many working days. */
    public static Term of(LocalDate from, int days, WorkingCalendar calendar) {
        WorkingCalendar.Counted counted = calendar.plusWorkingDays(from, days);
        return new Term(from, days, counted.date(), !counted.provisional() ? null
                : IntStream.rangeClosed(from.getYear(), counted.date().getYear()).filter(year -> !calendar.isPublished(year)).boxed().findFirst().orElse(null));
    }

    /** As many as there are until a day. */
    public static Term until(LocalDate last, LocalDate from, WorkingCalendar calendar) {
        Term counted = of(from, Math.max(0, calendar.workingDaysBetween(from, last)), calendar);
        return new Term(from, counted.days, last, counted.provisionalIn);
    }

    /** The same number of days, as the schedules known by now count them. */
    public Term recounted(WorkingCalendar calendar) {
        return of(from, days, calendar);
    }

    /** Whether its last day may change when a schedule is published. */
    public boolean provisional() {
        return provisionalIn != null;
    }

    /** What is on record where a deadline was counted anew. */
    public static String whyRecounted(boolean stillProvisional) {
        return stillProvisional ? "部分工作日历已公布，时限重新计算" : "工作日历已公布，时限重新计算";
    }
}
