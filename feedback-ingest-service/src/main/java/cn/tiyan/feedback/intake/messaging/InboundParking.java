package cn.tiyan.feedback.intake.messaging;

import cn.tiyan.feedback.intake.Written;
import cn.tiyan.feedback.intake.WrittenEnvelope;
import cn.tiyan.platform.messaging.FailureReason;
import cn.tiyan.platform.messaging.Parking;
import cn.tiyan.platform.refusal.Refusal;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.stereotype.Component;

/**
 * Parks what was written to {@link Inbound#TOPIC} and is refused: sealed, since it may hold personal data, with what is wrong. Its
 * place in the topic is its id, so that one that is read again can be told. It is listed with the dead letters, and taken from there as
 * it stands once what was in its way is gone. Nobody here can correct it, since it is signed: its sender mends it and writes it anew.
 * Counted as {@code tiyan.feedback.inbound.refused} by problem: alert when it grows, a sender is losing what it writes.
 */
@Component
class InboundParking {

    private static final Logger log = LoggerFactory.getLogger(InboundParking.class);

    private final KafkaTemplate<String, byte[]> kafka;
    private final WrittenEnvelope envelope;
    private final MeterRegistry meters;
    private final String topic;
    private final String group;

    InboundParking(KafkaTemplate<String, byte[]> kafka, WrittenEnvelope envelope, MeterRegistry meters, @Value("${spring.application.name}") String service) {
        this.kafka = kafka;
        this.envelope = envelope;
        this.meters = meters;
        this.topic = Parking.topic(service);
        this.group = Inbound.group(service);
    }

    /** @throws Refusal unavailable, if it is not certain that it is parked: then it is to be read again */
    void park(ConsumerRecord<String, byte[]> message, Refusal why) {
        park(message, FailureReason.REFUSED, why.name(), line(why));
    }

    /** The same for what a defect of this service keeps from being taken: its text may quote data, and stays in the log. */
    void park(ConsumerRecord<String, byte[]> message, RuntimeException defect) {
        log.error("A defect keeps {}-{}@{} from being taken", message.topic(), message.partition(), message.offset(), defect);
        park(message, FailureReason.DEFECT, "defect", defect.getClass().getSimpleName());
    }

    private void park(ConsumerRecord<String, byte[]> message, FailureReason reason, String problem, String line) {
        Written written = Inbound.written(message);
        String place = written.place();
        CloudEvent sealed = envelope.seal(written);
        ProducerRecord<String, byte[]> parked = KafkaMessageFactory.<String>createWriter(topic, place).writeBinary(sealed);
        boolean whole = WrittenEnvelope.isWhole(sealed);
        message.headers().forEach(header -> {
            if (whole && !header.key().startsWith("ce_") && !header.key().equals("content-type")) {
                parked.headers().add(header);
            }
        });
        parked.headers().add(KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP, group.getBytes(StandardCharsets.UTF_8))
                .add(KafkaHeaders.DLT_ORIGINAL_TOPIC, message.topic().getBytes(StandardCharsets.UTF_8))
                .add(KafkaHeaders.DLT_ORIGINAL_PARTITION, ByteBuffer.allocate(Integer.BYTES).putInt(message.partition()).array())
                .add(KafkaHeaders.DLT_ORIGINAL_OFFSET, ByteBuffer.allocate(Long.BYTES).putLong(message.offset()).array());
        parked.headers().add(Parking.REASON, reason.name().getBytes(StandardCharsets.UTF_8))
                .add(Parking.MESSAGE, line.getBytes(StandardCharsets.UTF_8));
        Confirmation.await(() -> kafka.send(parked), _ -> Refusal.unavailable("parking-unavailable", "暂时无法存放未能接收的推送"));
        meters.counter("tiyan.feedback.inbound.refused", "problem", problem).increment();
        log.warn("Parked {}: {}", place, problem);
    }

    /** Which problem, and which fields: as a sender would be told over HTTP. */
    private static String line(Refusal why) {
        return why.name() + "：" + (why.fieldErrors().isEmpty() ? why.getMessage()
                : why.fieldErrors().stream().map(error -> error.field() + " " + error.message()).collect(Collectors.joining("；")));
    }
}
