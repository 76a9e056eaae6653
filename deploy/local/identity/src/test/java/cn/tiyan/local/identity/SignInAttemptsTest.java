package cn.tiyan.local.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SignInAttemptsTest {

    private final MovableClock clock = new MovableClock();
    private final SignInAttempts attempts = new SignInAttempts(clock);

    @Test
    void locksAtTheLimitAndOnlyThatName() {
        fail("a", SignInAttempts.FAILURES - 1);
        assertThat(attempts.locked("a")).isFalse();

        fail("a", 1);

        assertThat(attempts.locked("a")).isTrue();
        assertThat(attempts.locked("b")).isFalse();
    }

    @Test
    void unlocksWhenTheMinuteIsOver() {
        fail("a", SignInAttempts.FAILURES);

        clock.now = clock.now.plus(SignInAttempts.WINDOW);

        assertThat(attempts.locked("a")).isFalse();
    }

    @Test
    void startsAgainAfterASuccess() {
        fail("a", SignInAttempts.FAILURES - 1);
        attempts.succeeded("a");
        fail("a", 1);

        assertThat(attempts.locked("a")).isFalse();
    }

    private void fail(String username, int times) {
        for (var time = 0; time < times; time++) {
            attempts.failed(username);
        }
    }

    private static final class MovableClock extends Clock {

        private Instant now = Instant.parse("2026-11-23T08:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
