package cn.tiyan.feedback.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.Events;
import cn.tiyan.contracts.organisation.UnitChanged;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.feedback.Pushes;
import cn.tiyan.feedback.SigningSender;
import cn.tiyan.feedback.feedback.FeedbackDesk;
import cn.tiyan.feedback.intake.Intake;
import cn.tiyan.feedback.intake.PushReader;
import cn.tiyan.feedback.intake.Written;
import cn.tiyan.feedback.intake.WrittenIntake;
import cn.tiyan.feedback.sender.Senders;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.messaging.EventJson;
import cn.tiyan.platform.messaging.EventPublisher;
import cn.tiyan.platform.messaging.FailureReason;
import cn.tiyan.platform.messaging.Parking;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.privacy.PersonalCipher;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

/** What cannot be folded, from the push to its end. */
@PlatformTest
class DeadLetterIT {

    private static final String DEAD_LETTERS = "/api/v1/feedback/dead-letters";
    private static final String TOPIC = Parking.topic("feedback-ingest-service");

    @Autowired
    private Http http;
    @Autowired
    private KafkaTopics kafka;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private EventPublisher publisher;
    @Autowired
    private MeterRegistry meters;

    private static String aNumber() {
        return "D" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }

    private static String aUnit() {
        return "210100-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 50), 26).toUpperCase(java.util.Locale.ROOT).replaceAll("\\d", "Q");
    }

    private Http operator() {
        return http.as(Persona.OPERATOR);
    }

    /** The dead letter of an order that names a unit nobody knows. */
    private JsonNode parked(String number, String unit) {
        assertThat(SigningSender.hotline(http).order(Pushes.anOrder(number).with("responsibleUnit", unit)).status()).isEqualTo(202);
        KafkaTopics.await("the dead letter of " + number, () -> !letters(number).isEmpty());
        return operator().get(DEAD_LETTERS + "/" + letters(number).getFirst().path("id").asString()).json();
    }

    private List<JsonNode> letters(String number) {
        return operator().get(DEAD_LETTERS + "?key=" + number).json().path("items").valueStream().toList();
    }

    private String path(JsonNode letter) {
        return DEAD_LETTERS + "/" + letter.path("id").asString();
    }

    private String receiptState(JsonNode letter) {
        JsonNode receipt = operator().get("/api/v1/feedback/receipts/" + letter.path("receiptId").asString()).json();
        return receipt.path("state").asString() + " " + receipt.path("effect").asString();
    }

    private Document raw(JsonNode letter) {
        return mongo.getCollection("dead_letters").find(new Document("_id", letter.path("id").asString())).first();
    }

    @Test
    void tellsWhyAndShowsWhatMaskedOnly() {
        String number = aNumber();
        JsonNode letter = parked(number, "210100-NOSUCH");
        assertThat(letter.path("state").asString()).isEqualTo("OPEN");
        assertThat(letter.path("reason").asString()).isEqualTo("UNKNOWN_REFERENCE");
        assertThat(letter.path("explanation").asString()).contains("210100-NOSUCH");
        assertThat(letter.at("/fieldErrors/0/field").asString()).isEqualTo("responsibleUnit");
        assertThat(letter.path("awaitedUnit").asString()).isEqualTo("210100-NOSUCH");
        assertThat(letter.at("/origin/topic").asString()).isEqualTo("feedback.arrivals");
        assertThat(letter.path("kind").asString()).isEqualTo("HOTLINE_ORDER");
        assertThat(letter.path("sender").asString()).isEqualTo("hotline-shenyang");
        assertThat(letter.at("/content/callerPhone").asString()).startsWith("139*");
        assertThat(letter.toString()).doesNotContain("13912345678", "李晓明", "南京北街");
        assertThat(raw(letter).toJson()).doesNotContain("13912345678", "李晓明", "材料");
        assertThat(receiptState(letter)).isEqualTo("PARKED PARKED");
    }

