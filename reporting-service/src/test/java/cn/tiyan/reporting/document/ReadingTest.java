package cn.tiyan.reporting.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.platform.refusal.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-12-19T17:00:00Z"), ZoneOffset.UTC);

    @Test
    void neverSaysARateWithoutItsDenominator() {
        assertThat(Readings.rate(297, 325).said()).isEqualTo("91.4%（297/325）");
        assertThat(Readings.rate(4, 5).said()).isEqualTo("80.0%（4/5，样本较小）");
        assertThat(Readings.rate(0, 0).said()).contains("分母为 0");
        assertThat(Readings.number(1286).said()).isEqualTo("1286");
        assertThat(Readings.rate(4, 5).cell()).isEqualTo("80.0%（4/5）*");
        assertThat(Readings.rate(0, 0).cell()).isEqualTo("—（0/0）");
    }

    @Test
    void takesThisYearUntilTodayInChinaWhereNothingIsSaid() {
        assertThat(Period.of(null, null, CLOCK)).isEqualTo(Readings.YEAR);
        assertThat(Period.of(null, LocalDate.of(2025, 3, 1), CLOCK).from()).isEqualTo("2025-01-01");
    }

    @ParameterizedTest
    @CsvSource({"2026-02-01, 2026-01-31, from", "2016-01-01, 2026-01-01, from", "0001-01-01, 9999-12-31, from", "+10000-01-01, , from", "2026-01-01, +10000-01-01, to"})
    void refusesPeriodsThatAreReversedOrTooLong(LocalDate from, LocalDate to, String field) {
        assertThatThrownBy(() -> Period.of(from, to, CLOCK)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.MALFORMED);
            assertThat(refusal.fieldErrors()).extracting(Refusal.FieldError::field).containsExactly(field);
        });
    }

    @Test
    void allowsTenYears() {
        assertThat(Period.of(LocalDate.of(2016, 1, 1), LocalDate.of(2025, 12, 31), CLOCK).from()).isEqualTo("2016-01-01");
    }

    @Test
    void writesDaysAsOfficialDocumentsDo() {
        assertThat(Readings.YEAR.chinese()).isEqualTo("2026年1月1日至12月20日");
        assertThat(new Period(LocalDate.of(2025, 11, 3), LocalDate.of(2026, 1, 2)).chinese()).isEqualTo("2025年11月3日至2026年1月2日");
        assertThat(new Period(LocalDate.of(2026, 1, 2), LocalDate.of(2026, 1, 2)).chinese()).isEqualTo("2026年1月2日");
    }
}
