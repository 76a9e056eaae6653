package cn.tiyan.walkthrough.demand;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PeriodTest {

    @Test
    void countsADayInItsYearItsQuarterAndItsMonth() {
        assertThat(Period.of("2026-11-30").stream().map(Period::key)).containsExactly("2026-01/12", "2026-10/12", "2026-11/11");
        assertThat(Period.of("2026-03-01").stream().map(Period::key)).containsExactly("2026-01/12", "2026-01/03", "2026-03/03");
    }

    @Test
    void coversEachMonthOnceWithAtMostSixPeriods() {
        for (int first = 1; first <= 12; first++) {
            for (int last = first; last <= 12; last++) {
                List<Period> periods = Period.covering(2026, first, last);
                assertThat(periods.stream().flatMapToInt(period -> IntStream.rangeClosed(period.first(), period.last())).toArray())
                        .as(first + " to " + last).containsExactly(IntStream.rangeClosed(first, last).toArray());
                assertThat(periods).hasSizeLessThanOrEqualTo(6);
            }
        }
        assertThat(Period.covering(2026, 1, 12)).hasSize(1);
        assertThat(Period.covering(2026, 2, 12)).hasSize(5);
    }

    /** So that the name an item was last heard by is read last. */
    @Test
    void isKeptInTheOrderOfTheFirstMonths() {
        List<String> keys = Period.covering(2026, 2, 11).stream().map(Period::key).toList();
        assertThat(keys).isSorted();
    }
}
