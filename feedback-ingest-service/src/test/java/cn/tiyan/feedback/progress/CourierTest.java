package cn.tiyan.feedback.progress;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.feedback.sender.SenderFixture;
import cn.tiyan.feedback.sender.Senders;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.testkit.contract.KafkaTopics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class CourierTest {

    private static final String KEY = "SY1";
    /** So many failures open the circuit breaker. */
    private static final int FAILURES = 5;

    private final StoredProgress stored = mock();
    private final Organisation organisation = mock();

    private static Progress aProgress() {
        var progress = new Progress("iss_1");
        progress.cameFrom(new Origin("fbk_1", "hotline-shenyang", SourceKind.HOTLINE_12345, KEY, List.of("210000", "210100")));
        progress.turns(1, _ -> Standing.registered(Instant.now()).dispatchedTo("210100-HRSS", Instant.now()), null);
        progress.show(progress.own(), List.of(), true, Instant.now());
        return progress;
    }

    @Test
    void goesOnTryingAReceiverThoughTheDatabaseFailedDuringATrial() {
        when(stored.due(anyString(), any(), anyInt())).thenAnswer(_ -> List.of(aProgress()));
        when(stored.find("iss_1")).thenAnswer(_ -> Optional.of(aProgress()));
        when(stored.save(any(Progress.class))).thenReturn(true);
        var looked = new AtomicInteger();
        when(organisation.find(anyString())).thenAnswer(_ -> {
            if (looked.incrementAndGet() == FAILURES + 1) {
                throw new DataAccessResourceFailureException("away");
            }
            return Optional.empty();
        });
        var receiver = new Receiver();
        receiver.behaviours.put(KEY, (nth, exchange) -> Receiver.answer(exchange, nth <= FAILURES ? 503 : 204));
        Senders senders = SenderFixture.told(receiver.url(), Receiver.KEY);
        var millis = Duration.ofMillis(10);
        var seconds = Duration.ofSeconds(2);
        var settings = new WebhookSettings(millis, seconds, seconds, 1, seconds, seconds, seconds, millis);
        var courier = new Courier(stored, new Progresses(stored, mock(), senders, organisation, Clock.systemUTC()), senders, settings, Clock.systemUTC(),
                new SimpleMeterRegistry());
        courier.start();
        try {
            KafkaTopics.await("all trials", () -> receiver.about(KEY).size() > FAILURES + 2);
        } finally {
            courier.stop();
            receiver.stop();
        }
    }
}
