package cn.tiyan.feedback.progress;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How progress is sent to webhooks; with a start only.
 *
 * @param every how often it is looked whether something is due
 * @param connectTimeout for a connection
 * @param timeout for the whole of an answer
 * @param atOnce how many requests to one sender at a time
 * @param firstWait before the second try; it doubles with each further one
 * @param longestWait between two tries
 * @param patience how long after the first try it is given up
 * @param breakerWait how long a sender is left alone that mostly fails
 */
@Validated
@ConfigurationProperties("tiyan.feedback.webhooks")
record WebhookSettings(
        @NotNull @DefaultValue("1s") Duration every,
        @NotNull @DefaultValue("3s") Duration connectTimeout,
        @NotNull @DefaultValue("10s") Duration timeout,
        @Min(1) @Max(64) @DefaultValue("8") int atOnce,
        @NotNull @DefaultValue("10s") Duration firstWait,
        @NotNull @DefaultValue("1h") Duration longestWait,
        @NotNull @DefaultValue("24h") Duration patience,
        @NotNull @DefaultValue("30s") Duration breakerWait) {

    private static final int MOST_DOUBLINGS = 30;

    /** Twice as long each time, and by chance up to half of that shorter: what failed together does not come back together. */
    Duration waitAfter(int tries) {
        long full = Math.min(longestWait.toMillis(), firstWait.toMillis() << Math.min(tries - 1, MOST_DOUBLINGS));
        return Duration.ofMillis(full - ThreadLocalRandom.current().nextLong(full / 2 + 1));
    }

    /** How long whoever sends one has it to themselves: longer than it can take. */
    Duration claim() {
        return connectTimeout.plus(timeout).multipliedBy(2).plusSeconds(10);
    }
}
