package cn.tiyan.reporting.figure;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.reporting.cube.Count;
import cn.tiyan.reporting.cube.Totals;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FigureTest {

    @Test
    void saysWhatItMeansAndWhoAsksForIt() {
        assertThat(Figure.values()).allSatisfy(figure -> {
            assertThat(figure.chinese()).isNotBlank();
            assertThat(figure.definition()).isNotBlank();
            assertThat(figure.numerator()).isNotNull();
            assertThat(figure.section()).matches("[一二三四五六]\\([一二三四五六]\\)\\d?");
        });
        assertThat(Arrays.stream(Figure.values()).map(Figure::chinese)).doesNotHaveDuplicates();
    }

    @Test
    void isMadeOfItsOwnCounts() {
        Map<Count, Long> counts = new EnumMap<>(Count.class);
        for (Count count : Count.values()) {
            counts.put(count, 1000L + count.ordinal());
        }
        Map<Figure, Value> values = Value.all(new Totals(counts, Map.of(), null));
        assertThat(values).containsOnlyKeys(Figure.values());
        values.forEach((figure, value) -> {
            assertThat(value.value()).isEqualTo(1000L + figure.numerator().ordinal());
            assertThat(value.of()).isEqualTo(figure.denominator() == null ? null : Long.valueOf(1000L + figure.denominator().ordinal()
                    - figure.less().stream().mapToLong(count -> 1000L + count.ordinal()).sum()));
        });
    }

    @Test
    void saysItsFormula() {
        assertThat(Figure.CLOSED.formula()).isEqualTo("CLOSED");
        assertThat(Figure.IN_TIME_RATE.formula()).isEqualTo("CLOSED_IN_TIME ÷ CLOSED");
        assertThat(Figure.CLOSURE_RATE.formula()).isEqualTo("CLOSED ÷ (FOUND − REJECTED − MERGED)");
    }

    @Test
    void isNoShareWhereItIsAnAverage() {
        Value rating = Value.all(new Totals(Map.of(Count.REPORT_STARS, 14L, Count.REPORTS, 4L), Map.of(), null)).get(Figure.REPORT_RATING);
        assertThat(rating).isEqualTo(new Value("体验评分", 14, 4L, null, null, null, 3.5, true));
        assertThat(Value.all(Totals.NONE).get(Figure.REPORT_RATING).average()).isNull();
    }

    @Test
    void isZeroWhereNothingWasCounted() {
        assertThat(Value.all(new Totals(Map.of(), Map.of(), null)).values()).allSatisfy(value -> assertThat(value.value()).isZero());
    }
}
