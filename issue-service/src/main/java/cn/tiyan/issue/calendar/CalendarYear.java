package cn.tiyan.issue.calendar;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The schedule of one year as published. Days that a notice takes from the year before or after belong to that year's schedule.
 *
 * @param year 2020 to 2100
 * @param source the notice
 * @param holidays in the notice's order; what they do not mention is as the week has it
 */
public record CalendarYear(
        @Min(value = FIRST, message = "应为 2020 至 2100") @Max(value = LAST, message = "应为 2020 至 2100") int year,
        @NotNull(message = "应写明所依据的通知") @Valid Notice source,
        @NotEmpty(message = "应列出节假日") @DefaultValue List<Holiday> holidays) {

    /** The first year that can be asked for. */
    public static final int FIRST = 2020;
    /** The last year that can be asked for. */
    public static final int LAST = 2100;

    /** @throws IllegalArgumentException if two of its days contradict each other, or one is not of this year */
    public CalendarYear {
        holidays = List.copyOf(holidays);
        daysOff(year, holidays);
        makeUpDays(year, holidays);
    }

    /** The days off with what they are called, in order; among them Saturdays and Sundays the notice mentions. */
    public SortedMap<LocalDate, String> daysOff() {
        return daysOff(year, holidays);
    }

    /** The Saturdays and Sundays that are worked, in order. */
    public SortedSet<LocalDate> makeUpDays() {
        return makeUpDays(year, holidays);
    }

    private static SortedMap<LocalDate, String> daysOff(int year, List<Holiday> holidays) {
        SortedMap<LocalDate, String> off = new TreeMap<>();
        for (Holiday holiday : holidays) {
            holiday.days().forEach(day -> {
                refuseIf(day.getYear() != year, year, day, "不在该年，应列入它所在的年份");
                refuseIf(off.put(day, holiday.name()) != null, year, day, "被重复列为放假");
            });
        }
        return Collections.unmodifiableSortedMap(off);
    }

    private static SortedSet<LocalDate> makeUpDays(int year, List<Holiday> holidays) {
        var off = daysOff(year, holidays).keySet();
        SortedSet<LocalDate> makeUp = new TreeSet<>();
        for (Holiday holiday : holidays) {
            for (LocalDate day : holiday.makeUpDays()) {
                refuseIf(day.getYear() != year, year, day, "不在该年，应列入它所在的年份");
                refuseIf(off.contains(day), year, day, "既列为放假，又列为调休上班");
                refuseIf(!weekend(day), year, day, "不是周六或周日，本来就要上班，不能列为调休上班");
                refuseIf(!makeUp.add(day), year, day, "被重复列为调休上班");
            }
        }
        return Collections.unmodifiableSortedSet(makeUp);
    }

    static boolean weekend(LocalDate day) {
        return day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    }

    private static void refuseIf(boolean wrong, int year, LocalDate day, String why) {
        if (wrong) {
            throw new IllegalArgumentException(year + " 年的安排有误：" + day + " " + why);
        }
    }
}
