package cn.tiyan.platform.messaging;

import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.UnknownReference;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer.HeaderNames;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;

/**
 * What becomes of a message that cannot be handled: an outage is waited out, however long; what time may heal is tried for a
 * while; the rest is parked in the service's dead-letter topic, with its {@link FailureReason}, and never holds up the others.
 *
 * <p>A reference not known yet is waited for from the time the message was sent, or this service began to read where that is
 * later, not from the first try: however many of them there are, what comes behind them is never later than that one patience.
 */
public final class Parking {

    /** Header of a parked message: its {@link FailureReason}. */
    public static final String REASON = "tiyan_reason";
    /** Header of a parked message: one line about it; holds no personal data. */
    public static final String MESSAGE = "tiyan_message";

    private static final Logger log = LoggerFactory.getLogger(Parking.class);
    private static final long TRIES_MILLIS = 30_000;

    private Parking() {
    }

    /** Topic where a service parks what it cannot handle. */
    public static String topic(String service) {
        return service + ".dead-letter";
    }

    /**
     * @param patience how long after its sending a message may wait for what it refers to
     * @param afterwards called when a message has been parked
     */
    public static DefaultErrorHandler handler(String service, KafkaTemplate<String, byte[]> kafka, Clock clock, Duration patience,
            BiConsumer<ConsumerRecord<?, ?>, FailureReason> afterwards) {
        long reading = clock.millis();
        var deadLetters = new DeadLetterPublishingRecoverer(kafka, (message, failure) -> new TopicPartition(topic(service), -1));
        deadLetters.setHeadersFunction((message, failure) -> new RecordHeaders()
                .add(REASON, reason(cause(failure)).name().getBytes(StandardCharsets.UTF_8))
                .add(MESSAGE, line(cause(failure)).getBytes(StandardCharsets.UTF_8)));
        // The text and the trace of an exception may quote what the message says.
        deadLetters.excludeHeader(HeaderNames.HeadersToAdd.EXCEPTION, HeaderNames.HeadersToAdd.EX_CAUSE, HeaderNames.HeadersToAdd.EX_MSG,
                HeaderNames.HeadersToAdd.EX_STACKTRACE);
        var handler = new DefaultErrorHandler((message, failure) -> {
            deadLetters.accept(message, failure);
            Throwable cause = cause(failure);
            FailureReason reason = reason(cause);
            log.error("Parked {} {} {}-{}@{}: {}", reason, message.key(), message.topic(), message.partition(), message.offset(),
                    line(cause), reason == FailureReason.DEFECT ? cause : null);
            afterwards.accept(message, reason);
        });
        handler.setBackOffFunction((message, failure) -> backOff(cause(failure), Math.max(message.timestamp(), reading) + patience.toMillis() - clock.millis()));
        handler.setCommitRecovered(true);
        // What was read behind it is kept: to ask for it again would wait until Kafka has answered the question that is open.
        handler.setSeekAfterError(false);
        return handler;
    }

    /**
     * For the listener that reads a dead-letter topic: nothing is parked a second time. The database's outage is waited out, what may
     * pass is tried for a while; of the rest the log tells, and the topic has it still.
     */
    public static DefaultErrorHandler lastResort() {
        var handler = new DefaultErrorHandler((message, failure) -> log.error("Not noted: dead letter {} {}-{}@{}",
                message.key(), message.topic(), message.partition(), message.offset(), cause(failure)));
        handler.setBackOffFunction((message, failure) -> backOff(cause(failure), 0));
        handler.setCommitRecovered(true);
        return handler;
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof org.springframework.kafka.KafkaException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** The message of a failure that was written to be read; of any other only its kind, since its text may quote data. */
    private static String line(Throwable cause) {
        boolean ours = cause instanceof Refusal || cause instanceof UnknownReference || cause instanceof UnreadableEvent;
        return String.valueOf(ours ? cause.getMessage() : cause.getClass().getSimpleName());
    }

    /** Why a message whose handling failed like this is parked. */
    public static FailureReason reason(Throwable cause) {
        return switch (cause) {
            case UnreadableEvent _ -> FailureReason.UNREADABLE;
            case UnknownReference _ -> FailureReason.UNKNOWN_REFERENCE;
            case Refusal _ -> FailureReason.REFUSED;
            default -> FailureReason.DEFECT;
        };
    }

    private static BackOff backOff(Throwable cause, long patienceLeftMillis) {
        Throwable deepest = NestedExceptionUtils.getMostSpecificCause(cause);
        boolean outage = cause instanceof DataAccessResourceFailureException
                || deepest instanceof com.mongodb.MongoSocketException
                || deepest instanceof com.mongodb.MongoTimeoutException
                || cause instanceof org.apache.kafka.common.errors.RetriableException
                || cause instanceof Refusal refusal && refusal.kind() == Refusal.Kind.UNAVAILABLE;
        if (outage) {
            return exponential(5_000, Long.MAX_VALUE);
        }
        if (cause instanceof UnknownReference) {
            return patienceLeftMillis > 0 ? exponential(1_000, patienceLeftMillis) : new FixedBackOff(0, 0);
        }
        boolean mayPass = cause instanceof Refusal refusal && refusal.kind() == Refusal.Kind.STALE
                || cause instanceof TransientDataAccessException
                || cause instanceof DataAccessException && !(cause instanceof NonTransientDataAccessException);
        return mayPass ? exponential(3_000, TRIES_MILLIS) : new FixedBackOff(0, 0);
    }

    private static BackOff exponential(long longestMillis, long altogetherMillis) {
        var backOff = new ExponentialBackOff(50, 2);
        backOff.setMaxInterval(longestMillis);
        backOff.setMaxElapsedTime(altogetherMillis);
        return backOff;
    }
}