    @Test
    void isThereOnceHoweverOftenItIsParked() {
        String number = aNumber();
        JsonNode letter = parked(number, "210100-NOSUCH");
        var message = kafka.read(TOPIC, each -> each.key().equals("hotline-shenyang/" + number)).getFirst();
        kafka.send(new ProducerRecord<>(TOPIC, null, message.key(), message.value(), message.headers()));
        kafka.awaitHandled("feedback-ingest-service.dead-letters", TOPIC);
        assertThat(letters(number)).hasSize(1);
        assertThat(operator().get(path(letter)).version()).isEqualTo(1);
    }

    @Test
    void isCorrectedAndReplayedAndKeepsItsOriginal() {
        String number = aNumber();
        JsonNode letter = parked(number, "210100-NOSUCH");
        Binary original = raw(letter).get("sealedBody", Binary.class);
        Map<String, Object> good = Map.of("patch", Map.of("responsibleUnit", "210100-HRSS"), "reason", "核实后改为市人社局，来电 13912345678");

        assertThat(operator().post(path(letter) + "/correct", good).status()).isEqualTo(428);
        Http.Answer unknown = operator().at(1).post(path(letter) + "/correct", Map.of("patch", Map.of("responsibleUnit", "210100-NONE"), "reason", "试"));
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.fields()).containsExactly("responsibleUnit");
        Http.Answer outside = operator().at(1).post(path(letter) + "/correct", Map.of("patch", Map.of("responsibleUnit", "210200-HRSS"), "reason", "试"));
        assertThat(outside.problem()).isEqualTo("unit-outside-sender");
        var broken = new java.util.HashMap<String, Object>();
        broken.put("title", null);
        broken.put("handlingMode", "?");
        Http.Answer malformed = operator().at(1).post(path(letter) + "/correct", Map.of("patch", broken, "reason", "试"));
        assertThat(malformed.status()).isEqualTo(400);
        assertThat(malformed.fields()).containsExactlyInAnyOrder("title", "handlingMode");
        assertThat(operator().at(1).post(path(letter) + "/correct", Map.of("patch", Map.of(), "reason", "试")).fields()).containsExactly("patch");
        assertThat(operator().at(1).post(path(letter) + "/correct", Map.of("patch", Map.of("title", "改"))).fields()).containsExactly("reason");
        assertThat(raw(letter).getLong("version")).as("what is refused changes nothing").isEqualTo(1);

        Http.Answer corrected = operator().at(1).post(path(letter) + "/correct", good);
        assertThat(corrected.status()).as(corrected.toString()).isEqualTo(200);
        assertThat(corrected.json().path("corrected").asBoolean()).isTrue();
        assertThat(corrected.at("/content/responsibleUnit")).isEqualTo("210100-HRSS");
        assertThat(raw(letter).get("sealedBody", Binary.class)).isEqualTo(original);
        JsonNode line = corrected.json().path("history").get(1);
        assertThat(line.path("by").asString()).isEqualTo("yunwei");
        assertThat(line.path("note").asString()).contains("responsibleUnit", "核实后改为市人社局").doesNotContain("13912345678");

