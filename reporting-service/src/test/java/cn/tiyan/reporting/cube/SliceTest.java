package cn.tiyan.reporting.cube;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SliceTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-01, 2026-12-31, 2026",
        "2026-01-01, 2026-03-31, 2026-01 2026-02 2026-03",
        "2026-11-28, 2026-11-28, 2026-11-28",
        "2025-12-31, 2027-01-02, 2025-12-31 2026 2027-01-01 2027-01-02",
        "2024-02-01, 2024-02-29, 2024-02",
        "2024-02-01, 2024-02-28, 2024-02-01 … 28"})
    void takesDaysAsWholeYearsAndMonthsWhereItCan(LocalDate from, LocalDate to, String expected) {
        var periods = new Slice("210000", "210100", from, to).periods();
        if (expected.contains("…")) {
            assertThat(periods).hasSize(28).startsWith("2024-02-01").endsWith("2024-02-28");
        } else {
            assertThat(String.join(" ", periods)).isEqualTo(expected);
        }
    }

    @Test
    void neverNeedsMoreThanAHundredForTenYears() {
        assertThat(new Slice("210000", "210100", LocalDate.of(2016, 1, 2), LocalDate.of(2025, 12, 30)).periods()).hasSizeLessThan(100);
    }

    /** Whatever the days: what is added and taken away is each of them once. */
    @Test
    void takesAwayWhatIsLessThanWhatItWouldAdd() {
        var random = new Random(20261128);
        for (int i = 0; i < 500; i++) {
            LocalDate from = LocalDate.of(2023, 1, 1).plusDays(random.nextInt(900));
            LocalDate to = from.plusDays(random.nextInt(900));
            var slice = new Slice("210000", "210100", from, to);
            Map<LocalDate, Integer> counted = new HashMap<>();
            slice.terms().forEach((period, sign) -> days(period).forEach(day -> counted.merge(day, sign, Integer::sum)));
            counted.values().removeIf(times -> times == 0);
            assertThat(counted).as(slice.toString()).hasSize((int) from.until(to, java.time.temporal.ChronoUnit.DAYS) + 1)
                    .allSatisfy((day, times) -> assertThat(times).isEqualTo(1)).containsKeys(from, to);
            assertThat(slice.terms().size()).isLessThanOrEqualTo(slice.periods().size());
        }
        assertThat(new Slice("210000", "210100", LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 29)).terms())
                .containsExactlyInAnyOrderEntriesOf(Map.of("2026-10", 1, "2026-10-30", -1, "2026-10-31", -1));
        assertThat(new Slice("210000", "210100", LocalDate.of(2026, 1, 1), LocalDate.of(2026, 11, 30)).terms())
                .containsExactlyInAnyOrderEntriesOf(Map.of("2026", 1, "2026-12", -1));
    }

    private static Stream<LocalDate> days(String period) {
        return switch (period.length()) {
            case 4 -> LocalDate.parse(period + "-01-01").datesUntil(LocalDate.parse(period + "-12-31").plusDays(1));
            case 7 -> LocalDate.parse(period + "-01").datesUntil(LocalDate.parse(period + "-01").plusMonths(1));
            default -> Stream.of(LocalDate.parse(period));
        };
    }
}
