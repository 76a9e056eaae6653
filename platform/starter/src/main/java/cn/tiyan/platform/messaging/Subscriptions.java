package cn.tiyan.platform.messaging;

import cn.tiyan.contracts.Event;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.trace.Trace;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;

/** Runs a service's {@link Subscription}s: one listener container each. */
public class Subscriptions implements SmartLifecycle {

    /** Header of a parked event: its {@link FailureReason}. */
    public static final String REASON = "tiyan_reason";
    /** Header of a parked event: one line about it; holds no personal data. */
    public static final String MESSAGE = "tiyan_message";

    private static final Logger log = LoggerFactory.getLogger(Subscriptions.class);

    private final List<ConcurrentMessageListenerContainer<String, byte[]>> containers;

    Subscriptions(String service, List<Subscription> subscriptions, ConsumerFactory<String, byte[]> consumers, KafkaTemplate<String, byte[]> kafka) {
        this.containers = subscriptions.stream().map(subscription -> container(service, subscription, consumers, kafka)).toList();
    }

    private static ConcurrentMessageListenerContainer<String, byte[]> container(
            String service, Subscription subscription, ConsumerFactory<String, byte[]> consumers, KafkaTemplate<String, byte[]> kafka) {
        String group = service + "." + subscription.name();
        var properties = new ContainerProperties(subscription.topics());
        properties.setGroupId(group);
        properties.setMessageListener((MessageListener<String, byte[]>) message -> deliver(subscription, message));
        var container = new ConcurrentMessageListenerContainer<>(consumers, properties);
        container.setBeanName(group);
        container.setCommonErrorHandler(errorHandler(service, kafka));
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

    /** What cannot be read, whatever is tried. */
    static final class UnreadableEvent extends RuntimeException {

        UnreadableEvent(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private static CommonErrorHandler errorHandler(String service, KafkaTemplate<String, byte[]> kafka) {
        var park = new DeadLetterPublishingRecoverer(kafka, (message, failure) -> new TopicPartition(deadLetterTopic(service), -1));
        park.setHeadersFunction((message, failure) -> {
            Throwable cause = cause(failure);
            log.error("Parked {} {} at {}-{}@{}: {}", reason(cause), message.key(), message.topic(), message.partition(), message.offset(), cause.toString(), cause);
            return new RecordHeaders()
                    .add(REASON, reason(cause).name().getBytes(StandardCharsets.UTF_8))
                    .add(MESSAGE, String.valueOf(cause instanceof Refusal || cause instanceof UnknownReference ? cause.getMessage() : cause.getClass().getSimpleName())
                            .getBytes(StandardCharsets.UTF_8));
        });
        var handler = new DefaultErrorHandler(park);
        handler.setBackOffFunction((message, failure) -> backOff(cause(failure)));
        handler.setCommitRecovered(true);
        return handler;
    }

    /** Topic where a service parks the events it cannot handle. */
    public static String deadLetterTopic(String service) {
        return service + ".dead-letter";
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof org.springframework.kafka.KafkaException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static FailureReason reason(Throwable cause) {
        return switch (cause) {
            case UnreadableEvent _ -> FailureReason.UNREADABLE;
            case UnknownReference _ -> FailureReason.UNKNOWN_REFERENCE;
            case Refusal _ -> FailureReason.REFUSED;
            default -> FailureReason.DEFECT;
        };
    }

    /** An outage is waited out, however long; what time may heal is tried for half a minute; the rest is parked at once. */
    private static BackOff backOff(Throwable cause) {
        boolean outage = cause instanceof DataAccessResourceFailureException
                || NestedExceptionUtils.getMostSpecificCause(cause) instanceof com.mongodb.MongoSocketException
                || cause instanceof org.apache.kafka.common.errors.RetriableException
                || cause instanceof Refusal refusal && refusal.kind() == Refusal.Kind.UNAVAILABLE;
        if (outage) {
            var patience = new ExponentialBackOff(200, 2);
            patience.setMaxInterval(5_000);
            return patience;
        }
        boolean mayPass = cause instanceof UnknownReference
                || cause instanceof Refusal refusal && refusal.kind() == Refusal.Kind.STALE
                || cause instanceof TransientDataAccessException
                || cause instanceof DataAccessException && !(cause instanceof NonTransientDataAccessException);
        if (mayPass) {
            var tries = new ExponentialBackOff(50, 2);
            tries.setMaxInterval(3_000);
            tries.setMaxElapsedTime(30_000);
            return tries;
        }
        return new FixedBackOff(0, 0);
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
