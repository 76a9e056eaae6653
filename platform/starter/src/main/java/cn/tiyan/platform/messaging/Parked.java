package cn.tiyan.platform.messaging;

import static cn.tiyan.platform.messaging.TopicListener.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event that was parked, as far as its headers tell.
 *
 * @param topic where it was read, and lies still
 * @param partition where it was read
 * @param offset where it was read
 * @param aggregateId to which aggregate it happened; null where it does not say
 * @param sequence its number within that aggregate; null where it does not say
 * @param time when it happened, or, where it does not say, when it was sent
 * @param reason why it was parked
 */
public record Parked(String topic, int partition, long offset, @Nullable String aggregateId, @Nullable Long sequence, Instant time, FailureReason reason) {

    static Parked of(ConsumerRecord<?, ?> message, FailureReason reason) {
        String subject = text(message, "ce_subject");
        return new Parked(message.topic(), message.partition(), message.offset(),
                subject != null || message.key() == null ? subject : message.key().toString(),
                number(text(message, "ce_" + EventPublisher.SEQUENCE)), time(text(message, "ce_time"), message.timestamp()), reason);
    }

    private static @Nullable Long number(@Nullable String text) {
        return text != null && text.matches("\\d{1,18}") ? Long.valueOf(text) : null;
    }

    private static Instant time(@Nullable String text, long sent) {
        try {
            return text == null ? Instant.ofEpochMilli(sent) : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return Instant.ofEpochMilli(sent);
        }
    }
}
