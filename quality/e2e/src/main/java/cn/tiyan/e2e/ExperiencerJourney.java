package cn.tiyan.e2e;

import cn.tiyan.e2e.Platform.Answer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.imageio.ImageIO;
import tools.jackson.databind.JsonNode;

/**
 * A 政务服务体验员 from the open call to thanks: applies without an account, is put on notice and appointed, comes to an activity,
 * reports what she found, sees it solved and rates it, and learns what became of what she said. It can be played any number of
 * times; from the second time on she stays the experiencer she is, and whoever applies is somebody else.
 */
public final class ExperiencerJourney {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final String HERSELF = "tiyanyuan.wang";
    private static final String FIELD = "电子商务";
    private static final int ADULT = 1988;
    private static final int MINOR = 15;
    /** How long before it begins an activity is planned here; there is just time to invite and accept. */
    private static final int SECONDS_AHEAD = 8;

    private final Platform platform;
    private final Narrator narrator;
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    public ExperiencerJourney(Platform platform, Narrator narrator) {
        this.platform = platform;
        this.narrator = narrator;
    }

    /**
     * @param experiencer id of whoever was appointed in this run
     * @param activity id of the activity
     * @param report id of the report
     * @param issue id of the issue it led to
     */
    public record Outcome(String experiencer, String activity, String report, String issue) {
    }

    /** @return what it led to, for further checks */
    public Outcome play() throws IOException, InterruptedException {
        String campaign = call();
        String experiencer = apply(campaign);
        appoint(experiencer, campaign);
        String activity = takePart();
        Answer report = report(activity);
        String issue = rectify(report.at("/id"));
        learn(report.at("/id"));
        speak();
        return new Outcome(experiencer, activity, report.at("/id"), issue);
    }

    private String call() throws IOException, InterruptedException {
        narrator.chapter("一、公开征集：沈阳市营商办发布公告，公众无需登录即可报名");
        LocalDate today = LocalDate.now(CHINA);
        Map<String, Object> content = Map.of("title", "沈阳市政务服务体验员公开征集 " + run, "text", "诚邀关心营商环境的社会各界人士报名。", "sought", "热心公益、年满 18 周岁的企业和群众代表",
                "from", today.toString(), "to", today.plusDays(30).toString(), "seats", 20,
                "quotas", List.of(Map.of("dimension", "AGE_BAND", "key", "FROM_30_TO_44", "seats", 5), Map.of("dimension", "FIELD", "key", FIELD, "seats", 5)));
        Answer drafted = Waiting.await("起草征集公告", () -> {
            Answer answer = office().post("/api/v1/recruitment/campaigns", Map.of("unit", "210100", "content", content));
            return answer.status() == 503 || answer.at("/type").endsWith(":unknown-reference") ? null : answer;
        }).expect(201);
        String id = drafted.at("/id");
        platform.anonymous().get("/api/v1/recruitment/open/" + id).expect(404);
        office().with("If-Match", drafted.etag()).post("/api/v1/recruitment/campaigns/" + id + "/publication", Map.of()).expect(200);
        narrator.tell(platform.anonymous().get("/api/v1/recruitment/open/" + id).expect(200).at("/title") + "（发布前公众看不到）");
        return id;
    }

    private String apply(String campaign) throws IOException, InterruptedException {
        String path = "/api/v1/recruitment/open/" + campaign + "/applications";
        Map<String, Object> application = new HashMap<>(Map.of("name", "王晓梅", "phone", "137%08d".formatted(ThreadLocalRandom.current().nextInt(100_000_000)),
                "identityNumber", identityNumber(LocalDate.of(ADULT, 5, 20)), "category", "ENTERPRISE_REPRESENTATIVE", "field", FIELD, "consent", true,
                "privacyNotice", platform.anonymous().get("/api/v1/recruitment/privacy-notice").expect(200).at("/version")));
        var phone = platform.anonymous().with("Idempotency-Key", "application-of-" + run);
        Answer receipt = phone.post(path, application).expect(201);
        Answer again = phone.post(path, application).expect(200);
        Waiting.require(again.at("/number").equals(receipt.at("/number")) && again.at("/code").equals(receipt.at("/code")), "同一请求重复提交应得到同一编号");
        narrator.tell("报名：" + receipt.at("/number") + "，凭查询码查询（重复提交仍是同一份）");
        refuse(path, application, "identityNumber", identityNumber(LocalDate.now(CHINA).minusYears(MINOR)), "under-age");
        refuse(path, application, "privacyNotice", "1999-1", "privacy-notice-outdated");
        Answer twice = platform.anonymous().post(path, application).expect(422);
        Waiting.require(twice.at("/type").endsWith(":already-recruited"), "重复报名应被拒绝，实际为 " + twice.response().body());
        asked(receipt.at("/number"), "0000-0000-0000").expect(404);
        narrator.tell("不足 18 周岁、告知已更新、重复报名：422；查询码不对：404");
        String status = asked(receipt.at("/number"), receipt.at("/code")).expect(200).at("/statusName");
        JsonNode mine = office().get("/api/v1/experiencers?campaign=" + campaign).expect(200).json().path("items");
        Waiting.require(mine.size() == 1, "应只有一份报名，实际为 " + mine.size());
        narrator.tell("凭码查询：“" + status + "”；营商办看到 " + mine.get(0).path("name").asString() + "（姓名、手机、身份证号均已遮掩）");
        return mine.get(0).path("id").asString();
    }

