package cn.tiyan.feedback.reprocessing;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.feedback.Pushes;
import cn.tiyan.feedback.SigningSender;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

/** Folding anew from the log, through the whole service. */
@PlatformTest
class ReprocessingIT {

    private static final String PATH = "/api/v1/feedback/reprocessings";
    private static final String PER_SECOND = "tiyan.feedback.reprocessing.per-second";
    private static final List<String> KEPT = List.of("feedback", "rated_services", "outcomes", "dead_letters");

    @Autowired
    private Http http;
    @Autowired
    private KafkaTopics kafka;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private ReprocessingWorker worker;
    @Autowired
    private ConfigurableEnvironment environment;
    @Autowired
    private ApplicationEventPublisher events;

    /** Other tests push by other rules; each here is about what it pushed itself. */
    private final Instant began = Instant.now();

    private static String aNumber() {
        return "R" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }

    private void pace(String perSecond) {
        environment.getPropertySources().addFirst(new MapPropertySource("pace", Map.of(PER_SECOND, perSecond)));
        events.publishEvent(new EnvironmentChangeEvent(Set.of(PER_SECOND)));
    }

    @AfterEach
    void asBefore() {
        environment.getPropertySources().remove("pace");
        events.publishEvent(new EnvironmentChangeEvent(Set.of(PER_SECOND)));
        worker.start();
    }

    private Http operator() {
        return http.as(Persona.OPERATOR);
    }

    private Http.Answer begin() {
        return operator().post(PATH, Map.of("from", began.toString(), "reason", "数据库恢复后补齐"));
    }

    private JsonNode done(Http.Answer begun) {
        assertThat(begun.status()).as(begun.toString()).isEqualTo(202);
        assertThat(begun.header("Location")).isEqualTo(PATH + "/" + begun.at("/id"));
        KafkaTopics.await("the reprocessing to end", () -> "DONE".equals(operator().get(PATH + "/" + begun.at("/id")).at("/state")));
        return operator().get(PATH + "/" + begun.at("/id")).json();
    }

    /** Everything was folded, and every event has left. */
    private void settle() {
        kafka.awaitHandled("feedback-ingest-service.arrivals", "feedback.arrivals");
        kafka.awaitHandled("feedback-ingest-service.dead-letters", "feedback-ingest-service.dead-letter");
        KafkaTopics.await("every event to leave", () ->
                mongo.getCollection("feedback").countDocuments(Document.parse("{'outbox.0': {$exists: true}}")) == 0);
    }

    private Map<String, BsonDocument> everything() {
        Map<String, BsonDocument> all = new TreeMap<>();
        for (String collection : KEPT) {
            mongo.getDb().getCollection(collection, RawBsonDocument.class).find()
                    .forEach(document -> all.put(collection + "/" + document.get("_id"), document));
        }
        return all;
    }

    private String parked(String number) {
        SigningSender.hotline(http).order(Pushes.anOrder(number).with("responsibleUnit", "210100-NOSUCH"));
        String list = "/api/v1/feedback/dead-letters?key=" + number;
        KafkaTopics.await("the dead letter of " + number, () -> !operator().get(list).json().path("items").isEmpty());
        return "/api/v1/feedback/dead-letters/" + operator().get(list).at("/items/0/id");
    }

    @Test
    void changesNothingThatWasRight() {
        String number = aNumber();
        String project = aNumber();
        SigningSender hotline = SigningSender.hotline(http);
        SigningSender ratings = SigningSender.ratings(http);
        hotline.order(Pushes.anOrder(number).version(3).with("title", "最新标题"));
        hotline.order(Pushes.anOrder(number).version(1).with("handlingMode", "CONSULTATION"));
        hotline.order(Pushes.anOrder(number).version(3).with("title", "最新标题"));
        ratings.rating(Pushes.aBadRating(project, 1));
        ratings.service(Pushes.aService(project));
        ratings.service(Pushes.aService(project).version(2).with("department", "210200-HRSS"));
        parked(aNumber());
        String corrected = parked(aNumber());
        operator().at(1).post(corrected + "/correct", Map.of("patch", Map.of("responsibleUnit", "210100-HRSS"), "reason", "单位编码有误"));
        assertThat(operator().at(2).post(corrected + "/replay", "").status()).isEqualTo(200);
        String discarded = parked(aNumber());
        assertThat(operator().at(1).post(discarded + "/discard", Map.of("reason", "测试数据")).status()).isEqualTo(200);
        settle();
        Map<String, BsonDocument> before = everything();
        int events = kafka.read("feedback.events", message -> true).size();

        JsonNode first = done(begin());
        done(begin());

        assertThat(first.path("total").asLong()).isEqualTo(9);
        assertThat(first.path("left").asLong()).isZero();
        assertThat(first.at("/tally/folded").asLong()).isEqualTo(7);
        assertThat(first.at("/tally/waiting").asLong()).isEqualTo(1);
        assertThat(first.at("/tally/discarded").asLong()).isEqualTo(1);
        settle();
        assertThat(everything()).isEqualTo(before);
        assertThat(kafka.read("feedback.events", message -> true)).hasSize(events);
    }

