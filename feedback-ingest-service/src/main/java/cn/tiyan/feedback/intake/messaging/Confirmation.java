package cn.tiyan.feedback.intake.messaging;

import cn.tiyan.platform.refusal.Refusal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.kafka.KafkaException;

/** Waits until Kafka has confirmed what was sent. */
final class Confirmation {

    /** Longer than the producer's own delivery timeout, so that a failure is known as what it is. */
    private static final long PATIENCE_SECONDS = 15;

    private Confirmation() {
    }

    /**
     * Sends, and returns once all of it is confirmed.
     *
     * @param unavailable what to refuse with if that is not certain
     */
    static void await(Supplier<CompletableFuture<?>> sent, Function<Exception, Refusal> unavailable) {
        try {
            sent.get().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw unavailable.apply(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable.apply(e);
        }
    }
}
