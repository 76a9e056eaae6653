package cn.tiyan.platform.messaging;

import cn.tiyan.contracts.Event;
import cn.tiyan.platform.trace.Trace;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListener;

/** Runs a service's {@link Subscription}s: one listener container each. */
public class Subscriptions implements SmartLifecycle {

    /** How long after its sending an event may wait for what it refers to. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<ConcurrentMessageListenerContainer<String, byte[]>> containers;

    Subscriptions(String service, List<Subscription> subscriptions, ConsumerFactory<String, byte[]> consumers,
            KafkaTemplate<String, byte[]> kafka, Clock clock) {
        this.containers = subscriptions.stream().map(subscription -> container(service, subscription, consumers, kafka, clock)).toList();
    }

    private static ConcurrentMessageListenerContainer<String, byte[]> container(
            String service, Subscription subscription, ConsumerFactory<String, byte[]> consumers,
            KafkaTemplate<String, byte[]> kafka, Clock clock) {
        String group = service + "." + subscription.name();
        var properties = new ContainerProperties(subscription.topics());
        properties.setGroupId(group);
        properties.setMessageListener((MessageListener<String, byte[]>) message -> deliver(subscription, message));
        var container = new ConcurrentMessageListenerContainer<>(consumers, properties);
        container.setBeanName(group);
        container.setCommonErrorHandler(Parking.handler(service, kafka, clock, PATIENCE, (message, reason) -> { }));
        return container;
    }

    private static void deliver(Subscription subscription, ConsumerRecord<String, byte[]> message) {
        Header type = message.headers().lastHeader("ce_type");
        Subscription.Handler<?> handler = type == null ? null : subscription.handler(new String(type.value(), StandardCharsets.UTF_8));
        if (handler != null) {
            deliver(handler, message);
        } else if (type == null) {
            throw new UnreadableEvent("no ce_type header", null);
        }
    }

    private static <E extends Event> void deliver(Subscription.Handler<E> handler, ConsumerRecord<String, byte[]> message) {
        Delivery<E> delivery;
        String traceparent;
        try {
            CloudEvent event = KafkaMessageFactory.createReader(message).toEvent();
            traceparent = (String) event.getExtension(EventPublisher.TRACEPARENT);
            delivery = new Delivery<>(EventJson.read(event.getData().toBytes(), handler.type()), event.getSubject(),
                    Long.parseLong(event.getExtension(EventPublisher.SEQUENCE).toString()), event.getTime().toInstant(),
                    message.topic(), message.partition(), message.offset());
        } catch (RuntimeException e) {
            throw new UnreadableEvent("not a " + handler.type().getSimpleName(), e);
        }
        Trace.in(traceparent, () -> handler.action().accept(delivery));
    }

    @Override
    public void start() {
        containers.forEach(ConcurrentMessageListenerContainer::start);
    }

    @Override
    public void stop() {
        containers.forEach(ConcurrentMessageListenerContainer::stop);
    }

    @Override
    public boolean isRunning() {
        return containers.stream().anyMatch(ConcurrentMessageListenerContainer::isRunning);
    }
}
