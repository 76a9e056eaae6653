package cn.tiyan.experiencer.experiencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.platform.refusal.Refusal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @ParameterizedTest
    @CsvSource({"2026-11-23,2029-11-23", "2026-11-23,2026-11-23", "2025-01-01,2026-11-23", "2027-11-23,2028-01-01", "2028-02-29,2031-02-28"})
    void allowsUpToThreeYearsThatAreNotOver(LocalDate from, LocalDate to) {
        assertThatCode(() -> new Term(from, to).check(from.isAfter(TODAY.plusYears(1)) ? from : TODAY)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"2026-11-23,2029-11-24,term-too-long", "2020-01-01,2026-12-31,term-too-long", "2026-11-24,2026-11-23,term-reversed",
        "2026-01-01,2026-11-22,term-over", "2027-11-24,2028-01-01,term-too-far", "-999999999-01-01,2026-12-31,term-too-long",
        "2026-11-23,+999999999-12-31,term-too-long", "+999999999-01-01,+999999999-12-31,term-too-far"})
    void refusesOthers(LocalDate from, LocalDate to, String rule) {
        assertThatThrownBy(() -> new Term(from, to).check(TODAY))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.name()).isEqualTo(rule));
    }

    @Test
    void coversItsFirstAndLastDay() {
        var term = new Term(TODAY, TODAY.plusDays(1));
        assertThat(term.covers(TODAY)).isTrue();
        assertThat(term.covers(TODAY.plusDays(1))).isTrue();
        assertThat(term.covers(TODAY.minusDays(1))).isFalse();
        assertThat(term.covers(TODAY.plusDays(2))).isFalse();
    }
}
