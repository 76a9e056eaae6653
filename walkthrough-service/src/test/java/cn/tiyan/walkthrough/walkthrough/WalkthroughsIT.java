package cn.tiyan.walkthrough.walkthrough;

import static cn.tiyan.walkthrough.walkthrough.Requests.EXPERIENCER;
import static cn.tiyan.walkthrough.walkthrough.Requests.aCompanionsWalkthrough;
import static cn.tiyan.walkthrough.walkthrough.Requests.aFinding;
import static cn.tiyan.walkthrough.walkthrough.Requests.aWalkthrough;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.Events;
import cn.tiyan.contracts.walkthrough.FindingRecorded;
import cn.tiyan.contracts.walkthrough.WalkthroughRecorded;
import cn.tiyan.platform.messaging.EventJson;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Http.Answer;
import cn.tiyan.walkthrough.ExperiencerStandIn;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import tools.jackson.databind.node.ObjectNode;

@PlatformTest
class WalkthroughsIT {

    private static final String PATH = "/api/v1/walkthroughs";
    private static final String TOPIC = "walkthrough.events";
    private static final ExperiencerStandIn THERE = ExperiencerStandIn.INSTANCE;

    @Autowired
    private Http http;
    @Autowired
    private KafkaTopics kafka;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private CircuitBreakerRegistry circuits;

    @BeforeEach
    void everybodyMayComeAlong() {
        THERE.behave(ExperiencerStandIn::yes);
        circuits.circuitBreaker("experiencer-service").reset();
    }

    @Test
    void showsTheChecklistsWithTheirVersion() {
        Answer answer = http.as(Persona.SHENYANG_WALKER).get(PATH + "/checklists");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/items/0/version")).isEqualTo("five-dimensions.v1");
        assertThat(answer.json().at("/items/0/newest").asBoolean()).isTrue();
        assertThat(answer.at("/items/0/dimensions/2/name")).isEqualTo("优不优");
        assertThat(answer.at("/items/0/dimensions/2/checkpoints/11/code")).isEqualTo("QUALITY-12");
        assertThat(answer.at("/items/0/dimensions/2/checkpoints/11/section")).isEqualTo("四(三)");
    }

    @Test
    void recordsAWalkthroughAndTellsTheOthers() {
        Answer answer = record(aCompanionsWalkthrough(aFinding("PROBLEM", "QUALITY-12"), aFinding("PRACTICE", "COVERAGE-08"),
                aFinding("DEMAND", "SPEED-09").put("aboutUnit", "210200")));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        String id = answer.at("/id");
        assertThat(answer.header("Location")).isEqualTo(PATH + "/" + id);
        assertThat(answer.version()).isEqualTo(1);
        assertThat(answer.at("/unit")).isEqualTo("210100-HRSS");
        assertThat(answer.at("/walker")).isEqualTo("shenyang.ganbu");
        assertThat(answer.at("/checklistVersion")).as("what is current for the unit").startsWith("five-dimensions.v1+").contains("one-thing.v1");
        assertThat(answer.at("/findings/0/dimension")).isEqualTo("QUALITY");
        assertThat(answer.json().at("/steps/1/minutes").asInt()).isEqualTo(50);

        List<Event> events = events(id, 3);
        assertThat(events).hasSize(3);
        assertThat(events.getFirst()).isInstanceOfSatisfying(WalkthroughRecorded.class, recorded -> {
            assertThat(recorded.walkthroughId()).isEqualTo(id);
            assertThat(recorded.experiencerId()).isEqualTo(EXPERIENCER);
            assertThat(recorded.findings()).isEqualTo(3);
        });
        assertThat(events.get(1)).isInstanceOfSatisfying(FindingRecorded.class, finding -> {
            assertThat(finding.findingId()).isEqualTo(answer.at("/findings/0/id"));
            assertThat(finding.raisedBy()).isEqualTo("shenyang.ganbu");
            assertThat(finding.unit()).isEqualTo("210100-HRSS");
        });
        assertThat(events.get(2)).isInstanceOfSatisfying(FindingRecorded.class, finding -> assertThat(finding.unit()).isEqualTo("210200"));
    }