    private void refuse(String path, Map<String, Object> application, String field, String value, String rule) throws IOException, InterruptedException {
        var other = new HashMap<>(application);
        other.put(field, value);
        Answer refused = platform.anonymous().post(path, other).expect(422);
        Waiting.require(refused.at("/type").endsWith(":" + rule), "应为 " + rule + "，实际为 " + refused.response().body());
    }

    private void appoint(String experiencer, String campaign) throws IOException, InterruptedException {
        narrator.chapter("二、审核、公示、聘任");
        String path = "/api/v1/experiencers/" + experiencer;
        Answer read = office().get(path).expect(200);
        Answer approved = office().with("If-Match", read.etag()).post(path + "/approval", Map.of("opinion", "符合征集条件。")).expect(200);
        narrator.tell("审核通过，进入“" + approved.at("/statusName") + "”（公示天数由各地在配置中设定，本机为 0 天）");
        boolean hers = platform.as(HERSELF).get("/api/v1/experiencers?status=APPOINTED").expect(200).json().path("items").isEmpty();
        LocalDate today = LocalDate.now(CHINA);
        Map<String, Object> term = new HashMap<>(Map.of("termFrom", today.minusDays(1).toString(), "termTo", today.plusYears(2).toString()));
        if (hers) {
            term.put("account", HERSELF);
        }
        Answer appointed = office().with("If-Match", approved.etag()).post(path + "/appointment", term).expect(200);
        narrator.tell("聘任：证书 " + appointed.at("/certificate") + "，任期 " + appointed.at("/termFrom") + " 至 " + appointed.at("/termTo"));
        JsonNode balance = office().get("/api/v1/recruitment/campaigns/" + campaign + "/balance").expect(200).json();
        narrator.tell("名额与结构：" + balance.path("seats").asInt() + " 席，报名 " + balance.path("applied").asInt() + " 人，聘任 " + balance.path("appointed").asInt()
                + " 人；年龄段、领域、类别、单位各几席几人，逐项可查");
    }

    private String takePart() throws IOException, InterruptedException {
        narrator.chapter("三、体验活动：按条件邀请、报名、签到、开展");
        String field = platform.as(HERSELF).get("/api/v1/experiencers?status=APPOINTED").expect(200).at("/items/0/field");
        Instant starts = Instant.now().plusSeconds(SECONDS_AHEAD).truncatedTo(ChronoUnit.SECONDS);
        Answer planned = office().post("/api/v1/activities", Map.of("title", "走进政务服务中心开放日 " + run, "theme", "SOCIAL_SECURITY", "kind", "OPEN_DAY",
                "way", "TOGETHER", "batch", ThreadLocalRandom.current().nextInt(1, 100), "place", "沈阳市政务服务中心", "startsAt", starts.toString(),
                "endsAt", starts.plus(3, ChronoUnit.HOURS).toString(), "capacity", 200)).expect(201);
        String path = "/api/v1/activities/" + planned.at("/id");
        Map<String, Object> criteria = Map.of("fields", List.of(field), "most", 200);
        office().with("If-Match", planned.etag()).with("Idempotency-Key", "round-" + run).post(path + "/invitations", criteria).expect(202);
        office().with("If-Match", planned.etag()).with("Idempotency-Key", "round-" + run).post(path + "/invitations", criteria).expect(200);
        Answer invited = Waiting.await("活动邀请", () -> {
            Answer answer = platform.as(HERSELF).get("/api/v1/activities/mine/" + planned.at("/id"));
            return answer.status() == 404 ? null : answer.expect(200);
        });
        Answer accepted = platform.as(HERSELF).with("If-Match", invited.etag()).post("/api/v1/activities/mine/" + planned.at("/id") + "/answer", Map.of("accepts", true))
                .expect(200);
        narrator.tell("邀请从事“" + field + "”的体验员（重复请求不会重复邀请）；王女士接受，获得座位");
        office().post(path + "/check-ins", Map.of("code", "00000000")).expect(422);
        office().post(path + "/check-ins", Map.of("code", accepted.at("/code"))).expect(200);
        Answer used = office().post(path + "/check-ins", Map.of("code", accepted.at("/code"))).expect(422);
        narrator.tell("凭本人一次性签到码签到（再用一次：" + used.at("/detail") + "）");
        Answer held = Waiting.await("活动开始", () -> {
            Answer current = office().get(path).expect(200);
            Answer answer = office().with("If-Match", current.etag()).post(path + "/record", Map.of("text", "现场体验社保业务办理，听取窗口介绍。"));
            return answer.at("/type").endsWith(":not-yet-begun") ? null : answer;
        }).expect(200);
        narrator.tell("记录开展情况：“" + held.at("/statusText") + "”");
        return planned.at("/id");
    }

