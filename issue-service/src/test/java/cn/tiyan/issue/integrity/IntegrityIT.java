package cn.tiyan.issue.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.issue.issue.IssueDesk;
import cn.tiyan.issue.issue.Issues;
import cn.tiyan.issue.issue.Status;
import cn.tiyan.platform.aggregate.Timers;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Walking through all histories. */
@PlatformTest
class IntegrityIT {

    private static final String CHECKS = "/api/v1/issues/integrity-checks";

    @Autowired
    private Http http;
    @Autowired
    private Issues issues;
    @Autowired
    private Timers timers;
    @Autowired
    private MongoTemplate mongo;
    private IssueDesk desk;

    @BeforeEach
    void clearTheDesks() {
        mongo.getCollection("issue").deleteMany(new Document());
        mongo.getCollection("integrity_check").deleteMany(new Document());
        desk = new IssueDesk(http, issues);
    }

    @Test
    void findsTheHistoryThatWasEdited() {
        desk.registered();
        String edited = desk.comeTo(Status.ACCEPTED);
        String number = desk.read(edited).at("/number");
        mongo.getCollection("issue").updateOne(new Document("_id", edited), new Document("$set", new Document("history.2.note", "一切都好")));
        Http.Answer done = finished(started(Persona.OPERATOR));
        assertThat(done.json().path("checked").asInt()).isEqualTo(2);
        assertThat(done.json().path("brokenCount").asInt()).isEqualTo(1);
        assertThat(done.at("/broken/0/id")).isEqualTo(edited);
        assertThat(done.at("/broken/0/number")).isEqualTo(number);
        assertThat(done.at("/startedAt")).isNotEmpty();
    }

    @Test
    void countsThemAllButNamesAHundred() {
        Document one = mongo.getCollection("issue").find(new Document("_id", desk.registered())).first();
        List<Document> copies = new ArrayList<>();
        for (int i = 0; i < 4500; i++) {
            Document copy = Document.parse(one.toJson()).append("_id", Ids.next("iss")).append("number", "WT-20261101-" + i);
            if (i % 30 == 0) {
                copy.getList("history", Document.class).getFirst().append("by", "someone.else");
            }
            copies.add(copy);
        }
        mongo.getCollection("issue").insertMany(copies);
        Http.Answer done = finished(started(Persona.ADMIN));
        assertThat(done.json().path("checked").asInt()).as("several stretches").isEqualTo(4501);
        assertThat(done.json().path("brokenCount").asInt()).isEqualTo(150);
        assertThat(done.json().path("broken")).hasSize(100);
    }

    @Test
    void goesOnFromWhereItWas() {
        String first = desk.registered();
        desk.registered();
        String path = started(Persona.OPERATOR);
        String id = path.substring(path.lastIndexOf('/') + 1);
        List<String> inOrder = mongo.getCollection("issue").find().sort(new Document("_id", 1)).map(issue -> issue.getString("_id")).into(new ArrayList<>());
        mongo.getCollection("integrity_check").updateOne(new Document("_id", id), new Document("$set", new Document("cursor", inOrder.getFirst()).append("checked", 1L)));
        assertThat(inOrder).contains(first);
        assertThat(finished(path).json().path("checked").asInt()).isEqualTo(2);
    }

    @Test
    void runsOneAtATime() {
        desk.registered();
        String path = started(Persona.OPERATOR);
        if (http.as(Persona.OPERATOR).get(path).at("/finishedAt").isEmpty()) {
            assertThat(started(Persona.ADMIN)).isEqualTo(path);
        }
        finished(path);
        assertThat(started(Persona.ADMIN)).isNotEqualTo(path);
    }

    @Test
    void isForOperatorsAndAdministrators() {
        for (Persona persona : List.of(Persona.PROVINCE_OFFICE, Persona.PROVINCE_LEADER, Persona.EXPERIENCER)) {
            assertThat(http.as(persona).post(CHECKS, Map.of()).status()).isEqualTo(403);
            assertThat(http.as(persona).get(CHECKS + "/ick_none").status()).isEqualTo(403);
        }
        assertThat(http.as(Persona.OPERATOR).get(CHECKS + "/ick_none").status()).isEqualTo(404);
        assertThat(http.as(Persona.OPERATOR).with("Idempotency-Key", "not visible").post(CHECKS, Map.of()).fields()).containsExactly("Idempotency-Key");
    }

    private String started(Persona persona) {
        Http.Answer answer = http.as(persona).post(CHECKS, Map.of());
        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
        return String.valueOf(answer.header("Location"));
    }

    private Http.Answer finished(String path) {
        KafkaTopics.await("the check", () -> {
            timers.strike(Instant.now().plus(Duration.ofMinutes(1)));
            return !http.as(Persona.OPERATOR).get(path).at("/finishedAt").isEmpty();
        });
        return http.as(Persona.OPERATOR).get(path);
    }
}
