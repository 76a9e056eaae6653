package cn.tiyan.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.Events;
import cn.tiyan.platform.messaging.EventPublisher;
import cn.tiyan.platform.messaging.FailureReason;
import cn.tiyan.platform.messaging.EventJson;
import cn.tiyan.platform.messaging.Parking;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.testkit.PlatformTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** What every subscription promises: a duplicate changes nothing, and one bad event never holds up the others. */
@PlatformTest
public abstract class InboxContract {

    @Autowired
    private EventPublisher publisher;
    @Autowired
    private KafkaTopics kafka;
    @Value("${spring.application.name}")
    private String service;
    private String subject = "";

    /** An event the subscription handles, about the aggregate with this id; each call with another id is about another. */
    protected abstract Event anEventAbout(String aggregateId);

    /** A new id for the aggregate the event is about. */
    protected abstract String aNewAggregateId();

    /** What the event has led to in this service, or null while it has not; equal states must be {@code equals}. */
    protected abstract @Nullable Object effectOf(String aggregateId);

    /** The subscription's name. */
    protected abstract String subscription();

    @BeforeEach
    void anotherAggregate() {
        subject = aNewAggregateId();
    }

    @Test
    void changesNothingWhenDeliveredAgain() {
        send(subject, 1);
        KafkaTopics.await("the effect of the event", () -> effectOf(subject) != null);
        Object once = effectOf(subject);
        send(subject, 1);
        send(subject, 1);
        awaitHandled();
        assertThat(effectOf(subject)).isEqualTo(once);
    }

    @Test
    void parksWhatItCannotReadAndGoesOn() {
        publish(subject, 1, "{\"half\": ");
        String next = aNewAggregateId();
        send(next, 1);
        KafkaTopics.await("the event behind the unreadable one", () -> effectOf(next) != null);
        awaitHandled();
        assertThat(effectOf(subject)).isNull();
        var parked = kafka.await(Parking.topic(service), subject, 1);
        assertThat(parked).anySatisfy(message ->
                assertThat(new String(message.headers().lastHeader(Parking.REASON).value(), StandardCharsets.UTF_8))
                        .isEqualTo(FailureReason.UNREADABLE.name()));
        assertThat(parked).as("what an exception says may quote the message").allSatisfy(message ->
                assertThat(message.headers()).extracting(header -> header.key()).doesNotContain("kafka_dlt-exception-message", "kafka_dlt-exception-stacktrace"));
    }

    @Test
    void toleratesFieldsALaterReleaseAdds() {
        String json = EventJson.write(anEventAbout(subject));
        publish(subject, 1, json.substring(0, json.length() - 1) + ",\"addedLater\":{\"x\":1}}");
        KafkaTopics.await("the effect of the event", () -> effectOf(subject) != null);
    }

    private void send(String aggregateId, long sequence) {
        publish(aggregateId, sequence, EventJson.write(anEventAbout(aggregateId)));
    }

    private void publish(String aggregateId, long sequence, String data) {
        publisher.send(aggregateId, sequence, Ids.next("evt"), type(), Instant.now(), data, null).join();
    }

    private void awaitHandled() {
        kafka.awaitHandled(service + "." + subscription(), Events.topicOf(type()));
    }

    private String type() {
        return Events.typeOf(Objects.requireNonNull(anEventAbout(subject)).getClass());
    }
}