    @Test
    void asksAboutTheExperiencerInTheWalkersName() {
        record(aCompanionsWalkthrough());
        assertThat(THERE.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.path()).contains(EXPERIENCER);
            assertThat(asked.authorization()).startsWith("Bearer ey");
            assertThat(asked.traceparent()).isNotBlank();
        });
    }

    @Test
    void keepsEveryScriptAsItIsAndNoNumbers() {
        String title = "👩‍👧‍👦 \u202bمرحبا بكم\u202c 𠮷野家";
        Answer answer = record(aWalkthrough(aFinding("PROBLEM", "QUALITY-12").put("title", title).put("text", "请致电13812345678\n第二行")));
        assertThat(answer.at("/findings/0/title")).isEqualTo(title);
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(PATH + "/" + answer.at("/id")).at("/findings/0/title")).isEqualTo(title);
        assertThat(events(answer.at("/id"), 2).get(1)).isInstanceOfSatisfying(FindingRecorded.class, finding -> {
            assertThat(finding.title()).isEqualTo(title);
            assertThat(finding.text()).isEqualTo("请致电138****5678\n第二行");
        });
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                bad("serviceItem", body -> body.remove("serviceItem")),
                bad("serviceItem.code", body -> body.withObject("/serviceItem").put("code", "{$gt: 1}")),
                bad("serviceItem.name", body -> body.withObject("/serviceItem").put("name", " ")),
                bad("role", body -> body.put("role", "SPECTATOR")),
                bad("role", body -> body.putNull("role")),
                bad("channel", body -> body.put("channel", 1)),
                bad("startedAt", body -> body.put("startedAt", "昨天上午")),
                bad("startedAt", body -> body.put("startedAt", "-1000000000-01-01T00:00:00Z")),
                bad("finishedAt", body -> body.remove("finishedAt")),
                bad("announced", body -> body.remove("announced")),
                bad("announced", body -> body.put("announced", "no")),
                bad("experiencerId", body -> body.put("experiencerId", "../../actuator")),
                bad("specialGroups[0]", body -> body.putArray("specialGroups").add("CHILDREN")),
                bad("steps", body -> body.remove("steps")),
                bad("steps", body -> body.putArray("steps")),
                bad("steps[0]", body -> body.putArray("steps").addNull()),
                bad("steps[0].result", body -> body.withObject("/steps/0").put("result", "DONE")),
                bad("steps[1].visits", body -> body.withObject("/steps/1").put("visits", -1)),
                bad("steps[1].visits", body -> body.withObject("/steps/1").put("visits", 1.5)),
                bad("steps[1].promisedMinutes", body -> body.withObject("/steps/1").put("promisedMinutes", 99999999999L)),
                bad("steps[0].name", body -> body.withObject("/steps/0").put("name", "a\u0000b")),
                bad("steps[1].note", body -> body.withObject("/steps/1").put("note", "长".repeat(2001))),
                bad("steps[1].materials[0]", body -> body.withObject("/steps/1").putArray("materials").add("")),
                bad("findings[0].kind", body -> body.withObject("/findings/0").put("kind", "PRAISE")),
                bad("findings[0].severity", body -> body.withObject("/findings/0").remove("severity")),
                bad("findings[0].title", body -> body.withObject("/findings/0").put("title", "")),
                bad("findings[0].text", body -> body.withObject("/findings/0").put("text", "字".repeat(4001))),
                bad("findings[0].aboutUnit", body -> body.withObject("/findings/0").put("aboutUnit", "沈阳")),
                bad("findings[0].observedAt", body -> body.withObject("/findings/0").remove("observedAt")),
                bad("findings[0].finding", body -> body.withObject("/findings/0").put("finding", 1)),
                bad("unit", body -> body.put("unit", "210200")));
    }

    private static Arguments bad(String field, Consumer<ObjectNode> change) {
        return Arguments.of(field, change);
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void namesTheFieldThatIsMalformedAndStoresNothing(String field, Consumer<ObjectNode> change) {
        ObjectNode body = aWalkthrough(aFinding("PROBLEM", "QUALITY-12"));
        change.accept(body);
        assertRefused(body, 400, "malformed", field);
    }

    @Test
    void refusesHalfACharacterAndHalfABody() {
        long before = stored();
        String body = aWalkthrough(aFinding("PROBLEM", "QUALITY-12").put("title", "HALF")).toString();
        Answer half = http.as(Persona.SHENYANG_WALKER).post(PATH, body.replace("HALF", "\\ud83d"));
        assertThat(half.status()).as(half.toString()).isEqualTo(400);
        assertThat(half.fields()).containsExactly("findings[0].title");
        for (String broken : List.of(body.substring(0, 100), "", "[]", "null", "7")) {
            Answer answer = http.as(Persona.SHENYANG_WALKER).post(PATH, broken);
            assertThat(answer.status()).as(broken + answer).isEqualTo(400);
            assertThat(answer.fields()).hasSizeGreaterThanOrEqualTo(1);
        }
        assertThat(http.as(Persona.SHENYANG_WALKER).post(PATH, "{\"a\":".repeat(2000)).status()).isEqualTo(413);
        assertThat(http.as(Persona.SHENYANG_WALKER).post(PATH, body.getBytes(StandardCharsets.UTF_8), "text/plain").status()).isEqualTo(415);
        assertThat(http.as(Persona.SHENYANG_WALKER).with("Idempotency-Key", "with space").post(PATH, body).fields()).containsExactly("Idempotency-Key");
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void namesTheRuleThatIsBrokenAndStoresNothing() {
        var finding = aFinding("PROBLEM", "QUALITY-12");
        String future = Instant.now().plusSeconds(3600).toString();
        assertRefused(aWalkthrough().put("finishedAt", Requests.started().toString()), 422, "walkthrough-ends-before-start", "finishedAt");
        assertRefused(aWalkthrough().put("finishedAt", future), 422, "walkthrough-in-the-future", "finishedAt");
        assertRefused(aWalkthrough().put("role", "COMPANION"), 422, "companion-of-nobody", "citizenGroup");
        assertRefused(aWalkthrough().put("checklistVersion", "five-dimensions.v9"), 422, "checklist-unknown", "checklistVersion");
        assertRefused(aWalkthrough(finding, aFinding("DEMAND", "QUALITY-99")), 422, "checkpoint-unknown", "findings[1].checkpoint");
        assertRefused(aWalkthrough(finding.deepCopy().put("observedAt", future)), 422, "finding-outside-session", "findings[0].observedAt");
        assertRefused(aWalkthrough(finding.deepCopy().put("aboutUnit", "220100")), 422, "unknown-reference", "findings[0].aboutUnit");
        assertThat(THERE.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"404, 422, unknown-reference", "403, 403, forbidden", "401, 401, unauthorized", "500, 503, experiencer-service-unavailable"})
    void refusesWhenTheExperiencerCannotBeAskedAbout(int there, int here, String problem) {
        THERE.behave(ExperiencerStandIn.problem(there));
        long before = stored();
        Answer answer = record(aCompanionsWalkthrough());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(here);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.text()).doesNotContain("不应外传");
        assertThat(stored()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"false, true, experiencer-not-eligible", "true, false, experiencer-not-free"})
    void refusesAnExperiencerWhoMayNotComeAlong(boolean eligible, boolean free, String problem) {
        THERE.behave(exchange -> ExperiencerStandIn.answer(exchange, eligible, free, ",\"reason\":\"因为\""));
        assertRefused(aCompanionsWalkthrough(), 422, problem, "experiencerId");
    }

    @Test
    void mayBeHandedInAgainOnceExperiencerServiceIsBack() {
        THERE.behave(ExperiencerStandIn.problem(503));
        Http again = http.as(Persona.SHENYANG_WALKER).with("Idempotency-Key", UUID.randomUUID().toString());
        Answer refused = again.post(PATH, aCompanionsWalkthrough());
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isNotBlank();
        THERE.behave(ExperiencerStandIn::yes);
        assertThat(again.post(PATH, aCompanionsWalkthrough()).status()).isEqualTo(201);
    }

    @Test
    void recordsARepeatedRequestOnce() {
        Http again = http.as(Persona.SHENYANG_WALKER).with("Idempotency-Key", UUID.randomUUID().toString());
        ObjectNode body = aCompanionsWalkthrough(aFinding("PROBLEM", "QUALITY-12"));
        Answer first = again.post(PATH, body);
        THERE.behave(exchange -> ExperiencerStandIn.answer(exchange, true, false, ""));
        Answer second = again.post(PATH, body);
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).as("also when the experiencer is booked by now, by this very walkthrough").isEqualTo(200);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(events(first.at("/id"), 2)).hasSize(2);
        assertThat(THERE.asked()).isEmpty();

        Answer other = again.post(PATH, aCompanionsWalkthrough());
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.problem()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void recordsTheSameRequestOnceWhenManyComeAtOnce() throws Exception {
        Http same = http.as(Persona.SHENYANG_WALKER).with("Idempotency-Key", UUID.randomUUID().toString());
        ObjectNode body = aWalkthrough(aFinding("PROBLEM", "QUALITY-12"));
        List<Answer> answers = new ArrayList<>();
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Answer> send = () -> same.post(PATH, body);
            for (Future<Answer> answer : senders.invokeAll(IntStream.range(0, 8).mapToObj(_ -> send).toList())) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).extracting(answer -> answer.at("/id")).containsOnly(answers.getFirst().at("/id"));
        assertThat(answers).extracting(Answer::status).containsOnlyOnce(201).allMatch(status -> status == 200 || status == 201);
        assertThat(events(answers.getFirst().at("/id"), 2)).hasSize(2);
    }

    @Test
    void isForWalkersOnly() {
        long before = stored();
        assertThat(http.post(PATH, aWalkthrough()).status()).isEqualTo(401);
        assertThat(http.get(PATH).status()).isEqualTo(401);
        assertThat(http.withToken("not.a.token").get(PATH + "/checklists").status()).isEqualTo(401);
        for (Persona persona : List.of(Persona.SHENYANG_OFFICE, Persona.SHENYANG_DEPARTMENT, Persona.EXPERIENCER, Persona.PROVINCE_LEADER, Persona.ADMIN)) {
            Answer answer = http.as(persona).post(PATH, aWalkthrough());
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.problem()).isEqualTo("forbidden");
        }
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void isSeenByTheWalkersLineOfTheTreeAlone() {
        String item = "item-" + UUID.randomUUID();
        ObjectNode body = aWalkthrough(aFinding("PROBLEM", "QUALITY-12").put("aboutUnit", "210200"));
        body.withObject("/serviceItem").put("code", item);
        String id = record(body).at("/id");
        for (Persona persona : List.of(Persona.SHENYANG_WALKER, Persona.SHENYANG_DEPARTMENT, Persona.SHENYANG_OFFICE, Persona.PROVINCE_OFFICE)) {
            assertThat(http.as(persona).get(PATH + "/" + id).status()).isEqualTo(200);
            assertThat(http.as(persona).get(PATH + "?item=" + item).at("/items/0/id")).isEqualTo(id);
        }
        for (Persona persona : List.of(Persona.DALIAN_OFFICE, Persona.DALIAN_DEPARTMENT, Persona.EXPERIENCER)) {
            assertThat(http.as(persona).get(PATH + "/" + id).status()).isEqualTo(404);
            assertThat(http.as(persona).get(PATH + "?item=" + item).json().at("/items")).isEmpty();
        }
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(PATH + "/wlk_unknown").problem()).isEqualTo("not-found");
    }

    @Test
    void listsPageByPageAndByRoleAndItem() {
        String item = "item-" + UUID.randomUUID();
        List<String> newestFirst = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ObjectNode body = aWalkthrough().put("role", i == 2 ? "SUPERVISOR" : "APPLICANT");
            body.withObject("/serviceItem").put("code", item);
            newestFirst.addFirst(record(body).at("/id"));
        }
        List<String> seen = new ArrayList<>();
        String after = "";
        do {
            Answer page = http.as(Persona.SHENYANG_OFFICE).get(PATH + "?limit=2&item=" + item + after);
            page.json().at("/items").forEach(line -> seen.add(line.path("id").asString()));
            after = page.json().has("next") ? "&after=" + page.at("/next") : null;
        } while (after != null);
        assertThat(seen).isEqualTo(newestFirst);
        Answer supervised = http.as(Persona.SHENYANG_OFFICE).get(PATH + "?role=SUPERVISOR&item=" + item);
        assertThat(supervised.json().at("/items")).hasSize(1);
        assertThat(supervised.at("/items/0/id")).isEqualTo(newestFirst.get(2));
    }

    @ParameterizedTest
    @CsvSource({"limit=0, limit", "limit=201, limit", "limit=many, limit", "role=SPECTATOR, role", "after=nonsense, after"})
    void namesTheParameterThatIsMalformed(String query, String field) {
        Answer answer = http.as(Persona.SHENYANG_OFFICE).get(PATH + "?" + query);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(field);
    }

    @Test
    void listsByIndexAlone() {
        for (String query : List.of("{find: 'walkthrough', filter: {within: '210100', role: 'APPLICANT'}, sort: {createdAt: -1, _id: -1}}",
                "{find: 'walkthrough', filter: {within: '210100'}, sort: {createdAt: -1, _id: -1}}",
                "{find: 'walkthrough', filter: {within: '210100', 'serviceItem.code': 'x'}, sort: {createdAt: -1, _id: -1}}",
                "{find: 'walkthrough', filter: {'findings._id': 'x'}}",
                "{find: 'walkthrough', filter: {'findings.issue.issueId': 'x'}}")) {
            String plan = mongo.executeCommand("{explain: " + query + ", verbosity: 'queryPlanner'}").get("queryPlanner", org.bson.Document.class)
                    .get("winningPlan").toString();
            assertThat(plan).as(query).contains("IXSCAN").doesNotContain("COLLSCAN", "stage=SORT,");
        }
    }

    private Answer record(ObjectNode body) {
        return http.as(Persona.SHENYANG_WALKER).post(PATH, body);
    }

    private void assertRefused(ObjectNode body, int status, String problem, String field) {
        long before = stored();
        Answer answer = record(body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.fields()).containsExactly(field);
        assertThat(stored()).isEqualTo(before);
    }

    private long stored() {
        return mongo.count(new Query(), Walkthrough.class);
    }

    /** The events of a walkthrough, each once, in order. */
    private List<Event> events(String id, int count) {
        kafka.await(TOPIC, id, count);
        KafkaTopics.await("an empty outbox", () -> mongo.getCollection("walkthrough").find(new org.bson.Document("_id", id)).first().getList("outbox", Object.class).isEmpty());
        List<Event> events = new ArrayList<>();
        long seen = 0;
        for (ConsumerRecord<String, byte[]> message : kafka.read(TOPIC, message -> id.equals(message.key()))) {
            long sequence = Long.parseLong(header(message, "ce_sequence"));
            if (sequence > seen) {
                seen = sequence;
                events.add(EventJson.read(message.value(), Events.byType(header(message, "ce_type")).orElseThrow()));
            }
        }
        return events;
    }

    private static String header(ConsumerRecord<String, byte[]> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
