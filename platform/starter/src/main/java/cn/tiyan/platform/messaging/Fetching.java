package cn.tiyan.platform.messaging;

import cn.tiyan.contracts.Events;
import cn.tiyan.contracts.feedback.FeedbackRecorded;
import cn.tiyan.contracts.issue.IssueRegistered;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * How long Kafka may keep a question for new messages open. By itself a listener's stays open until there is one
 * ({@code tiyan.messaging.hold-ms} at most), and who closes a consumer waits for that.
 */
public final class Fetching {

    /** Topics of many events a second. */
    private static final Set<String> BUSY = Stream.of(IssueRegistered.class, FeedbackRecorded.class)
            .map(Events::typeOf).map(Events::topicOf).collect(Collectors.toUnmodifiableSet());
    private static final int MUCH = 262_144;

    private Fetching() {
    }

    /** Whether so much comes that it is to gather: what is taken in together is mostly written at once. */
    static boolean isBusy(String... topics) {
        return Arrays.stream(topics).anyMatch(BUSY::contains);
    }

    /**
     * For who listens to many messages a second: they are handed over after so long, or once they are a great many bytes. It costs a
     * question to Kafka as often, also where nothing happens.
     */
    public static Properties gathering(Duration wait) {
        var gathering = new Properties();
        gathering.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, MUCH);
        gathering.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, Math.toIntExact(wait.toMillis()));
        return gathering;
    }

    /** For who reads what is there and leaves. */
    public static Properties whatIsThere() {
        var once = new Properties();
        once.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        return once;
    }
}
