package cn.tiyan.feedback.intake.messaging;

import cn.tiyan.feedback.intake.Arrival;
import cn.tiyan.feedback.intake.ArrivalEnvelope;
import cn.tiyan.feedback.intake.Arrivals;
import cn.tiyan.platform.refusal.Refusal;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Keeps arrivals in Kafka, confirmed by all in-sync replicas. Their key is sender and matter: what belongs together stays in
 * one partition, in order.
 */
@Component
class KafkaArrivals implements Arrivals {

    private static final Logger log = LoggerFactory.getLogger(KafkaArrivals.class);
    private static final long PATIENCE_SECONDS = 5;

    private final KafkaTemplate<String, byte[]> kafka;
    private final KafkaAdmin admin;
    private final ArrivalEnvelope envelope;
    private final ReentrantLock declaring = new ReentrantLock();
    private volatile boolean topicIsThere;

    KafkaArrivals(KafkaTemplate<String, byte[]> kafka, KafkaAdmin admin, ArrivalEnvelope envelope) {
        this.kafka = kafka;
        this.admin = admin;
        this.envelope = envelope;
    }

    @Override
    public void keep(List<Arrival> arrivals) {
        requireTopic();
        Confirmation.await(() -> CompletableFuture.allOf(arrivals.stream().map(this::send).toArray(CompletableFuture[]::new)), KafkaArrivals::unavailable);
    }

    private CompletableFuture<?> send(Arrival arrival) {
        ProducerRecord<String, byte[]> message = KafkaMessageFactory
                .<String>createWriter(ArrivalEnvelope.TOPIC, arrival.sender() + "/" + arrival.matter()).writeBinary(envelope.seal(arrival));
        return kafka.send(message);
    }

    /**
     * A broker that makes up topics on first use would make this one with a retention of days. So nothing is sent before the
     * topic has been declared, be it that Kafka was away when this service started.
     */
    private void requireTopic() {
        if (topicIsThere) {
            return;
        }
        try {
            // One asks for all. While Kafka is away each asking takes its time: who waited for one does not wait for another.
            if (!declaring.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw unavailable(new IllegalStateException("the topic is not declared yet"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        }
        try {
            topicIsThere = topicIsThere || admin.initialize();
        } catch (IllegalStateException e) {
            throw unavailable(e);
        } finally {
            declaring.unlock();
        }
        if (!topicIsThere) {
            throw unavailable(new IllegalStateException("the topic cannot be declared"));
        }
    }

    private static Refusal unavailable(Exception cause) {
        log.warn("A push is not acknowledged: {}", cause.toString());
        return Refusal.unavailable("arrivals-unavailable", "暂时无法接收推送，请稍后重新签名并重试");
    }
}
