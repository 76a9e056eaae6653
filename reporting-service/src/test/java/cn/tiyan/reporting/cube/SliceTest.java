package cn.tiyan.reporting.cube;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
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
}
