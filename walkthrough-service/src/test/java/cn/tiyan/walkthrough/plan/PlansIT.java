package cn.tiyan.walkthrough.plan;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.Events;
import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.contracts.walkthrough.WalkthroughRecorded;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.messaging.EventJson;
import cn.tiyan.platform.messaging.EventPublisher;
import cn.tiyan.platform.time.China;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Http.Answer;
import cn.tiyan.walkthrough.demand.Demand;
import cn.tiyan.walkthrough.demand.Told;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Plans over HTTP, and what walkthroughs make of them. */
@PlatformTest
class PlansIT {

    private static final String PLANS = "/api/v1/walkthroughs/plans";
    private static final String POSTS = "/api/v1/walkthroughs/posts";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final LocalDate TODAY = China.day(Instant.now());

    @Autowired
    private Http http;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private Demand demand;
    @Autowired
    private EventPublisher publisher;

    @Test
    void isDraftedPublishedWalkedAndDone() {
        Answer draft = clerk().post(PLANS, aPlan(anEntry("LIFE-1", "shenyang.ganbu")));
        assertThat(draft.status()).as(draft.toString()).isEqualTo(201);
        String path = draft.header("Location");
        assertThat(draft.at("/status")).isEqualTo("DRAFT");
        Answer published = clerk().at(draft.version()).post(path + "/publication", "");
        assertThat(published.at("/status")).as(published.toString()).isEqualTo("PUBLISHED");
        String entry = published.at("/entries/0/id");
        assertThat(published.json().at("/progress/walked").asInt()).isZero();
        assertThat(published.json().at("/progress/of").asInt()).isEqualTo(1);

        String walkthrough = walked(entry, "LIFE-1");
        KafkaTopics.await("the plan to be done", () -> clerk().get(path).at("/status").equals("DONE"));
        Answer done = clerk().get(path);
        assertThat(done.at("/entries/0/walkthroughs/0")).isEqualTo(walkthrough);
        assertThat(done.json().at("/progress/walked").asInt()).isEqualTo(1);
        assertThat(clerk().get(path + "/history").json().valueStream().map(line -> line.at("/action").asString())).containsExactly("draft", "publish", "walk", "complete");
    }

    @Test
    void answersARepeatedRequestWithTheSamePlan() {
        Http keyed = clerk().with("Idempotency-Key", UUID.randomUUID().toString());
        ObjectNode plan = aPlan(anEntry("AGAIN-1", "shenyang.ganbu"));
        Answer first = keyed.post(PLANS, plan);
        Answer second = keyed.post(PLANS, plan);
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.at("/id")).isEqualTo(first.at("/id"));
        assertThat(keyed.post(PLANS, plan.put("title", "另一份")).problem()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void showsAWalkerWhatAnyUnitAsksOfThemAndNothingElse() {
        // A plan of Dalian: the walker of Shenyang may not see it, but what it asks of them.
        ObjectNode plan = aPlan(anEntry("MINE-1", "shenyang.ganbu").put("unit", "210200-HRSS"), anEntry("MINE-2", "dalian.ganbu").put("unit", "210200-HRSS"));
        Answer draft = http.as(Persona.DALIAN_DEPARTMENT).post(PLANS, plan);
        Http walker = http.as(Persona.SHENYANG_WALKER);
        assertThat(mine(walker)).as("a draft asks nothing").doesNotContain("MINE-1");
        http.as(Persona.DALIAN_DEPARTMENT).at(draft.version()).post(draft.header("Location") + "/publication", "");
        assertThat(mine(walker)).contains("MINE-1").doesNotContain("MINE-2");
        assertThat(walker.get(draft.header("Location")).status()).isEqualTo(404);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(draft.header("Location")).status()).isEqualTo(200);
    }

    private static List<String> mine(Http walker) {
        return walker.get(PLANS + "/mine?limit=200").json().at("/items").valueStream().flatMap(plan -> plan.at("/entries").valueStream())
                .map(entry -> entry.at("/serviceItem/code").asString()).toList();
    }

    @Test
    void refusesThatSomebodyWalksTheirOwnWindow() {
        LocalDate walk = TODAY.plusDays(3);
        assign("chuangkou.li", """
                {"unit": "210100-HRSS", "posts": [{"window": "社保综合 3 号窗口", "items": ["OWN-1"], "from": "%s", "to": "%s"}]}""".formatted(walk, walk));
        assertRefused(aPlan(anEntry("OWN-1", "chuangkou.li")), "own-window", "entries[0].walker");
        // Another item at the same unit, the same at another unit's window, the same on a day they do not serve there: no conflict.
        for (ObjectNode fine : List.of(anEntry("OTHER-1", "chuangkou.li"), anEntry("OWN-1", "chuangkou.li").put("unit", "210200-HRSS"),
                anEntry("OWN-1", "chuangkou.li").put("plannedOn", walk.plusDays(1).toString()))) {
            assertThat(clerk().post(PLANS, aPlan(fine)).status()).isEqualTo(201);
        }
        // Named by the unit above only: the item tells.
        assertRefused(aPlan(anEntry("OWN-1", "chuangkou.li").put("unit", "210100")), "own-window", "entries[0].walker");
    }

