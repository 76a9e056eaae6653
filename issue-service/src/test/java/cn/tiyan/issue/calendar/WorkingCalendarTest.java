package cn.tiyan.issue.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkingCalendarTest {

    private final WorkingCalendar calendar = WorkingCalendar.bundled();

    /**
     * Whatever is moved about, a year's notice gives every statutory holiday once: the days of the week from Monday to Friday,
     * less 11 (13 since 2025, 全国年节及纪念日放假办法), are what remains.
     */
    @ParameterizedTest
    @CsvSource({"2023, 260, 11, 249", "2024, 262, 11, 251", "2025, 261, 13, 248", "2026, 261, 13, 248"})
    void hasAsManyWorkingDaysAsTheLawLeaves(int year, int weekdays, int statutory, int workingDays) {
        assertThat(daysOf(year).stream().filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0)).hasSize(weekdays);
        assertThat(weekdays - statutory).isEqualTo(workingDays);
        assertThat(calendar.isPublished(year)).isTrue();
        assertThat(calendar.workingDays(year)).isEqualTo(workingDays);
        assertThat(daysOf(year).stream().filter(calendar::isWorkingDay)).hasSize(workingDays);
    }

    /** The total of each notice: 共 n 天, added up, and the days to work instead. */
    @ParameterizedTest
    @CsvSource({"2023, 2 7 1 5 3 8, 7", "2024, 1 8 3 5 1 3 7, 8", "2025, 1 8 3 5 3 8, 5", "2026, 3 9 3 5 3 3 7, 6"})
    void holdsEveryDayOfTheNotice(int year, String holidays, int makeUpDays) {
        int daysOff = List.of(holidays.split(" ")).stream().mapToInt(Integer::parseInt).sum();
        assertThat(calendar.daysOff(year)).hasSize(daysOff);
        assertThat(calendar.makeUpDays(year)).hasSize(makeUpDays);
        assertThat(calendar.source(year)).get().satisfies(notice -> {
            assertThat(notice.title()).isEqualTo("国务院办公厅关于" + year + "年部分节假日安排的通知");
            assertThat(notice.number()).matches("国办发明电〔" + (year - 1) + "〕\\d+号");
            assertThat(notice.date()).hasYear(year - 1);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"2023-01-02", "2023-01-21", "2023-01-27", "2023-05-03", "2023-09-29", "2023-10-06", "2024-02-12", "2024-02-16",
        "2024-06-10", "2024-09-17", "2025-01-28", "2025-02-04", "2025-06-02", "2025-10-08", "2026-01-02", "2026-02-16",
        "2026-02-23", "2026-05-05",
        "2026-09-25", "2026-10-07"})
    void restsOnHolidays(LocalDate day) {
        assertThat(calendar.isWorkingDay(day)).isFalse();
        assertThat(calendar.daysOff(day.getYear())).containsKey(day);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2023-01-28", "2023-01-29", "2023-04-23", "2023-06-25", "2023-10-08", "2024-02-04", "2024-02-18", "2024-09-14",
        "2024-10-12", "2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11", "2026-01-04", "2026-02-14",
        "2026-02-28", "2026-05-09",
        "2026-09-20", "2026-10-10"})
    void worksOnMakeUpDays(LocalDate day) {
        assertThat(day.getDayOfWeek()).isIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
        assertThat(calendar.isWorkingDay(day)).isTrue();
        assertThat(calendar.makeUpDays(day.getYear())).contains(day);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-02-09", "2025-01-27", "2026-02-24", "2026-10-08", "2026-12-31"})
    void worksRightBesideAHoliday(LocalDate day) {
        assertThat(calendar.isWorkingDay(day)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // Within a week, over a weekend, from a weekend.
        "2026-11-23, 1, 2026-11-24", "2026-11-20, 1, 2026-11-23", "2026-11-21, 1, 2026-11-23", "2026-11-23, 5, 2026-11-30",
        // Over 春节 2026: the Saturday before it is worked, the Saturday after it, too.
        "2026-02-13, 1, 2026-02-14", "2026-02-13, 2, 2026-02-24", "2026-02-13, 6, 2026-02-28", "2026-02-13, 7, 2026-03-02",
        "2026-02-18, 1, 2026-02-24",
        // Over 国庆节 2026, from its first day and to its make-up Saturday.
        "2026-09-30, 1, 2026-10-08", "2026-10-01, 1, 2026-10-08", "2026-09-30, 3, 2026-10-10", "2026-09-30, 4, 2026-10-12",
        // Sunday 20 September is worked, 中秋 follows.
        "2026-09-18, 1, 2026-09-20", "2026-09-24, 1, 2026-09-28",
        // 2023: two make-up days in a row after 春节.
        "2023-01-20, 1, 2023-01-28", "2023-01-20, 2, 2023-01-29", "2023-01-20, 3, 2023-01-30",
        // From year to year.
        "2023-12-29, 1, 2024-01-02", "2024-12-31, 1, 2025-01-02", "2025-12-31, 1, 2026-01-04", "2025-12-31, 0, 2025-12-31",
        "2023-12-31, 251, 2024-12-31", "2023-12-31, 500, 2026-01-04"})
    void countsWorkingDaysForward(LocalDate from, int days, LocalDate date) {
        assertThat(calendar.plusWorkingDays(from, days)).isEqualTo(new WorkingCalendar.Counted(date, false));
        if (days > 0) {
            assertThat(calendar.workingDaysBetween(from, date)).isEqualTo(days);
            assertThat(calendar.workingDaysBetween(date, from)).isEqualTo(-days);
        }
    }

    @Test
    void agreesWithWalkingFromDayToDay() {
        for (LocalDate from = LocalDate.of(2022, 11, 1); from.getYear() < 2028; from = from.plusDays(1)) {
            LocalDate day = from;
            for (int days = 1; days <= 15; days++) {
                do {
                    day = day.plusDays(1);
                } while (!calendar.isWorkingDay(day));
                assertThat(calendar.plusWorkingDays(from, days).date()).isEqualTo(day);
                assertThat(calendar.workingDaysBetween(from, day)).isEqualTo(days);
            }
        }
    }

    @Test
    void countsNoDaysAsNone() {
        LocalDate sunday = LocalDate.of(2026, 11, 22);
        assertThat(calendar.plusWorkingDays(sunday, 0)).isEqualTo(new WorkingCalendar.Counted(sunday, false));
        assertThat(calendar.workingDaysBetween(sunday, sunday)).isZero();
        assertThat(calendar.workingDaysBetween(sunday, LocalDate.of(2026, 11, 23))).isOne();
        assertThatIllegalArgumentException().isThrownBy(() -> calendar.plusWorkingDays(sunday, -1));
    }

    @Test
    void takesAYearWithoutNoticeAsTheLawFixesIt() {
        assertThat(calendar.isPublished(2027)).isFalse();
        assertThat(calendar.source(2027)).isEmpty();
        assertThat(calendar.makeUpDays(2027)).isEmpty();
        assertThat(calendar.daysOff(2027).keySet()).containsExactly(
                LocalDate.of(2027, 1, 1), LocalDate.of(2027, 5, 1), LocalDate.of(2027, 5, 2),
                LocalDate.of(2027, 10, 1), LocalDate.of(2027, 10, 2), LocalDate.of(2027, 10, 3));
        // Both days in May and two of those in October are a weekend already: 1 January and 1 October remain.
        assertThat(calendar.workingDays(2027)).isEqualTo(261 - 2);
        assertThat(calendar.daysOff(2022)).as("one day in May before 2025").doesNotContainKey(LocalDate.of(2022, 5, 2));
    }

    @ParameterizedTest
    @CsvSource({"2026-12-30, 1, 2026-12-31, false", "2026-12-30, 2, 2027-01-04, true", "2026-12-31, 1, 2027-01-04, true",
        "2027-03-01, 5, 2027-03-08, true", "2022-12-30, 1, 2023-01-03, true", "2022-12-31, 1, 2023-01-03, false",
        "1999-12-31, 1, 2000-01-03, true", "2100-12-31, 1, 2101-01-03, true"})
    void saysWhenTheDateMayChange(LocalDate from, int days, LocalDate date, boolean provisional) {
        assertThat(calendar.plusWorkingDays(from, days)).isEqualTo(new WorkingCalendar.Counted(date, provisional));
    }

    @Test
    void takesAPublishedYearInPlaceOfTheProvisionalOne() {
        LocalDate newYearsEve = LocalDate.of(2026, 12, 31);
        var published = calendar.with(List.of(new CalendarYear(2027, new Notice("通知", "文号", LocalDate.of(2026, 11, 25)),
                List.of(new Holiday("元旦", LocalDate.of(2027, 1, 1), LocalDate.of(2027, 1, 3), List.of(LocalDate.of(2027, 1, 9)))))));
        assertThat(published.plusWorkingDays(newYearsEve, 6)).isEqualTo(new WorkingCalendar.Counted(LocalDate.of(2027, 1, 9), false));
        assertThat(calendar.plusWorkingDays(newYearsEve, 6)).isEqualTo(new WorkingCalendar.Counted(LocalDate.of(2027, 1, 11), true));
        assertThat(published.workingDays(2026)).isEqualTo(calendar.workingDays(2026));
    }

    private static List<LocalDate> daysOf(int year) {
        return LocalDate.ofYearDay(year, 1).datesUntil(Year.of(year + 1).atDay(1)).toList();
    }
}
