package cn.tiyan.platform.messaging;

import cn.tiyan.contracts.Events;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaTemplate;

/** Sends events as CloudEvents 1.0 in Kafka's binary mode, keyed by the aggregate's id. */
public class EventPublisher {

    /** CloudEvents extension attribute: the event's number within its aggregate, 1 for the first. */
    public static final String SEQUENCE = "sequence";
    static final String TRACEPARENT = "traceparent";

    private final KafkaTemplate<String, byte[]> kafka;
    private final URI source;

    EventPublisher(KafkaTemplate<String, byte[]> kafka, String service) {
        this.kafka = kafka;
        this.source = URI.create("urn:tiyan:" + service);
    }

    /** The future completes when all in-sync replicas have it, and fails when Kafka has not confirmed it in time. */
    public CompletableFuture<?> send(String aggregateId, long sequence, String eventId, String type, Instant time, String data, @Nullable String traceparent) {
        var event = CloudEventBuilder.v1()
                .withId(eventId).withSource(source).withType(type).withSubject(aggregateId)
                .withTime(time.atOffset(ZoneOffset.UTC))
                .withExtension(SEQUENCE, Long.toString(sequence))
                .withData("application/json", data.getBytes(StandardCharsets.UTF_8));
        if (traceparent != null) {
            event.withExtension(TRACEPARENT, traceparent);
        }
        ProducerRecord<String, byte[]> message =
                KafkaMessageFactory.<String>createWriter(Events.topicOf(type), aggregateId).writeBinary(event.build());
        return kafka.send(message);
    }

    /** Sends what is buffered and waits for it. */
    public void flush() {
        kafka.flush();
    }
}
