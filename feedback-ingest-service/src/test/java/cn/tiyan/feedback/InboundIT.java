package cn.tiyan.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.platform.messaging.Parking;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A sender that has Kafka writes to it. */
@PlatformTest
class InboundIT {

    private static final String TOPIC = "feedback.inbound";
    private static final String GROUP = "feedback-ingest-service.inbound";

    @Autowired
    private Http http;
    @Autowired
    private KafkaTopics kafka;

    private static String aNumber() {
        return "K" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }

    private static byte[] key(int from) {
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (from + i);
        }
        return key;
    }

    private static ProducerRecord<String, byte[]> signed(String number, String kind, byte[] value, byte[] key, Instant at) {
        try {
            String timestamp = Long.toString(at.getEpochSecond());
            String nonce = UUID.randomUUID().toString();
            String digest = Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(value));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HMAC"));
            String signature = Base64.getEncoder().encodeToString(mac.doFinal(
                    String.join("\n", "hmac-sha256", "KAFKA", TOPIC + "/" + kind, timestamp, nonce, digest).getBytes(StandardCharsets.UTF_8)));
            return with(new ProducerRecord<>(TOPIC, number, value), "Tiyan-Sender", "hotline-shenyang", "Tiyan-Timestamp", timestamp, "Tiyan-Nonce", nonce,
                    "Tiyan-Signature", "hmac-sha256=" + signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ProducerRecord<String, byte[]> with(ProducerRecord<String, byte[]> message, String... headers) {
        for (int i = 0; i < headers.length; i += 2) {
            message.headers().add(headers[i], headers[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return message;
    }

    private static ProducerRecord<String, byte[]> binary(String number, String json, byte[] key, Instant at) {
        return with(signed(number, "hotline-orders", json.getBytes(StandardCharsets.UTF_8), key, at), "ce_specversion", "1.0", "ce_id", "1",
                "ce_source", "urn:sy12345", "ce_type", "cn.tiyan.hotline-orders.v1", "content-type", "application/json");
    }

    private long arrivalsOf(String number) {
        return kafka.read("feedback.arrivals", message -> message.key().endsWith("/" + number)).size();
    }

    private List<ConsumerRecord<String, byte[]>> parked(String number) {
        List<Long> offsets = kafka.read(TOPIC, message -> number.equals(message.key())).stream().map(ConsumerRecord::offset).toList();
        return kafka.read(Parking.topic("feedback-ingest-service"), message -> message.key() != null && message.key().startsWith(TOPIC)
                && offsets.stream().anyMatch(offset -> message.key().endsWith("@" + offset)));
    }

    private static String header(ConsumerRecord<String, byte[]> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private void send(ProducerRecord<String, byte[]> message) {
        kafka.send(message);
        kafka.awaitHandled(GROUP, TOPIC);
    }

    @Test
    void takesEventsInBinaryAndStructuredMode() {
        String number = aNumber();
        send(binary(number, Pushes.anOrder(number).version(1).json(), key(0), Instant.now()));
        String event = "{\"specversion\":\"1.0\",\"id\":\"2\",\"source\":\"urn:sy12345\",\"type\":\"cn.tiyan.hotline-orders.v1\",\"data\":"
                + Pushes.anOrder(number).version(2).with("title", "改过的标题").json() + "}";
        send(with(signed(number, "hotline-orders", event.getBytes(StandardCharsets.UTF_8), key(0), Instant.now()), "content-type", "application/cloudevents+json"));
        assertThat(arrivalsOf(number)).isEqualTo(2);
        KafkaTopics.await("both to be folded", () -> "改过的标题".equals(http.as(Persona.SHENYANG_OFFICE).get("/api/v1/feedback?key=" + number).at("/items/0/title")));
        assertThat(http.as(Persona.SHENYANG_OFFICE).get("/api/v1/feedback?key=" + number).json().path("items")).hasSize(1);
    }

    @Test
    void changesNothingWhenItIsWrittenOrReadTwice() {
        String number = aNumber();
        var message = binary(number, Pushes.anOrder(number).json(), key(0), Instant.now());
        send(message);
        send(message);
        KafkaTopics.await("it to be folded", () -> http.as(Persona.SHENYANG_OFFICE).get("/api/v1/feedback?key=" + number).json().path("items").size() == 1);
        kafka.awaitHandled("feedback-ingest-service.arrivals", "feedback.arrivals");
        String id = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/feedback?key=" + number).at("/items/0/id");
        assertThat(http.as(Persona.SHENYANG_OFFICE).get("/api/v1/feedback/" + id).version()).isEqualTo(1);
        assertThat(parked(number)).isEmpty();
    }

    @Test
    void parksWhatItCannotTakeSealedAndGoesOn() {
        String bad = aNumber();
        String good = aNumber();
        kafka.send(binary(bad, Pushes.anOrder(bad).without("title").json(), key(0), Instant.now()));
        kafka.send(binary(bad, Pushes.anOrder(bad).json(), key(1), Instant.now()));
        kafka.send(binary(bad, Pushes.anOrder(bad).json(), key(0), Instant.now().minusSeconds(400)));
        kafka.send(with(signed(bad, "ratings", Pushes.aBadRating(bad, 1).json().getBytes(StandardCharsets.UTF_8), key(0), Instant.now()), "ce_specversion", "1.0",
                "ce_id", "1", "ce_source", "x", "ce_type", "cn.tiyan.ratings.v1"));
        kafka.send(new ProducerRecord<>(TOPIC, bad, "nonsense".getBytes(StandardCharsets.UTF_8)));
        kafka.send(new ProducerRecord<>(TOPIC, bad, null));
        kafka.send(with(new ProducerRecord<>(TOPIC, bad, new byte[] {(byte) 0xff, '['}), "content-type", "application/cloudevents+json"));
        send(binary(good, Pushes.anOrder(good).json(), key(0), Instant.now()));

        assertThat(arrivalsOf(good)).isEqualTo(1);
        assertThat(arrivalsOf(bad)).isZero();
        List<ConsumerRecord<String, byte[]>> parked = parked(bad);
        assertThat(parked).extracting(message -> header(message, Parking.MESSAGE).replaceFirst("：.*", ""))
                .contains("malformed", "signature-wrong", "timestamp-out-of-window", "forbidden");
        assertThat(parked).allSatisfy(message -> {
            assertThat(header(message, Parking.REASON)).isEqualTo("REFUSED");
            assertThat(new String(message.value(), StandardCharsets.UTF_8)).doesNotContain("13912345678", "李晓明");
        });
        assertThat(parked).anySatisfy(message -> assertThat(header(message, Parking.MESSAGE)).contains("title 缺少必填字段"));
        KafkaTopics.await("operators to see them", () -> http.as(Persona.OPERATOR).get("/api/v1/feedback/dead-letters?limit=200").text().contains("title 缺少必填字段"));
    }
}
