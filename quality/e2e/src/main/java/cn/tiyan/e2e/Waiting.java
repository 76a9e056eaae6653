package cn.tiyan.e2e;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What every journey does between its steps: wait for what comes by events, and insist on what must hold. */
final class Waiting {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Waiting() {
    }

    /** Tries until there is something; fails, saying what was awaited, when there never is. */
    static <T> T await(String what, Attempt<T> attempt) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (true) {
            T result = attempt.run();
            if (result != null) {
                return result;
            }
            if (Instant.now().isAfter(deadline)) {
                throw new Platform.UnexpectedAnswer("等待 " + PATIENCE.toSeconds() + " 秒仍未等到：" + what);
            }
            Thread.sleep(100);
        }
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Platform.UnexpectedAnswer(otherwise);
        }
    }

    /** A try; null means not yet. */
    interface Attempt<T> {
        @Nullable T run() throws IOException, InterruptedException;
    }
}
