package cn.tiyan.feedback.intake.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.feedback.intake.Arrival;
import cn.tiyan.feedback.intake.ArrivalEnvelopeFixture;
import cn.tiyan.feedback.intake.PushKind;
import cn.tiyan.platform.refusal.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;

class KafkaArrivalsTest {

    @Test
    void acknowledgesNothingWhileKafkaIsAway() throws IOException {
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
            var arrivals = new KafkaArrivals(new KafkaTemplate<>(producers), admin, ArrivalEnvelopeFixture.envelope());
            var arrival = new Arrival("rcp_1", "hotline-shenyang", PushKind.HOTLINE_ORDER, "SY1", Instant.now(), new byte[] {1});
            assertThatThrownBy(() -> arrivals.keep(List.of(arrival)))
                    .isInstanceOfSatisfying(Refusal.class, refusal -> {
                        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
                        assertThat(refusal.name()).isEqualTo("arrivals-unavailable");
                    });
        } finally {
            producers.destroy();
        }
    }
}
