package cn.tiyan.feedback.deadletter;

import cn.tiyan.platform.messaging.FailureReason;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * {@code tiyan.feedback.dead-letters}, by {@code reason}: how many wait for somebody. Alert when it grows for an hour, and at once when
 * there is a {@code DEFECT}. It counts to {@link #ENOUGH}; the same on every replica, so take the maximum and not the sum.
 */
@Component
class DeadLetterGauge {

    private static final int ENOUGH = 10_000;

    DeadLetterGauge(MeterRegistry meters, MongoTemplate mongo) {
        for (FailureReason reason : FailureReason.values()) {
            var open = Query.query(Criteria.where("state").is(DeadLetterState.OPEN).and("reason").is(reason)).withHint("gauge").limit(ENOUGH);
            Gauge.builder("tiyan.feedback.dead-letters", () -> mongo.count(open, DeadLetter.class)).tag("reason", reason.name())
                    .description("Pushes that wait for somebody to correct, replay or discard them").register(meters);
        }
    }
}
