package cn.tiyan.platform.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ChinaTest {

    @Test
    void beginsItsDayEightHoursBeforeGreenwich() {
        LocalDate day = LocalDate.of(2026, 12, 1);
        assertThat(China.begins(day)).isEqualTo(Instant.parse("2026-11-30T16:00:00Z"));
        assertThat(China.day(China.begins(day))).isEqualTo(day);
        assertThat(China.day(China.begins(day).minusNanos(1))).isEqualTo(day.minusDays(1));
    }
}
