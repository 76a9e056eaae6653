package cn.tiyan.feedback.intake.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.feedback.intake.Arrival;
import cn.tiyan.feedback.intake.ArrivalEnvelopeFixture;
import cn.tiyan.feedback.intake.PushKind;
import cn.tiyan.platform.refusal.Refusal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;

class KafkaArrivalsTest {

    private final Arrival arrival = new Arrival("rcp_1", "hotline-shenyang", PushKind.HOTLINE_ORDER, "SY1", Instant.now(), new byte[] {1});

    @Test
    void acknowledgesNothingWhileKafkaIsAway() throws Exception {
        withoutKafka(arrivals -> assertThatThrownBy(() -> arrivals.keep(List.of(arrival)))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
                    assertThat(refusal.name()).isEqualTo("arrivals-unavailable");
                }));
    }

    /** The gateway gives up after 30 s. Each asking takes about a second here, so that one after another these would wait for longer. */
    @Test
    void letsNobodyWaitForAllTheOthersWhileKafkaIsAway() throws Exception {
        withoutKafka(arrivals -> {
            Instant began = Instant.now();
            try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
                var refused = senders.invokeAll(Collections.<Callable<Duration>>nCopies(100, () -> {
                    assertThatThrownBy(() -> arrivals.keep(List.of(arrival))).isInstanceOf(Refusal.class);
                    return Duration.between(began, Instant.now());
                }));
                for (var each : refused) {
                    assertThat(each.get()).isLessThan(Duration.ofSeconds(20));
                }
            }
        });
    }

    private interface Trial {

        void of(KafkaArrivals arrivals) throws Exception;
    }

    private static void withoutKafka(Trial trial) throws Exception {
        int nobody;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        var producers = new DefaultKafkaProducerFactory<String, byte[]>(
                Map.of("bootstrap.servers", "127.0.0.1:" + nobody, "max.block.ms", "300", "acks", "all"), new StringSerializer(), new ByteArraySerializer());
        var admin = new KafkaAdmin(Map.of("bootstrap.servers", "127.0.0.1:" + nobody, "default.api.timeout.ms", "500", "request.timeout.ms", "400"));
        admin.setOperationTimeout(1);
        admin.setCloseTimeout(1);
        admin.setFatalIfBrokerNotAvailable(false);
        try (var context = new GenericApplicationContext()) {
            context.registerBean(org.apache.kafka.clients.admin.NewTopic.class, () -> new ArrivalsConfiguration().arrivalsTopic(1, 1));
            context.refresh();
            admin.setApplicationContext(context);
            trial.of(new KafkaArrivals(new KafkaTemplate<>(producers), admin, ArrivalEnvelopeFixture.envelope()));
        } finally {
            producers.destroy();
        }
    }
}
