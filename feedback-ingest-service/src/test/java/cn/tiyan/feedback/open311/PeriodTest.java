package cn.tiyan.feedback.open311;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.platform.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PeriodTest {

    private static final Instant NOW = Instant.parse("2026-11-24T01:00:00Z");
    private static final Duration LONGEST = Duration.ofDays(90);

    @Test
    void isTheLastNinetyDaysUnlessSaidOtherwise() {
        assertThat(Period.of(null, " ", NOW)).isEqualTo(new Period(NOW.minus(LONGEST), NOW));
        Instant day = Instant.parse("2026-03-01T00:00:00Z");
        assertThat(Period.of("2026-03-01T08:00:00+08:00", null, NOW)).isEqualTo(new Period(day, day.plus(LONGEST)));
        assertThat(Period.of(null, "2026-03-01T00:00:00Z", NOW)).isEqualTo(new Period(day.minus(LONGEST), day));
    }

    @Test
    void takesAPlusSignThatWasNotEscaped() {
        assertThat(Period.of("2026-03-01T08:00:00 08:00", "2026-03-02T08:00:00 08:00", NOW).from()).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
    }

    @Test
    void refusesWhatIsTooLongOrBackwardsOrNoTime() {
        assertRefused("2026-01-01T00:00:00Z", "2026-04-01T00:00:01Z", "end_date");
        assertRefused("2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z", "end_date");
        assertRefused("2026-01-02", null, "start_date");
        assertRefused(null, "9999-01-01T00:00:00Z", "end_date");
        assertThat(Period.of("2026-01-01T00:00:00Z", "2026-04-01T00:00:00Z", NOW)).isNotNull();
    }

    private static void assertRefused(String start, String end, String field) {
        assertThatThrownBy(() -> Period.of(start, end, NOW)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.fieldErrors().getFirst().field()).isEqualTo(field));
    }
}
