package cn.tiyan.walkthrough.gap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.tiyan.walkthrough.demand.Share;
import org.junit.jupiter.api.Test;

class DisagreementTest {

    /** Newcombe (1998), table II, method 10: 56/70 − 48/80. */
    @Test
    void isNewcombesIntervalOfTheDifference() {
        var between = Disagreement.between(Share.of(56, 70, 30), Share.of(48, 80, 30));
        assertThat(between.difference()).isCloseTo(0.2000, within(0.00005));
        assertThat(between.low()).isCloseTo(0.0524, within(0.00005));
        assertThat(between.high()).isCloseTo(0.3339, within(0.00005));
        assertThat(between.atLeast()).isEqualTo(between.low());
        assertThat(between.verdict()).isEqualTo(Verdict.CITIZENS_WORSE);
    }

    @Test
    void saysNothingIsClearWhileTheIntervalReachesOverZero() {
        var between = Disagreement.between(Share.of(9, 30, 30), Share.of(3, 10, 5));
        assertThat(between.difference()).isZero();
        assertThat(between.atLeast()).isZero();
        assertThat(between.verdict()).isEqualTo(Verdict.NO_CLEAR_DIFFERENCE);
    }

    @Test
    void isNegativeWhereWalkersFindMore() {
        var between = Disagreement.between(Share.of(1, 500, 30), Share.of(9, 10, 5));
        assertThat(between.verdict()).isEqualTo(Verdict.WALKERS_WORSE);
        assertThat(between.atLeast()).isEqualTo(-between.high()).isPositive();
    }

    @Test
    void showsASmallSampleAndDoesNotJudgeIt() {
        var between = Disagreement.between(Share.of(29, 29, 30), Share.of(0, 10, 5));
        assertThat(between.difference()).isEqualTo(1);
        assertThat(between.smallSample()).isTrue();
        assertThat(between.verdict()).isEqualTo(Verdict.TOO_FEW);
        assertThat(Disagreement.between(Share.of(0, 0, 30), Share.of(5, 10, 5)).difference()).isNull();
    }
}
