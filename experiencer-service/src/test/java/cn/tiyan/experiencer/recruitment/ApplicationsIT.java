package cn.tiyan.experiencer.recruitment;

import static cn.tiyan.experiencer.recruitment.SomeCampaigns.RECRUITMENT;
import static cn.tiyan.experiencer.recruitment.SomeCampaigns.TODAY;
import static cn.tiyan.experiencer.recruitment.SomeCampaigns.applications;
import static cn.tiyan.experiencer.recruitment.SomeCampaigns.quota;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.experiencer.SomeCodes;
import cn.tiyan.experiencer.SomePeople;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Http.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

/** The public answers an open call without an account. */
@PlatformTest
class ApplicationsIT {

    @Autowired
    private Http http;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private KafkaTopics kafka;
    @Autowired
    private ConfigurableEnvironment environment;
    @Autowired
    private ApplicationEventPublisher events;
    private String campaign = "";

    @BeforeEach
    void anOpenCall() {
        campaign = SomeCampaigns.anOpenOne(http);
    }

    @Test
    void isAnsweredAndFollowedByNumberAndCode() {
        Map<String, Object> application = SomeCampaigns.anApplication();
        Answer receipt = apply(application);
        assertThat(receipt.status()).as(receipt.toString()).isEqualTo(201);
        assertThat(receipt.at("/number")).matches("SQ\\d{14}");
        assertThat(receipt.at("/code")).matches("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}");
        assertThat(receipt.header("Cache-Control")).isEqualTo("no-store");
        Answer status = http.post(RECRUITMENT + "/applications/status", query(receipt));
        assertThat(status.at("/status")).isEqualTo("APPLIED");
        assertThat(status.at("/statusName")).isEqualTo("待审核");
        assertThat(status.text()).doesNotContain("赵", application.get("phone").toString());

        Document raw = record(receipt);
        assertThat(raw.getString("ageBand")).as("told by the identity number").isEqualTo("FROM_30_TO_44");
        assertThat(raw.getString("recruitment")).isEqualTo("OPEN_CALL");
        assertThat(raw.toJson()).doesNotContain("赵晓东", application.get("phone").toString(), application.get("identityNumber").toString(),
                receipt.at("/code"), receipt.at("/code").replace("-", ""));
        assertThat(kafka.await("experiencer.events", raw.getString("_id"), 1)).allSatisfy(message ->
                assertThat(new String(message.value(), StandardCharsets.UTF_8)).doesNotContain("赵", application.get("phone").toString()));

        Http office = http.as(Persona.SHENYANG_OFFICE);
        String path = "/api/v1/experiencers/" + raw.getString("_id");
        office.at(1).post(path + "/rejection", Map.of("reason", "材料不全"));
        Answer rejected = http.post(RECRUITMENT + "/applications/status", query(receipt));
        assertThat(rejected.at("/status")).isEqualTo("REJECTED");
        assertThat(rejected.at("/reason")).isEqualTo("材料不全");
        assertThat(apply(application).status()).as("once turned down, one may apply again").isEqualTo(201);
    }

    @Test
    void isTakenBackByWhoeverKnowsTheCode() {
        Answer receipt = apply(SomeCampaigns.anApplication());
        Map<String, Object> wrong = query(receipt);
        wrong.put("code", "0000-0000-0000");
        assertThat(http.post(RECRUITMENT + "/applications/withdrawal", wrong).status()).isEqualTo(404);
        assertThat(http.post(RECRUITMENT + "/applications/status", wrong).text().replaceAll("\"traceId\":\"\\w+\"", ""))
                .as("a wrong code looks like a wrong number")
                .isEqualTo(http.post(RECRUITMENT + "/applications/status", Map.of("number", "SQ00000000000000", "code", "0000-0000-0000")).text()
                        .replaceAll("\"traceId\":\"\\w+\"", ""));
        Map<String, Object> loosely = query(receipt);
        loosely.put("code", " " + receipt.at("/code").toLowerCase(Locale.ROOT).replace("-", " "));
        loosely.put("reason", "时间不允许");
        Answer withdrawn = http.post(RECRUITMENT + "/applications/withdrawal", loosely);
        assertThat(withdrawn.at("/status")).as(withdrawn.toString()).isEqualTo("WITHDRAWN");
        assertThat(http.post(RECRUITMENT + "/applications/withdrawal", loosely).problem()).isEqualTo("illegal-transition");
        assertThat(record(receipt).getList("history", Document.class).getLast().getString("by")).isEqualTo("applicant");
    }

