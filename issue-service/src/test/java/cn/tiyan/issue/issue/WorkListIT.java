package cn.tiyan.issue.issue;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.time.China;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.http.Http;
import com.mongodb.ExplainVerbosity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

/** What waits for whom, from the desks of Shenyang. */
@PlatformTest
class WorkListIT {

    @Autowired
    private Http http;
    @Autowired
    private Issues issues;
    @Autowired
    private AggregateStore store;
    @Autowired
    private MongoTemplate mongo;
    private IssueDesk desk;

    @BeforeEach
    void clearTheDesks() {
        mongo.getCollection("issue").deleteMany(new Document());
        desk = new IssueDesk(http, issues);
    }

    @Test
    void followsAnIssueFromDeskToDesk() {
        String id = desk.registered();
        assertThat(waiting(Persona.SHENYANG_OFFICE, WorkList.UNIT)).containsExactly(id);
        assertThat(waiting(Persona.SHENYANG_OFFICE, WorkList.MINE)).as("in nobody's hand yet").isEmpty();
        assertThat(waiting(Persona.SHENYANG_WALKER, WorkList.MINE)).as("theirs, whoever deals with it").containsExactly(id);
        desk.take(Action.TRIAGE, id);
        assertThat(waiting(Persona.SHENYANG_OFFICE, WorkList.MINE)).containsExactly(id);
        assertThat(desk.take(Action.DISPATCH, id, Map.of("handlingUnit", "210100-HRSS", "clerk", Persona.SHENYANG_DEPARTMENT.account())).status()).isEqualTo(200);
        assertThat(waiting(Persona.SHENYANG_OFFICE, WorkList.UNIT)).isEmpty();
        assertThat(waiting(Persona.SHENYANG_DEPARTMENT, WorkList.UNIT)).containsExactly(id);
        assertThat(waiting(Persona.SHENYANG_DEPARTMENT, WorkList.MINE)).as("named by the office").containsExactly(id);
        desk.take(Action.ACCEPT, id);
        desk.take(Action.PLAN, id);
        desk.photo(id);
        desk.take(Action.SUBMIT, id);
        assertThat(waiting(Persona.SHENYANG_DEPARTMENT, WorkList.UNIT)).isEmpty();
        assertThat(waiting(Persona.SHENYANG_VERIFIER, WorkList.TO_VERIFY)).containsExactly(id);
        desk.take(Action.SEND_BACK, id);
        assertThat(waiting(Persona.SHENYANG_VERIFIER, WorkList.TO_VERIFY)).isEmpty();
        assertThat(waiting(Persona.SHENYANG_DEPARTMENT, WorkList.RETURNED)).containsExactly(id);
        desk.take(Action.SUBMIT, id);
        assertThat(waiting(Persona.SHENYANG_DEPARTMENT, WorkList.RETURNED)).isEmpty();
        desk.take(Action.VERIFY, id);
        assertThat(waiting(Persona.SHENYANG_OFFICE, WorkList.TO_CALL_BACK)).containsExactly(id);
        desk.take(Action.RATE, id);
        desk.take(Action.CLOSE, id);
        for (Persona persona : List.of(Persona.SHENYANG_OFFICE, Persona.SHENYANG_VERIFIER, Persona.SHENYANG_DEPARTMENT, Persona.SHENYANG_WALKER)) {
            assertThat(http.as(persona).get("/api/v1/issues/work-lists").json().valueStream().map(list -> list.path("count").asInt()))
                    .as("%s has nothing left to do", persona).allMatch(count -> count == 0);
        }
    }

    @Test
    void bringsALookBackOnTheDeskWhenItIsDue() {
        String id = desk.comeTo(Status.CLOSED);
        assertThat(waiting(Persona.SHENYANG_VERIFIER, WorkList.LOOK_BACK)).isEmpty();
        later(id, Duration.ofDays(31));
        assertThat(waiting(Persona.SHENYANG_VERIFIER, WorkList.LOOK_BACK)).containsExactly(id);
    }

