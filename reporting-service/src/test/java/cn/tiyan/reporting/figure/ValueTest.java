package cn.tiyan.reporting.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTest {

    /** The first four are the examples of R. G. Newcombe, Statistics in Medicine 17 (1998), method 3; the others its known ends. */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0.0000, 0.1611", "1, 29, 0.0061, 0.1718",
        "5, 10, 0.2366, 0.7634", "0, 10, 0.0000, 0.2775", "10, 10, 0.7225, 1.0000", "1, 1, 0.2065, 1.0000"})
    void givesTheWilsonInterval(long value, long of, double low, double high) {
        Value rate = Value.rate("销号率", value, of);
        assertThat(rate.rate()).isEqualTo((double) value / of);
        assertThat(rate.low()).isCloseTo(low, within(0.00005));
        assertThat(rate.high()).isCloseTo(high, within(0.00005));
    }

    @Test
    void givesNoRateOfNothing() {
        Value rate = Value.rate("销号率", 0, 0);
        assertThat(rate.rate()).isNull();
        assertThat(rate.low()).isNull();
        assertThat(rate.high()).isNull();
        assertThat(rate.of()).isZero();
        assertThat(rate.smallSample()).isTrue();
    }

    @Test
    void warnsOfSmallSamples() {
        assertThat(Value.rate("销号率", 10, 29).smallSample()).isTrue();
        assertThat(Value.rate("销号率", 10, 30).smallSample()).isFalse();
    }

    @Test
    void keepsTheIntervalAroundTheRateAndWithinItsBounds() {
        for (long of = 1; of <= 60; of++) {
            for (long value = 0; value <= of; value++) {
                Value rate = Value.rate("销号率", value, of);
                assertThat(rate.low()).as("%d of %d", value, of).isBetween(0.0, rate.rate() + 1e-12);
                assertThat(rate.high()).as("%d of %d", value, of).isBetween(rate.rate() - 1e-12, 1.0);
            }
        }
    }
}
