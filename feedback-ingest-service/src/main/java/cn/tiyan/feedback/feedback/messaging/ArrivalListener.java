package cn.tiyan.feedback.feedback.messaging;

import cn.tiyan.feedback.feedback.FeedbackDesk;
import cn.tiyan.feedback.intake.Arrival;
import cn.tiyan.feedback.intake.ArrivalEnvelope;
import cn.tiyan.platform.messaging.FailureReason;
import cn.tiyan.platform.messaging.Subscriptions;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.platform.trace.Trace;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.stereotype.Component;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;

/**
 * Reads the arrivals and folds them, in order per matter. What cannot be folded goes to the dead-letter topic, sealed as it is,
 * and its receipt says so.
 *
 * <p>An arrival that names a unit not known yet is waited for. The time counts from its acceptance, not from the first try: so
 * however many of them there are, what comes behind them is never later than that one patience.
 */
@Component
class ArrivalListener implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ArrivalListener.class);
    private static final String NAME = "arrivals";
    private static final Duration TRIES = Duration.ofSeconds(30);

    private final FeedbackDesk desk;
    private final ArrivalEnvelope envelope;
    private final Duration patience;
    private final Clock clock;
    private final ConcurrentMessageListenerContainer<String, byte[]> container;

    ArrivalListener(FeedbackDesk desk, ArrivalEnvelope envelope, ConsumerFactory<String, byte[]> consumers, KafkaTemplate<String, byte[]> kafka, Clock clock,
            @Value("${spring.application.name}") String service, @Value("${tiyan.feedback.concurrency}") int concurrency,
            @Value("${tiyan.feedback.patience}") Duration patience) {
        this.desk = desk;
        this.envelope = envelope;
        this.patience = patience;
        this.clock = clock;
        var properties = new ContainerProperties(ArrivalEnvelope.TOPIC);
        properties.setGroupId(service + "." + NAME);
        properties.setMessageListener((MessageListener<String, byte[]>) this::fold);
        this.container = new ConcurrentMessageListenerContainer<>(consumers, properties);
        container.setBeanName(service + "." + NAME);
        container.setConcurrency(concurrency);
        container.setCommonErrorHandler(errorHandler(service, kafka));
    }

    /** What cannot be read, whatever is tried. */
    private static final class Unreadable extends RuntimeException {

        Unreadable(Throwable cause) {
            super("not an arrival", cause);
        }
    }

    private void fold(ConsumerRecord<String, byte[]> message) {
        Arrival arrival;
        String trace;
        try {
            CloudEvent event = KafkaMessageFactory.createReader(message).toEvent();
            trace = envelope.trace(event);
            arrival = envelope.open(event);
        } catch (RuntimeException e) {
            throw new Unreadable(e);
        }
        Trace.in(trace, () -> desk.fold(arrival));
    }

    private DefaultErrorHandler errorHandler(String service, KafkaTemplate<String, byte[]> kafka) {
        var deadLetters = new DeadLetterPublishingRecoverer(kafka, (message, failure) -> new TopicPartition(Subscriptions.deadLetterTopic(service), -1));
        deadLetters.setHeadersFunction((message, failure) -> {
            Throwable cause = cause(failure);
            boolean ours = cause instanceof Refusal || cause instanceof UnknownReference;
            return new RecordHeaders()
                    .add(Subscriptions.REASON, reason(cause).name().getBytes(StandardCharsets.UTF_8))
                    .add(Subscriptions.MESSAGE, String.valueOf(ours ? cause.getMessage() : cause.getClass().getSimpleName()).getBytes(StandardCharsets.UTF_8));
        });
        var handler = new DefaultErrorHandler((message, failure) -> {
            deadLetters.accept(message, failure);
            noteParked(message, cause(failure));
        });
        handler.setBackOffFunction((message, failure) -> backOff(message, cause(failure)));
        handler.setCommitRecovered(true);
        return handler;
    }

    /** The log and the receipt name where it lies, never what it says. */
    private void noteParked(ConsumerRecord<?, ?> message, Throwable cause) {
        log.error("Parked {} {}-{}@{}: {}", reason(cause), message.topic(), message.partition(), message.offset(),
                cause instanceof UnknownReference || cause instanceof Refusal ? cause.getMessage() : cause.toString());
        if (!(cause instanceof Unreadable)) {
            @SuppressWarnings("unchecked")
            var ours = (ConsumerRecord<String, byte[]>) message;
            desk.parked(envelope.open(KafkaMessageFactory.createReader(ours).toEvent()), reason(cause).name());
        }
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
            case Unreadable _ -> FailureReason.UNREADABLE;
            case UnknownReference _ -> FailureReason.UNKNOWN_REFERENCE;
            case Refusal _ -> FailureReason.REFUSED;
            default -> FailureReason.DEFECT;
        };
    }

    /** An outage is waited out, however long; what time may heal is tried for a while; the rest is parked at once. */
    private BackOff backOff(ConsumerRecord<?, ?> message, Throwable cause) {
        boolean outage = cause instanceof DataAccessResourceFailureException
                || NestedExceptionUtils.getMostSpecificCause(cause) instanceof com.mongodb.MongoSocketException
                || NestedExceptionUtils.getMostSpecificCause(cause) instanceof com.mongodb.MongoTimeoutException
                || cause instanceof org.apache.kafka.common.errors.RetriableException;
        if (outage) {
            return exponential(5_000, Long.MAX_VALUE);
        }
        if (cause instanceof UnknownReference) {
            long left = message.timestamp() + patience.toMillis() - clock.millis();
            return left > 0 ? exponential(1_000, left) : new FixedBackOff(0, 0);
        }
        boolean mayPass = cause instanceof Refusal refusal && refusal.kind() == Refusal.Kind.STALE
                || cause instanceof TransientDataAccessException
                || cause instanceof DataAccessException && !(cause instanceof NonTransientDataAccessException);
        return mayPass ? exponential(3_000, TRIES.toMillis()) : new FixedBackOff(0, 0);
    }

    private static BackOff exponential(long longest, long altogether) {
        var backOff = new ExponentialBackOff(50, 2);
        backOff.setMaxInterval(longest);
        backOff.setMaxElapsedTime(altogether);
        return backOff;
    }

    @Override
    public void start() {
        container.start();
    }

    @Override
    public void stop() {
        container.stop();
    }

    @Override
    public boolean isRunning() {
        return container.isRunning();
    }
}