    @Test
    void asksTheUnitAboveForItsWordOnReturnsAndExtensions() {
        String returned = desk.comeTo(Status.DISPATCHED);
        send(Persona.SHENYANG_DEPARTMENT, returned, "return-request", Map.of("reason", "不是我单位职责"));
        String extended = desk.comeTo(Status.ACCEPTED);
        send(Persona.SHENYANG_DEPARTMENT, extended, "extension-request", Map.of("workingDays", 3, "reason", "系统改造需要时间"));
        assertThat(waiting(Persona.SHENYANG_OFFICE, WorkList.TO_REVIEW)).containsExactly(returned, extended);
        assertThat(waiting(Persona.SHENYANG_DEPARTMENT, WorkList.TO_REVIEW)).isEmpty();
        assertThat(waiting(Persona.SHENYANG_DEPARTMENT, WorkList.UNIT)).as("its clock runs on").containsExactly(extended);
        send(Persona.SHENYANG_OFFICE, extended, "extension-review", Map.of("approved", false));
        send(Persona.SHENYANG_OFFICE, returned, "return-review", Map.of("approved", true));
        assertThat(waiting(Persona.SHENYANG_OFFICE, WorkList.TO_REVIEW)).isEmpty();
        assertThat(waiting(Persona.SHENYANG_OFFICE, WorkList.RETURNED)).containsExactly(returned);
    }

    @Test
    void isNobodysOwnAnyMoreWhoseUnitGaveItBack() {
        String id = desk.comeTo(Status.TRIAGED);
        send(Persona.PROVINCE_OFFICE, id, "dispatch", Map.of("handlingUnit", "210200-HRSS", "clerk", Persona.DALIAN_DEPARTMENT.account()));
        assertThat(waiting(Persona.DALIAN_DEPARTMENT, WorkList.MINE)).containsExactly(id);
        send(Persona.DALIAN_DEPARTMENT, id, "return-request", Map.of("reason", "不是我市事项"));
        send(Persona.PROVINCE_OFFICE, id, "return-review", Map.of("approved", true));
        assertThat(waiting(Persona.DALIAN_DEPARTMENT, WorkList.MINE)).as("nor counted").isEmpty();
    }

    @Test
    void showsASupervisionToWhoPressesAndToWhoIsPressed() {
        String id = desk.comeTo(Status.ACCEPTED);
        send(Persona.PROVINCE_LEADER, id, "supervisions", Map.of("demand", "请尽快整改", "workingDays", 3, "jointUnits", List.of("210100")));
        for (Persona persona : List.of(Persona.PROVINCE_LEADER, Persona.SHENYANG_OFFICE, Persona.SHENYANG_DEPARTMENT)) {
            assertThat(waiting(persona, WorkList.SUPERVISED)).as("%s", persona).containsExactly(id);
        }
        String supervision = desk.read(id).at("/supervisions/0/id");
        send(Persona.SHENYANG_DEPARTMENT, id, "supervisions/" + supervision + "/answer", Map.of("answer", "已完成系统改造"));
        assertThat(waiting(Persona.PROVINCE_LEADER, WorkList.SUPERVISED)).as("answered, not lifted").containsExactly(id);
        send(Persona.PROVINCE_LEADER, id, "supervisions/" + supervision + "/lifting", Map.of());
        for (Persona persona : List.of(Persona.PROVINCE_LEADER, Persona.SHENYANG_OFFICE, Persona.SHENYANG_DEPARTMENT)) {
            assertThat(waiting(persona, WorkList.SUPERVISED)).as("%s", persona).isEmpty();
        }
    }

