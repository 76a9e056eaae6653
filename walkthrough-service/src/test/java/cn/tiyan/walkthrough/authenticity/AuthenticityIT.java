package cn.tiyan.walkthrough.authenticity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.platform.aggregate.Timers;
import cn.tiyan.platform.time.China;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Http.Answer;
import cn.tiyan.testkit.http.Tokens;
import cn.tiyan.walkthrough.demand.Told;
import cn.tiyan.walkthrough.walkthrough.Requests;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The whole way over HTTP: two walkthroughs with the same words, the signal, the answer, the conclusion; and who sees none of it. */
@PlatformTest
class AuthenticityIT {

    private static final String PATH = "/api/v1/walkthroughs";

    @Autowired
    private Http http;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private KafkaTopics kafka;
    @Autowired
    private Timers timers;

    private final SplittableRandom random = new SplittableRandom();
    private String walker = "";

    /** Nobody who walks in one test is busy in another. */
    @BeforeEach
    void somebodyNew() {
        walker = "walker." + UUID.randomUUID();
    }

    private Http walker() {
        return http.withToken(Tokens.of(Persona.SHENYANG_WALKER, claims -> claims.subject(walker)));
    }

    private Http office() {
        return http.as(Persona.SHENYANG_OFFICE);
    }

    private String words() {
        var words = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            words.append(Writing.sentence(random));
        }
        return words.toString();
    }

    private static ObjectNode saying(String words) {
        ObjectNode body = Requests.aWalkthrough(Requests.aFinding("PROBLEM", "QUALITY-12"));
        ((ObjectNode) body.at("/steps/1")).put("note", words).put("citizenWords", "没什么");
        return body;
    }

    private String recorded(Http as, ObjectNode body) {
        Answer answer = as.post(PATH, body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        String id = answer.at("/id");
        KafkaTopics.await("a look at " + id, () -> office().get(PATH + "/" + id + "/authenticity").status() == 200);
        return id;
    }

    /** @return the second of two walkthroughs, of two walkers, with nearly the same words */
    private String copied(String words) {
        recorded(http.withToken(Tokens.of(Persona.SHENYANG_WALKER, claims -> claims.subject("original." + UUID.randomUUID()))), saying(words));
        return recorded(walker(), saying(words + Writing.sentence(random)));
    }

    /** Takes the review away once nothing that was told of the walkthrough can bring it back. */
    private void unseen(String id) {
        Document told = Objects.requireNonNull(mongo.getCollection("walkthrough").find(new Document("_id", id)).first());
        kafka.await("walkthrough.events", id, told.getLong("sequence").intValue());
        kafka.awaitHandled("walkthrough-service.authenticity", "walkthrough.events");
        mongo.getCollection("authenticity_review").deleteOne(new Document("walkthroughId", id));
    }

    private Answer review(Http as, String id) {
        return as.get(PATH + "/" + id + "/authenticity");
    }

    private static JsonNode signal(Answer review, String rule) {
        return review.json().at("/signals").valueStream().filter(signal -> signal.path("rule").asString().equals(rule)).findFirst()
                .orElseThrow(() -> new AssertionError("no " + rule + " in " + review));
    }

    private String signalPath(String id, String rule) {
        return PATH + "/" + id + "/authenticity/signals/" + signal(review(office(), id), rule).path("id").asString();
    }

    @Test
    void showsWalkerAndOfficeWhatWasCopiedFromWhere() {
        String words = words();
        String first = recorded(http.withToken(Tokens.of(Persona.SHENYANG_WALKER, claims -> claims.subject("original." + walker))), saying(words));
        String second = recorded(walker(), saying(words));
        for (Http who : List.of(walker(), office(), http.as(Persona.PROVINCE_OFFICE), http.as(Persona.PROVINCE_LEADER))) {
            Answer review = review(who, second);
            assertThat(review.status()).as(review.toString()).isEqualTo(200);
            assertThat(review.at("/status")).isEqualTo("ANSWER_AWAITED");
            JsonNode signal = signal(review, "copied-text");
            assertThat(signal.path("session").asString()).isEqualTo(first);
            assertThat(signal.path("said").asString()).startsWith("文字与此前的走流程 " + first + " 有 100% 相同");
            assertThat(words).contains(signal.path("quote").asString());
        }
        assertThat(review(office(), first).json().at("/signals").valueStream().noneMatch(signal -> signal.path("rule").asString().equals("copied-text")))
                .as("the original is no copy").isTrue();
    }

    @Test
    void takesTheWalkerFromSignalToReturn() {
        String id = copied(words());
        String signal = signalPath(id, "copied-text");
        Answer answered = walker().at(review(walker(), id).version()).post(signal + "/answer", Map.of("text", "两人同行，分别记录"));
        assertThat(answered.status()).as(answered.toString()).isEqualTo(200);
        assertThat(answered.at("/status")).isEqualTo("CONCLUSION_AWAITED");
        assertThat(signal(answered, "copied-text").path("actions")).isEmpty();
        assertThat(signal(review(office(), id), "copied-text").path("actions").valueStream().map(JsonNode::asString)).containsExactly("DISMISS", "ACCEPT", "CONFIRM");

        Answer again = walker().at(answered.version()).post(signal + "/answer", Map.of("text", "再说一次"));
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.problem()).isEqualTo("illegal-transition");

        Answer concluded = office().at(answered.version()).post(signal + "/conclusion", Map.of("verdict", "CONFIRMED", "reason", "经核实没有同行"));
        assertThat(concluded.at("/status")).as(concluded.toString()).isEqualTo("CONCLUDED");
        assertThat(concluded.json().at("/mayReturn").asBoolean()).isTrue();
        assertThat(review(walker(), id).json().at("/mayReturn").asBoolean()).isFalse();
        Answer returned = office().at(concluded.version()).post(PATH + "/" + id + "/authenticity/return", Map.of("reason", "请重新走一遍"));
        assertThat(returned.at("/status")).as(returned.toString()).isEqualTo("RETURNED");
        assertThat(walker().get(PATH + "/" + id).at("/status")).isEqualTo("RETURNED");
        List<String> history = new ArrayList<>();
        walker().get(PATH + "/" + id + "/authenticity/history").json().forEach(entry -> history.add(entry.path("action").asString()));
        assertThat(history).containsExactly("look", "answer", "confirm", "return");
    }

    @Test
    void refusesWhatTheRulesForbidAndKeepsNothingOfIt() {
        String id = copied(words());
        String signal = signalPath(id, "copied-text");
        Answer before = review(office(), id);
        Answer early = office().at(before.version()).post(signal + "/conclusion", Map.of("verdict", "CONFIRMED", "reason", "一看便知"));
        assertThat(early.problem()).isEqualTo("walker-not-heard");
        Answer nothing = office().at(before.version()).post(PATH + "/" + id + "/authenticity/return", Map.of("reason", "退回"));
        assertThat(nothing.problem()).isEqualTo("not-all-concluded");
        assertThat(http.as(Persona.PROVINCE_LEADER).at(before.version()).post(signal + "/answer", Map.of("text", "代答")).status()).isEqualTo(403);
        assertThat(office().post(signal + "/conclusion", Map.of("verdict", "UNFOUNDED", "reason", "误报")).status()).isEqualTo(428);
        assertThat(office().at(before.version() + 1).post(signal + "/conclusion", Map.of("verdict", "UNFOUNDED", "reason", "误报")).status()).isEqualTo(409);
        assertThat(office().at(before.version()).post(signal + "/conclusion", Map.of("verdict", "MAYBE", "reason", "误报")).fields()).containsExactly("verdict");
        assertThat(office().at(before.version()).post(signal + "/conclusion", Map.of("verdict", "UNFOUNDED", "reason", " ")).fields()).containsExactly("reason");
        assertThat(walker().at(before.version()).post(signal + "/answer", "{\"text\":\"\\ud83d\"}").fields()).containsExactly("text");
        assertThat(walker().at(before.version()).post(PATH + "/" + id + "/authenticity/signals/sig_x/answer", Map.of("text", "说明")).status()).isEqualTo(404);
        assertThat(review(office(), id).json()).isEqualTo(before.json());
        assertThat(walker().at(before.version()).post(signal + "/answer", Map.of("text", "👩‍👧‍👦 \u202bمرحبا\u202c 𠮷野家")).status()).isEqualTo(200);
    }

    @Test
    void isThereForNobodyElse() {
        String id = copied(words());
        String signal = signalPath(id, "copied-text");
        for (Http stranger : List.of(http.as(Persona.SHENYANG_WALKER), http.as(Persona.SHENYANG_DEPARTMENT), http.as(Persona.SHENYANG_VERIFIER),
                http.as(Persona.DALIAN_OFFICE), http.as(Persona.EXPERIENCER), http.as(Persona.OPERATOR), http.as(Persona.ADMIN),
                http.withToken(Tokens.of(Persona.SHENYANG_OFFICE, claims -> claims.claim("unit", "210100-HRSS"))))) {
            for (Answer answer : List.of(review(stranger, id), stranger.get(PATH + "/" + id + "/authenticity/history"),
                    stranger.at(1).post(signal + "/answer", Map.of("text", "说明")),
                    stranger.at(1).post(signal + "/conclusion", Map.of("verdict", "UNFOUNDED", "reason", "误报")),
                    stranger.at(1).post(PATH + "/" + id + "/authenticity/return", Map.of("reason", "退回")))) {
                assertThat(answer.status()).as(answer.toString()).isEqualTo(404);
            }
            Answer page = stranger.get(PATH + "/authenticity");
            assertThat(page.text()).doesNotContain(id);
            assertThat(stranger.at(1).post(PATH + "/" + id + "/authenticity/recomputation", Map.of()).status()).isIn(403, 404);
        }
        assertThat(http.get(PATH + "/" + id + "/authenticity").status()).isEqualTo(401);
    }

    @Test
    void appearsInNoListOfSessionsAndOrdersNothing() {
        String id = copied(words());
        for (Http who : List.of(walker(), office(), http.as(Persona.PROVINCE_LEADER), http.as(Persona.SHENYANG_WALKER))) {
            for (String path : List.of(PATH + "?limit=200", PATH + "/" + id)) {
                Answer answer = who.get(path);
                assertThat(answer.text()).as(path).contains(id).doesNotContainIgnoringCase("signal").doesNotContainIgnoringCase("authenticity")
                        .doesNotContain("copied-text", "雷同", "ANSWER_AWAITED");
            }
        }
        Answer list = office().get(PATH + "/authenticity?limit=200&status=ANSWER_AWAITED");
        JsonNode line = list.json().at("/items").valueStream().filter(item -> item.path("walkthroughId").asString().equals(id)).findFirst().orElseThrow();
        assertThat(line.propertyNames()).as("neither whose it is, nor what was noticed, nor how much")
                .containsExactlyInAnyOrder("walkthroughId", "serviceItem", "finishedAt", "status", "statusText");
        assertThat(list.text()).doesNotContain(walker, "count", "total");
        assertThat(walker().get(PATH + "/authenticity").at("/items/0/walkthroughId")).isEqualTo(id);
        assertThat(office().get(PATH + "/authenticity?status=SUSPICIOUS").fields()).containsExactly("status");
        assertThat(office().get(PATH + "/authenticity?limit=0").fields()).containsExactly("limit");
    }

    @Test
    void tellsEverybodyTheRules() {
        Answer rules = walker().get(PATH + "/authenticity/rules");
        assertThat(rules.json().at("/items")).hasSize(Rules.ALL.size());
        assertThat(rules.at("/items/0/threshold")).contains("25 秒");
        assertThat(rules.json().at("/items").valueStream().filter(rule -> rule.path("circumstance").asBoolean()).map(rule -> rule.path("name").asString()))
                .containsExactly("announced");
    }

    @Test
    void looksOnceAndAgainOnlyWhenAsked() {
        String id = copied(words());
        Answer before = review(office(), id);
        assertThat(before.version()).isEqualTo(1);
        Answer same = office().at(1).post(PATH + "/" + id + "/authenticity/recomputation", Map.of());
        assertThat(same.status()).as(same.toString()).isEqualTo(200);
        assertThat(same.json()).as("nothing is different").isEqualTo(before.json());
        assertThat(office().at(7).post(PATH + "/" + id + "/authenticity/recomputation", Map.of()).status()).isEqualTo(409);
        assertThat(walker().at(1).post(PATH + "/" + id + "/authenticity/recomputation", Map.of()).status()).isEqualTo(403);

        unseen(id);
        assertThat(review(office(), id).status()).isEqualTo(404);
        Answer anew = office().at(0).post(PATH + "/" + id + "/authenticity/recomputation", Map.of());
        assertThat(anew.status()).as(anew.toString()).isEqualTo(200);
        assertThat(signal(anew, "copied-text").path("said")).isEqualTo(signal(before, "copied-text").path("said"));
    }

    @Test
    void letsOneOfTwoWinWhoConcludeAtOnce() throws Exception {
        String id = copied(words());
        String signal = signalPath(id, "copied-text");
        long version = review(office(), id).version();
        List<Integer> answers = new ArrayList<>();
        try (var clerks = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Answer> conclude = () -> office().at(version).post(signal + "/conclusion", Map.of("verdict", "UNFOUNDED", "reason", "误报"));
            for (Future<Answer> done : clerks.invokeAll(List.of(conclude, conclude, conclude, conclude))) {
                answers.add(done.get().status());
            }
        }
        assertThat(answers).containsOnlyOnce(200).allMatch(status -> status == 200 || status == 409);
    }

    @Test
    void noticesSomebodyInTwoPlacesAtOnce() {
        recorded(walker(), saying("上午"));
        String second = recorded(walker(), saying("同时"));
        assertThat(signal(review(office(), second), "overlap").path("said").asString()).contains("重叠 1 小时 10 分钟");
    }

    @Test
    void noticesNothingFoundWhereCitizensComplain() {
        String item = "item-" + UUID.randomUUID();
        Instant lately = Instant.now().minusSeconds(86_400);
        for (int i = 0; i < 6; i++) {
            mongo.save(new CalledForComplaints.Complaint(item + i, item, List.of("210000", "210100", "210100-HRSS"), lately, false, 1));
        }
        ObjectNode body = Requests.aWalkthrough();
        ((ObjectNode) body.at("/serviceItem")).put("code", item);
        ((ObjectNode) body.at("/steps/1")).put("result", "PASSED");
        String id = recorded(walker(), body);
        assertThat(signal(review(office(), id), "all-perfect").path("said").asString()).contains("反映有 6 件（阈值：5 件）");
    }

    /** 一件事: an applicant gets both done at once, and so does who walks as one. */
    @Test
    void takesTwoItemsOfOneThingForOneVisit() {
        List<String> codes = List.of("OT-" + UUID.randomUUID(), "OT-" + UUID.randomUUID());
        List<String> items = codes.stream().map(code -> office().post("/api/v1/service-items", """
                {"unit": "210100-HRSS", "code": "%s", "content": {"name": "企业职工参保登记", "kind": "PUBLIC_SERVICE", "theme": "SOCIAL_SECURITY", "visits": 1,
                 "materials": [], "channels": ["COUNTER"], "crossProvince": false, "fullyOnline": false, "oneThing": true}}""".formatted(code)).at("/id")).toList();
        Answer bundle = office().post("/api/v1/service-items/bundles", """
                {"unit": "210100", "code": "%s", "content": {"name": "开办企业", "itemIds": ["%s", "%s"], "accepting": "一窗受理", "coordination": "并联办理",
                 "issuing": "统一寄递", "before": {"steps": 9, "workingDays": 10, "materials": 4, "visits": 6},
                 "after": {"steps": 3, "workingDays": 1, "materials": 4, "visits": 1}}}""".formatted(codes.getFirst(), items.get(0), items.get(1)));
        assertThat(bundle.status()).as(bundle.toString()).isEqualTo(201);
        recorded(walker(), about(codes.get(0)));
        String second = recorded(walker(), about(codes.get(1)));
        assertThat(review(office(), second).text()).doesNotContain("overlap");
        String third = recorded(walker(), about("OT-" + UUID.randomUUID()));
        assertThat(signal(review(office(), third), "overlap").path("said").asString()).contains("重叠");
    }

    private static ObjectNode about(String item) {
        ObjectNode body = saying("同时办理");
        ((ObjectNode) body.at("/serviceItem")).put("code", item);
        return body;
    }

    /** The first of those who leave it to the last days cannot be told from others; when the days are over they can. */
    @Test
    void looksAgainByItselfWhenThePlansLastDayIsOver() {
        LocalDate today = LocalDate.now(China.ZONE);
        Answer draft = http.as(Persona.SHENYANG_DEPARTMENT).post(PATH + "/plans", """
                {"title": "走流程计划", "from": "%s", "to": "%s", "entries": [{"unit": "210100-HRSS", "role": "APPLICANT", "walker": "%s", "plannedOn": "%s",
                 "reason": "群众反映较多", "serviceItem": {"code": "112101000001234567001", "name": "企业职工参保登记"}}]}"""
                .formatted(today, today, walker, today));
        String entry = http.as(Persona.SHENYANG_DEPARTMENT).at(draft.version()).post(draft.header("Location") + "/publication", "").at("/entries/0/id");
        // A unit of whose walkthroughs nothing is known.
        String unit = Told.city(mongo, "210599");
        Http province = http.as(Persona.PROVINCE_OFFICE);
        Answer walked = http.withToken(Tokens.of(Persona.SHENYANG_WALKER, claims -> claims.subject(walker).claim("unit", unit))).post(PATH, saying(words()));
        assertThat(walked.status()).as(walked.toString()).isEqualTo(201);
        String id = walked.at("/id");
        KafkaTopics.await("a look at " + id, () -> review(province, id).status() == 200);
        // As if it had been started for the plan's entry on a phone.
        mongo.getCollection("walkthrough").updateOne(new Document("_id", id), new Document("$set", new Document("planEntryId", entry)));
        unseen(id);
        Answer first = province.at(0).post(PATH + "/" + id + "/authenticity/recomputation", Map.of());
        assertThat(first.text()).as(first.toString()).contains("\"version\":1").doesNotContain("deadline-cluster");
        for (int i = 0; i < 11; i++) {
            Instant then = Instant.now().minusSeconds(60L * i).truncatedTo(ChronoUnit.MILLIS);
            mongo.save(new Print(id + i, walker + i, unit, List.of(), null, then.minusSeconds(60), then, then, List.of(), null, null));
        }
        timers.strike(China.begins(today.plusDays(2)).minusMillis(1));
        assertThat(review(province, id).text()).as("phones have a day to hand in what they recorded").doesNotContain("deadline-cluster");
        timers.strike(China.begins(today.plusDays(2)));
        Answer again = review(province, id);
        assertThat(signal(again, "deadline-cluster").path("said").asString()).contains("的 12 次走流程中，12 次（100%）集中在截止前 7 天");
        timers.strike(China.begins(today.plusDays(3)));
        assertThat(review(province, id).version()).as("once").isEqualTo(again.version());
    }

    @Test
    void readsByIndexAlone() {
        for (String query : List.of("{find: 'authenticity_review', filter: {within: '210100'}, sort: {createdAt: -1, _id: -1}}",
                "{find: 'authenticity_review', filter: {within: '210100', status: 'ANSWER_AWAITED'}, sort: {createdAt: -1, _id: -1}}",
                "{find: 'authenticity_review', filter: {owner: 'x', status: 'ANSWER_AWAITED'}, sort: {createdAt: -1, _id: -1}}",
                "{find: 'authenticity_print', filter: {walker: 'x', startedAt: {$gte: 1, $lte: 2}, at: {$lte: 3}}, sort: {startedAt: 1}}",
                "{find: 'authenticity_print', filter: {bands: {$in: [NumberLong(1), NumberLong(2)]}, at: {$lte: 3}}}",
                "{find: 'authenticity_print', filter: {unit: 'x', finishedAt: {$gte: 1, $lt: 2}}}",
                "{find: 'authenticity_photo', filter: {sha256: {$in: ['x', 'y']}, at: {$lte: 3}}}",
                "{find: 'authenticity_photo', filter: {bands: {$in: [1, 2]}, at: {$lte: 3}}}",
                "{find: 'plan', filter: {'entries._id': 'x'}}",
                "{find: 'service_bundle', filter: {'content.itemIds': 'x', status: 'ACTIVE'}, hint: 'by-item'}",
                "{find: 'authenticity_complaint', filter: {item: 'x', within: 'y', withdrawn: false, at: {$gte: 1, $lt: 2}}}")) {
            String plan = mongo.executeCommand("{explain: " + query + ", verbosity: 'queryPlanner'}").get("queryPlanner", Document.class)
                    .get("winningPlan").toString();
            assertThat(plan).as(query).contains("IXSCAN").doesNotContain("COLLSCAN", "stage=SORT,");
        }
    }
}