    private Answer report(String activity) throws IOException, InterruptedException {
        narrator.chapter("四、体验报告：对照检查清单，问题、建议、点赞");
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Map<String, Object> report = new HashMap<>(Map.of("serviceItem", Map.of("code", "210100HRSS000001", "name", "企业职工参保登记"), "about", "210100-HRSS",
                "channel", "COUNTER", "startedAt", now.minusSeconds(30).toString(), "finishedAt", now.minusSeconds(1).toString(), "activityId", activity,
                "checklistVersion", "five-dimensions.v1", "results", List.of(Map.of("checkpoint", "QUALITY-01", "result", "WANTING")), "rating", 3,
                "entries", List.of(
                        Map.of("kind", "PROBLEM", "title", "窗口让我回单位打印缴费证明 " + run, "text", "系统里查得到，窗口还是要纸质的。😕", "checkpoint", "QUALITY-01", "severity", "MEDIUM"),
                        Map.of("kind", "SUGGESTION", "title", "叫号屏放大字体", "text", "老年人看不清叫号屏。"),
                        Map.of("kind", "PRAISE", "title", "导办员很耐心", "text", "全程有人引导。"))));
        var phone = platform.as(HERSELF).with("Idempotency-Key", "report-" + run);
        Answer recorded = Waiting.await("提交体验报告", () -> {
            Answer answer = phone.post("/api/v1/experience-reports", report);
            return answer.status() == 503 || answer.at("/type").endsWith(":unknown-reference") ? null : answer;
        }).expect(201);
        phone.post("/api/v1/experience-reports", report).expect(200);
        report.put("checklistVersion", "five-dimensions.v99");
        Answer unknown = platform.as(HERSELF).post("/api/v1/experience-reports", report).expect(422);
        narrator.tell("报告一份：问题 1、建议 1、点赞 1（重复提交仍是同一份；清单版本不存在：" + unknown.at("/detail") + "）");
        return recorded;
    }

    private String rectify(String report) throws IOException, InterruptedException {
        narrator.chapter("五、闭环：问题自动转办，整改、核查，体验员本人评价");
        String path = "/api/v1/experience-reports/" + report;
        JsonNode finding = Waiting.await("问题登记", () -> {
            JsonNode entry = platform.as(HERSELF).get(path).expect(200).json().path("entries").get(0);
            return entry.path("issue").path("issueId").isMissingNode() ? null : entry;
        });
        String issue = finding.path("issue").path("issueId").asString();
        String at = "/api/v1/issues/" + issue;
        platform.as(HERSELF).upload(at + "/evidence", "叫号单.png", "image/png", picture()).expect(201);
        narrator.tell("问题已登记，王女士补传照片");
        act("shenyang.ban", at, "triage", Map.of("difficulty", "EASY", "dimension", "QUALITY", "cause", "DATA_SHARING"));
        act("shenyang.ban", at, "dispatch", Map.of("handlingUnit", "210100-HRSS"));
        act("shenyang.renshe", at, "acceptance", Map.of());
        act("shenyang.renshe", at, "plan", Map.of("measures", "改为在线核验。"));
        platform.as("shenyang.renshe").upload(at + "/evidence", "整改后窗口.png", "image/png", picture()).expect(201);
        act("shenyang.renshe", at, "submission", Map.of("done", "窗口已改为在线核验。"));
        act("shenyang.hecha", at, "verification", Map.of("opinion", "现场核查，已取消纸质证明。"));
        String rating = Waiting.await("邀请评价", () -> {
            String where = platform.as(HERSELF).get(path).expect(200).at("/entries/0/issue/ratingPath");
            return where.isEmpty() ? null : where;
        });
        Answer issueNow = platform.as(HERSELF).get(at).expect(200);
        platform.as(HERSELF).with("If-Match", issueNow.etag()).post(rating, Map.of("solved", true, "satisfaction", 5, "text", "这次一次办成。")).expect(200);
        act("shenyang.ban", at, "closure", Map.of("note", "整改到位。"));
        narrator.tell("研判、派单、签收、整改、核查；王女士评价 5 分；销号");
        return issue;
    }