    @Test
    void refusesEverythingOfAUnitWhoseWholeCounterSomebodyServes() {
        assign("chuangkou.zhao", """
                {"unit": "210100-HRSS", "posts": [{"window": "无差别受理窗口", "from": "%s"}]}""".formatted(TODAY.minusYears(1)));
        assertRefused(aPlan(anEntry("ANY-1", "chuangkou.zhao")), "own-window", "entries[0].walker");
        // A leader or clerk of the department who serves at no window walks its services: that is what 亲自办 asks for.
        assertThat(clerk().post(PLANS, aPlan(anEntry("ANY-1", "chuangkou.juzhang"))).status()).isEqualTo(201);
    }

    @Test
    void asksOnceMoreWhenItIsPublishedOrAmended() {
        Answer draft = clerk().post(PLANS, aPlan(anEntry("LATER-1", "chuangkou.qian")));
        assign("chuangkou.qian", """
                {"unit": "210100-HRSS", "posts": [{"window": "就业窗口", "items": ["LATER-1"], "from": "%s"}]}""".formatted(TODAY));
        Answer refused = clerk().at(draft.version()).post(draft.header("Location") + "/publication", "");
        assertThat(refused.problem()).isEqualTo("own-window");
        assertThat(clerk().get(draft.header("Location")).at("/status")).isEqualTo("DRAFT");

        Answer edited = clerk().at(draft.version()).put(draft.header("Location"), aPlan(anEntry("LATER-1", "shenyang.ganbu")));
        Answer published = clerk().at(edited.version()).post(draft.header("Location") + "/publication", "");
        ObjectNode amendment = JSON.createObjectNode().put("reason", "换人");
        amendment.set("plan", aPlan(anEntry("LATER-1", "chuangkou.qian")));
        assertThat(clerk().at(published.version()).post(draft.header("Location") + "/amendment", amendment).problem()).isEqualTo("own-window");
        assertThat(clerk().get(draft.header("Location")).version()).as("nothing half-stored").isEqualTo(published.version());
    }

    @Test
    void refusesUnitsThatAreNotThere() {
        assertRefused(aPlan(anEntry("A", "shenyang.ganbu").put("unit", "219998")), "unknown-reference", "entries[0].unit");
        mongo.save(new cn.tiyan.platform.organisation.Unit("220000", "吉林省", cn.tiyan.contracts.vocabulary.UnitKind.PROVINCE, null, List.of("220000"), true, 1));
        assertRefused(aPlan(anEntry("A", "shenyang.ganbu").put("unit", "220000")), "entry-unit-elsewhere", "entries[0].unit");
    }

    @Test
    void refusesMalformedPlansFieldByField() {
        Answer answer = clerk().post(PLANS, aPlan(anEntry("不是编码", "shenyang.ganbu").put("walker", "a b").put("plannedOn", 20261201)));
        assertThat(answer.status()).isEqualTo(400);
        answer = clerk().post(PLANS, aPlan(anEntry("不是编码", "a b")).put("title", "\u202e\u0007"));
        assertThat(answer.fields()).contains("title", "entries[0].serviceItem.code", "entries[0].walker");
        ObjectNode tooMany = aPlan(IntStream.range(0, 201).mapToObj(i -> anEntry("N-" + i, "shenyang.ganbu")).toArray(ObjectNode[]::new));
        assertThat(clerk().post(PLANS, tooMany).fields()).containsExactly("entries");
    }

    @Test
    void keepsTextInAnyScript() {
        Answer draft = clerk().post(PLANS, aPlan(anEntry("EMOJI-1", "shenyang.ganbu")).put("title", "走流程🚶 مرحبا"));
        assertThat(clerk().get(draft.header("Location")).at("/title")).isEqualTo("走流程🚶 مرحبا");
        assertThat(clerk().get(draft.header("Location") + "/history").status()).isEqualTo(200);
    }

