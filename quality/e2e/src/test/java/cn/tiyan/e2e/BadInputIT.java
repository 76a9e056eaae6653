package cn.tiyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import cn.tiyan.e2e.Platform.Answer;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Whatever is sent in, the answer says what is wrong with it, nothing is stored of it, and nothing breaks. */
@WholePlatform
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {

    private static final String NO_TEXT = "\ud800";
    private static final String EVERY_SCRIPT = "窗口👩🏽‍💼 𠮷野家 مرحبا بكم \u202bעברית\u202c ภาษาไทย ᠮᠣᠩᠭᠣᠯ e\u0301";

    private final Platform platform;
    private Answer issue;
    private Answer candidate;
    private Answer unit;
    private String feedback;
    private String walkthrough;

    BadInputIT(Platform platform) {
        this.platform = platform;
    }

    @BeforeAll
    void given() throws Exception {
        issue = Given.aRegisteredIssue(platform);
        feedback = issue.at("/source/id");
        candidate = Given.aCandidate(platform);
        unit = platform.as("guanli").get("/api/v1/units/210100-HRSS").expect(200);
        walkthrough = platform.as("shenyang.ganbu").post("/api/v1/walkthroughs", Given.aWalkthrough(null)).expect(201).at("/id");
    }

    @TestFactory
    Stream<DynamicNode> namesTheFieldAtFaultAndStoresNothing() throws Exception {
        Map<String, Set<String>> before = everythingAtRest();
        return Stream.concat(endpoints().stream().map(endpoint -> dynamicContainer(endpoint.toString(), cases(endpoint))),
                Stream.of(dynamicTest("stores nothing of all this", () -> assertNothingStoredSince(before))));
    }

    private static Stream<DynamicNode> cases(Endpoint endpoint) {
        Stream<DynamicNode> flawed = endpoint.flaws().stream().map(flaw -> dynamicTest(flaw.what(), () -> {
            JsonNode problem = Refused.with(400, "malformed", endpoint.send("application/json", flaw.body()));
            assertThat(Refused.fields(problem)).containsExactly(flaw.field());
        }));
        Map<String, String> unreadable = Map.of("broken JSON", endpoint.good().substring(0, endpoint.good().length() - 1), "no JSON", "参保登记",
                "an array", "[" + endpoint.good() + "]", "a text", "\"text\"", "two values", endpoint.good() + "{}", "deeply nested", "[".repeat(5_000));
        Stream<DynamicNode> bodies = unreadable.entrySet().stream().map(body -> dynamicTest(body.getKey(), () -> {
            JsonNode problem = Refused.with(400, "malformed", endpoint.send("application/json", body.getValue()));
            assertThat(Refused.fields(problem)).hasSize(1);
        }));
        Stream<DynamicNode> types = Stream.of("text/plain", "application/xml", "application/x-www-form-urlencoded", "nonsense")
                .map(type -> dynamicTest("as " + type, () -> Refused.with(415, endpoint.send(type, endpoint.good()))));
        return Stream.of(flawed, bodies, types, Stream.<DynamicNode>of(
                dynamicTest("without a type", () -> Refused.with(415, endpoint.send(null, endpoint.good()))),
                dynamicTest("with more than a megabyte", () -> Refused.with(413, endpoint.send("application/json", endpoint.large())))))
                .flatMap(all -> all);
    }

    private List<Endpoint> endpoints() {
        var all = new ArrayList<Endpoint>();
        String of = "/api/v1/issues/" + issue.at("/id");
        all.add(Endpoint.command(platform, "shenyang.ban", "/api/v1/experiencers", null, Given.anApplication())
                .needs("unit", "name", "phone", "category", "ageBand", "field", "recruitment")
                .refuses("name", 7).refuses("name", "名".repeat(61)).refuses("name", "a\u0007").refuses("name", NO_TEXT).refuses("name", " ")
                .refuses("phone", "12345").refuses("phone", 13912345678L).refuses("category", "KING").refuses("category", 1).refuses("ageBand", List.of())
                .refuses("identityNumber", "210102199001011234X").refuses("account", "空 格").refuses("unit", Map.of("code", "210100")).refuses("surplus", 1));
        all.add(Endpoint.command(platform, "shenyang.ban", "/api/v1/experiencers/" + candidate.at("/id") + "/approval", candidate.etag(),
                new HashMap<>(Map.of("opinion", "符合条件")))
                .needs("opinion").refuses("opinion", "见".repeat(2_001)).refuses("opinion", " ").refuses("opinion", 1).refuses("opinion", NO_TEXT).refuses("surplus", 1));
        all.add(Endpoint.command(platform, "shenyang.ban", "/api/v1/recruitment/invitations", null, new HashMap<>(Map.of("name", "孙教授", "phone", "13912345678",
                "category", "EXPERT", "field", "公共管理")))
                .needs("name", "phone", "category", "field").refuses("phone", "1").refuses("category", "KING").refuses("days", 0).refuses("days", 31)
                .refuses("campaign", "x").refuses("name", NO_TEXT).refuses("surplus", 1));
        all.add(Endpoint.command(platform, "shenyang.ban", "/api/v1/experiencers/" + candidate.at("/id") + "/appointment", candidate.etag(), Given.aTerm())
                .needs("termFrom", "termTo").refuses("termFrom", "昨天").refuses("termTo", "2026-02-30").refuses("termTo", 20270101)
                .refuses("account", "a".repeat(65)).refuses("surplus", true));
        all.add(Endpoint.command(platform, "shenyang.ban", "/api/v1/experiencers/" + candidate.at("/id") + "/rejection", candidate.etag(),
                new HashMap<>(Map.of("reason", "人数已满")))
                .needs("reason").refuses("reason", "满".repeat(201)).refuses("reason", "").refuses("reason", false).refuses("reason", NO_TEXT).refuses("surplus", 1));
        all.add(Endpoint.command(platform, "shenyang.ganbu", "/api/v1/walkthroughs", null, Given.aWalkthrough(null))
                .needs("serviceItem", "serviceItem.code", "serviceItem.name", "role", "channel", "startedAt", "finishedAt", "announced", "steps", "steps[0].name",
                        "steps[0].result", "findings[0].kind", "findings[0].checkpoint", "findings[0].title", "findings[0].text", "findings[0].observedAt")
                .refuses("role", "SPECTATOR").refuses("channel", 3).refuses("startedAt", "今天上午").refuses("startedAt", 1_700_000_000)
                .refuses("announced", "yes").refuses("experiencerId", "exp_1").refuses("steps", List.of()).refuses("steps", "none")
                .refuses("steps[0].visits", -1).refuses("steps[0].visits", 1.5).refuses("steps[0].citizenWords", "话".repeat(2_001))
                .refuses("serviceItem.code", "a b").refuses("serviceItem.name", 7).refuses("findings[0].title", "题".repeat(101))
                .refuses("findings[0].text", NO_TEXT).refuses("findings[0].severity", "LETHAL").refuses("findings[0].aboutUnit", "人社局")
                .refuses("findings[0].surplus", 1).refuses("surplus", 1));
        all.add(Endpoint.command(platform, "shenyang.ganbu", "/api/v1/walkthroughs/sessions", null, Given.aSession())
                .needs("serviceItem", "serviceItem.code", "serviceItem.name", "role", "channel", "clientStartedAt", "announced")
                .refuses("role", "SPECTATOR").refuses("channel", 3).refuses("clientStartedAt", "今天上午").refuses("clientStartedAt", 1_700_000_000)
                .refuses("announced", "yes").refuses("experiencerId", "exp_1").refuses("serviceItem.name", NO_TEXT).refuses("serviceItem.name", "两\n行")
                .refuses("aboutUnit", "人社局").refuses("feedbackIds", "fbk").refuses("reWalkOf", "wlk_1")
                .refuses("area", "MOON").refuses("topics", "one-thing").refuses("formVersion", 1).refuses("surplus", 1));
        all.add(Endpoint.command(platform, "shenyang.ganbu", "/api/v1/walkthroughs/" + walkthrough + "/sync", null,
                new HashMap<>(Map.of("device", "phone-a", "deviceNow", Instant.now().toString(), "entries", List.of())))
                .needs("device", "deviceNow", "entries").refuses("device", "手机").refuses("device", "p".repeat(65)).refuses("deviceNow", "刚才")
                .refuses("entries", "none").refuses("surplus", 1));
        all.add(Endpoint.command(platform, "guanli", "/api/v1/units", null, new HashMap<>(Map.of("code", "210100-NEWDEP", "name", "新局", "kind", "DEPARTMENT",
                "parent", "210100", "reason", "机构改革")))
                .needs("code", "name", "kind", "parent", "reason").refuses("kind", "EMPIRE").refuses("name", "局".repeat(61)).refuses("name", NO_TEXT)
                .refuses("code", 210100).refuses("code", "2".repeat(17)).refuses("surplus", 1));
        all.add(Endpoint.command(platform, "guanli", "/api/v1/units/210100-HRSS/rename", unit.etag(), new HashMap<>(Map.of("name", "新名", "reason", "机构改革")))
                .needs("name", "reason").refuses("name", "局".repeat(61)).refuses("reason", List.of("a")).refuses("surplus", 1));
        all.add(Endpoint.command(platform, "guanli", "/api/v1/units/210100-HRSS/dissolution", unit.etag(), new HashMap<>(Map.of("reason", "机构改革")))
                .needs("reason").refuses("reason", "由".repeat(201)).refuses("surplus", 1));
        all.add(issueCommand("shenyang.ban", of + "/triage", Map.of("difficulty", "MEDIUM", "dimension", "QUALITY", "note", "按程序办理"))
                .needs("difficulty").refuses("difficulty", "IMPOSSIBLE").refuses("difficulty", 2).refuses("dimension", "DEPTH").refuses("note", NO_TEXT)
                .refuses("note", "字".repeat(2_001)).refuses("note", " "));
        all.add(issueCommand("shenyang.ban", of + "/dispatch", Map.of("handlingUnit", "210100-HRSS", "note", "请尽快"))
                .needs("handlingUnit").refuses("handlingUnit", "人社局").refuses("handlingUnit", 210100).refuses("note", "\u0000"));
        all.add(issueCommand("shenyang.renshe", of + "/acceptance", Map.of("note", "收到")).refuses("note", 1).refuses("note", NO_TEXT));
        all.add(issueCommand("shenyang.renshe", of + "/plan", Map.of("measures", "改")).needs("measures").refuses("measures", "").refuses("measures", "改".repeat(2_001)));
        all.add(issueCommand("shenyang.renshe", of + "/submission", Map.of("done", "已改")).needs("done").refuses("done", 1));
        all.add(issueCommand("shenyang.hecha", of + "/verification", Map.of("opinion", "属实")).needs("opinion").refuses("opinion", NO_TEXT));
        all.add(issueCommand("shenyang.hecha", of + "/send-back", Map.of("reason", "没改")).needs("reason").refuses("reason", List.of()));
        all.add(issueCommand("shenyang.ban", of + "/rating", Map.of("contacted", true, "solved", true, "satisfaction", 4, "text", "好"))
                .refuses("satisfaction", 6).refuses("satisfaction", 0).refuses("satisfaction", 4.5).refuses("satisfaction", "5")
                .refuses("solved", "yes").refuses("text", "字".repeat(2_001)));
        all.add(issueCommand("shenyang.ban", of + "/closure", Map.of("note", "办结")).refuses("note", Map.of()));
        all.add(Endpoint.command(platform, "shenyang.ban", "/api/v1/feedback/" + feedback + "/reveal", null,
                new HashMap<>(Map.of("field", "callerPhone", "reason", "电话回访核实")))
                .needs("field", "reason").refuses("reason", "短").refuses("reason", "由".repeat(201)).refuses("field", 1).refuses("surplus", 1));
        all.addAll(pushes());
        return all;
    }

    private Endpoint issueCommand(String account, String path, Map<String, Object> good) {
        return Endpoint.command(platform, account, path, issue.etag(), good).refuses("surplus", 1);
    }

    /** A push may have fields that the schema does not name: they are kept. */
    private List<Endpoint> pushes() {
        String now = Instant.now().toString();
        return List.of(
                Endpoint.push(platform, platform.hotline(), "/api/v1/ingest/hotline-orders", Given.anOrder())
                        .needs("orderNumber", "updatedAt", "title", "content", "handlingMode", "responsibleUnit")
                        .refuses("orderNumber", "单号").refuses("orderNumber", 17).refuses("orderNumber", "S".repeat(65)).refuses("version", -1)
                        .refuses("version", "1").refuses("version", 1.5).refuses("updatedAt", "2026-11-23 09:05:00").refuses("updatedAt", "2026-02-31T09:05:00+08:00")
                        .refuses("updatedAt", "0001-01-01T00:00:00Z").refuses("title", "").refuses("title", "题".repeat(501)).refuses("content", NO_TEXT)
                        .refuses("content", "字".repeat(20_001)).refuses("handlingMode", "WISH").refuses("handlingMode", 3).refuses("responsibleUnit", "人社局")
                        .refuses("secret", "no").refuses("callerPhone", 13912345678L).refuses("finalSatisfaction", 6),
                Endpoint.push(platform, platform.ratings(), "/api/v1/ingest/rating-services", Map.of("projectNumber", "BAD1", "department", "210100-HRSS",
                        "itemCode", "210100HRSS000001", "itemName", "企业职工参保登记", "servedAt", now))
                        .needs("projectNumber", "department", "itemCode", "itemName", "servedAt").refuses("department", "沈阳").refuses("itemCode", "a b")
                        .refuses("itemName", "").refuses("servedAt", 1_795_397_400).refuses("servedAt", "1900-01-01T00:00:00Z").refuses("channel", 3).refuses("promisedDaysUnit", "YEAR"),
                Endpoint.push(platform, platform.ratings(), "/api/v1/ingest/ratings", Map.of("projectNumber", "BAD1", "ratingNumber", 1, "satisfaction", 1,
                        "ratedAt", now, "text", "慢"))
                        .needs("projectNumber", "ratingNumber", "satisfaction", "ratedAt").refuses("satisfaction", 0).refuses("satisfaction", 6)
                        .refuses("satisfaction", "5").refuses("ratingNumber", 10_000).refuses("ratedAt", "9999-12-31T23:59:59Z").refuses("detailCodes", "A").refuses("text", "评".repeat(5_001)),
                Endpoint.push(platform, platform.window(), "/api/v1/ingest/window-reports", Map.of("reportNumber", "BAD1", "updatedAt", now, "reportedAt", now,
                        "unit", "210100-HRSS", "reasonClass", "POLICY", "text", "材料交了三次仍办不成"))
                        .needs("reportNumber", "updatedAt", "reportedAt", "unit", "reasonClass", "text").refuses("reasonClass", "WEATHER").refuses("unit", "人社局")
                        .refuses("reportedAt", "1900-01-01T00:00:00Z").refuses("reportedAt", "9999-12-31T23:59:59Z").refuses("text", NO_TEXT)
                        .refuses("text", "").refuses("visits", -1).refuses("satisfaction", 6));
    }

    @Test
    void asksForABodyWhereOneIsNeeded() throws Exception {
        for (var endpoint : endpoints()) {
            if (!endpoint.toString().endsWith("/acceptance") && !endpoint.toString().endsWith("/closure")) {
                JsonNode problem = Refused.with(400, "malformed", endpoint.send("application/json", ""));
                assertThat(Refused.fields(problem)).as(endpoint.toString()).containsExactly("(body)");
            }
        }
    }

    @Test
    void keepsEveryScriptAsItWasWritten() throws Exception {
        Map<String, Object> written = Given.aWalkthrough(null);
        written.put("serviceItem", Map.of("code", "X1", "name", EVERY_SCRIPT));
        Answer recorded = platform.as("shenyang.ganbu").post("/api/v1/walkthroughs", written).expect(201);
        Map<String, Object> order = Given.anOrder();
        order.putAll(Map.of("title", EVERY_SCRIPT, "ourOwnField", EVERY_SCRIPT));
        assertThat(platform.hotline().post("/api/v1/ingest/hotline-orders", Json.write(order)).statusCode()).isEqualTo(202);

        assertThat(platform.as("shenyang.ban").get("/api/v1/walkthroughs/" + recorded.at("/id")).at("/serviceItem/name")).isEqualTo(EVERY_SCRIPT);
        assertThat(Given.aFeedback(platform, order.get("orderNumber").toString()).path("title").asString()).isEqualTo(EVERY_SCRIPT);
    }

    @Test
    void refusesPushesThatAreNotSignedAsTheyShould() throws Exception {
        String path = "/api/v1/ingest/hotline-orders";
        String order = Json.write(Given.anOrder());
        SignedPush hotline = platform.hotline();
        byte[] wrongKey = new byte[32];
        String nonce = UUID.randomUUID().toString();
        Instant now = Instant.now();

        Refused.with(401, "signature-wrong", new SignedPush(platform.gateway(), "hotline-shenyang", wrongKey).post(path, order));
        Refused.with(401, "signature-wrong", new SignedPush(platform.gateway(), "nobody-at-all", wrongKey).post(path, order));
        Refused.with(401, "timestamp-out-of-window", hotline.post(path, order, now.minusSeconds(400), UUID.randomUUID().toString()));
        Refused.with(401, "timestamp-out-of-window", hotline.post(path, order, now.plusSeconds(400), UUID.randomUUID().toString()));
        Refused.with(401, "signature-missing", hotline.post(path, order, now, "short"));
        Refused.with(401, "signature-missing", platform.anonymous().post(path, order).response());
        Refused.with(401, "signature-missing", platform.as("sheng.ban").post(path, order).response());
        assertThat(hotline.post(path, order, now, nonce).statusCode()).isEqualTo(202);
        Refused.with(401, "nonce-replayed", hotline.post(path, order, now, nonce));
        Refused.with(403, "forbidden", platform.ratings().post(path, order));
        Map<String, Object> elsewhere = Given.anOrder();
        elsewhere.put("responsibleUnit", "210200-HRSS");
        JsonNode outside = Refused.with(422, "unit-outside-sender", hotline.post(path, Json.write(elsewhere)));
        assertThat(Refused.fields(outside)).containsExactly("responsibleUnit");
        Refused.with(422, "bad-rating-needs-reason", platform.ratings().post("/api/v1/ingest/ratings", """
                {"projectNumber":"BAD2","ratingNumber":1,"satisfaction":1,"ratedAt":"%s"}""".formatted(now)));
    }

    @Test
    void refusesChangesMeantForAnotherVersionOrAgainstARule() throws Exception {
        String triage = "/api/v1/issues/" + issue.at("/id") + "/triage";
        Map<String, String> body = Map.of("difficulty", "MEDIUM");

        Refused.with(428, "version-required", platform.as("shenyang.ban").post(triage, body).response());
        Refused.with(409, "stale-version", platform.as("shenyang.ban").with("If-Match", "\"999\"").post(triage, body).response());
        for (var etag : List.of("1", "*", "W/\"1\"", "\"x\"", "\"1\", \"2\"")) {
            JsonNode problem = Refused.with(400, "malformed", platform.as("shenyang.ban").with("If-Match", etag).post(triage, body).response());
            assertThat(Refused.fields(problem)).containsExactly("If-Match");
        }
        var clerk = platform.as("shenyang.ban").with("If-Match", issue.etag());
        Refused.with(422, "illegal-transition", clerk.post("/api/v1/issues/" + issue.at("/id") + "/dispatch", Map.of("handlingUnit", "210100-HRSS")).response());
        Refused.with(422, "unknown-reference", clerk.post("/api/v1/issues/" + issue.at("/id") + "/dispatch", Map.of("handlingUnit", "999999")).response());
        Answer approved = Given.anApprovedCandidate(platform);
        Refused.with(422, "term-too-long", platform.as("shenyang.ban").with("If-Match", approved.etag())
                .post("/api/v1/experiencers/" + approved.at("/id") + "/appointment", Map.of("termFrom", "2026-12-01", "termTo", "2036-12-01")).response());
        Map<String, Object> future = Given.aWalkthrough(null);
        future.put("finishedAt", Instant.now().plusSeconds(86_400).toString());
        Refused.with(422, "walkthrough-in-the-future", platform.as("shenyang.ganbu").post("/api/v1/walkthroughs", future).response());
        Refused.with(422, "unit-code-wrong", platform.as("guanli").post("/api/v1/units", Map.of("code", "210200-NEW", "name", "新局", "kind", "DEPARTMENT",
                "parent", "210100", "reason", "试点")).response());
    }

    @Test
    void doesNotTellAnotherUnitThatThereIsSuchARecord() throws Exception {
        var records = Map.of("/api/v1/issues/", issue.at("/id"), "/api/v1/feedback/", feedback, "/api/v1/walkthroughs/", walkthrough,
                "/api/v1/experiencers/", candidate.at("/id"));
        for (var record : records.entrySet()) {
            JsonNode theirs = Refused.with(404, "not-found", platform.as("dalian.ban").get(record.getKey() + record.getValue()).response());
            JsonNode nobodys = Refused.with(404, "not-found", platform.as("dalian.ban").get(record.getKey() + record.getValue().substring(0, 5) + "0".repeat(25)).response());
            assertThat(theirs.path("title")).isEqualTo(nobodys.path("title"));
            platform.as("shenyang.ban").get(record.getKey() + record.getValue()).expect(200);
        }
        var dalian = platform.as("dalian.ban").with("If-Match", issue.etag());
        Refused.with(404, dalian.post("/api/v1/issues/" + issue.at("/id") + "/triage", Map.of("difficulty", "MEDIUM")).response());
        Refused.with(404, dalian.post("/api/v1/experiencers/" + candidate.at("/id") + "/appointment", Given.aTerm()).response());
        Refused.with(404, dalian.post("/api/v1/feedback/" + feedback + "/reveal", Map.of("field", "callerPhone", "reason", "电话回访核实")).response());
        Refused.with(404, platform.as("dalian.ban").get("/api/v1/figures/overview?unit=210100").response());
    }

    @Test
    void takesNoTokenButAGoodOne() throws Exception {
        String good = platform.token("sheng.ban");
        String[] parts = good.split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        var bad = new ArrayList<>(List.of("garbage", "a.b.c", "..", parts[0] + "." + parts[1] + ".", parts[0] + "." + parts[1] + "." + "A".repeat(parts[2].length()),
                parts[0] + "." + base64(claims.replaceFirst("\"exp\":\\d+", "\"exp\":1700000000")) + "." + parts[2],
                parts[0] + "." + base64(claims.replace("OFFICE_CLERK", "ADMIN")) + "." + parts[2],
                base64("{\"alg\":\"none\"}") + "." + parts[1] + ".", base64("{\"alg\":\"HS256\"}") + "." + parts[1] + "." + parts[2]));
        for (var path : List.of("/api/v1/issues", "/api/v1/feedback", "/api/v1/walkthroughs", "/api/v1/experiencers", "/api/v1/units?parent=210000",
                "/api/v1/figures/overview", "/api/v1/nothing")) {
            Refused.with(401, "unauthorized", platform.anonymous().get(path).response());
            Refused.with(401, "unauthorized", platform.anonymous().with("Authorization", "Basic YWRtaW46YWRtaW4=").get(path).response());
        }
        for (var token : bad) {
            Refused.with(401, "unauthorized", platform.anonymous().with("Authorization", "Bearer " + token).get("/api/v1/issues").response());
        }
        Refused.with(401, "unauthorized", platform.anonymous().get("/api/v1/issues?access_token=" + good).response());
        platform.anonymous().with("Authorization", "Bearer " + good).get("/api/v1/issues").expect(200);
    }

    @Test
    void letsNobodyDoWhatIsAnothersRole() throws Exception {
        var version = issue.etag();
        String of = "/api/v1/issues/" + issue.at("/id");
        Refused.with(403, platform.as("shenyang.ganbu").post("/api/v1/experiencers", Given.anApplication()).response());
        Refused.with(403, platform.as("dalian.ban").post("/api/v1/experiencers", Given.anApplication()).response());
        Refused.with(403, platform.as("shenyang.ban").post("/api/v1/walkthroughs", Given.aWalkthrough(null)).response());
        Refused.with(403, platform.as("sheng.ban").post("/api/v1/units", Map.of("code", "210100-ABC", "name", "局", "kind", "DEPARTMENT", "parent", "210100",
                "reason", "试点")).response());
        Refused.with(403, platform.as("sheng.hecha").with("If-Match", version).post(of + "/triage", Map.of("difficulty", "MEDIUM")).response());
        Refused.with(403, platform.as("sheng.lingdao").with("If-Match", version).post(of + "/closure", Map.of()).response());
        Refused.with(403, platform.as("sheng.lingdao").post("/api/v1/feedback/" + feedback + "/reveal", Map.of("field", "callerPhone", "reason", "想看一看")).response());
        Refused.with(403, platform.as("tiyanyuan.wang").get("/api/v1/figures/overview").response());
        Refused.with(403, platform.as("yunwei").get("/api/v1/figures/overview").response());
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/issues?limit=0,limit", "/api/v1/issues?limit=201,limit", "/api/v1/issues?limit=many,limit", "/api/v1/issues?status=GONE,status",
        "/api/v1/issues?after=%00,after", "/api/v1/issues?after=garbage,after", "/api/v1/feedback?source=RUMOUR,source", "/api/v1/feedback?limit=-1,limit",
        "/api/v1/walkthroughs?role=SPECTATOR,role", "/api/v1/walkthroughs?after=garbage,after", "/api/v1/experiencers?status=X,status", "/api/v1/units,parent",
        "/api/v1/figures/overview?from=yesterday,from", "/api/v1/figures/overview?to=2026-02-30,to"})
    void namesTheParameterAtFault(String path, String parameter) throws Exception {
        JsonNode problem = Refused.with(400, "malformed", platform.as("sheng.ban").get(path).response());
        assertThat(Refused.fields(problem)).containsExactly(parameter);
    }

    @Test
    void takesAnOddIdForAnUnknownOne() throws Exception {
        for (var id : List.of("x", "0", "iss_", "null", "%E4%B8%AD", "a".repeat(1_000), "%7B%22$ne%22:1%7D", "$where", "-1")) {
            for (var path : List.of("/api/v1/issues/", "/api/v1/feedback/", "/api/v1/walkthroughs/", "/api/v1/experiencers/", "/api/v1/units/")) {
                Refused.with(404, platform.as("sheng.ban").get(path + id).response());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/nothing", "/api/v2/issues", "/api/v1/issues/a/b/c/d", "/api/v1/walkthroughsx", "/nothing", "/actuator/env", "/actuator/heapdump",
        "/v3/api-docs", "/internal/experiencers", "/docs/nothing"})
    void knowsNoOtherAddresses(String path) throws Exception {
        Refused.with(404, platform.as("sheng.ban").get(path).response());
    }

    @Test
    void refusesOtherMethods() throws Exception {
        Refused.with(405, platform.as("sheng.ban").post("/api/v1/figures/overview", Map.of()).response());
        Refused.with(405, platform.as("sheng.ban").get("/api/v1/issues/" + issue.at("/id") + "/triage").response());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/ingest/../issues", "/api/v1/ingest/%2e%2e/issues", "/api/v1/ingest/..%2fissues", "/api/v1/ingest/..;/issues",
        "//api/v1/issues", "/api//v1/issues", "/api/v1/./issues", "/api/v1/issues;x=1", "/docs/../api/v1/issues", "/docs/%2e%2e/%2e%2e/etc/passwd",
        "/docs/ui/..%5c..%5capplication.yml", "/api/v1/ingest/%00", "/API/V1/issues", "/api/v1/ingest/hotline-orders/../../issues", "/%", "/\u00e9"})
    void cannotBeTalkedPastItsLock(String target) throws Exception {
        for (var method : List.of("GET", "POST")) {
            int status = raw(method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            assertThat(status).as(method + " " + target).isBetween(400, 499);
        }
    }

    @Test
    void refusesFilesThatAreNoEvidence() throws Exception {
        String evidence = "/api/v1/issues/" + issue.at("/id") + "/evidence";
        var handler = platform.as("shenyang.renshe");
        Refused.with(415, handler.post(evidence, Map.of("file", "x")).response());
        HttpResponse<String> large = handler.upload(evidence, "big.png", "image/png", new byte[21 * 1024 * 1024]).response();
        Refused.with(413, large);
    }

    private int raw(String request) throws IOException {
        try (var socket = new Socket(platform.gateway().getHost(), platform.gateway().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ")[1]);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A good push last: when it has become an issue, whatever came before it would have, too. */
    private void assertNothingStoredSince(Map<String, Set<String>> before) throws Exception {
        Answer last = Given.aRegisteredIssue(platform);
        Map<String, Set<String>> after = everything();
        after.get("/api/v1/issues").removeIf(item -> item.contains(last.at("/id")));
        after.get("/api/v1/feedback").removeIf(item -> item.contains(last.at("/source/id")));
        before.forEach((list, items) -> assertThat(after.get(list)).as(list).isEqualTo(items));
    }

    /** Earlier events may still be on their way. */
    private Map<String, Set<String>> everythingAtRest() throws Exception {
        var last = new ArrayList<>(List.of(everything()));
        return Patience.await("nothing to change any more", () -> {
            Thread.sleep(500);
            last.add(everything());
            return last.get(last.size() - 1).equals(last.get(last.size() - 2)) ? last.getLast() : null;
        });
    }

    private Map<String, Set<String>> everything() throws Exception {
        var lists = new HashMap<String, Set<String>>();
        for (var list : List.of("/api/v1/experiencers", "/api/v1/walkthroughs", "/api/v1/issues", "/api/v1/feedback")) {
            JsonNode page = platform.as("sheng.ban").get(list + "?limit=200").expect(200).json();
            assertThat(page.path("next").asString("")).as("a next page of " + list).isEmpty();
            lists.put(list, page.path("items").valueStream().map(JsonNode::toString).collect(Collectors.toCollection(HashSet::new)));
        }
        for (var parent : List.of("210000", "210100")) {
            JsonNode units = platform.as("sheng.ban").get("/api/v1/units?parent=" + parent).expect(200).json();
            lists.put("units below " + parent, units.path("items").valueStream().map(JsonNode::toString).collect(Collectors.toCollection(HashSet::new)));
        }
        return lists;
    }
}
