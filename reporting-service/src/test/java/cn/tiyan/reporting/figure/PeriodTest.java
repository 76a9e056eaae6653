package cn.tiyan.reporting.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.platform.refusal.Refusal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);

    @ParameterizedTest
    @CsvSource({"2026, 2026-01-01, 2026-12-31", "2026-Q4, 2026-10-01, 2026-12-31", "2024-02, 2024-02-01, 2024-02-29", "2026-W48, 2026-11-23, 2026-11-29",
        "2026-W01, 2025-12-29, 2026-01-04", "2026-11-28, 2026-11-28, 2026-11-28"})
    void knowsPeriodsByName(String name, LocalDate from, LocalDate to) {
        assertThat(Period.of(name, null, null, TODAY)).isEqualTo(new Period(from, to));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "26", "2026-13", "2026-Q5", "2026-W54", "2026-W00", "2026-02-30", "0000", "2026-11-28T00", "２０２６", "2026-W53"})
    void refusesANameThatIsNone(String name) {
        if (name.equals("2026-W53")) {
            assertThat(Period.of(name, null, null, TODAY).from()).as("2026 has 53 weeks").isEqualTo("2026-12-28");
        } else {
            assertThatThrownBy(() -> Period.of(name, null, null, TODAY)).isInstanceOf(Refusal.class);
        }
    }

    @Test
    void refusesAHundredYears() {
        assertThatThrownBy(() -> Period.of(null, LocalDate.of(1926, 1, 1), TODAY, TODAY)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> Period.of(null, TODAY, TODAY.minusDays(1), TODAY)).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @CsvSource({"2026-11, 2026-10-01, 2026-10-31, 2025-11-01, 2025-11-30", "2026-Q1, 2025-10-01, 2025-12-31, 2025-01-01, 2025-03-31",
        "2026-11-28, 2026-11-27, 2026-11-27, 2025-11-28, 2025-11-28", "2026, 2025-01-01, 2025-12-31, 2025-01-01, 2025-12-31",
        "2024-02, 2024-01-01, 2024-01-31, 2023-02-01, 2023-02-28"})
    void comparesWithThePeriodBeforeAndTheYearBefore(String name, LocalDate from, LocalDate to, LocalDate yearFrom, LocalDate yearTo) {
        Period period = Period.of(name, null, null, TODAY);
        assertThat(period.before()).isEqualTo(new Period(from, to));
        assertThat(period.yearBefore()).isEqualTo(new Period(yearFrom, yearTo));
    }

    @Test
    void takesAPeriodInSteps() {
        assertThat(Period.of("2026", null, null, TODAY).in(Period.Step.QUARTER)).extracting(Period::from).extracting(LocalDate::getMonthValue).containsExactly(1, 4, 7, 10);
        var weeks = new Period(LocalDate.of(2026, 11, 25), LocalDate.of(2026, 12, 2)).in(Period.Step.WEEK);
        assertThat(weeks).extracting(period -> period.from() + " " + period.to()).containsExactly("2026-11-25 2026-11-29", "2026-11-30 2026-12-02");
        assertThatThrownBy(() -> new Period(TODAY.minusYears(5), TODAY).in(Period.Step.DAY)).isInstanceOf(Refusal.class);
    }
}
