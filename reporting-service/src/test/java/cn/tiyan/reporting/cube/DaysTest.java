package cn.tiyan.reporting.cube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DaysTest {

    @Test
    void findsTheMedianAsNearAsAClassIsWide() {
        var random = new Random(3);
        Map<Integer, Long> classes = new TreeMap<>();
        double[] days = random.doubles(2_001, 0, 28).sorted().toArray();
        for (double each : days) {
            classes.merge(Days.classOf(Duration.ofMinutes(Math.round(each * 24 * 60))), 1L, Long::sum);
        }
        assertThat(Days.of(classes).quantile(0.5)).isCloseTo(days[1_000], within(1.0));
        assertThat(Days.of(classes).quantile(0.9)).isCloseTo(days[1_800], within(1.0));
    }

    @Test
    void hasClassesThatWiden() {
        assertThat(Days.classOf(Duration.ofHours(23))).isZero();
        assertThat(Days.classOf(Duration.ofDays(29))).isEqualTo(29);
        assertThat(Days.classOf(Duration.ofDays(36))).isEqualTo(30);
        assertThat(Days.classOf(Duration.ofDays(5_000))).isEqualTo(730);
        assertThat(Days.classOf(Duration.ofDays(-1))).as("clocks of two machines").isZero();
    }

    @Test
    void knowsNothingOfNone() {
        assertThat(Days.of(Map.of()).quantile(0.5)).isNaN();
        assertThat(Days.of(Map.of(3, 1L)).quantile(0.5)).isBetween(3.0, 4.0);
    }
}
