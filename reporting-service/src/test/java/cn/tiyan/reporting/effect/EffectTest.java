package cn.tiyan.reporting.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.tiyan.reporting.cube.Count;
import cn.tiyan.reporting.cube.Totals;
import cn.tiyan.reporting.figure.Figure;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class EffectTest {

    private static final Offset<Double> EXACTLY = within(1e-9);

    @Test
    void comparesWithWhatWouldHaveBeenWithoutIt() {
        // Halved, while all others fell by a tenth: 60 would have become 54.
        var found = Effect.Frequency.of(Figure.FOUND, 60, 30, 1000, 900, 6, 6);
        assertThat(found.ratio()).isCloseTo(0.5, EXACTLY);
        assertThat(found.othersRatio()).isCloseTo(0.9, EXACTLY);
        assertThat(found.expected()).isCloseTo(54, EXACTLY);
        assertThat(found.difference()).isCloseTo(-24, EXACTLY);
        assertThat(found.smallSample()).isFalse();
    }

    @Test
    void comparesMonthByMonthWhereFewerAreOver() {
        var found = Effect.Frequency.of(Figure.FOUND, 60, 20, 600, 200, 6, 2);
        assertThat(found.ratio()).isCloseTo(1, EXACTLY);
        assertThat(found.expected()).isCloseTo(20, EXACTLY);
        assertThat(found.difference()).isCloseTo(0, EXACTLY);
    }

    @Test
    void inventsNothingWhereItCannotBeTold() {
        var none = Effect.Frequency.of(Figure.FOUND, 0, 40, 0, 100, 6, 6);
        assertThat(none.ratio()).isNull();
        assertThat(none.difference()).isNull();
        var notOver = Effect.Frequency.of(Figure.FOUND, 100, 0, 100, 0, 6, 0);
        assertThat(notOver.ratio()).isNull();
        assertThat(notOver.smallSample()).isTrue();
        assertThat(Effect.Frequency.of(Figure.FOUND, 10, 19, 100, 100, 6, 6).smallSample()).isTrue();
        assertThat(Effect.Frequency.of(Figure.FOUND, 100, 100, 9, 20, 6, 6).smallSample()).as("too few others").isTrue();
    }

    @Test
    void takesFromTheGainInSatisfactionWhatOthersGainedToo() {
        var rate = Effect.Rate.of(Figure.SATISFACTION_FINAL, rated(100, 50), rated(100, 80), rated(1000, 500), rated(1000, 600));
        assertThat(rate.difference()).isCloseTo(0.2, EXACTLY);
        assertThat(rate.smallSample()).isFalse();
        assertThat(rate.after().low()).isBetween(0.70, 0.72);
        var few = Effect.Rate.of(Figure.SATISFACTION_FINAL, rated(100, 50), rated(0, 0), rated(1000, 500), rated(1000, 600));
        assertThat(few.difference()).isNull();
        assertThat(few.smallSample()).isTrue();
    }

    private static Totals rated(long rated, long satisfied) {
        return new Totals(Map.of(Count.RATED_FINAL_BY_RAISER, rated, Count.SATISFIED_FINAL_BY_RAISER, satisfied), Map.of(), null);
    }
}
