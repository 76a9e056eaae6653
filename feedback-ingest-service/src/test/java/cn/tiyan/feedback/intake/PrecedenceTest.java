package cn.tiyan.feedback.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PrecedenceTest {

    private final Precedence precedence = new Precedence();

    private long nanosToGiveWay(int arrivals) {
        long began = System.nanoTime();
        precedence.giveWay(arrivals);
        return System.nanoTime() - began;
    }

    @Test
    void letsFoldingPauseWhileManyPushesAreInHandButNotForEver() {
        try (var _ = precedence.take(Precedence.FEW + 1)) {
            assertThat(nanosToGiveWay(1)).isGreaterThanOrEqualTo(Precedence.MOMENT_NANOS);
            assertThat(nanosToGiveWay(10)).isGreaterThanOrEqualTo(10 * Precedence.MOMENT_NANOS);
            assertThat(nanosToGiveWay(1_000_000)).isGreaterThanOrEqualTo(Precedence.LONGEST_NANOS);
        }
    }

    @Test
    void letsFoldingPauseInAFloodWhetherAPushIsInHandOrNot() {
        precedence.take(Precedence.CALM + 200).close();
        assertThat(nanosToGiveWay(1)).isGreaterThanOrEqualTo(200 * Precedence.EACH_NANOS);
    }

    /** Two seconds without a push, and it is over. */
    @Test
    void letsFoldingGoOnInTheLongestFlood() throws InterruptedException {
        precedence.take(100 * Precedence.CALM).close();
        var goesOn = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 10_000; i++) {
                precedence.giveWay(100);
            }
            goesOn.countDown();
        });
        assertThat(goesOn.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void letsFoldingGoOnWhileFewAre() throws InterruptedException {
        try (var _ = precedence.take(Precedence.FEW)) {
            precedence.take(100).close();
            var goesOn = new CountDownLatch(1);
            Thread.ofVirtual().start(() -> {
                for (int i = 0; i < 100_000; i++) {
                    precedence.giveWay(100);
                }
                goesOn.countDown();
            });
            // Were each of them a pause, it would take more than half an hour.
            assertThat(goesOn.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