    @Test
    void getsTheSameAnswerForTheSameRequestAgain() {
        Map<String, Object> application = SomeCampaigns.anApplication();
        Http keyed = http.with("Idempotency-Key", "b3f1c2d4e5a697887766-" + System.nanoTime());
        Answer first = keyed.post(applications(campaign), application);
        Answer again = keyed.post(applications(campaign), application);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(http.with("Idempotency-Key", "short").post(applications(campaign), SomeCampaigns.anApplication()).fields()).containsExactly("Idempotency-Key");
        assertThat(http.with("Idempotency-Key", "another-key-of-some-length").post(applications(campaign), application).problem()).isEqualTo("already-recruited");
    }

    @Test
    void saysOfAnotherRecordThatItIsThereAndNoMore() {
        Map<String, Object> application = SomeCampaigns.anApplication();
        apply(application);
        Map<String, Object> samePhone = SomeCampaigns.anApplication();
        samePhone.put("phone", "+86 " + application.get("phone"));
        Map<String, Object> sameIdentity = SomeCampaigns.anApplication();
        sameIdentity.put("identityNumber", application.get("identityNumber"));
        for (Map<String, Object> twice : List.of(samePhone, sameIdentity)) {
            Answer refused = apply(twice);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.problem()).isEqualTo("already-recruited");
            assertThat(refused.fields()).as("not even which of both it was").isEmpty();
        }
        assertThat(apply(samePhone).json().path("detail")).isEqualTo(apply(sameIdentity).json().path("detail"));
    }

    @Test
    void isOneRecordForManyAtOnce() {
        for (int round = 0; round < 5; round++) {
            Map<String, Object> application = SomeCampaigns.anApplication();
            List<CompletableFuture<Answer>> answers = IntStream.range(0, 4).mapToObj(_ -> CompletableFuture.supplyAsync(() -> apply(application))).toList();
            assertThat(answers.stream().map(answer -> answer.join().status()).sorted().toList()).containsExactly(201, 422, 422, 422);
        }
    }

    @Test
    void refusesWhoIsUnderAgeAndStoresNothing() {
        long before = count();
        Map<String, Object> application = SomeCampaigns.anApplication();
        application.put("identityNumber", SomePeople.bornOn(TODAY.minusYears(18).plusDays(1)));
        Answer refused = apply(application);
        assertThat(refused.problem()).isEqualTo("under-age");
        assertThat(refused.fields()).containsExactly("identityNumber");
        application.put("identityNumber", SomePeople.bornOn(TODAY.plusYears(1)));
        assertThat(apply(application).problem()).as("not born yet").isEqualTo("under-age");
        assertThat(count()).isEqualTo(before);
        application.put("identityNumber", SomePeople.bornOn(TODAY.minusYears(18)));
        assertThat(apply(application).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "absent", value = {"name,absent", "name,'a\u0007'", "name,' '", "phone,absent", "phone,12345", "identityNumber,absent", "identityNumber,210102199001011234",
        "identityNumber,''", "category,MAYOR", "field,absent", "consent,absent", "consent,false", "privacyNotice,absent", "ageBand,UNDER_30", "status,APPOINTED",
        "account,guanli", "campaign,x"})
    void refusesWhatCannotBeUnderstoodAndStoresNothing(String field, String value) {
        Map<String, Object> application = SomeCampaigns.anApplication();
        if (value == null) {
            application.remove(field);
        } else {
            application.put(field, value.equals("false") ? (Object) false : value);
        }
        long before = count();
        Answer answer = apply(application);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.fields()).containsOnly(field);
        assertThat(count()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"👩‍🔧 王小丽", "محمد علي", "\u202bשרה\u202c", "阿卜杜勒·麦麦提", "𠮷野"})
    void takesNamesOfAnyScript(String name) {
        Map<String, Object> application = SomeCampaigns.anApplication();
        application.put("name", name);
        assertThat(apply(application).status()).isEqualTo(201);
    }

    @Test
    void wantsConsentToTheNoticeInForce() {
        assertThat(http.get(RECRUITMENT + "/privacy-notice").at("/version")).isEqualTo("2026-1");
        assertThat(http.get(RECRUITMENT + "/privacy-notice").at("/text")).contains("加密保存");
        Map<String, Object> application = SomeCampaigns.anApplication();
        application.put("privacyNotice", "2025-9");
        assertThat(apply(application).problem()).isEqualTo("privacy-notice-outdated");
    }

    @Test
    void goesToAUnitTheCallIsFor() {
        Map<String, Object> application = SomeCampaigns.anApplication();
        application.put("unit", "210200");
        assertThat(apply(application).problem()).isEqualTo("unknown-reference");
        application.put("unit", "210102");
        assertThat(record(apply(application)).getString("unit")).isEqualTo("210102");
        assertThat(http.post(applications("cmp_0000000000000000000000000"), SomeCampaigns.anApplication()).status()).isEqualTo(404);
    }

    @Test
    void refusesToApproveAndToTakeApplicationsOnceTheSeatsAreTaken() {
        campaign = SomeCampaigns.anOpenOneWith(http, quota("CATEGORY", "EXPERT", 1));
        Map<String, Object> expert = SomeCampaigns.anApplication();
        expert.put("category", "EXPERT");
        Document first = record(apply(expert));
        Map<String, Object> other = SomeCampaigns.anApplication();
        other.put("category", "EXPERT");
        Document second = record(apply(other));
        assertThat(approve(first).status()).isEqualTo(200);
        Answer full = approve(second);
        assertThat(full.problem()).as(full.toString()).isEqualTo("quota-full");
        assertThat(mongo.getCollection("experiencer").find(new Document("_id", second.getString("_id"))).first().getString("status")).isEqualTo("APPLIED");
        Map<String, Object> late = SomeCampaigns.anApplication();
        late.put("category", "EXPERT");
        assertThat(apply(late).problem()).isEqualTo("quota-full");
        assertThat(apply(SomeCampaigns.anApplication()).status()).as("of another category").isEqualTo(201);

        JsonNode balance = http.as(Persona.SHENYANG_OFFICE).get(RECRUITMENT + "/campaigns/" + campaign + "/balance").json();
        JsonNode experts = balance.path("byCategory").valueStream().filter(row -> row.path("key").asString().equals("EXPERT")).findFirst().orElseThrow();
        assertThat(List.of(experts.path("seats").asInt(), experts.path("applied").asInt(), experts.path("approved").asInt(), experts.path("appointed").asInt(),
                experts.path("left").asInt())).containsExactly(1, 2, 1, 0, 0);
        assertThat(balance.path("applied").asInt()).isEqualTo(3);
        assertThat(balance.path("byCategory")).hasSize(7);
        assertThat(balance.path("byAgeBand")).hasSize(4);
        assertThat(balance.path("byUnit").get(0).path("name").asString()).isEqualTo("沈阳市");

        http.as(Persona.SHENYANG_OFFICE).at(2).post("/api/v1/experiencers/" + first.getString("_id") + "/rejection", Map.of("reason", "异议成立"));
        assertThat(approve(second).status()).as("a seat has become free").isEqualTo(200);
    }

    @Test
    void givesTheLastSeatOnceWhoeverApprovesAtOnce() {
        for (int round = 0; round < 4; round++) {
            Map<String, Object> content = SomeCampaigns.content();
            content.put("seats", 2);
            campaign = SomeCampaigns.anOpenOne(http, content);
            List<Document> applied = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                applied.add(record(apply(SomeCampaigns.anApplication())));
            }
            List<CompletableFuture<Answer>> answers = applied.stream().map(one -> CompletableFuture.supplyAsync(() -> approve(one))).toList();
            answers.forEach(CompletableFuture::join);
            long seated = mongo.getCollection("experiencer").countDocuments(new Document("campaign", campaign).append("status", "ON_NOTICE"));
            assertThat(seated).isEqualTo(2);
            assertThat(answers.stream().map(answer -> answer.join().problem()).filter(problem -> !problem.isEmpty())).hasSize(3).containsOnly("quota-full");
        }
    }

    @Test
    void countsARecommendationForTheCall() {
        Map<String, Object> recommendation = new HashMap<>(Map.of("unit", "210102", "name", "钱七", "phone", SomeCodes.phone(), "category", "EXPERT",
                "ageBand", "FROM_60", "field", "法律", "recruitment", "UNIT_RECOMMENDATION", "campaign", campaign, "identityNumber", SomePeople.aged(40)));
        Answer recommended = http.as(Persona.SHENYANG_OFFICE).post("/api/v1/experiencers", recommendation);
        assertThat(recommended.at("/campaign")).as(recommended.toString()).isEqualTo(campaign);
        assertThat(recommended.at("/ageBand")).as("the identity number knows better").isEqualTo("FROM_30_TO_44");
        assertThat(http.as(Persona.SHENYANG_OFFICE).get("/api/v1/experiencers?campaign=" + campaign).json().path("items")).hasSize(1);
        recommendation.put("phone", SomeCodes.phone());
        recommendation.put("identityNumber", SomePeople.aged(17));
        assertThat(http.as(Persona.SHENYANG_OFFICE).post("/api/v1/experiencers", recommendation).problem()).isEqualTo("under-age");
        recommendation.put("unit", "210200");
        recommendation.remove("identityNumber");
        assertThat(http.as(Persona.PROVINCE_OFFICE).post("/api/v1/experiencers", recommendation).problem()).isEqualTo("unknown-reference");
    }

    @Test
    void tellsEverybodyWhoIsOnNoticeAndNotWhoTheyAre() {
        Document applied = record(apply(SomeCampaigns.anApplication()));
        withSettings(Map.of("tiyan.experiencer.policy.notice-days", 5), () -> approve(applied));
        JsonNode notice = http.get(RECRUITMENT + "/notices?unit=210100").json().path("items").get(0);
        assertThat(notice.path("name").asString()).isEqualTo("赵**");
        assertThat(notice.path("unitName").asString()).isEqualTo("沈阳市");
        assertThat(notice.path("noticeTo").asString()).isEqualTo(TODAY.plusDays(5).toString());
        assertThat(notice.propertyNames()).doesNotContain("phone", "identityNumber", "id");
        assertThat(http.get(RECRUITMENT + "/notices?unit=210200").text()).doesNotContain("赵**");
        JsonNode worklist = http.as(Persona.SHENYANG_OFFICE).get(RECRUITMENT + "/worklist").json();
        assertThat(worklist.path("onNotice").asInt()).isPositive();
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(RECRUITMENT + "/worklist?unit=210200").status()).isEqualTo(404);
        assertThat(http.as(Persona.SHENYANG_WALKER).get(RECRUITMENT + "/worklist").status()).isEqualTo(403);
        assertThat(http.as(Persona.SHENYANG_OFFICE).get("/api/v1/experiencers?status=ON_NOTICE&noticeTo=" + TODAY.plusDays(5)).text()).contains(applied.getString("_id"));
    }

    @Test
    void slowsDownAnAddressThatAsksTooMuch() {
        String address = "203.0.113." + System.nanoTime() % 250;
        withSettings(Map.of("tiyan.experiencer.recruitment.writes-per-minute", 3), () -> {
            Map<String, String> guess = Map.of("number", "SQ00000000000000", "code", "0000-0000-0000");
            Http flood = http.with("X-Forwarded-For", address);
            for (int i = 0; i < 3; i++) {
                assertThat(flood.post(RECRUITMENT + "/applications/status", guess).status()).isEqualTo(404);
            }
            Answer refused = flood.post(RECRUITMENT + "/applications/status", guess);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.problem()).isEqualTo("too-many-requests");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
            assertThat(flood.get(RECRUITMENT + "/open").status()).as("reading has a limit of its own").isEqualTo(200);
            assertThat(http.with("X-Forwarded-For", "203.0.113.251").post(RECRUITMENT + "/applications/status", guess).status()).isEqualTo(404);
            return refused;
        });
    }

    @Test
    void opensNothingBesideWhatThePublicNeeds() {
        for (String path : List.of("/campaigns", "/campaigns/" + campaign, "/campaigns/" + campaign + "/balance", "/worklist", "/invitations", "/invitations/open",
                "/invitations/inv_1", "/applications", "/applications/status")) {
            assertThat(http.get(RECRUITMENT + path).status()).as(path).isIn(401, 405);
        }
        assertThat(http.post(RECRUITMENT + "/campaigns", Map.of()).status()).isEqualTo(401);
        assertThat(http.post(RECRUITMENT + "/invitations", Map.of()).status()).isIn(400, 401);
        assertThat(http.get("/api/v1/experiencers").status()).isEqualTo(401);
        assertThat(http.withToken("nonsense").get(RECRUITMENT + "/open").status()).isEqualTo(401);
    }

    private <T> T withSettings(Map<String, Object> settings, Supplier<T> action) {
        environment.getPropertySources().addFirst(new MapPropertySource("for a moment", settings));
        events.publishEvent(new EnvironmentChangeEvent(Set.copyOf(settings.keySet())));
        try {
            return action.get();
        } finally {
            environment.getPropertySources().remove("for a moment");
            events.publishEvent(new EnvironmentChangeEvent(Set.copyOf(settings.keySet())));
        }
    }

    private Answer apply(Map<String, Object> application) {
        return http.post(applications(campaign), application);
    }

    private Answer approve(Document experiencer) {
        return http.as(Persona.SHENYANG_OFFICE).at(1).post("/api/v1/experiencers/" + experiencer.getString("_id") + "/approval", Map.of("opinion", "同意"));
    }

    private static Map<String, Object> query(Answer receipt) {
        return new HashMap<>(Map.of("number", receipt.at("/number"), "code", receipt.at("/code")));
    }

    private Document record(Answer receipt) {
        assertThat(receipt.status()).as(receipt.toString()).isEqualTo(201);
        return mongo.getCollection("experiencer").find(new Document("receipt.number", receipt.at("/number"))).first();
    }

    private long count() {
        return mongo.getCollection("experiencer").countDocuments();
    }
}
