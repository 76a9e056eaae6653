package cn.tiyan.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Waits for what comes about by itself. */
final class Patience {

    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final long LOOK_EVERY_MILLIS = 100;

    private Patience() {
    }

    /**
     * Looks again and again until there is something.
     *
     * @param what is awaited, for the failure
     * @param look answers null as long as there is nothing
     * @throws AssertionError after 40 seconds
     */
    static <T> T await(String what, Callable<@Nullable T> look) throws Exception {
        Instant deadline = Instant.now().plus(LIMIT);
        while (true) {
            T seen = look.call();
            if (seen != null) {
                return seen;
            }
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("Not within " + LIMIT.toSeconds() + " s: " + what);
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }
}