        assertThat(operator().at(1).post(path(letter) + "/replay", "").status()).isEqualTo(409);
        Http.Answer replayed = operator().at(2).post(path(letter) + "/replay", "");
        assertThat(replayed.status()).as(replayed.toString()).isEqualTo(200);
        assertThat(replayed.at("/state")).isEqualTo("REPLAYED");
        assertThat(receiptState(letter)).isEqualTo("PROCESSED APPLIED");
        assertThat(http.as(Persona.SHENYANG_OFFICE).get("/api/v1/feedback?key=" + number).at("/items/0/unit")).isEqualTo("210100-HRSS");
        assertThat(operator().at(3).post(path(letter) + "/replay", "").problem()).isEqualTo("dead-letter-settled");
        assertThat(operator().at(3).post(path(letter) + "/correct", good).problem()).isEqualTo("dead-letter-settled");
    }

    @Test
    void staysOpenWhenReplayedInVainAndCountsTheTries() {
        String number = aNumber();
        JsonNode letter = parked(number, "210100-NOSUCH");
        Http.Answer vain = operator().at(1).post(path(letter) + "/replay", "");
        assertThat(vain.status()).isEqualTo(422);
        assertThat(vain.problem()).isEqualTo("still-not-folded");
        assertThat(vain.fields()).containsExactly("responsibleUnit");
        JsonNode after = operator().get(path(letter)).json();
        assertThat(after.path("state").asString()).isEqualTo("OPEN");
        assertThat(after.path("tries").asInt()).isEqualTo(1);
    }

    @Test
    void isReplayedByItselfOnceItsUnitIsAnnounced() {
        String number = aNumber();
        String unit = aUnit();
        JsonNode letter = parked(number, unit);
        var announced = new UnitChanged(unit, "新设的局", UnitKind.DEPARTMENT, "210100", List.of("210000", "210100", unit), true);
        publisher.send(unit, 1, Ids.next("evt"), Events.typeOf(UnitChanged.class), Instant.now(), EventJson.write(announced), null).join();
        KafkaTopics.await("the dead letter to be replayed", () -> "REPLAYED".equals(operator().get(path(letter)).at("/state")));
        assertThat(receiptState(letter)).isEqualTo("PROCESSED APPLIED");
        assertThat(http.as(Persona.SHENYANG_OFFICE).get("/api/v1/feedback?key=" + number).at("/items/0/unit")).isEqualTo(unit);
    }

    @Test
    void areReplayedAllThatMatchOldestFirst() {
        String unit = aUnit();
        List<JsonNode> letters = List.of(parked(aNumber(), unit), parked(aNumber(), unit), parked(aNumber(), unit));
        // The unit comes to be known without being announced, as from a restored copy.
        mongo.getCollection("organisation").insertOne(new Document("_id", unit).append("name", "局").append("kind", "DEPARTMENT").append("parent", "210100")
                .append("within", List.of("210000", "210100", unit)).append("active", true).append("sequence", 1L));
        int replayed = 0;
        String after = "";
        do {
            Http.Answer batch = operator().post(DEAD_LETTERS + "/replay?reason=UNKNOWN_REFERENCE&sender=hotline-shenyang&limit=2" + after, "");
            assertThat(batch.status()).as(batch.toString()).isEqualTo(200);
            replayed += batch.json().path("replayed").asInt();
            after = batch.json().has("next") ? "&after=" + batch.at("/next") : "";
        } while (!after.isEmpty());
        assertThat(replayed).isGreaterThanOrEqualTo(3);
        assertThat(letters).allSatisfy(letter -> assertThat(operator().get(path(letter)).at("/state")).isEqualTo("REPLAYED"));
        assertThat(letters).allSatisfy(letter -> assertThat(receiptState(letter)).isEqualTo("PROCESSED APPLIED"));
    }

    @Test
    void areLeftAloneOnceDiscardedWhileOthersAreReplayed(@Autowired DeadLetterDesk desk, @Autowired FeedbackDesk feedback, @Autowired PushReader reader,
            @Autowired Senders senders, @Autowired Organisation organisation, @Autowired PersonalCipher cipher, @Autowired AggregateStore store) {
        Instant parkedAt = Instant.parse("2001-01-01T00:00:00Z");
        var first = new Parked.Origin("inbound", "feedback.inbound", 0, ThreadLocalRandom.current().nextLong(1L << 50));
        var second = new Parked.Origin("inbound", "feedback.inbound", 1, first.offset());
        for (Parked.Origin origin : List.of(first, second)) {
            var written = new Written(origin.topic() + "-" + origin.partition() + "@" + origin.offset(), parkedAt, Map.of(), new byte[0]);
            desk.note(new Parked(FailureReason.REFUSED, "签名与请求不符", origin, parkedAt.plusSeconds(origin.partition()), written.place(), null, written));
        }
        List<String> taken = new ArrayList<>();
        WrittenIntake discarding = message -> {
            if (taken.isEmpty()) {
                desk.discard(DeadLetter.idOf(second), "推送方确认作废", Persona.OPERATOR.caller(), 1);
            }
            taken.add(message.place());
            return new Intake.Receipt(Ids.next("rcp"), message.place(), Instant.now());
        };
        var replaying = new DeadLetterDesk(feedback, reader, senders, organisation, cipher, discarding, store, mongo, Clock.systemUTC());
        var these = new DeadLetterFilter(null, null, null, null, null, parkedAt, parkedAt.plusSeconds(2));
        assertThat(replaying.replayAll(these, 10, null, Persona.OPERATOR.caller())).isEqualTo(new DeadLetterDesk.Replayed(1, 1, 0, null));
        assertThat(taken).singleElement().asString().contains("-0@");
        assertThat(desk.get(DeadLetter.idOf(second), Persona.OPERATOR.caller()).state()).isEqualTo(DeadLetterState.DISCARDED);
    }

    @Test
    void showsWhatIsNotOursWithoutContent() {
        String number = aNumber();
        SigningSender.hotline(http).order(Pushes.anOrder(number));
        var genuine = kafka.await("feedback.arrivals", "hotline-shenyang/" + number, 1).getFirst();
        byte[] tampered = genuine.value().clone();
        tampered[tampered.length - 1] ^= 1;
        kafka.send(new ProducerRecord<>("feedback.arrivals", null, genuine.key() + "-forged", tampered, genuine.headers()));
        KafkaTopics.await("the forged one", () -> !letters(number + "-forged").isEmpty());
        JsonNode letter = operator().get(path(letters(number + "-forged").getFirst())).json();
        assertThat(letter.path("reason").asString()).isEqualTo("UNREADABLE");
        assertThat(letter.path("sender").asString()).isEqualTo("hotline-shenyang");
        assertThat(letter.path("readable").asBoolean()).isFalse();
        assertThat(letter.path("content")).isEmpty();
        assertThat(operator().at(1).post(path(letter) + "/replay", "").problem()).isEqualTo("dead-letter-unreadable");
        assertThat(operator().at(1).post(path(letter) + "/correct", Map.of("patch", Map.of("title", "甲"), "reason", "试")).problem()).isEqualTo("dead-letter-unreadable");

        kafka.send(new ProducerRecord<>("feedback.arrivals", null, "x" + number, "nonsense".getBytes(StandardCharsets.UTF_8)));
        KafkaTopics.await("the nonsense", () -> !letters("x" + number).isEmpty());
        assertThat(operator().at(1).post(path(letters("x" + number).getFirst()) + "/discard", Map.of("reason", "不是推送")).at("/state")).isEqualTo("DISCARDED");
    }

    @Test
    void isToldOnTheReceiptEvenOfWhatCannotBeOpened() {
        String number = aNumber();
        Http.Answer accepted = SigningSender.hotline(http).order(Pushes.anOrder(number));
        var genuine = kafka.await("feedback.arrivals", "hotline-shenyang/" + number, 1).getFirst();
        KafkaTopics.await("the order to be folded", () -> "PROCESSED".equals(receipt(accepted).path("state").asString()));
        mongo.getCollection("outcomes").deleteOne(new Document("_id", accepted.at("/receiptId")));
        byte[] spoilt = genuine.value().clone();
        spoilt[spoilt.length - 1] ^= 1;
        var headers = new org.apache.kafka.common.header.internals.RecordHeaders(genuine.headers().toArray());
        headers.remove("ce_sender").remove("ce_kind");
        kafka.send(new ProducerRecord<>("feedback.arrivals", null, genuine.key() + "-spoilt", spoilt, headers));
        KafkaTopics.await("the receipt to tell", () -> "PARKED".equals(receipt(accepted).path("state").asString()));
        assertThat(receipt(accepted).path("reason").asString()).isEqualTo("UNREADABLE");
        assertThat(receipt(accepted).path("sender").asString()).isEqualTo("hotline-shenyang");
        assertThat(SigningSender.hotline(http).get("/api/v1/ingest/receipts/" + accepted.at("/receiptId")).at("/state")).isEqualTo("PARKED");
    }

    private JsonNode receipt(Http.Answer accepted) {
        return operator().get("/api/v1/feedback/receipts/" + accepted.at("/receiptId")).json();
    }

    @Test
    void belongToTheSendersAreaAndToThoseWithTheRight() {
        String number = aNumber();
        JsonNode letter = parked(number, "210100-NOSUCH");
        assertThat(http.get(path(letter)).status()).isEqualTo(401);
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).get(path(letter)).status()).isEqualTo(403);
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).get(DEAD_LETTERS).status()).isEqualTo(403);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(path(letter)).status()).isEqualTo(404);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(DEAD_LETTERS + "?key=" + number).json().path("items")).isEmpty();
        assertThat(http.as(Persona.DALIAN_OFFICE).at(1).post(path(letter) + "/discard", Map.of("reason", "试")).status()).isEqualTo(404);
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(path(letter)).status()).isEqualTo(200);

        var reveal = Map.of("field", "callerPhone", "reason", "核实来电人");
        assertThat(operator().post(path(letter) + "/reveal", reveal).status()).isEqualTo(403);
        Http.Answer revealed = http.as(Persona.SHENYANG_OFFICE).post(path(letter) + "/reveal", reveal);
        assertThat(revealed.at("/value")).isEqualTo("13912345678");
        assertThat(operator().get(path(letter)).json().path("history").get(1).path("action").asString()).isEqualTo("reveal");
    }

    @Test
    void areFoundAndCounted() {
        String number = aNumber();
        JsonNode letter = parked(number, "210100-NOSUCH");
        String query = "?state=OPEN&reason=UNKNOWN_REFERENCE&sender=hotline-shenyang&kind=HOTLINE_ORDER&key=" + number;
        String at = letter.path("parkedAt").asString();
        assertThat(operator().get(DEAD_LETTERS + query + "&from=" + at).json().path("items")).hasSize(1);
        assertThat(operator().get(DEAD_LETTERS + query + "&to=" + at).json().path("items")).isEmpty();
        assertThat(operator().get(DEAD_LETTERS + "?reason=NONSENSE").fields()).containsExactly("reason");
        assertThat(operator().get(DEAD_LETTERS + "?from=gestern").fields()).containsExactly("from");

        long before = open(Persona.SHENYANG_OFFICE);
        double gauge = meters.get("tiyan.feedback.dead-letters").tag("reason", "UNKNOWN_REFERENCE").gauge().value();
        assertThat(gauge).isGreaterThanOrEqualTo(before);
        assertThat(open(Persona.DALIAN_OFFICE)).isZero();
        assertThat(http.as(Persona.SHENYANG_OFFICE).at(1).post(path(letter) + "/discard", Map.of("reason", "推送方确认作废")).at("/state")).isEqualTo("DISCARDED");
        assertThat(open(Persona.SHENYANG_OFFICE)).isEqualTo(before - 1);
        assertThat(meters.get("tiyan.feedback.dead-letters").tag("reason", "UNKNOWN_REFERENCE").gauge().value()).isEqualTo(gauge - 1);
    }

    private long open(Persona persona) {
        return http.as(persona).get(DEAD_LETTERS + "/counts").json().valueStream()
                .filter(count -> "UNKNOWN_REFERENCE".equals(count.path("reason").asString()) && "hotline-shenyang".equals(count.path("sender").asString()))
                .mapToLong(count -> count.path("count").asLong()).findFirst().orElse(0);
    }
}
