package cn.tiyan.feedback.feedback.messaging;

import cn.tiyan.feedback.feedback.FeedbackDesk;
import cn.tiyan.feedback.intake.Arrival;
import cn.tiyan.feedback.intake.ArrivalEnvelope;
import cn.tiyan.feedback.intake.Precedence;
import cn.tiyan.platform.messaging.FailureReason;
import cn.tiyan.platform.messaging.Parking;
import cn.tiyan.platform.messaging.TopicListener;
import cn.tiyan.platform.messaging.UnreadableEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.stereotype.Component;

/**
 * Reads the arrivals and folds them, in order per matter. What cannot be folded goes to the dead-letter topic, sealed as it is,
 * and its receipt says so.
 */
@Component
class ArrivalListener extends TopicListener {

    private static final String NAME = "arrivals";

    private final FeedbackDesk desk;
    private final ArrivalEnvelope envelope;
    private final Precedence precedence;

    ArrivalListener(FeedbackDesk desk, ArrivalEnvelope envelope, Precedence precedence, ConsumerFactory<String, byte[]> consumers, KafkaTemplate<String, byte[]> kafka, Clock clock,
            @Value("${spring.application.name}") String service, @Value("${tiyan.feedback.concurrency}") int concurrency,
            @Value("${tiyan.feedback.patience}") Duration patience, @Value("${tiyan.feedback.gathering}") Duration gathering) {
        super(consumers, ArrivalEnvelope.TOPIC, service + "." + NAME);
        this.desk = desk;
        this.envelope = envelope;
        this.precedence = precedence;
        container.setupMessageListener((BatchMessageListener<String, byte[]>) this::fold);
        gather(gathering);
        container.setConcurrency(concurrency);
        container.setCommonErrorHandler(Parking.handler(service, kafka, clock, patience, this::noteParked));
    }

    /**
     * All that was read at once. Where one cannot be folded, those before it are done with, it alone is tried again or parked, and
     * those behind it follow.
     */
    private void fold(List<ConsumerRecord<String, byte[]>> messages) {
        precedence.giveWay(messages.size());
        List<Arrival> arrivals = new ArrayList<>(messages.size());
        UnreadableEvent unreadable = null;
        for (int i = 0; i < messages.size() && unreadable == null; i++) {
            try {
                arrivals.add(open(messages.get(i)));
            } catch (RuntimeException e) {
                unreadable = new UnreadableEvent("not an arrival", e);
            }
        }
        try {
            desk.fold(arrivals);
        } catch (FeedbackDesk.NotFolded e) {
            throw new BatchListenerFailedException("Not folded", e.getCause(), e.at());
        }
        if (unreadable != null) {
            throw new BatchListenerFailedException("Not read", unreadable, arrivals.size());
        }
    }

    private Arrival open(ConsumerRecord<?, ?> message) {
        @SuppressWarnings("unchecked")
        var ours = (ConsumerRecord<String, byte[]>) message;
        return envelope.open(KafkaMessageFactory.createReader(ours).toEvent());
    }

    /** The receipt says where it went and why. Of what cannot be opened, it is told by what still can be read around it. */
    private void noteParked(ConsumerRecord<?, ?> message, FailureReason reason) {
        if (reason == FailureReason.UNREADABLE) {
            desk.parkedUnread(header(message, "ce_id"), header(message, "ce_sender"), header(message, "ce_kind"), reason.name());
        } else {
            desk.parked(open(message), reason.name());
        }
    }

    private static String header(ConsumerRecord<?, ?> message, String name) {
        return Objects.requireNonNullElse(text(message, name), "");
    }
}