    private void act(String account, String issue, String command, Object body) throws IOException, InterruptedException {
        Answer read = platform.as(account).get(issue).expect(200);
        platform.as(account).with("If-Match", read.etag()).post(issue + "/" + command, body).expect(200);
    }

    /** Whoever plays this often from one address is told to wait, as somebody who guesses codes is. */
    private Answer asked(String number, String code) throws IOException, InterruptedException {
        return Waiting.await("查询报名进度", () -> {
            Answer answer = platform.anonymous().post("/api/v1/recruitment/applications/status", Map.of("number", number, "code", code));
            return answer.status() == 429 ? null : answer;
        });
    }

    private void learn(String report) throws IOException, InterruptedException {
        narrator.chapter("六、我说的事怎么样了");
        String path = "/api/v1/experience-reports/" + report;
        Answer read = office().get(path).expect(200);
        String suggestion = read.at("/entries/1/id");
        office().decide(path, "suggestions/" + suggestion + "/adoption",
                Map.of("change", "叫号屏字体放大一倍", "until", LocalDate.now(CHINA).plusDays(30).toString()));
        JsonNode outcomes = Waiting.await("办结告知", () -> {
            Answer answer = platform.as(HERSELF).get("/api/v1/experience-reports/mine/outcomes").expect(200);
            String stage = platform.as(HERSELF).get(path).expect(200).at("/entries/0/issue/stage");
            return stage.equals("CLOSED") ? answer.json() : null;
        });
        outcomes.path("items").valueStream().limit(3).forEach(item -> narrator.tell(item.path("story").asString()));
        Answer mine = Waiting.await("贡献", () -> {
            Answer answer = platform.as(HERSELF).get("/api/v1/contributions/mine").expect(200);
            return answer.json().at("/achievement/solvedClasses/value").asInt() > 0 ? answer : null;
        });
        narrator.tell("贡献：解决问题 " + mine.json().at("/achievement/solvedClasses/value").asInt() + " 类，采纳建议 " + mine.json().at("/achievement/adoptedSuggestions/value").asInt()
                + " 条（报告份数不计）");
    }

    private void speak() throws IOException, InterruptedException {
        narrator.chapter("七、宣传员：宣传记录");
        Answer record = platform.as(HERSELF).with("Idempotency-Key", "publicity-" + run).post("/api/v1/publicity", Map.of("piece", Map.of("medium", "ONLINE",
                "outlet", "沈阳发布", "title", "我当体验员的一天 " + run, "on", LocalDate.now(CHINA).toString(), "link", "https://example.org/" + run,
                "reach", 3200, "countedBy", "平台阅读数"))).expect(201);
        narrator.tell("网络：" + record.at("/title") + "（" + record.json().path("reach").asInt() + " 次阅读，" + record.at("/countedBy") + "）");
    }

    private Platform.Client office() {
        return platform.as("shenyang.ban");
    }

    /** A picture nobody has handed in before. */
    private static byte[] picture() throws IOException {
        var image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        image.setRGB(3, 3, ThreadLocalRandom.current().nextInt(1 << 24));
        image.setRGB(4, 4, ThreadLocalRandom.current().nextInt(1 << 24));
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    /** A made-up identity number of Shenyang with the right check character (GB 11643-1999). */
    static String identityNumber(LocalDate birthday) {
        String digits = "210102%04d%02d%02d%03d".formatted(birthday.getYear(), birthday.getMonthValue(), birthday.getDayOfMonth(),
                ThreadLocalRandom.current().nextInt(1000));
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += (digits.charAt(i) - '0') * ((1 << (17 - i)) % 11);
        }
        return digits + "10X98765432".charAt(sum % 11);
    }
}
