package cn.tiyan.platform.aggregate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way out, kept in the aggregate's own document until Kafka has confirmed it.
 *
 * @param sequence 1 for the first event of the aggregate
 * @param id the CloudEvents id
 * @param type the CloudEvents type
 * @param recordedAt when it happened
 * @param data the event as JSON, exactly as it will be sent
 * @param traceparent W3C trace context of the command that caused it
 */
record OutboxEntry(long sequence, String id, String type, Instant recordedAt, String data, @Nullable String traceparent) {
}