    @Test
    void letsOnlyClerksPlanAndOnlyOfficialsLook() {
        ObjectNode plan = aPlan(anEntry("ROLE-1", "shenyang.ganbu"));
        for (Persona persona : List.of(Persona.SHENYANG_WALKER, Persona.EXPERIENCER, Persona.PROVINCE_LEADER, Persona.OPERATOR)) {
            assertThat(http.as(persona).post(PLANS, plan).status()).as(persona.name()).isEqualTo(403);
        }
        assertThat(http.as(Persona.EXPERIENCER).get(PLANS).status()).isEqualTo(403);
        assertThat(http.as(Persona.EXPERIENCER).get(PLANS + "/suggestions").status()).isEqualTo(403);
        Answer draft = clerk().post(PLANS, plan);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(draft.header("Location")).status()).isEqualTo(404);
        assertThat(http.as(Persona.DALIAN_OFFICE).at(1).post(draft.header("Location") + "/publication", "").status()).isEqualTo(404);
        assertThat(http.as(Persona.SHENYANG_OFFICE).at(1).post(draft.header("Location") + "/publication", "").problem()).isEqualTo("not-the-plans-unit");
        assertThat(clerk().post(draft.header("Location") + "/publication", "").status()).isEqualTo(428);
        assertThat(clerk().at(9).post(draft.header("Location") + "/publication", "").status()).isEqualTo(409);
    }

    @Test
    void listsPlansByStatusPageByPage() {
        Answer draft = clerk().post(PLANS, aPlan(anEntry("LIST-1", "shenyang.ganbu")));
        clerk().at(draft.version()).post(draft.header("Location") + "/closure", "{\"reason\": \"并入年度计划\"}");
        JsonNode first = http.as(Persona.SHENYANG_OFFICE).get(PLANS + "?status=CLOSED&limit=1").json();
        assertThat(first.at("/items/0/id").asString()).isEqualTo(draft.at("/id"));
        assertThat(clerk().get(draft.header("Location")).at("/closedBecause")).isEqualTo("并入年度计划");
        assertThat(http.as(Persona.DALIAN_OFFICE).get(PLANS + "?limit=200").json().at("/items").valueStream().map(plan -> plan.at("/id").asString()))
                .doesNotContain(draft.at("/id"));
    }

    @Test
    void suggestsWhatMightBeWalkedAndWhy() {
        String city = Told.city(mongo, "213300");
        String hrss = city + "-HRSS";
        var told = new Told(demand);
        String day = TODAY.minusDays(20).toString();
        told.ratings(20, hrss, "MANY", day, 1);
        told.ratings(60, hrss, "MANY", day, 5);
        told.ratings(15, hrss, "WORST", day, 1);
        told.ratings(15, hrss, "WORST", day, 5);
        told.ratings(2, hrss, "FEW", day, 1);
        told.walks(1, 0, hrss, "WORST", TODAY.minusDays(200).toString());
        told.walks(1, 0, hrss, "MANY", TODAY.minusDays(10).toString());
        told.feedback(Told.said(SourceKind.HOTLINE_12345, hrss, "NEVER", day, null));
        Answer view = http.as(Persona.PROVINCE_OFFICE).get(PLANS + "/suggestions?unit=" + city);
        assertThat(codes(view, "mostComplaints")).containsExactly("MANY", "WORST", "FEW");
        assertThat(codes(view, "worstRated")).as("small samples apart").containsExactly("WORST", "MANY");
        assertThat(codes(view, "worstRatedSmallSamples")).containsExactly("FEW");
        assertThat(codes(view, "neverWalked")).containsExactly("FEW", "NEVER");
        assertThat(codes(view, "longNotWalked")).containsExactly("WORST");
        assertThat(view.at("/worstRated/0/reason")).contains("评价 30 次，差评 15 次，差评率 50.0%（95% 区间 33.2% 至 66.8%）", "距今 200 天").endsWith("。");
        assertThat(view.at("/neverWalked/1/reason")).isEqualTo("从未走过流程，近十二个月群众反映 1 件。");
        assertThat(codes(http.as(Persona.PROVINCE_OFFICE).get(PLANS + "/suggestions?limit=1&unit=" + city), "mostComplaints")).containsExactly("MANY");
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(PLANS + "/suggestions?unit=" + city).status()).isEqualTo(404);
    }

    private static List<String> codes(Answer view, String list) {
        return view.json().at("/" + list).valueStream().map(item -> item.at("/item").asString()).toList();
    }

    /** As its walkthrough tells of it. */
    private String walked(String entry, String item) {
        String id = Ids.next("wlk");
        Instant then = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var event = new WalkthroughRecorded(id, "210100-HRSS", new ServiceItemRef(item, "事项"), WalkthroughRole.APPLICANT, Channel.COUNTER, then, then, null, 0,
                null, null, entry);
        publisher.send(id, 1, Ids.next("evt"), Events.typeOf(WalkthroughRecorded.class), then, EventJson.write(event), null).join();
        return id;
    }

    private void assign(String account, String body) {
        Answer answer = http.as(Persona.SHENYANG_OFFICE).at(0).put(POSTS + "/" + account, body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    private void assertRefused(ObjectNode plan, String problem, String field) {
        long before = mongo.count(new Query(), Plan.class);
        Answer answer = clerk().post(PLANS, plan);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.fields()).containsExactly(field);
        assertThat(mongo.count(new Query(), Plan.class)).isEqualTo(before);
    }

    private Http clerk() {
        return http.as(Persona.SHENYANG_DEPARTMENT);
    }

    private static ObjectNode aPlan(ObjectNode... entries) {
        ObjectNode plan = JSON.createObjectNode().put("title", "走流程计划").put("from", TODAY.toString()).put("to", TODAY.plusDays(30).toString());
        var list = plan.putArray("entries");
        for (ObjectNode entry : entries) {
            list.add(entry);
        }
        return plan;
    }

    private static ObjectNode anEntry(String item, String walker) {
        ObjectNode entry = JSON.createObjectNode().put("unit", "210100-HRSS").put("role", "APPLICANT").put("walker", walker)
                .put("plannedOn", TODAY.plusDays(3).toString()).put("reason", "群众反映较多");
        entry.putObject("serviceItem").put("code", item).put("name", "事项");
        return entry;
    }
}
