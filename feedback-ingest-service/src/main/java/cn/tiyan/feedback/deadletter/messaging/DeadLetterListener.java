package cn.tiyan.feedback.deadletter.messaging;

import cn.tiyan.feedback.deadletter.DeadLetterDesk;
import cn.tiyan.feedback.deadletter.Parked;
import cn.tiyan.feedback.intake.ArrivalEnvelope;
import cn.tiyan.feedback.intake.WrittenEnvelope;
import cn.tiyan.platform.messaging.FailureReason;
import cn.tiyan.platform.messaging.Parking;
import cn.tiyan.platform.messaging.TopicListener;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.stereotype.Component;

/**
 * Reads this service's dead-letter topic from its beginning and notes what lies there. The topic stays as it is: if the collection is
 * lost, the group set back to the beginning fills it again.
 */
@Component
class DeadLetterListener extends TopicListener {

    private static final String NAME = "dead-letters";

    private final DeadLetterDesk desk;
    private final ArrivalEnvelope envelope;
    private final WrittenEnvelope writtenEnvelope;

    DeadLetterListener(DeadLetterDesk desk, ArrivalEnvelope envelope, WrittenEnvelope writtenEnvelope, ConsumerFactory<String, byte[]> consumers,
            @Value("${spring.application.name}") String service) {
        super(consumers, Parking.topic(service), service + "." + NAME);
        this.desk = desk;
        this.envelope = envelope;
        this.writtenEnvelope = writtenEnvelope;
        container.setupMessageListener((MessageListener<String, byte[]>) message -> desk.note(parked(message)));
        container.setCommonErrorHandler(Parking.lastResort());
    }

    private Parked parked(ConsumerRecord<String, byte[]> message) {
        String topic = text(message, KafkaHeaders.DLT_ORIGINAL_TOPIC);
        byte[] partition = bytes(message, KafkaHeaders.DLT_ORIGINAL_PARTITION);
        byte[] offset = bytes(message, KafkaHeaders.DLT_ORIGINAL_OFFSET);
        // What somebody put into the topic by hand has been nowhere else.
        var origin = topic == null || partition.length != Integer.BYTES || offset.length != Long.BYTES
                ? new Parked.Origin(NAME, message.topic(), message.partition(), message.offset())
                : new Parked.Origin(String.valueOf(text(message, KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP)), topic,
                        ByteBuffer.wrap(partition).getInt(), ByteBuffer.wrap(offset).getLong());
        FailureReason reason = reason(text(message, Parking.REASON));
        String line = text(message, Parking.MESSAGE);
        return new Parked(reason, line == null ? "" : line, origin, Instant.ofEpochMilli(message.timestamp()), message.key(),
                ArrivalEnvelope.TOPIC.equals(origin.topic()) ? opened(message, envelope::open) : null,
                WrittenEnvelope.TOPIC.equals(origin.topic()) ? opened(message, writtenEnvelope::open) : null);
    }

    private static <T> @Nullable T opened(ConsumerRecord<String, byte[]> message, Function<CloudEvent, T> envelope) {
        try {
            return envelope.apply(KafkaMessageFactory.createReader(message).toEvent());
        } catch (RuntimeException unreadable) {
            return null;
        }
    }

    private static FailureReason reason(@Nullable String name) {
        try {
            return FailureReason.valueOf(String.valueOf(name));
        } catch (IllegalArgumentException e) {
            return FailureReason.UNREADABLE;
        }
    }

    private static byte[] bytes(ConsumerRecord<?, ?> message, String header) {
        Header found = message.headers().lastHeader(header);
        return found == null || found.value() == null ? new byte[0] : found.value();
    }
}
