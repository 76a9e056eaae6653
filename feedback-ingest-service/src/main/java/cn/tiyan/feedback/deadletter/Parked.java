package cn.tiyan.feedback.deadletter;

import cn.tiyan.feedback.intake.Arrival;
import cn.tiyan.feedback.intake.Written;
import cn.tiyan.platform.messaging.FailureReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as it was found in the dead-letter topic.
 *
 * @param reason why it was parked
 * @param message the line that was parked with it; no personal data
 * @param origin where it was read
 * @param at when it was parked
 * @param key the message's own key: of an arrival, sender and matter
 * @param arrival what it is; null if it is no arrival or cannot be opened
 * @param written what it is, if a sender wrote it to Kafka itself, and it can be opened
 */
public record Parked(FailureReason reason, String message, Origin origin, Instant at, @Nullable String key, @Nullable Arrival arrival,
        @Nullable Written written) {

    /**
     * A place in the log.
     *
     * @param group the listener that could not handle it
     * @param topic topic
     * @param partition partition
     * @param offset offset
     */
    public record Origin(String group, String topic, int partition, long offset) {
    }
}
