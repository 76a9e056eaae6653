package cn.tiyan.issue.issue;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Tokens;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

@PlatformTest
class IssueApiIT {

    private static final String SETTING = "tiyan.issue.policy.dissatisfied-below";

    @Autowired
    private Http http;
    @Autowired
    private Issues issues;
    @Autowired
    private AggregateStore store;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private ConfigurableApplicationContext context;
    private IssueDesk desk;

    @BeforeEach
    void openTheDesk() {
        desk = new IssueDesk(http, issues);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "TRIAGE; {}; difficulty",
        "TRIAGE; {\"difficulty\":\"ENORMOUS\"}; difficulty",
        "TRIAGE; {\"difficulty\":1}; difficulty",
        "TRIAGE; {\"difficulty\":\"EASY\",\"dificulty\":\"EASY\"}; dificulty",
        "TRIAGE; {\"difficulty\":\"EASY\",\"note\":\"  \"}; note",
        "TRIAGE; {\"difficulty\":\"EASY\",\"note\":\"\\u0000\"}; note",
        "TRIAGE; {\"difficulty\":\"EASY\",\"note\":\"half \\ud83d of a smile\"}; note",
        "TRIAGE; {\"difficulty\"; (body)",
        "TRIAGE; []; (body)",
        "TRIAGE; null; (body)",
        "DISPATCH; {}; handlingUnit",
        "DISPATCH; {\"handlingUnit\":\"沈阳市人社局\"}; handlingUnit",
        "DISPATCH; {\"handlingUnit\":{\"$gt\":\"\"}}; handlingUnit",
        "ACCEPT; {\"note\":{\"text\":7}}; note",
        "PLAN; {}; measures",
        "PLAN; {\"measures\":\"　\"}; measures",
        "SUBMIT; {\"done\":null}; done",
        "VERIFY; {}; opinion",
        "SEND_BACK; {\"reason\":\"\"}; reason",
        "RATE; {\"solved\":true,\"satisfaction\":6}; satisfaction",
        "RATE; {\"solved\":true,\"satisfaction\":0}; satisfaction",
        "RATE; {\"solved\":true,\"satisfaction\":4.5}; satisfaction",
        "RATE; {\"solved\":\"yes\",\"satisfaction\":4}; solved",
        "RATE; {\"satisfaction\":4}; solved",
        "RATE; {\"solved\":true}; satisfaction",
        "RATE; {\"contacted\":true,\"solved\":true,\"satisfaction\":5}; contacted",
        "TRIAGE; {\"difficulty\":\"EASY\",\"stage\":\"WAITING\"}; stage",
        "TRIAGE; {\"difficulty\":\"EASY\",\"cause\":\"FATE\"}; cause",
        "TRIAGE; {\"difficulty\":\"EASY\",\"serviceItem\":{\"code\":\"事项\",\"name\":\"参保\"}}; serviceItem.code",
        "TRIAGE; {\"difficulty\":\"EASY\",\"serviceItem\":{\"code\":\"A1\"}}; serviceItem.name",
        "TRIAGE; {\"difficulty\":\"EASY\",\"serviceItem\":{\"code\":\"A1\",\"name\":\"两\\n行\"}}; serviceItem.name",
        "DISPATCH; {\"handlingUnit\":\"210100-HRSS\",\"clerk\":\"张 三\"}; clerk",
        "REJECT; {}; reason",
        "RECONSIDER; {\"reason\":\"\\t\"}; reason",
        "MERGE; {}; survivor",
        "MERGE; {\"survivor\":\"WT-20261123-000000\"}; survivor",
        "MERGE; {\"survivor\":{\"$ne\":null}}; survivor",
        "SPLIT; {\"reason\":7}; reason",
        "REQUEST_RETURN; {\"note\":\"不是我的\"}; note",
        "REQUEST_RETURN; {}; reason",
        "APPROVE_RETURN; {}; approved",
        "APPROVE_RETURN; {\"approved\":\"yes\"}; approved",
        "PLAN; {\"measures\":\"改\",\"steps\":[{}]}; steps[0].text",
        "PLAN; {\"measures\":\"改\",\"steps\":[null]}; steps[0]",
        "PLAN; {\"measures\":\"改\",\"steps\":[{\"text\":\"改\",\"until\":\"2026-02-30\"}]}; steps[0].until",
        "PLAN; {\"measures\":\"改\",\"steps\":{\"text\":\"改\"}}; steps",
        "REQUEST_EXTENSION; {\"reason\":\"难\"}; workingDays",
        "REQUEST_EXTENSION; {\"workingDays\":0,\"reason\":\"难\"}; workingDays",
        "REQUEST_EXTENSION; {\"workingDays\":251,\"reason\":\"难\"}; workingDays",
        "REQUEST_EXTENSION; {\"workingDays\":99999999999,\"reason\":\"难\"}; workingDays",
        "REQUEST_EXTENSION; {\"workingDays\":2.5,\"reason\":\"难\"}; workingDays",
        "REQUEST_EXTENSION; {\"workingDays\":2}; reason",
        "REVIEW_EXTENSION; {\"note\":\"好\"}; approved",
        "CHANGE_DEADLINE; {\"reason\":\"统一\"}; day",
        "CHANGE_DEADLINE; {\"day\":\"tomorrow\",\"reason\":\"统一\"}; day",
        "CHANGE_DEADLINE; {\"day\":\"2026-12-18\"}; reason",
        "PAUSE; {}; reason",
        "RESUME; {\"reason\":null}; reason",
        "LOOK_BACK; {\"held\":true}; note",
        "LOOK_BACK; {\"note\":\"好\"}; held",
        "SUPERVISE; {\"workingDays\":3}; demand",
        "SUPERVISE; {\"demand\":\"快\",\"workingDays\":-1}; workingDays",
        "SUPERVISE; {\"demand\":\"快\",\"workingDays\":3,\"jointUnits\":[\"沈阳\"]}; jointUnits[0]",
        "SUPERVISE; {\"demand\":\"快\",\"workingDays\":3,\"jointUnits\":[null]}; jointUnits[0]",
        "ANSWER_SUPERVISION; {}; answer",
        "LIFT_SUPERVISION; {\"note\":\"\\u0007\"}; note",
        "CONVENE; {\"agenda\":[\"一\"],\"leadUnit\":\"210100\",\"meetsAt\":\"2026-12-01T01:00:00Z\"}; topic",
        "CONVENE; {\"topic\":\"题\",\"agenda\":[],\"leadUnit\":\"210100\",\"meetsAt\":\"2026-12-01T01:00:00Z\"}; agenda",
        "CONVENE; {\"topic\":\"题\",\"agenda\":[\" \"],\"leadUnit\":\"210100\",\"meetsAt\":\"2026-12-01T01:00:00Z\"}; agenda[0]",
        "CONVENE; {\"topic\":\"题\",\"agenda\":[\"一\"],\"leadUnit\":\"x\",\"meetsAt\":\"2026-12-01T01:00:00Z\"}; leadUnit",
        "CONVENE; {\"topic\":\"题\",\"agenda\":[\"一\"],\"leadUnit\":\"210100\",\"meetsAt\":1764550800}; meetsAt",
        "CONVENE; {\"topic\":\"题\",\"agenda\":[\"一\"],\"leadUnit\":\"210100\"}; meetsAt",
        "CONCLUDE; {}; minutes",
        "CONCLUDE; {\"minutes\":\"定\",\"resolutions\":[{\"unit\":\"210100\",\"workingDays\":1}]}; resolutions[0].text",
        "CONCLUDE; {\"minutes\":\"定\",\"resolutions\":[{\"text\":\"做\",\"unit\":\"210100\"}]}; resolutions[0].workingDays",
        "COMPLETE_TASK; {}; note",
        "RECORD_OPTIMIZATION; {\"materials\":{\"before\":4,\"after\":3}}; text",
        "RECORD_OPTIMIZATION; {\"text\":\"减\",\"materials\":{\"before\":4}}; materials.after",
        "RECORD_OPTIMIZATION; {\"text\":\"减\",\"visits\":{\"before\":-1,\"after\":0}}; visits.before",
        "RECORD_OPTIMIZATION; {\"text\":\"减\",\"days\":{\"before\":10000,\"after\":0}}; days.before"})
    void namesTheFieldThatIsWrongAndChangesNothing(Action action, String body, String field) {
        String id = desk.readyFor(action);
        long version = desk.version(id);
        Http.Answer answer = desk.take(action, id, body);
        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.problem()).isEqualTo("malformed");
        assertThat(answer.fields()).contains(field);
        assertThat(answer.at("/traceId")).isNotEmpty();
        assertThat(desk.version(id)).isEqualTo(version);
    }

    @Test
    void refusesWordsWithoutEnd() {
        String id = desk.comeTo(Status.ACCEPTED);
        assertThat(desk.take(Action.PLAN, id, Map.of("measures", "长".repeat(2001))).fields()).containsExactly("measures");
        assertThat(desk.take(Action.PLAN, id, Map.of("measures", "长".repeat(2000))).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=201", "limit=many", "status=LOST", "phase=LOST", "kind=LOST", "source=LOST", "after=nonsense"})
    void namesTheParameterThatIsWrong(String query) {
        Http.Answer answer = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/issues?" + query);
        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(query.substring(0, query.indexOf('=')));
    }

    @Test
    void asksWhoIsCalling() {
        String path = "/api/v1/issues/" + desk.registered();
        assertThat(http.get(path).status()).isEqualTo(401);
        assertThat(http.withToken("x.y.z").get(path).status()).isEqualTo(401);
        String late = Tokens.of(Persona.SHENYANG_OFFICE, claims -> claims.expirationTime(new Date(System.currentTimeMillis() - 3_600_000)));
        assertThat(http.withToken(late).get(path).status()).isEqualTo(401);
        assertThat(http.withToken(late).get(path).problem()).isEqualTo("unauthorized");
    }

    @ParameterizedTest
    @MethodSource("byHand")
    void forbidsWhatIsNothingForTheCallersRole(Action action) {
        String id = desk.readyFor(action);
        long version = desk.version(id);
        Http.Answer answer = desk.take(Persona.ADMIN, action, id, version, desk.body(action));
        assertThat(answer.status()).as("%s", answer).isEqualTo(action == Action.RATE ? 422 : 403);
        assertThat(desk.version(id)).isEqualTo(version);
    }

    @Test
    void hidesFromDalianWhatIsShenyangs() {
        String id = desk.comeTo(Status.SUBMITTED);
        String evidence = desk.read(id).at("/evidence/0/id");
        for (Persona stranger : List.of(Persona.DALIAN_OFFICE, Persona.DALIAN_DEPARTMENT, Persona.EXPERIENCER)) {
            for (String path : List.of("", "/history", "/verify", "/evidence/" + evidence)) {
                assertThat(http.as(stranger).get("/api/v1/issues/" + id + path).status()).as(path).isEqualTo(404);
            }
            assertThat(desk.take(stranger, Action.VERIFY, id, desk.version(id), desk.body(Action.VERIFY)).status()).isEqualTo(404);
            assertThat(http.as(stranger).upload("/api/v1/issues/" + id + "/evidence", "a.png", "image/png", IssueDesk.PNG).status()).isEqualTo(404);
            assertThat(ids(http.as(stranger).get("/api/v1/issues?limit=200"))).doesNotContain(id);
            assertThat(http.as(stranger).get("/api/v1/issues?sourceId=" + desk.read(id).at("/source/id")).json().path("items")).isEmpty();
        }
        assertThat(ids(http.as(Persona.PROVINCE_OFFICE).get("/api/v1/issues?limit=200"))).contains(id);
        assertThat(http.as(Persona.SHENYANG_OFFICE).get("/api/v1/issues/iss_nothere").problem()).isEqualTo("not-found");
    }

    @Test
    void showsAnExperiencerWhatTheyRaised() {
        var raised = People.aFinding("fnd_experiencer");
        issues.register(People.SHENYANG_HRSS, new Registration(raised.source(), raised.kind(), raised.severity(), raised.dimension(), raised.serviceItem(), null,
                raised.title(), raised.text(), "tiyanyuan.alone", null, null, raised.occurredAt()), People.INTAKE);
        Http herself = http.withToken(Tokens.of(Persona.EXPERIENCER, claims -> claims.subject("tiyanyuan.alone")));
        String id = Issue.idFor(raised.source());
        assertThat(ids(herself.get("/api/v1/issues"))).containsExactly(id);
        assertThat(herself.get("/api/v1/issues/" + id).json().path("actions").valueStream().map(JsonNode::asString))
                .containsExactly("SUPPLEMENT");
    }

    @Test
    void letsAHandlingUnitOfAnotherAreaSeeWhatItMustRectify() {
        String id = desk.registered();
        desk.take(Action.TRIAGE, id);
        assertThat(http.as(Persona.DALIAN_DEPARTMENT).get("/api/v1/issues/" + id).status()).isEqualTo(404);
        Http.Answer dispatched = desk.take(Persona.PROVINCE_OFFICE, Action.DISPATCH, id, desk.version(id), Map.of("handlingUnit", "210200-HRSS"));
        assertThat(dispatched.status()).isEqualTo(200);
        assertThat(http.as(Persona.DALIAN_DEPARTMENT).get("/api/v1/issues/" + id).json().path("actions").valueStream().map(JsonNode::asString))
                .containsExactly("ACCEPT", "REQUEST_RETURN");
        assertThat(http.as(Persona.SHENYANG_OFFICE).get("/api/v1/issues/" + id).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("byHand")
    void wantsToKnowWhichVersionIsMeant(Action action) {
        String id = desk.readyFor(action);
        long version = desk.version(id);
        Http.Answer without = http.as(IssueDesk.who(action)).post(desk.path(action, id), desk.body(action));
        assertThat(without.status()).isEqualTo(428);
        assertThat(desk.take(IssueDesk.who(action), action, id, version - 1, desk.body(action)).status()).isEqualTo(409);
        assertThat(desk.take(IssueDesk.who(action), action, id, version + 1, desk.body(action)).problem()).isEqualTo("stale-version");
        assertThat(desk.version(id)).isEqualTo(version);
    }

    @Test
    void saysWhatCanBeDoneInstead() {
        String id = desk.comeTo(Status.SUBMITTED);
        Http.Answer answer = desk.take(Action.CLOSE, id);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("illegal-transition");
        assertThat(answer.at("/detail")).contains("核查通过", "退回整改");
    }

    @Test
    void refusesToDispatchToNobodyOrToStrangers() {
        String id = desk.comeTo(Status.TRIAGED);
        Http.Answer nobody = desk.take(Action.DISPATCH, id, Map.of("handlingUnit", "210100-NONE"));
        assertThat(nobody.status()).isEqualTo(422);
        assertThat(nobody.problem()).isEqualTo("unknown-reference");
        assertThat(nobody.fields()).containsExactly("handlingUnit");
        Http.Answer stranger = desk.take(Action.DISPATCH, id, Map.of("handlingUnit", "210200-HRSS"));
        assertThat(stranger.problem()).isEqualTo("dispatch-outside-subtree");
        assertThat(desk.status(id)).isEqualTo(Status.TRIAGED);
    }

    @Test
    void refusesOverHttpWhatTheRulesRefuse() {
        String accepted = desk.comeTo(Status.ACCEPTED);
        desk.take(Action.PLAN, accepted);
        assertThat(desk.take(Action.SUBMIT, accepted).problem()).isEqualTo("evidence-missing");
        String verified = desk.comeTo(Status.VERIFIED);
        assertThat(desk.take(Persona.SHENYANG_DEPARTMENT, Action.RATE, verified, desk.version(verified), desk.body(Action.RATE)).problem())
                .isEqualTo("rating-not-by-raiser");
        assertThat(desk.take(Persona.SHENYANG_OFFICE, Action.RATE, verified, desk.version(verified),
                Map.of("contacted", false, "solved", true, "satisfaction", 5)).problem()).isEqualTo("call-back-not-reached");
        Http.Answer vain = desk.take(Persona.SHENYANG_OFFICE, Action.RATE, verified, desk.version(verified), Map.of("contacted", false));
        assertThat(vain.json().path("callBacksInVain").asInt()).isEqualTo(1);
        assertThat(vain.at("/status")).isEqualTo("VERIFIED");
        Http.Answer reached = desk.take(Persona.SHENYANG_OFFICE, Action.RATE, verified, desk.version(verified),
                Map.of("contacted", true, "solved", true, "satisfaction", 4));
        assertThat(reached.at("/finalRating/origin")).isEqualTo("CALL_BACK");
        assertThat(reached.at("/status")).isEqualTo("RATED");
    }

    @Test
    void letsOneOfTwoDispatchesThrough() throws Exception {
        for (int round = 0; round < 5; round++) {
            String id = desk.comeTo(Status.TRIAGED);
            long version = desk.version(id);
            var start = new CountDownLatch(1);
            var statuses = new ArrayList<Integer>();
            try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
                var answers = List.of("210100-HRSS", "210100-MSA").stream().map(unit -> people.submit(() -> {
                    start.await();
                    return desk.take(Persona.SHENYANG_OFFICE, Action.DISPATCH, id, version, Map.of("handlingUnit", unit)).status();
                })).toList();
                start.countDown();
                for (var answer : answers) {
                    statuses.add(answer.get());
                }
            }
            assertThat(statuses).containsExactlyInAnyOrder(200, 409);
            assertThat(desk.version(id)).isEqualTo(version + 1);
        }
    }

    @Test
    void keepsWhatPeopleWriteInAnyScript() {
        String id = desk.comeTo(Status.ACCEPTED);
        String words = "整改措施 😀👨‍👩‍👧 𠮷野家 تقرير עברית\nсделано\t“引号” <script>alert(1)</script> {$gt: 1} 🇨🇳";
        Http.Answer planned = desk.take(Action.PLAN, id, Map.of("measures", words));
        assertThat(planned.status()).isEqualTo(200);
        assertThat(desk.read(id).at("/plan/measures")).isEqualTo(words);
        assertThat(http.as(Persona.SHENYANG_OFFICE).get("/api/v1/issues/" + id + "/verify").json().path("intact").asBoolean()).isTrue();
    }

    @Test
    void findsOutWhenTheHistoryWasEdited() {
        String id = desk.comeTo(Status.CLOSED);
        String path = "/api/v1/issues/" + id + "/verify";
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(path).json().path("intact").asBoolean()).isTrue();
        for (Document edit : List.of(
                new Document("$set", new Document("history.7.note", "一切都好")),
                new Document("$set", new Document("history.6.by", "someone.else")),
                new Document("$pop", new Document("history", -1)))) {
            Document before = mongo.getCollection("issue").findOneAndUpdate(new Document("_id", id), edit);
            assertThat(http.as(Persona.SHENYANG_OFFICE).get(path).json().path("intact").asBoolean()).as("%s", edit).isFalse();
            mongo.getCollection("issue").replaceOne(new Document("_id", id), before);
        }
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(path).json().path("intact").asBoolean()).isTrue();
    }

    @Test
    void honoursTheSettingThatWasChangedMeanwhile() {
        var sources = context.getEnvironment().getPropertySources();
        try {
            change(sources, "5");
            assertThat(desk.take(Action.RATE, desk.comeTo(Status.VERIFIED), Map.of("solved", true, "satisfaction", 4)).at("/status")).isEqualTo("RECTIFYING");
            change(sources, "many");
            assertThat(desk.take(Action.RATE, desk.comeTo(Status.VERIFIED), Map.of("solved", true, "satisfaction", 4)).at("/status"))
                    .as("a setting that cannot be is ignored").isEqualTo("RECTIFYING");
            change(sources, "2");
            assertThat(desk.take(Action.RATE, desk.comeTo(Status.VERIFIED), Map.of("solved", true, "satisfaction", 2)).at("/status")).isEqualTo("RATED");
        } finally {
            sources.remove("nacos-now");
            context.publishEvent(new EnvironmentChangeEvent(context, Set.of(SETTING)));
        }
        assertThat(desk.take(Action.RATE, desk.comeTo(Status.VERIFIED), Map.of("solved", true, "satisfaction", 2)).at("/status")).isEqualTo("RECTIFYING");
    }

    private void change(MutablePropertySources sources, String value) {
        sources.remove("nacos-now");
        sources.addFirst(new MapPropertySource("nacos-now", Map.of(SETTING, value)));
        context.publishEvent(new EnvironmentChangeEvent(context, Set.of(SETTING)));
    }

    @Test
    void listsByWhatIsAskedPageByPage() {
        String registered = desk.registered();
        String triaged = desk.comeTo(Status.TRIAGED);
        String closed = desk.comeTo(Status.CLOSED);
        assertThat(all("status=TRIAGED")).contains(triaged).doesNotContain(registered, closed);
        assertThat(all("phase=INTAKE")).contains(triaged, registered).doesNotContain(closed);
        assertThat(all("phase=CLOSED&status=TRIAGED")).isEmpty();
        assertThat(all("kind=PROBLEM&source=WALKTHROUGH")).contains(triaged, registered, closed);
        assertThat(all("source=HOTLINE_12345")).doesNotContain(triaged, registered, closed);
        assertThat(all("kind=DEMAND")).doesNotContain(registered);
        List<String> everything = all("");
        assertThat(everything).doesNotHaveDuplicates().contains(registered, triaged, closed);
        assertThat(everything.indexOf(closed)).isLessThan(everything.indexOf(triaged));
        assertThat(everything.indexOf(triaged)).isLessThan(everything.indexOf(registered));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{within: '210100'}", "{within: '210100', status: 'TRIAGED'}", "{within: '210100', status: {$in: ['TRIAGED', 'REGISTERED']}}",
        "{within: '210100', kind: 'PROBLEM'}", "{within: '210100', sourceKind: 'WALKTHROUGH'}", "{owner: 'tiyanyuan.wang'}",
        "{within: '210100', status: 'TRIAGED', kind: 'PROBLEM', createdAt: {$lte: {$date: '2026-11-23T00:00:00Z'}}}"})
    void hasAnIndexForEachList(String filter) {
        desk.registered();
        String plan = mongo.getCollection("issue").find(Document.parse(filter)).sort(new Document("createdAt", -1).append("_id", -1)).limit(51)
                .explain(com.mongodb.ExplainVerbosity.QUERY_PLANNER).get("queryPlanner", Document.class).get("winningPlan", Document.class).toJson();
        assertThat(plan).contains("IXSCAN").doesNotContain("COLLSCAN").doesNotContain("\"SORT\"");
    }

    @Test
    void givesEveryIssueANumberOfItsOwnEvenWhereTheFirstIsTaken() {
        var finding = People.aFinding("fnd_collides");
        String id = Issue.idFor(finding.source());
        String taken = desk.registered();
        String wanted = IssueNumber.of(id, store.find(Issue.class, taken).orElseThrow().createdAt(), 0);
        mongo.getCollection("issue").updateOne(new Document("_id", taken), new Document("$set", new Document("number", wanted)));
        assertThat(issues.register(People.SHENYANG_HRSS, finding, People.INTAKE)).isPresent();
        assertThat(issues.register(People.SHENYANG_HRSS, finding, People.INTAKE)).isEmpty();
        assertThat(desk.read(id).at("/number")).startsWith(wanted.substring(0, 12)).isNotEqualTo(wanted);
    }

    static Stream<Action> byHand() {
        return IssueDesk.byHand();
    }

    private List<String> all(String query) {
        List<String> all = new ArrayList<>();
        String after = "";
        do {
            Http.Answer page = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/issues?limit=2&" + query + (after.isEmpty() ? "" : "&after=" + after));
            assertThat(page.status()).isEqualTo(200);
            all.addAll(ids(page));
            after = page.at("/next");
        } while (!after.isEmpty());
        return all;
    }

    private static List<String> ids(Http.Answer page) {
        return page.json().path("items").valueStream().map(item -> item.path("id").asString()).toList();
    }
}
