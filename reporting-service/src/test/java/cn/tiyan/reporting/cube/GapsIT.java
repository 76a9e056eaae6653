package cn.tiyan.reporting.cube;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.Events;
import cn.tiyan.contracts.SourceRef;
import cn.tiyan.contracts.issue.IssueClosed;
import cn.tiyan.contracts.issue.IssueRegistered;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.messaging.EventJson;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

/** What cannot be folded is missing, and the figures say so until it is made good. */
@PlatformTest
class GapsIT {

    private static final String PATH = "/api/v1/figures/gaps";
    private static final String TOPIC = "issue.events";
    private static final Instant LONG_AGO = Instant.parse("1999-05-01T00:00:00Z");

    @Autowired
    private KafkaTopics kafka;
    @Autowired
    private Http http;
    @Autowired
    private MongoTemplate mongo;
    private String issue = "";

    @BeforeEach
    void noOtherGaps() {
        issue = Ids.next("iss");
        mongo.getCollection("gap").updateMany(new Document("state", "OPEN"),
                new Document("$set", new Document("state", "DISMISSED").append("endedAt", new java.util.Date()).append("note", "别的测试").append("by", "test")));
    }

    @Test
    void figuresSayFromWhenTheyAreIncompleteUntilTheEventIsSentAnew() {
        send(1, "{\"half\": ", LONG_AGO);
        JsonNode gap = awaitGap("OPEN");
        assertThat(gap.path("reason").asString()).isEqualTo("UNREADABLE");
        assertThat(gap.path("topic").asString()).isEqualTo(TOPIC);
        assertThat(gap.path("sequence").asLong()).isEqualTo(1);
        assertThat(gap.path("time").asString()).isEqualTo(LONG_AGO.toString());
        for (String figures : List.of("/overview", "/funnel")) {
            assertThat(http.as(Persona.DALIAN_OFFICE).get("/api/v1/figures" + figures).at("/incompleteSince")).isEqualTo(LONG_AGO.toString());
        }
        assertThat(http.as(Persona.PROVINCE_LEADER).get("/api/v1/figures/compared").at("/yearBefore/incompleteSince")).isEqualTo(LONG_AGO.toString());

        send(1, EventJson.write(registered("210100")), LONG_AGO);
        assertThat(awaitGap("CLOSED").has("endedAt")).isTrue();
        KafkaTopics.await("figures to be whole", () -> incompleteSince() == null);
    }