    @Test
    void tellsWhatIsDueTodayFromWhatIsLateAndPutsWhatStandsStillLast() {
        String later = desk.comeTo(Status.ACCEPTED);
        String late = desk.comeTo(Status.ACCEPTED);
        String paused = desk.comeTo(Status.ACCEPTED);
        String today = desk.comeTo(Status.ACCEPTED);
        send(Persona.SHENYANG_OFFICE, paused, "pause", Map.of("reason", "等待省级系统升级"));
        Instant now = Instant.now();
        Instant midnight = China.day(now).plusDays(1).atStartOfDay(China.ZONE).toInstant();
        due(late, now.minusSeconds(1));
        due(today, midnight.minusMillis(1));
        due(later, midnight);
        assertThat(waiting(Persona.SHENYANG_DEPARTMENT, WorkList.UNIT)).containsExactly(late, today, later, paused);
        assertThat(waiting(Persona.SHENYANG_DEPARTMENT, WorkList.DUE_TODAY)).containsExactly(today);
        assertThat(waiting(Persona.SHENYANG_DEPARTMENT, WorkList.OVERDUE)).containsExactly(late);
        JsonNode last = http.as(Persona.SHENYANG_DEPARTMENT).get("/api/v1/issues?workList=UNIT").json().at("/items/3");
        assertThat(last.path("paused").asBoolean()).isTrue();
        assertThat(last.path("due").asString()).as("the deadline as it stood").startsWith("20");
    }

    @Test
    void turnsPagesThroughEqualDeadlinesWithoutLossOrRepetition() {
        for (int i = 0; i < 7; i++) {
            due(desk.registered(), Instant.parse("2026-12-01T09:00:00Z"));
        }
        due(desk.registered(), Instant.parse("2026-11-30T09:00:00Z"));
        due(desk.registered(), Instant.parse("2026-12-02T09:00:00Z"));
        List<String> whole = waiting(Persona.SHENYANG_OFFICE, WorkList.UNIT);
        List<String> paged = new ArrayList<>();
        String after = "";
        do {
            Http.Answer page = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/issues?workList=UNIT&limit=2" + after);
            page.json().path("items").forEach(item -> paged.add(item.path("id").asString()));
            after = page.at("/next").isEmpty() ? "" : "&after=" + page.at("/next");
        } while (!after.isEmpty());
        assertThat(paged).hasSize(9).isEqualTo(whole);
    }

    @Test
    void countsUpToAThousandAndThenSaysThatThereAreMore() {
        Document one = mongo.getCollection("issue").find(new Document("_id", desk.registered())).first();
        List<Document> copies = new ArrayList<>();
        for (int i = 1; i < 1000; i++) {
            copies.add(new Document(one).append("_id", Ids.next("iss")).append("number", "WT-20261101-" + i));
        }
        mongo.getCollection("issue").insertMany(copies);
        assertThat(tally(Persona.SHENYANG_OFFICE, WorkList.UNIT)).isEqualTo("1000 false");
        desk.registered();
        assertThat(tally(Persona.SHENYANG_OFFICE, WorkList.UNIT)).isEqualTo("1000 true");
    }

    @Test
    void hasWhatTheyRaisedForThoseWhoOnlyWalk() {
        desk.registered();
        for (Persona persona : List.of(Persona.SHENYANG_WALKER, Persona.EXPERIENCER)) {
            assertThat(http.as(persona).get("/api/v1/issues/work-lists").json().valueStream().map(list -> list.path("name").asString())).containsExactly("MINE");
            assertThat(http.as(persona).get("/api/v1/issues?workList=UNIT").status()).isEqualTo(403);
        }
        assertThat(waiting(Persona.EXPERIENCER, WorkList.MINE)).isEmpty();
        assertThat(http.as(Persona.SHENYANG_OFFICE).get("/api/v1/issues/work-lists").json().valueStream().map(list -> list.path("chinese").asString()))
                .hasSize(WorkList.values().length).startsWith("我的待办", "本单位待办");
    }

    @ParameterizedTest
    @CsvSource({"workList=ALL, workList", "workList=UNIT&after=nonsense, after", "workList=UNIT&limit=0, limit", "workList=UNIT&status=TRIAGED, workList"})
    void namesTheParameterThatIsWrong(String query, String field) {
        Http.Answer answer = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/issues?" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(field);
    }

