package cn.tiyan.issue.calendar.web;

import cn.tiyan.issue.calendar.CalendarYear;
import cn.tiyan.issue.calendar.WorkingCalendar;
import cn.tiyan.issue.calendar.WorkingCalendars;
import cn.tiyan.platform.refusal.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.LocalDate;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The calendar that time limits are counted by. Whoever is signed in may read it; it says nothing about anybody. The only
 * refusals are 400 (a field is wrong) and 401.
 */
@RestController
@RequestMapping("/api/v1/calendar")
class CalendarController {

    private static final String YEARS = "应为 2020 至 2100 年";

    private final WorkingCalendars calendars;

    CalendarController(WorkingCalendars calendars) {
        this.calendars = calendars;
    }

    /**
     * A year's days off and make-up days. A year whose notice is not out answers provisionally: Monday to Friday, less the
     * statutory holidays of fixed date.
     *
     * @param year 2020 to 2100
     */
    @GetMapping("/{year}")
    @Operation(summary = "某年的放假与调休安排")
    YearView year(
            @PathVariable @Min(value = CalendarYear.FIRST, message = YEARS) @Max(value = CalendarYear.LAST, message = YEARS) int year) {
        return YearView.of(year, calendars.current());
    }

    /**
     * The day on which the last of so many working days falls, and whether that may still change because a year on the way is
     * provisional.
     *
     * @param from a day of the years 2020 to 2100; it does not count itself, worked or not
     * @param days 0 to 1000; 0 leads to the day itself
     */
    @GetMapping("/working-days")
    @Operation(summary = "自某日起若干个工作日是哪一天")
    WorkingCalendar.Counted workingDays(
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @Min(value = 0, message = "应为 0 至 1000") @Max(value = 1000, message = "应为 0 至 1000") int days) {
        if (from.getYear() < CalendarYear.FIRST || from.getYear() > CalendarYear.LAST) {
            throw Refusal.malformed("from", YEARS);
        }
        return calendars.current().plusWorkingDays(from, days);
    }
}
