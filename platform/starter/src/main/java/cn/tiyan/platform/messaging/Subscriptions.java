package cn.tiyan.platform.messaging;

import cn.tiyan.contracts.Event;
import cn.tiyan.platform.trace.Trace;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

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
        properties.setMessageListener((BatchMessageListener<String, byte[]>) messages -> deliver(subscription, messages));
        var container = new ConcurrentMessageListenerContainer<>(consumers, properties);
        container.setBeanName(group);
        container.setCommonErrorHandler(Parking.handler(service, kafka, clock, PATIENCE, (message, reason) -> { }));
        return container;
    }

    /**
     * All that was read at once, one after another. Where one fails, those before it are done with, it alone is tried again or
     * parked, and those behind it follow. Where what was put off cannot be written, it is not known whose fault that is: then each
     * is handed over again by itself.
     */
    static void deliver(Subscription subscription, List<ConsumerRecord<String, byte[]>> messages) {
        Set<String> concerned;
        try {
            concerned = subscription.concerned(messages);
        } catch (RuntimeException failure) {
            throw new BatchListenerFailedException("Not asked", failure, 0);
        }
        try {
            deliver(subscription, messages, 0, messages.size(), concerned);
        } catch (NotWritten together) {
            for (int at = 0; at < messages.size(); at++) {
                try {
                    deliver(subscription, messages, at, at + 1, concerned);
                } catch (NotWritten alone) {
                    throw new BatchListenerFailedException("Not written", alone.getCause(), at);
                }
            }
        }
    }

    private static void deliver(Subscription subscription, List<ConsumerRecord<String, byte[]>> messages, int from, int to, @Nullable Set<String> concerned) {
        int at = from;
        subscription.together().begin();
        try {
            for (; at < to; at++) {
                if (concerned == null || concerned.contains(messages.get(at).key())) {
                    deliver(subscription, messages.get(at));
                }
            }
        } catch (RuntimeException failure) {
            throw new BatchListenerFailedException("Not handled", failure, at);
        } finally {
            try {
                subscription.together().end();
            } catch (RuntimeException failure) {
                throw new NotWritten(failure);
            }
        }
    }

    /** What was put off could not be written. */
    private static final class NotWritten extends RuntimeException {

        NotWritten(RuntimeException cause) {
            super(cause);
        }
    }

    static @Nullable String typeOf(ConsumerRecord<String, byte[]> message) {
        Header type = message.headers().lastHeader("ce_type");
        return type == null ? null : new String(type.value(), StandardCharsets.UTF_8);
    }

    private static void deliver(Subscription subscription, ConsumerRecord<String, byte[]> message) {
        String type = typeOf(message);
        Subscription.Handler<?> handler = type == null ? null : subscription.handler(type);
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
