package cn.tiyan.e2e;

import cn.tiyan.e2e.Platform.Answer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.JsonNode;

/**
 * The main story, from a recruited experiencer to three closed issues in the province's figures, all of it through the gateway.
 * It can be played any number of times; each time with people, orders and walkthroughs of its own. Every step checks what came
 * of it and fails with the platform's own words.
 */
public final class FirstJourney {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final String DEPARTMENT = "210100-HRSS";
    /** A one-pixel PNG: small, but a picture. */
    static final byte[] PICTURE = Base64.getDecoder().decode(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private final Platform platform;
    private final Narrator narrator;
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    public FirstJourney(Platform platform, Narrator narrator) {
        this.platform = platform;
        this.narrator = narrator;
    }

    /** @return what it led to, for further checks */
    public Outcome play() throws IOException, InterruptedException {
        Map<String, Long> before = figures("sheng.ban");
        String experiencer = recruit();
        String walkthrough = walk(experiencer);
        pushTwiceAndOutOfOrder();
        Map<String, String> issues = awaitThreeIssues(walkthrough);
        for (var issue : issues.entrySet()) {
            close(issue.getValue(), issue.getKey().equals("WALKTHROUGH"));
        }
        awaitFigures(before);
        showWhoSeesWhat(issues.get("WALKTHROUGH"));
        awaitSettled(walkthrough);
        return new Outcome(experiencer, walkthrough, issues, orderNumber(), projectNumber() + "/1");
    }

    /**
     * @param experiencer id
     * @param walkthrough id
     * @param issues id by kind of source
     * @param orderKey key of the hotline order
     * @param ratingKey key of the rating
     */
    public record Outcome(String experiencer, String walkthrough, Map<String, String> issues, String orderKey, String ratingKey) {
    }

    private String recruit() throws IOException, InterruptedException {
        narrator.chapter("一、组建队伍：单位推荐一名政务服务体验员，审核聘任");
        String phone = "139%08d".formatted(ThreadLocalRandom.current().nextInt(100_000_000));
        Answer applied = platform.as("shenyang.ban").with("Idempotency-Key", "recruit-" + run).post("/api/v1/experiencers", Map.of(
                "unit", "210100", "name", "王晓明", "phone", phone, "category", "ENTERPRISE_REPRESENTATIVE",
                "ageBand", "FROM_30_TO_44", "field", "餐饮业", "recruitment", "UNIT_RECOMMENDATION")).expect(201);
        narrator.tell("沈阳市营商办推荐：姓名 " + applied.at("/name") + "，电话 " + applied.at("/phone") + "（存储加密，显示脱敏）");
        String id = applied.at("/id");
        LocalDate today = LocalDate.now(CHINA);
        Answer approved = platform.as("shenyang.ban").with("If-Match", applied.etag()).post("/api/v1/experiencers/" + id + "/approval",
                Map.of("opinion", "熟悉餐饮行业办事流程，符合条件")).expect(200);
        narrator.tell("审核通过" + (approved.at("/noticeTo").isEmpty() ? "（本机演示不设公示期）" : "，公示至 " + approved.at("/noticeTo")));
        Answer appointed = platform.as("shenyang.ban").with("If-Match", approved.etag()).post("/api/v1/experiencers/" + id + "/appointment",
                Map.of("termFrom", today.minusDays(1).toString(), "termTo", today.plusYears(2).toString())).expect(200);
        narrator.tell("聘任完成，证书编号 " + appointed.at("/certificate"));
        return id;
    }

    private String walk(String experiencer) throws IOException, InterruptedException {
        narrator.chapter("二、走流程：人社局干部陪同体验员到窗口办理“企业职工参保登记”");
        Instant start = Instant.now().minus(Duration.ofMinutes(70));
        Map<String, Object> walkthrough = new HashMap<>(Map.of(
                "serviceItem", Map.of("code", "210100HRSS000001", "name", "企业职工参保登记"),
                "role", "COMPANION", "channel", "COUNTER", "announced", false,
                "startedAt", start.toString(), "finishedAt", start.plus(Duration.ofMinutes(60)).toString(),
                "experiencerId", experiencer,
                "steps", List.of(
                        Map.of("name", "咨询取号", "startedAt", start.toString(), "finishedAt", start.plus(Duration.ofMinutes(10)).toString(), "result", "PASSED"),
                        Map.of("name", "提交材料", "startedAt", start.plus(Duration.ofMinutes(10)).toString(), "finishedAt", start.plus(Duration.ofMinutes(60)).toString(),
                                "result", "BLOCKED", "materials", List.of("社保缴费证明（纸质）"), "visits", 2, "citizenWords", "明明网上能查到，还要我回单位打印。")),
                "findings", List.of(Map.of("kind", "PROBLEM", "checkpoint", "QUALITY-01", "severity", "MEDIUM",
                        "title", "窗口仍要求提交纸质社保缴费证明 " + run, "text", "系统可在线核验参保信息，窗口仍要求申请人往返打印纸质证明。",
                        "observedAt", start.plus(Duration.ofMinutes(30)).toString()))));
        Answer recorded = retryWhileUnavailable(() ->
                platform.as("shenyang.ganbu").with("Idempotency-Key", "walk-" + run).post("/api/v1/walkthroughs", walkthrough)).expect(201, 200);
        narrator.tell("已记录，走流程服务已实时向体验员服务核对：体验员在聘且当日有空");
        Answer repeated = platform.as("shenyang.ganbu").with("Idempotency-Key", "walk-" + run).post("/api/v1/walkthroughs", walkthrough).expect(200);
        Waiting.require(repeated.at("/id").equals(recorded.at("/id")), "同一请求重复提交应得到同一条记录");
        narrator.tell("手机重复提交一次：仍是同一条记录 " + recorded.at("/id"));
        return recorded.at("/id");
    }

    private void pushTwiceAndOutOfOrder() throws IOException, InterruptedException {
        narrator.chapter("三、群众的声音：12345 工单与好差评，签名推送，重复且乱序");
        String order1 = order(1, "社保参保登记要跑两趟", "办理参保登记，材料交了还要再交一次，请帮忙协调。我的电话13912345678。");
        String order2 = order(2, "社保参保登记要跑两趟（催办）", "昨天反映的问题还没有解决，请尽快处理。我的电话13912345678。");
        String service = """
                {"projectNumber":"%s","department":"%s","itemCode":"210100HRSS000001","itemName":"企业职工参保登记","servedAt":"%s",
                 "userName":"李雷","mobile":"13800001111"}""".formatted(projectNumber(), DEPARTMENT, minutesAgo(50));
        String rating = """
                {"projectNumber":"%s","ratingNumber":1,"satisfaction":1,"ratedAt":"%s","text":"第一次说材料齐了，第二天又打电话让再交一遍。"}"""
                .formatted(projectNumber(), minutesAgo(40));
        push("好差评：评价先到（办件信息还没有到）", "/api/v1/ingest/ratings", rating);
        push("12345：第 2 版先到", "/api/v1/ingest/hotline-orders", order2);
        push("12345：第 1 版后到（旧的，不会覆盖新的）", "/api/v1/ingest/hotline-orders", order1);
        push("好差评：办件信息后到，评价随之补全", "/api/v1/ingest/rating-services", service);
        push("好差评：评价重复推送", "/api/v1/ingest/ratings", rating);
        push("12345：第 2 版重复推送", "/api/v1/ingest/hotline-orders", order2);
        Instant now = Instant.now();
        String nonce = UUID.randomUUID().toString();
        platform.hotline().post("/api/v1/ingest/hotline-orders", order2, now, nonce);
        int replayed = platform.hotline().post("/api/v1/ingest/hotline-orders", order2, now, nonce).statusCode();
        Waiting.require(replayed == 401, "重放的请求应被拒绝，实际为 " + replayed);
        narrator.tell("截获后原样重放：401 拒绝");
    }

    private void push(String what, String path, String json) throws IOException, InterruptedException {
        SignedPush sender = path.endsWith("orders") ? platform.hotline() : platform.ratings();
        var answer = sender.post(path, json);
        Waiting.require(answer.statusCode() == 202, what + " → " + answer.statusCode() + " " + answer.body());
        narrator.tell(what + "：202 已持久保存");
    }

    private String order(int version, String title, String content) {
        return """
                {"orderNumber":"%s","version":%d,"updatedAt":"%s","title":"%s %s","content":"%s","handlingMode":"COMPLAINT",
                 "responsibleUnit":"%s","callerName":"韩梅梅","callerPhone":"13912345678"}"""
                .formatted(orderNumber(), version, minutesAgo(60 - version), title, run, content, DEPARTMENT);
    }

    private String orderNumber() {
        return "SY" + run;
    }

    private String projectNumber() {
        return "PJ" + run;
    }

    private static String minutesAgo(int minutes) {
        return Instant.now().minus(Duration.ofMinutes(minutes)).atZone(CHINA).toOffsetDateTime().toString();
    }

    /** Three issues, by the kind of source: one each, however often and in whatever order things came. */
    private Map<String, String> awaitThreeIssues(String walkthrough) throws IOException, InterruptedException {
        narrator.chapter("四、登记：两条推送来的诉求、一条走流程发现，形成三个问题（不是五个）");
        String finding = platform.as("shenyang.ganbu").get("/api/v1/walkthroughs/" + walkthrough).expect(200).at("/findings/0/id");
        String order = awaitFeedback(orderNumber());
        String rating = awaitFeedback(projectNumber() + "/1");
        Map<String, String> issues = new LinkedHashMap<>();
        for (var source : Map.of("WALKTHROUGH", finding, "HOTLINE_12345", order, "SERVICE_RATING", rating).entrySet()) {
            JsonNode found = Waiting.await("来自" + source.getKey() + "的问题", () -> {
                JsonNode items = platform.as("shenyang.ban").get("/api/v1/issues?sourceId=" + source.getValue()).expect(200).json().path("items");
                return items.isEmpty() ? null : items;
            });
            Waiting.require(found.size() == 1, "每个来源应只有一个问题，实际为 " + found.size());
            issues.put(source.getKey(), found.get(0).path("id").asString());
            narrator.tell(found.get(0).path("number").asString() + "  " + found.get(0).path("title").asString());
        }
        return issues;
    }

    private String awaitFeedback(String key) throws IOException, InterruptedException {
        JsonNode items = Waiting.await("反馈 " + key, () -> {
            JsonNode found = platform.as("shenyang.ban").get("/api/v1/feedback?key=" + key).expect(200).json().path("items");
            return found.isEmpty() || found.get(0).path("unit").isMissingNode() ? null : found;
        });
        Waiting.require(items.size() == 1, key + " 应只有一条反馈记录，实际为 " + items.size());
        return items.get(0).path("id").asString();
    }

    private void close(String issue, boolean walkerRates) throws IOException, InterruptedException {
        String path = "/api/v1/issues/" + issue;
        Answer read = platform.as("shenyang.ban").get(path).expect(200);
        narrator.chapter("五、闭环：" + read.at("/number") + "  " + read.at("/title"));
        String etag = act("shenyang.ban", path + "/triage", read.etag(), Map.of("difficulty", "MEDIUM", "dimension", "QUALITY"), "研判：沈阳市营商办");
        etag = act("shenyang.ban", path + "/dispatch", etag, Map.of("handlingUnit", DEPARTMENT), "派单：沈阳市人力资源和社会保障局");
        etag = act("shenyang.renshe", path + "/acceptance", etag, Map.of(), "签收：人社局");
        etag = act("shenyang.renshe", path + "/plan", etag, Map.of("measures", "窗口统一改为在线核验，取消纸质证明；修订一次性告知单。"), "整改计划：人社局");
        Answer uploaded = platform.as("shenyang.renshe").upload(path + "/evidence", "整改后窗口.png", "image/png", PICTURE).expect(201);
        narrator.tell("上传佐证：SHA-256 " + uploaded.at("/sha256").substring(0, 16) + "…");
        etag = platform.as("shenyang.renshe").get(path).expect(200).etag();
        etag = act("shenyang.renshe", path + "/submission", etag, Map.of("done", "已取消纸质证明，窗口在线核验；已电话告知申请人。"), "提交整改：人社局");
        Answer own = platform.as("shenyang.renshe").with("If-Match", etag).post(path + "/verification", Map.of("opinion", "自己核查自己"));
        Waiting.require(own.status() == 403 || own.status() == 422, "整改单位不得核查自己的整改，实际为 " + own.status());
        etag = act("shenyang.hecha", path + "/verification", etag, Map.of("opinion", "现场抽查 10 件，均已在线核验。"), "核查：沈阳市核查员（与整改单位不同）");
        etag = walkerRates
                ? act("shenyang.ganbu", path + "/rating", etag, Map.of("solved", true, "satisfaction", 5, "text", "再走一遍，一次办成。"), "评价：提出问题的走流程干部，5 分")
                : act("shenyang.ban", path + "/rating", etag, Map.of("contacted", true, "solved", true, "satisfaction", 4, "text", "电话回访，群众认可。"), "评价：电话回访代录，4 分（与本人评价分开统计）");
        act("shenyang.ban", path + "/closure", etag, Map.of(), "销号：沈阳市营商办");
        Answer verified = platform.as("sheng.ban").get(path + "/verify").expect(200);
        Waiting.require(verified.json().path("intact").asBoolean(), "历史链应完整：" + verified.response().body());
        narrator.tell("历史链校验：完整");
    }

    private String act(String account, String path, String etag, Object body, String what) throws IOException, InterruptedException {
        Answer done = platform.as(account).with("If-Match", etag).post(path, body).expect(200);
        narrator.tell(what);
        return done.etag();
    }

    private Map<String, Long> figures(String account) throws IOException, InterruptedException {
        JsonNode figures = platform.as(account).get("/api/v1/figures/overview").expect(200).json().path("figures");
        Map<String, Long> values = new HashMap<>();
        figures.properties().forEach(figure -> values.put(figure.getKey(), figure.getValue().path("value").asLong()));
        return values;
    }

    private void awaitFigures(Map<String, Long> before) throws IOException, InterruptedException {
        narrator.chapter("六、一本账：全省数据随之更新");
        Instant closed = Instant.now();
        Map<String, Long> expected = Map.of("FOUND", 3L, "DISPATCHED", 3L, "ACCEPTED", 3L, "VERIFIED", 3L, "CLOSED", 3L,
                "EXPERIENCERS", 1L, "WALKTHROUGHS", 1L, "FINDINGS", 1L, "FEEDBACK", 2L, "BAD_RATINGS", 1L);
        Map<String, Long> now = Waiting.await("全省数据 " + expected, () -> {
            Map<String, Long> current = figures("sheng.ban");
            return expected.entrySet().stream().allMatch(entry -> current.get(entry.getKey()) - before.get(entry.getKey()) >= entry.getValue()) ? current : null;
        });
        narrator.tell("%.1f 秒后省级看到：发现 %d，已签收 %d，已核查 %d，已销号 %d，群众反馈 %d".formatted(
                Duration.between(closed, Instant.now()).toMillis() / 1000.0, now.get("FOUND"), now.get("ACCEPTED"), now.get("VERIFIED"), now.get("CLOSED"), now.get("FEEDBACK")));
    }

    private void showWhoSeesWhat(String issue) throws IOException, InterruptedException {
        narrator.chapter("七、各看各的：一个市只看到自己的");
        platform.as("sheng.ban").get("/api/v1/issues/" + issue).expect(200);
        platform.as("shenyang.ban").get("/api/v1/issues/" + issue).expect(200);
        platform.as("dalian.ban").get("/api/v1/issues/" + issue).expect(404);
        platform.as("dalian.ban").get("/api/v1/figures/overview?unit=210100").expect(404);
        platform.anonymous().get("/api/v1/issues/" + issue).expect(401);
        narrator.tell("省、沈阳可见；大连 404（不透露是否存在）；未登录 401");
        narrator.tell("大连市发现问题数：" + figures("dalian.ban").get("FOUND"));
    }

    private void awaitSettled(String walkthrough) throws IOException, InterruptedException {
        narrator.chapter("八、走后“跟踪解决”：走流程记录上能看到发现的问题已销号");
        String phase = Waiting.await("走流程记录上的处理结果", () -> {
            JsonNode issue = platform.as("shenyang.ganbu").get("/api/v1/walkthroughs/" + walkthrough).expect(200).json().at("/findings/0/issue");
            return issue.path("settledAt").isMissingNode() || issue.path("settledAt").isNull() ? null : issue.toString();
        });
        narrator.tell("发现的处理结果：" + phase);
    }

    /** Something may still be starting: a 503 says so, and is worth another try. */
    private Answer retryWhileUnavailable(Waiting.Attempt<Answer> request) throws IOException, InterruptedException {
        return Waiting.await("服务可用", () -> {
            Answer answer = request.run();
            return answer.status() == 503 ? null : answer;
        });
    }
}
