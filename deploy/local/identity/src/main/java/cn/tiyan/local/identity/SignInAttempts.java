package cn.tiyan.local.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Slows down guessing: after so many failures within a minute, a name is locked until that minute is over. */
final class SignInAttempts {

    static final int FAILURES = 5;
    static final Duration WINDOW = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<String, Failures> failures = new HashMap<>();

    SignInAttempts(Clock clock) {
        this.clock = clock;
    }

    synchronized boolean locked(String username) {
        forgetOld();
        var recent = failures.get(username);
        return recent != null && recent.count() >= FAILURES;
    }

    synchronized void failed(String username) {
        forgetOld();
        failures.merge(username, new Failures(clock.instant(), 1), (before, one) -> new Failures(before.since(), before.count() + 1));
    }

    synchronized void succeeded(String username) {
        failures.remove(username);
    }

    private void forgetOld() {
        var oldest = clock.instant().minus(WINDOW);
        failures.values().removeIf(entry -> !entry.since().isAfter(oldest));
    }

    private record Failures(Instant since, int count) {
    }
}
