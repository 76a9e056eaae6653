package cn.tiyan.reporting.document;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.reporting.figure.Period;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ReadingTest {

    @Test
    void neverSaysARateWithoutItsDenominator() {
        assertThat(Readings.rate(297, 325).said()).isEqualTo("91.4%（297/325）");
        assertThat(Readings.rate(4, 5).said()).isEqualTo("80.0%（4/5，样本较小）");
        assertThat(Readings.rate(0, 0).said()).contains("分母为 0");
        assertThat(Readings.number(1286).said()).isEqualTo("1286");
        assertThat(Readings.rate(4, 5).cell()).isEqualTo("80.0%（4/5）*");
        assertThat(Readings.rate(4, 5).stacked()).isEqualTo("80.0%*\n4/5");
        assertThat(Readings.rate(0, 0).stacked()).isEqualTo("—\n0/0");
        assertThat(Readings.rate(0, 0).cell()).isEqualTo("—（0/0）");
    }

    @Test
    void writesDaysAsOfficialDocumentsDo() {
        assertThat(ChineseDay.of(Readings.YEAR)).isEqualTo("2026年1月1日至12月20日");
        assertThat(ChineseDay.of(new Period(LocalDate.of(2025, 11, 3), LocalDate.of(2026, 1, 2)))).isEqualTo("2025年11月3日至2026年1月2日");
        assertThat(ChineseDay.of(new Period(LocalDate.of(2026, 1, 2), LocalDate.of(2026, 1, 2)))).isEqualTo("2026年1月2日");
    }
}