    @Test
    void takesNoPlaceFromAListThatIsSortedDifferently() {
        desk.registered();
        desk.registered();
        String next = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/issues?limit=1").at("/next");
        Http.Answer answer = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/issues?workList=UNIT&limit=1&after=" + next);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly("after");
    }

    @ParameterizedTest
    @EnumSource(WorkList.class)
    void isServedByItsIndexInItsOrderAndCountedInItAlone(WorkList workList) {
        for (int i = 0; i < 3; i++) {
            desk.comeTo(Status.TRIAGED);
        }
        Document criteria = workList.criteria(Persona.SHENYANG_OFFICE.caller(), issues.now()).getCriteriaObject();
        Document wanted = stored(criteria);
        String page = mongo.getCollection("issue").find(wanted).sort(new Document("due", 1).append("_id", 1)).hintString(workList.index()).limit(51)
                .explain(ExplainVerbosity.EXECUTION_STATS).get("queryPlanner", Document.class).get("winningPlan", Document.class).toJson();
        assertThat(page).contains("\"indexName\": \"" + workList.index() + "\"").doesNotContain("COLLSCAN").doesNotContain("\"SORT\"");
        String count = mongo.getCollection("issue").aggregate(List.of(new Document("$match", wanted), new Document("$limit", 1001),
                new Document("$group", new Document("_id", 1).append("n", new Document("$sum", 1))))).hintString(workList.index())
                .explain(ExplainVerbosity.QUERY_PLANNER).toJson();
        assertThat(count).contains("\"indexName\": \"" + workList.index() + "\"").doesNotContain("COLLSCAN");
        if (workList != WorkList.RETURNED && workList != WorkList.MINE) {
            assertThat(count).as("no issue is read to be counted").doesNotContain("\"FETCH\"");
        }
    }

    /** No unit has anything on a list that it may not see: so counting need not look at the issue itself. */
    @ParameterizedTest
    @EnumSource(Status.class)
    void showsNobodyWhatTheyMayNotSee(Status status) {
        Issue issue = store.insert(People.anIssueIn(status));
        Document kept = mongo.getCollection("issue").find(new Document("_id", issue.id())).first();
        List<String> within = kept.getList("within", String.class);
        assertThat(within).contains(kept.get("desk", within.getFirst()), kept.get("reviewer", within.getFirst()));
        assertThat(kept.containsKey("desk")).isEqualTo(kept.containsKey("due"));
    }

    private Document stored(Document criteria) {
        return mongo.getConverter() instanceof org.springframework.data.mongodb.core.convert.MappingMongoConverter converter
                ? new org.springframework.data.mongodb.core.convert.QueryMapper(converter).getMappedObject(criteria,
                        converter.getMappingContext().getPersistentEntity(Issue.class))
                : criteria;
    }

    private List<String> waiting(Persona persona, WorkList workList) {
        Http.Answer page = http.as(persona).get("/api/v1/issues?workList=" + workList);
        assertThat(page.status()).as("%s", page).isEqualTo(200);
        List<String> ids = page.json().path("items").valueStream().map(item -> item.path("id").asString()).toList();
        assertThat(tally(persona, workList)).isEqualTo(ids.size() + " false");
        return ids;
    }

    private String tally(Persona persona, WorkList workList) {
        JsonNode found = http.as(persona).get("/api/v1/issues/work-lists").json().valueStream()
                .filter(list -> list.path("name").asString().equals(workList.name())).findFirst().orElseThrow();
        return found.path("count").asInt() + " " + found.path("more").asBoolean();
    }

    private void send(Persona persona, String id, String step, Object body) {
        Http.Answer answer = http.as(persona).at(desk.version(id)).post("/api/v1/issues/" + id + "/" + step, body);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    private void due(String id, Instant at) {
        mongo.getCollection("issue").updateOne(new Document("_id", id), new Document("$set", new Document("due", Date.from(at))));
    }

    private void later(String id, Duration by) {
        Issue issue = store.find(Issue.class, id).orElseThrow();
        issues.clockStrikes(issue, Instant.now().plus(by));
        store.save(issue);
    }
}