    @Test
    void bringsBackWhatIsMissingWithoutASecondIssue() {
        String number = aNumber();
        SigningSender.hotline(http).order(Pushes.anOrder(number).version(1));
        SigningSender.hotline(http).order(Pushes.anOrder(number).version(2).with("title", "最新标题"));
        String corrected = aNumber();
        String letter = parked(corrected);
        operator().at(1).post(letter + "/correct", Map.of("patch", Map.of("responsibleUnit", "210100-MSA"), "reason", "单位编码有误"));
        operator().at(2).post(letter + "/replay", "");
        settle();
        String id = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/feedback?key=" + number).at("/items/0/id");
        JsonNode before = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/feedback/" + id).json();
        List<String> told = sequences(id);
        assertThat(mongo.getCollection("feedback").deleteMany(new Document("key", new Document("$in", List.of(number, corrected)))).getDeletedCount()).isEqualTo(2);

        done(begin());
        settle();

        JsonNode after = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/feedback/" + id).json();
        for (String field : List.of("state", "unit", "title", "text", "facts", "personal", "issueCalledFor", "grounds", "severity", "occurredAt")) {
            assertThat(after.path(field)).as(field).isEqualTo(before.path(field));
        }
        assertThat(sequences(id)).as("whoever has heard an event with its number drops it").hasSize(told.size() * 2).containsOnlyElementsOf(told);
        assertThat(http.as(Persona.SHENYANG_OFFICE).get("/api/v1/feedback?key=" + corrected).at("/items/0/unit")).as("as it was corrected").isEqualTo("210100-MSA");
    }

    private List<String> sequences(String id) {
        return kafka.read("feedback.events", message -> id.equals(message.key())).stream().map(message ->
                new String(message.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8) + " "
                        + new String(message.headers().lastHeader("ce_sequence").value(), StandardCharsets.UTF_8)).toList();
    }

    private void pushSome(int count) {
        for (int i = 0; i < count; i++) {
            assertThat(SigningSender.hotline(http).order(Pushes.anOrder(aNumber())).status()).isEqualTo(202);
        }
        settle();
    }

    @Test
    void goesOnAfterARestart() {
        pushSome(25);
        pace("10");
        Http.Answer begun = begin();
        String path = PATH + "/" + begun.at("/id");
        KafkaTopics.await("some of it", () -> operator().get(path).json().path("left").asLong() < 25);
        worker.stop();
        JsonNode stopped = operator().get(path).json();
        assertThat(stopped.path("state").asString()).isEqualTo("RUNNING");
        assertThat(stopped.path("left").asLong()).isPositive();
        worker.start();
        assertThat(done(begun).at("/tally/folded").asLong()).isEqualTo(25);
    }

    @Test
    void runsOneAtATimeUntilItIsCancelled() {
        pushSome(25);
        pace("10");
        Http once = operator().with("Idempotency-Key", aNumber());
        var body = Map.of("from", began.toString(), "reason", "补齐");
        Http.Answer begun = once.post(PATH, body);
        assertThat(begun.status()).isEqualTo(202);
        assertThat(once.post(PATH, body).at("/id")).isEqualTo(begun.at("/id"));
        assertThat(begin().problem()).isEqualTo("reprocessing-runs");
        String path = PATH + "/" + begun.at("/id");
        Http.Answer cancelled = operator().post(path + "/cancel", "");
        assertThat(cancelled.at("/state")).isEqualTo("CANCELLED");
        assertThat(operator().post(path + "/cancel", "").problem()).isEqualTo("reprocessing-over");
        List<String> actions = new ArrayList<>();
        operator().get(path).json().path("history").forEach(line -> actions.add(line.path("action").asString() + " " + line.path("by").asString()));
        assertThat(actions).containsExactly("begin yunwei", "cancel yunwei");
        asBefore();
        assertThat(done(begin()).at("/tally/folded").asLong()).isEqualTo(25);
        assertThat(operator().get(path).at("/state")).isEqualTo("CANCELLED");
    }

    @Test
    void isForOperatorsAtTheTopWithAReason() {
        assertThat(http.post(PATH, "{}").status()).isEqualTo(401);
        assertThat(http.as(Persona.PROVINCE_OFFICE).post(PATH, Map.of("reason", "补齐")).status()).isEqualTo(403);
        assertThat(http.as(Persona.PROVINCE_OFFICE).get(PATH).status()).isEqualTo(403);
        assertThat(operator().post(PATH, Map.of()).fields()).containsExactly("reason");
        assertThat(operator().post(PATH, Map.of("reason", "补齐", "from", "gestern")).fields()).containsExactly("from");
        assertThat(operator().post(PATH, Map.of("reason", "补齐", "from", "9999-01-01T00:00:00Z")).fields()).containsExactly("from");
        assertThat(operator().post(PATH, Map.of("reason", "补齐", "from", "2026-01-02T00:00:00Z", "to", "2026-01-01T00:00:00Z")).fields()).containsExactly("to");
        assertThat(operator().get(PATH + "/rpr_1").status()).isEqualTo(404);
    }
}
