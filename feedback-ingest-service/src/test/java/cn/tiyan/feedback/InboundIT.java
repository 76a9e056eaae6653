package cn.tiyan.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.Events;
import cn.tiyan.contracts.organisation.UnitChanged;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.messaging.EventJson;
import cn.tiyan.platform.messaging.EventPublisher;
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
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

/** A sender that has Kafka writes to it. */
@PlatformTest
class InboundIT {

    private static final String TOPIC = "feedback.inbound";
    private static final String LETTERS = "/api/v1/feedback/dead-letters";
    private static final String GROUP = "feedback-ingest-service.inbound";

    @Autowired
    private Http http;
    @Autowired
    private KafkaTopics kafka;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private EventPublisher publisher;

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
        List<String> places = kafka.read(TOPIC, message -> number.equals(message.key())).stream()
                .map(message -> TOPIC + "-" + message.partition() + "@" + message.offset()).toList();
        return kafka.read(Parking.topic("feedback-ingest-service"), message -> places.contains(message.key()));
    }

    private static String header(ConsumerRecord<String, byte[]> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private JsonNode letterOf(String number) {
        String place = parked(number).getFirst().key();
        KafkaTopics.await("the dead letter", () -> http.as(Persona.OPERATOR).get(LETTERS + "?key=" + place).json().path("items").size() == 1);
        return http.as(Persona.OPERATOR).get(LETTERS + "?key=" + place).json().path("items").get(0);
    }

    private Http.Answer replay(JsonNode letter, long version) {
        return http.as(Persona.OPERATOR).at(version).post(LETTERS + "/" + letter.path("id").asString() + "/replay", "");
    }

    @Test
    void isTakenAsItStandsOnceWhatWasInItsWayIsGone() {
        String number = aNumber();
        String unit = "210100-" + number.replaceAll("[^A-Z]", "") + Long.toString(System.nanoTime(), 36).toUpperCase(Locale.ROOT);
        var elsewhere = new Document("_id", unit).append("name", "局").append("kind", "DEPARTMENT").append("parent", "210200")
                .append("within", List.of("210000", "210200", unit)).append("active", true).append("sequence", 1L);
        mongo.getCollection("organisation").insertOne(elsewhere);
        send(binary(number, Pushes.anOrder(number).with("responsibleUnit", unit).json(), key(0), Instant.now()));
        JsonNode letter = letterOf(number);
        assertThat(letter.path("sender").asString()).isEqualTo("hotline-shenyang");
        assertThat(letter.path("explanation").asString()).contains("unit-outside-sender");
        assertThat(letter.path("readable").asBoolean()).isFalse();
        assertThat(letter.path("replayable").asBoolean()).isTrue();
        assertThat(replay(letter, 1).problem()).isEqualTo("still-not-folded");
        assertThat(arrivalsOf(number)).isZero();

        var moved = new UnitChanged(unit, "局", UnitKind.DEPARTMENT, "210100", List.of("210000", "210100", unit), true);
        publisher.send(unit, 2, Ids.next("evt"), Events.typeOf(UnitChanged.class), Instant.now(), EventJson.write(moved), null).join();
        KafkaTopics.await("the unit to move", () -> mongo.getCollection("organisation").find(new Document("_id", unit).append("sequence", 2L)).first() != null);
        Http.Answer taken = replay(letter, 2);
        assertThat(taken.status()).as(taken.toString()).isEqualTo(200);
        assertThat(taken.at("/state")).isEqualTo("REPLAYED");
        assertThat(arrivalsOf(number)).isEqualTo(1);
        KafkaTopics.await("its receipt", () -> "PROCESSED".equals(http.as(Persona.OPERATOR).get("/api/v1/feedback/receipts/" + taken.at("/receiptId")).at("/state")));
        assertThat(replay(letter, 3).problem()).isEqualTo("dead-letter-settled");
    }

    @Test
    void parksWhatIsTooLargeToBeKeptWithoutItsContentAndGoesOn() {
        String large = aNumber();
        String good = aNumber();
        kafka.send(binary(large, "x".repeat(1_000_000), key(0), Instant.now()));
        send(binary(good, Pushes.anOrder(good).json(), key(0), Instant.now()));
        assertThat(arrivalsOf(good)).isEqualTo(1);
        JsonNode letter = letterOf(large);
        assertThat(letter.path("explanation").asString()).contains("256");
        assertThat(letter.path("replayable").asBoolean()).isFalse();
        assertThat(replay(letter, 1).problem()).isEqualTo("dead-letter-unreadable");
    }

    @Test
    void cannotBeCorrectedSinceThatWouldBreakItsSignature() {
        String number = aNumber();
        send(binary(number, Pushes.anOrder(number).without("title").json(), key(0), Instant.now()));
        JsonNode letter = letterOf(number);
        String path = LETTERS + "/" + letter.path("id").asString();
        assertThat(http.as(Persona.OPERATOR).at(1).post(path + "/correct", Map.of("patch", Map.of("title", "补上"), "reason", "试")).problem())
                .isEqualTo("dead-letter-signed");
        assertThat(http.as(Persona.SHENYANG_OFFICE).post(path + "/reveal", Map.of("field", "callerPhone", "reason", "核实来电人")).problem())
                .isEqualTo("dead-letter-signed");
        assertThat(replay(letter, 1).problem()).isEqualTo("still-not-folded");
        assertThat(http.as(Persona.OPERATOR).at(2).post(path + "/discard", Map.of("reason", "已重新写入")).at("/state")).isEqualTo("DISCARDED");
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
