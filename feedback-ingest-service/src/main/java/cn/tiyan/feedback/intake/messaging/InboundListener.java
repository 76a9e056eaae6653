package cn.tiyan.feedback.intake.messaging;

import cn.tiyan.feedback.intake.Intake;
import cn.tiyan.feedback.intake.PushKind;
import cn.tiyan.feedback.sender.Sender;
import cn.tiyan.platform.messaging.TopicListener;
import cn.tiyan.platform.refusal.Refusal;
import com.mongodb.MongoException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.stereotype.Component;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Takes in what senders write to Kafka themselves. The offset is committed once all that was read is either kept or parked: after
 * a crash some of it is taken once more, which changes nothing. What cannot be taken is parked at once and holds nothing up; while
 * nothing can be kept or parked, this waits.
 */
@Component
class InboundListener extends TopicListener {

    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final InboundCheck check;
    private final Intake intake;
    private final InboundParking parking;

    InboundListener(InboundCheck check, Intake intake, InboundParking parking, ConsumerFactory<String, byte[]> consumers,
            @Value("${spring.application.name}") String service, @Value("${tiyan.feedback.inbound.concurrency}") int concurrency) {
        super(consumers, Inbound.TOPIC, Inbound.group(service));
        this.check = check;
        this.intake = intake;
        this.parking = parking;
        container.setupMessageListener((BatchMessageListener<String, byte[]>) this::take);
        container.setConcurrency(concurrency);
        var patience = new ExponentialBackOff(100, 2);
        patience.setMaxInterval(LONGEST_PAUSE_MILLIS);
        container.setCommonErrorHandler(new DefaultErrorHandler(patience));
    }

    /** Who pushes what. */
    private record Pushing(Sender sender, PushKind kind) {
    }

    /** A push that can be handed on. */
    private record Ready(ConsumerRecord<String, byte[]> message, byte[] push) {
    }

    private void take(List<ConsumerRecord<String, byte[]>> messages) {
        Map<Pushing, List<Ready>> together = new LinkedHashMap<>();
        for (var message : messages) {
            try {
                InboundCheck.Checked checked = check.check(Inbound.written(message));
                together.computeIfAbsent(new Pushing(checked.sender(), checked.kind()), _ -> new ArrayList<>()).add(new Ready(message, checked.push()));
            } catch (Refusal refusal) {
                parking.park(message, refusal);
            } catch (RuntimeException defect) {
                parking.park(message, defect);
            }
        }
        together.forEach(this::keep);
    }

    /** A message that a defect of ours keeps from being taken must not hold up the others: it is found by taking them one by one. */
    private void keep(Pushing pushing, List<Ready> ready) {
        List<Intake.Result> results;
        try {
            results = intake.take(pushing.sender(), pushing.kind(), ready.stream().map(Ready::push).toList());
        } catch (Refusal | DataAccessException | MongoException | KafkaException outage) {
            throw outage;
        } catch (RuntimeException defect) {
            if (ready.size() == 1) {
                parking.park(ready.getFirst().message(), defect);
            } else {
                ready.forEach(one -> keep(pushing, List.of(one)));
            }
            return;
        }
        for (int at = 0; at < results.size(); at++) {
            if (results.get(at) instanceof Intake.Refused refused) {
                parking.park(ready.get(at).message(), refused.why());
            }
        }
    }
}