    @Test
    void aReplayedEventIsCountedAndClosesTheGap() {
        String unit = "210100-" + issue.substring(issue.length() - 6).toUpperCase(java.util.Locale.ROOT);
        send(1, EventJson.write(registered(unit)), LONG_AGO);
        JsonNode gap = awaitGap("OPEN");
        assertThat(gap.path("reason").asString()).isEqualTo("UNKNOWN_REFERENCE");
        assertThat(row()).isNull();

        mongo.save(new Unit(unit, "新设单位", UnitKind.DEPARTMENT, "210100", List.of("210000", "210100", unit), true, 1));
        var replayed = http.as(Persona.OPERATOR).post(PATH + "/" + gap.path("id").asString() + "/replay", Map.of());
        assertThat(replayed.status()).as(replayed.toString()).isEqualTo(200);
        assertThat(replayed.at("/by")).isEqualTo("yunwei");
        JsonNode closed = awaitGap("CLOSED");
        assertThat(closed.path("parkings").asInt()).isEqualTo(1);
        assertThat(Objects.requireNonNull(row()).get("state", Document.class).getList("steps", Document.class)).hasSize(1);
        List<?> told = kafka.read(TOPIC, message -> issue.equals(message.key()));
        assertThat(told).as("the same once more").hasSize(2);

        var again = http.as(Persona.OPERATOR).post(PATH + "/" + gap.path("id").asString() + "/replay", Map.of());
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.problem()).isEqualTo("gap-not-open");
        assertThat(kafka.read(TOPIC, message -> issue.equals(message.key()))).as("nothing was sent").hasSize(2);
    }

    @Test
    void whatIsParkedAgainStaysOneOpenGap() {
        send(1, EventJson.write(registered("219997")), LONG_AGO);
        JsonNode gap = awaitGap("OPEN");
        // As an operator's replay, which would wait for the unit for half a minute.
        send(1, EventJson.write(registered("219997")), LONG_AGO);
        KafkaTopics.await("the second parking", () -> http.as(Persona.OPERATOR).get(PATH + "/" + gap.path("id").asString()).json().path("parkings").asInt() == 2);
        assertThat(http.as(Persona.OPERATOR).get(PATH + "/" + gap.path("id").asString()).at("/state")).isEqualTo("OPEN");
        assertThat(mongo.getCollection("gap").countDocuments(new Document("aggregate", issue))).isEqualTo(1);
        // Whoever folds anew in another test need not wait for it.
        mongo.save(new Unit("219997", "后来设立的单位", UnitKind.COUNTY, "210100", List.of("210000", "210100", "219997"), true, 1));
    }

    @Test
    void whatWasTakenInOpensNoGapWhenABadCopyComesLater() {
        send(1, EventJson.write(registered("210100")), LONG_AGO);
        KafkaTopics.await("the row", () -> row() != null);
        send(1, "{", LONG_AGO);
        awaitGap("CLOSED");
    }

    @Test
    void whatIsNoEventIsDismissedForGood() {
        send(1, "{", LONG_AGO);
        String id = awaitGap("OPEN").path("id").asString();
        assertThat(http.as(Persona.OPERATOR).post(PATH + "/" + id + "/dismiss", Map.of("reason", " ")).fields()).containsExactly("reason");
        var dismissed = http.as(Persona.OPERATOR).post(PATH + "/" + id + "/dismiss", Map.of("reason", "测试数据 😀"));
        assertThat(dismissed.at("/state")).isEqualTo("DISMISSED");
        assertThat(dismissed.at("/note")).isEqualTo("测试数据 😀");
        assertThat(incompleteSince()).isNull();
        send(1, "{", LONG_AGO);
        send(2, EventJson.write(new IssueClosed(issue, "210100")), LONG_AGO);
        KafkaTopics.await("what comes behind", () -> row() != null);
        assertThat(http.as(Persona.OPERATOR).get(PATH + "/" + id).at("/state")).isEqualTo("DISMISSED");
        assertThat(http.as(Persona.OPERATOR).post(PATH + "/" + id + "/dismiss", Map.of("reason", "再次")).problem()).isEqualTo("gap-not-open");
    }

    @Test
    void anEventThatIsGoneCannotBeReplayed() {
        send(1, "{", LONG_AGO);
        String id = awaitGap("OPEN").path("id").asString();
        mongo.getCollection("gap").updateOne(new Document("_id", id), new Document("$set", new Document("offset", 9_000_000_000L)));
        assertThat(http.as(Persona.OPERATOR).post(PATH + "/" + id + "/replay", Map.of()).problem()).isEqualTo("gap-event-gone");
        assertThat(http.as(Persona.OPERATOR).get(PATH + "/" + id).json().has("replayedAt")).isFalse();
    }

    @Test
    void whatIsFoldedAnewMeetsTheSameGapsAndKeepsWhatWasDismissed() {
        send(1, "{", LONG_AGO);
        String dismissed = awaitGap("OPEN").path("id").asString();
        http.as(Persona.OPERATOR).post(PATH + "/" + dismissed + "/dismiss", Map.of("reason", "测试数据"));
        issue = Ids.next("iss");
        send(1, "{", LONG_AGO);
        send(2, EventJson.write(new IssueClosed(issue, "210100")), LONG_AGO);
        String open = awaitGap("OPEN").path("id").asString();
        issue = Ids.next("iss");
        send(1, "{", LONG_AGO);
        String made = awaitGap("OPEN").path("id").asString();
        send(1, EventJson.write(registered("210100")), LONG_AGO);
        awaitGap("CLOSED");
        try {
            String rebuild = "/api/v1/figures/rebuilds/" + http.as(Persona.OPERATOR).post("/api/v1/figures/rebuilds", Map.of("reason", "核对")).at("/id");
            KafkaTopics.await("the rebuild", () -> http.as(Persona.OPERATOR).get(rebuild).at("/state").equals("DONE"));
            assertThat(http.as(Persona.OPERATOR).get(PATH + "/" + open).at("/state")).isEqualTo("OPEN");
            assertThat(http.as(Persona.OPERATOR).get(PATH + "/" + open).json().path("parkings").asInt()).as("of its own").isEqualTo(1);
            assertThat(http.as(Persona.OPERATOR).get(PATH + "/" + dismissed).at("/state")).isEqualTo("DISMISSED");
            assertThat(http.as(Persona.OPERATOR).get(PATH + "/" + dismissed).at("/note")).isEqualTo("测试数据");
            KafkaTopics.await("what was made good", () -> http.as(Persona.OPERATOR).get(PATH + "/" + made).at("/state").equals("CLOSED"));
            KafkaTopics.await("figures to say so", () -> LONG_AGO.toString().equals(incompleteSince()));
        } finally {
            // Other tests look at the first generation.
            mongo.getCollection("generation").updateOne(new Document("_id", "figures"), new Document("$set", new Document("answering", 1))
                    .append("$unset", new Document("running", "").append("retired", "")));
        }
    }

    @Test
    void areListedByPages() {
        for (int i = 1; i <= 3; i++) {
            send(i, "{", LONG_AGO.plusSeconds(i));
        }
        KafkaTopics.await("three gaps", () -> mongo.getCollection("gap").countDocuments(new Document("aggregate", issue)) == 3);
        JsonNode first = http.as(Persona.OPERATOR).get(PATH + "?limit=2").json();
        JsonNode second = http.as(Persona.OPERATOR).get(PATH + "?limit=2&after=" + first.path("next").asString()).json();
        assertThat(first.path("items").valueStream().map(gap -> gap.path("sequence").asLong())).containsExactly(1L, 2L);
        assertThat(second.path("items").valueStream().map(gap -> gap.path("sequence").asLong())).containsExactly(3L);
        assertThat(second.has("next")).isFalse();
        assertThat(http.as(Persona.OPERATOR).get(PATH + "?after=x").fields()).containsExactly("after");
        assertThat(http.as(Persona.OPERATOR).get(PATH + "?limit=0").fields()).containsExactly("limit");
        assertThat(http.as(Persona.OPERATOR).get(PATH + "/gap_none").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(value = Persona.class, names = "OPERATOR", mode = EnumSource.Mode.EXCLUDE)
    void areForOperators(Persona persona) {
        assertThat(http.as(persona).get(PATH).status()).isEqualTo(403);
        assertThat(http.as(persona).get(PATH + "/gap_1").status()).isEqualTo(403);
        assertThat(http.as(persona).post(PATH + "/gap_1/replay", Map.of()).status()).isEqualTo(403);
        assertThat(http.as(persona).post(PATH + "/gap_1/dismiss", Map.of("reason", "x")).status()).isEqualTo(403);
    }

    private static IssueRegistered registered(String unit) {
        return new IssueRegistered("iss", unit, new SourceRef(SourceKind.WALKTHROUGH, "fnd"), IssueKind.PROBLEM, Severity.LOW, null, null, "材料重复提交", LONG_AGO);
    }

    private void send(long sequence, String data, Instant time) {
        Class<? extends Event> type = sequence == 2 ? IssueClosed.class : IssueRegistered.class;
        // Sent long ago: what it refers to is not waited for any more.
        var message = new ProducerRecord<>(TOPIC, null, time.toEpochMilli(), issue, data.getBytes(StandardCharsets.UTF_8));
        Map.of("ce_specversion", "1.0", "ce_id", Ids.next("evt"), "ce_source", "urn:tiyan:issue-service", "ce_type", Events.typeOf(type), "ce_subject", issue,
                "ce_time", time.toString(), "ce_sequence", Long.toString(sequence), "content-type", "application/json")
                .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        kafka.send(message);
    }

    /** A reference may be waited for as long as the service has read for less than half a minute. */
    private JsonNode awaitGap(String state) {
        for (int patience = 2; ; patience--) {
            try {
                KafkaTopics.await("the gap to be " + state, () -> gap(state) != null);
                return Objects.requireNonNull(gap(state));
            } catch (AssertionError e) {
                if (patience == 0) {
                    throw e;
                }
            }
        }
    }

    private @Nullable JsonNode gap(String state) {
        Document found = mongo.getCollection("gap").find(new Document("aggregate", issue).append("state", state)).first();
        return found == null ? null : http.as(Persona.OPERATOR).get(PATH + "/" + found.getString("_id")).json();
    }

    private @Nullable Document row() {
        return mongo.getCollection("row").find(new Document("_id", issue)).first();
    }

    private @Nullable String incompleteSince() {
        JsonNode overview = http.as(Persona.PROVINCE_LEADER).get("/api/v1/figures/overview").json();
        return overview.has("incompleteSince") ? overview.path("incompleteSince").asString() : null;
    }
}
