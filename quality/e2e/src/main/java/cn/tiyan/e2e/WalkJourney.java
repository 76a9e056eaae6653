package cn.tiyan.e2e;

import cn.tiyan.e2e.Platform.Answer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * 我陪群众走流程, whole: 走前, from the catalogue and the checklist to a plan; 走中, a session on two phones, off line and out of order; 走后, from
 * its findings to what became of them, walked again and compared, and looked at for honesty. It can be played any number of times,
 * each time about service items of its own.
 */
public final class WalkJourney {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final String WALKER = "shenyang.ganbu";
    private static final String DEPARTMENT = "210100-HRSS";
    private static final String ITEMS = "/api/v1/service-items";
    private static final String WALKS = "/api/v1/walkthroughs";
    private static final String OWN_CHECKPOINT = DEPARTMENT + ".QUALITY-41";
    private static final String CSV = "事项编码,事项名称,事项类型,主题,办理渠道,承诺时限,申请材料\n";
    /** The first walk began so long ago, the second when the first was over. */
    private static final Duration FIRST = Duration.ofMinutes(180);
    private static final Duration SECOND = Duration.ofMinutes(100);

    private final Platform platform;
    private final Narrator narrator;
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final Map<String, Long> sequences = new HashMap<>();

    public WalkJourney(Platform platform, Narrator narrator) {
        this.platform = platform;
        this.narrator = narrator;
    }

    /**
     * @param item code of the service item that was walked
     * @param plan id of the plan it was walked for
     * @param first id of the first walk
     * @param second id of the walk that walked it again
     * @param settled id of the issue that was closed
     * @param owned id of the issue that another city has in hand
     */
    public record Outcome(String item, String plan, String first, String second, String settled, String owned) {
    }

    /** @return what it led to, for further checks */
    public Outcome play() throws IOException, InterruptedException {
        catalogue();
        String checklist = checklist();
        Answer plan = plan();
        byte[] photo = picture();
        String first = walk(checklist, plan.at("/entries/0/id"), photo);
        JsonNode findings = platform.as(WALKER).get(WALKS + "/" + first).expect(200).json().path("findings");
        String settled = issue(findings.get(0));
        String owned = issue(findings.get(1));
        settle(settled);
        handElsewhere(owned, findings.get(1).path("id").asString(), sha256(photo), first);
        review(first);
        String second = walkAgain(first, photo);
        look(plan.at("/id"), first);
        beHonest(second);
        report(first);
        return new Outcome(item(1), plan.at("/id"), first, second, settled, owned);
    }

    private String item(int number) {
        return "E2E" + run + number;
    }

    private static String name(int number) {
        return number == 1 ? "灵活就业人员参保登记" : "失业保险金申领";
    }

    private String row(int number, String theme) {
        return "%s,%s,公共服务,%s,一体化平台、窗口,5,身份证；社保缴费证明%n".formatted(item(number), name(number), theme);
    }

    private void catalogue() throws IOException, InterruptedException {
        narrator.chapter("一、事项目录：人社局上传、预览、改正一行、导入");
        var clerk = platform.as("shenyang.renshe");
        byte[] table = (CSV + row(1, "社会保障") + row(2, "社会保证")).getBytes(StandardCharsets.UTF_8);
        Answer preview = Waiting.await("上传事项目录", () -> {
            Answer answer = clerk.upload(ITEMS + "/imports?unit=" + DEPARTMENT, "事项目录.csv", "text/csv", table);
            return isStarting(answer) ? null : answer;
        }).expect(201);
        String path = ITEMS + "/imports/" + preview.at("/id");
        narrator.tell("预览：新增 " + preview.at("/counts/NEW") + " 行，有误 " + preview.at("/counts/BAD") + " 行（"
                + clerk.get(path + "/rows?state=BAD").expect(200).at("/items/0/errors/0/message") + "）");
        clerk.with("If-Match", preview.etag()).post(path + "/commit", Map.of("onlyGood", false)).expect(422);
        Answer corrected = clerk.with("If-Match", preview.etag()).put(path + "/rows/3", Map.of("code", item(2), "content", Map.of("name", name(2),
                "kind", "PUBLIC_SERVICE", "theme", "SOCIAL_SECURITY", "channels", List.of("PORTAL", "COUNTER")))).expect(200);
        clerk.with("If-Match", corrected.etag()).post(path + "/commit", Map.of("onlyGood", false)).expect(202);
        Waiting.await("导入完毕", () -> clerk.get(path).expect(200).at("/status").equals("COMMITTED") ? true : null);
        Answer found = platform.as("tiyanyuan.wang").get(ITEMS + "?code=" + item(1)).expect(200);
        Waiting.require(found.at("/items/0/name").equals(name(1)), "目录中应有 " + item(1));
        narrator.tell("在线改正一行后导入 2 项；人人可查：" + found.at("/items/0/name") + "，" + found.at("/items/0/themeText"));
    }

    private String checklist() throws IOException, InterruptedException {
        narrator.chapter("二、检查清单：省统一的之外，人社局增加自己的检查点");
        var clerk = platform.as("shenyang.renshe");
        Answer draft = clerk.with("Idempotency-Key", "checklist-" + run).post(WALKS + "/checklists/extensions", Map.of("title", "社保窗口增加的检查点", "source", "沈阳市人社局窗口服务规范",
                "checkpoints", List.of(Map.of("dimension", "QUALITY", "number", 41, "text", "窗口备有放大字号的一次性告知单", "basis", "窗口服务规范")))).expect(201);
        clerk.with("If-Match", draft.etag()).post(WALKS + "/checklists/extensions/" + draft.at("/id") + "/publish", Map.of()).expect(200);
        Answer current = platform.as(WALKER).get(WALKS + "/checklists?for=COMPANION&topics=clean-window").expect(200);
        Waiting.require(current.at("/version").endsWith("+" + draft.at("/checklistVersion")), "应包含本单位的检查点：" + current.at("/version"));
        narrator.tell("现用：" + current.at("/version") + "；体验表 " + current.at("/form/version"));
        return current.at("/version");
    }

    private Answer plan() throws IOException, InterruptedException {
        narrator.chapter("三、走前“瞄准问题”：看哪些事项从未走过，列入计划");
        Waiting.await("未走过的事项", () -> found("/coverage?unit=" + DEPARTMENT + "&walked=false", item(1)));
        JsonNode suggestions = platform.as("shenyang.renshe").get(WALKS + "/plans/suggestions?limit=50").expect(200).json();
        narrator.tell("选题参考：从未走过 " + suggestions.path("neverWalked").size() + " 项，群众反映多 " + suggestions.path("mostComplaints").size() + " 项");
        String today = LocalDate.now(CHINA).toString();
        List<Map<String, Object>> entries = List.of(entry(1, today), entry(2, today));
        Answer draft = platform.as("shenyang.renshe").with("Idempotency-Key", "plan-" + run).post(WALKS + "/plans", Map.of("title", "人社局走流程计划 " + run,
                "from", today, "to", LocalDate.now(CHINA).plusDays(30).toString(), "entries", entries)).expect(201);
        Answer published = platform.as("shenyang.renshe").with("If-Match", draft.etag()).post(WALKS + "/plans/" + draft.at("/id") + "/publication", Map.of()).expect(200);
        String mine = platform.as(WALKER).get(WALKS + "/plans/mine?limit=200").expect(200).response().body();
        Waiting.require(mine.contains(published.at("/entries/0/id")), "走流程干部应看到自己的安排");
        narrator.tell("计划发布：两项，走流程干部在手机上看到自己的安排");
        return published;
    }

    private Map<String, Object> entry(int number, String day) {
        return Map.of("serviceItem", Map.of("code", item(number), "name", name(number)), "unit", DEPARTMENT, "role", "COMPANION", "walker", WALKER,
                "company", List.of("CITIZEN", "ELDERLY"), "plannedOn", day, "reason", "从未走过");
    }

    private String walk(String checklist, String entry, byte[] photo) throws IOException, InterruptedException {
        narrator.chapter("四、走中“思考答案”：陪一位老人办理，两部手机，离线、乱序、重复");
        Instant start = Instant.now().minus(FIRST).truncatedTo(ChronoUnit.SECONDS);
        Map<String, Object> begin = begin(start);
        begin.putAll(Map.of("checklistVersion", checklist, "planEntryId", entry));
        refuse(begin, "checklistVersion", "five-dimensions.v99", "checklist-unknown");
        refuse(begin, "formVersion", "companion.v99", "form-unknown");
        refuse(begin, "clientStartedAt", Instant.now().plus(1, ChronoUnit.HOURS).toString(), "walkthrough-in-the-future");
        String id = start(begin, "walk-" + run);
        narrator.tell("开始：清单、体验表版本随记录保存（版本不存在、时钟超前：422，什么都不留下）");

        String digest = sha256(photo);
        Map<String, Object> problem = finding("PROBLEM", OWN_CHECKPOINT, "没有大字号的一次性告知单 " + run, "老人看不清告知单上的小字，工作人员口头讲了两遍。", digest);
        List<Map<String, Object>> one = new ArrayList<>();
        one.addAll(step("phone-a", start, 0, 10, "GUIDE", Map.of("citizenWords", "字太小，我看不清。")));
        one.addAll(step("phone-a", start, 12, 25, "PREVIEW", Map.of("materials", List.of("身份证", "社保缴费证明"))));
        one.add(made("phone-a", start, 5, "FINDING", "finding", problem));
        one.add(made("phone-a", start, 6, "PHOTO", "photo", Map.of("sha256", digest, "step", "GUIDE", "caption", "告知单")));
        List<Map<String, Object>> other = new ArrayList<>();
        other.addAll(step("phone-b", start, 26, 40, "DECIDE", Map.of("promisedMinutes", 10)));
        other.addAll(step("phone-b", start, 41, 45, "RESULT", Map.of("visits", 1)));
        other.add(made("phone-b", start, 30, "FINDING", "finding", finding("DEMAND", "QUALITY-12", "希望在线核验社保缴费证明 " + run, "系统里查得到，窗口仍要求打印纸质证明。", digest)));
        other.add(made("phone-b", start, 44, "FINDING", "finding", finding("PRACTICE", "CLEAN-WINDOW-09", "导办员全程陪同老人", "从取号到办结有人引导。", null)));
        other.add(made("phone-b", start, 3, "CHECKPOINT", "check", Map.of("checkpoint", OWN_CHECKPOINT, "result", "NOT_MET")));
        Collections.shuffle(one);
        Collections.shuffle(other);

        JsonNode tomorrow = sync(id, "phone-b", List.of(made("phone-b", start, 60 * 24, "NOTE", "note", "时钟超前的一条"))).json();
        Waiting.require(tomorrow.at("/entries/0/rule").asString().equals("entry-in-the-future"), "时钟超前的记录应被拒绝：" + tomorrow);
        sync(id, "phone-b", other);
        Answer synced = sync(id, "phone-a", one);
        Answer again = sync(id, "phone-a", one);
        Waiting.require(again.json().path("entries").valueStream().allMatch(receipt -> receipt.path("outcome").asString().equals("DUPLICATE")), "重复的记录应认得出");
        narrator.tell("两部手机共 " + (one.size() + other.size()) + " 条，后发生的先到，重发一遍：合并为同一次，一条不丢、一条不重");

        var phone = platform.as(WALKER).with("If-Match", synced.etag());
        Answer early = phone.post(WALKS + "/" + id + "/finish", Map.of()).expect(422);
        Waiting.require(early.at("/type").endsWith(":photo-missing"), "照片未到不能完成：" + early.response().body());
        Answer forbidden = platform.as(WALKER).upload(WALKS + "/photos/" + id, "photos", "假照片.jpg", "image/jpeg", "<svg onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8)).expect(422);
        Waiting.require(forbidden.at("/type").endsWith(":photo-type-forbidden"), "只收照片：" + forbidden.response().body());
        Answer illustrated = platform.as(WALKER).upload(WALKS + "/photos/" + id, "photos", "告知单.png", "image/png", photo).expect(200);
        Answer incomplete = platform.as(WALKER).with("If-Match", illustrated.etag()).post(WALKS + "/" + id + "/finish", Map.of()).expect(422);
        Waiting.require(incomplete.at("/type").endsWith(":form-incomplete"), "体验表未填全：" + incomplete.response().body());
        narrator.tell("体验表未填全：422 " + incomplete.at("/detail"));
        platform.as("dalian.ban").get(WALKS + "/" + id).expect(404);
        platform.as("dalian.ban").post(WALKS + "/" + id + "/sync", Map.of("device", "x", "deviceNow", Instant.now().toString(), "entries", List.of())).expect(403);
        platform.anonymous().get(WALKS + "/" + id).expect(401);
        narrator.tell("外市：404；不是走流程干部：403；未登录：401");

        Answer whole = sync(id, "phone-a", List.of(made("phone-a", start, 25, "STEP_ENDED", "stepEnded", Map.of("step", "PREVIEW", "result", "PASSED", "visits", 2))));
        Answer finished = platform.as(WALKER).with("If-Match", whole.etag()).post(WALKS + "/" + id + "/finish", Map.of()).expect(200);
        Waiting.require(finished.json().path("steps").size() == 4 && finished.json().path("findings").size() == 3, "应为 4 步、3 条发现：" + finished.response().body());
        narrator.tell("补记后完成：4 个环节、3 条发现，状态“" + finished.at("/statusName") + "”");

        Map<String, Object> edited = new HashMap<>(one.stream().filter(made -> made.get("kind").equals("FINDING")).findFirst().orElseThrow());
        edited.put("sequence", next("phone-a"));
        edited.put("finding", finding("PROBLEM", OWN_CHECKPOINT, "其实没有问题", "改写。", digest));
        Answer late = sync(id, "phone-a", List.of(edited));
        Waiting.require(late.at("/entries/0/rule").equals("finding-told"), "已转办的发现不能改：" + late.response().body());
        narrator.tell("事后改写已转办的发现：" + late.at("/entries/0/message"));
        return id;
    }

    private Map<String, Object> begin(Instant start) {
        return new HashMap<>(Map.of("serviceItem", Map.of("code", item(1), "name", name(1)), "role", "COMPANION", "channel", "COUNTER", "announced", false,
                "clientStartedAt", start.toString(), "citizenGroup", "CITIZEN", "specialGroups", List.of("ELDERLY"), "area", "LIVELIHOOD"));
    }

    private String start(Map<String, Object> begin, String key) throws IOException, InterruptedException {
        var phone = platform.as(WALKER).with("Idempotency-Key", key);
        Answer started = Waiting.await("开始走流程", () -> {
            Answer answer = phone.post(WALKS + "/sessions", begin);
            return isStarting(answer) ? null : answer;
        }).expect(201);
        Answer second = phone.post(WALKS + "/sessions", begin).expect(200);
        Waiting.require(second.at("/id").equals(started.at("/id")), "第二部手机应进入同一次走流程");
        return started.at("/id");
    }

    private void refuse(Map<String, Object> begin, String field, String value, String rule) throws IOException, InterruptedException {
        var other = new HashMap<>(begin);
        other.put(field, value);
        Answer refused = platform.as(WALKER).with("Idempotency-Key", UUID.randomUUID().toString()).post(WALKS + "/sessions", other).expect(422);
        Waiting.require(refused.at("/type").endsWith(":" + rule), "应为 " + rule + "，实际为 " + refused.response().body());
    }

    private Answer sync(String id, String device, List<Map<String, Object>> entries) throws IOException, InterruptedException {
        return platform.as(WALKER).post(WALKS + "/" + id + "/sync", Map.of("device", device, "deviceNow", Instant.now().toString(), "entries", entries)).expect(200);
    }

    private long next(String device) {
        return sequences.merge(device, 1L, Long::sum);
    }

    private Map<String, Object> made(String device, Instant start, int minute, String kind, String part, Object said) {
        return Map.of("id", UUID.randomUUID().toString(), "device", device, "sequence", next(device), "at", start.plus(minute, ChronoUnit.MINUTES).toString(), "kind", kind, part, said);
    }

    /** A step of the role's form, from its beginning to its end. */
    private List<Map<String, Object>> step(String device, Instant start, int from, int to, String code, Map<String, Object> said) {
        Map<String, String> names = Map.of("GUIDE", "申报辅导", "PREVIEW", "资料预审", "DECIDE", "受理审批", "RESULT", "结果反馈");
        var end = new HashMap<>(said);
        end.putAll(Map.of("step", code, "result", "PASSED"));
        return List.of(made(device, start, from, "STEP_STARTED", "stepStarted", Map.of("step", code, "form", code, "name", names.get(code))),
                made(device, start, to, "STEP_ENDED", "stepEnded", end));
    }

    private static Map<String, Object> finding(String kind, String checkpoint, String title, String text, @Nullable String photo) {
        var finding = new HashMap<String, Object>(Map.of("kind", kind, "checkpoint", checkpoint, "title", title, "text", text));
        if (!kind.equals("PRACTICE")) {
            finding.put("severity", "MEDIUM");
        }
        if (photo != null) {
            finding.put("photos", List.of(photo));
        }
        return finding;
    }

    private String issue(JsonNode finding) throws IOException, InterruptedException {
        String id = finding.path("id").asString();
        JsonNode items = Waiting.await("发现 " + id + " 登记为问题", () -> {
            JsonNode found = platform.as("shenyang.ban").get("/api/v1/issues?sourceId=" + id).expect(200).json().path("items");
            return found.isEmpty() ? null : found;
        });
        Waiting.require(items.size() == 1, "一条发现只形成一个问题，实际为 " + items.size());
        return items.get(0).path("id").asString();
    }

    private void settle(String issue) throws IOException, InterruptedException {
        narrator.chapter("五、走后“跟踪解决”：问题由本单位整改，走流程干部评价");
        String path = "/api/v1/issues/" + issue;
        act("shenyang.ban", path, "triage", Map.of("difficulty", "EASY", "dimension", "QUALITY"));
        act("shenyang.ban", path, "dispatch", Map.of("handlingUnit", DEPARTMENT));
        act("shenyang.renshe", path, "acceptance", Map.of());
        act("shenyang.renshe", path, "plan", Map.of("measures", "各窗口配齐大字号告知单。"));
        platform.as("shenyang.renshe").upload(path + "/evidence", "整改后.png", "image/png", picture()).expect(201);
        act("shenyang.renshe", path, "submission", Map.of("done", "已配齐。"));
        act("shenyang.hecha", path, "verification", Map.of("opinion", "现场查看，已配齐。"));
        act(WALKER, path, "rating", Map.of("solved", true, "satisfaction", 5, "text", "老人看得清了。"));
        act("shenyang.ban", path, "closure", Map.of("note", "整改到位。"));
        narrator.tell("研判、派单、签收、整改、核查；走流程干部评价 5 分；销号");
    }

    /** The demand is another city's to answer: it sees the photos of this finding, and nothing else of the walk. */
    private void handElsewhere(String issue, String finding, String photo, String walk) throws IOException, InterruptedException {
        String path = "/api/v1/issues/" + issue;
        String photos = WALKS + "/findings/" + finding + "/photos";
        platform.as("dalian.renshe").get(photos).expect(404);
        act("shenyang.ban", path, "triage", Map.of("difficulty", "HARD", "dimension", "QUALITY"));
        act("sheng.ban", path, "dispatch", Map.of("handlingUnit", "210200-HRSS"));
        Waiting.await("承办单位看到照片", () -> platform.as("dalian.renshe").get(photos).status() == 200 ? true : null);
        platform.as("dalian.renshe").get(photos + "/" + photo).expect(200);
        platform.as("dalian.renshe").get(WALKS + "/" + walk).expect(404);
        act("dalian.renshe", path, "acceptance", Map.of());
        narrator.tell("需求由省里派给大连市人社局牵头：看得到这条发现的照片，看不到走流程的其他内容");
        JsonNode completion = Waiting.await("走流程了结", () -> {
            JsonNode now = platform.as(WALKER).get(WALKS + "/" + walk).expect(200).json().path("completion");
            return now.path("complete").asBoolean() ? now : null;
        });
        narrator.tell("走流程“" + completion.path("status").asString() + "”：已解决 " + completion.path("settled").asInt() + "，有单位承办 " + completion.path("owned").asInt());
    }

    private void act(String account, String issue, String command, Object body) throws IOException, InterruptedException {
        String etag = platform.as("sheng.ban").get(issue).expect(200).etag();
        platform.as(account).with("If-Match", etag).post(issue + "/" + command, body).expect(200);
    }

    private void review(String walk) throws IOException, InterruptedException {
        narrator.chapter("六、上级营商办审核：退回、补充、通过");
        var office = platform.as("shenyang.ban");
        office.decide(WALKS + "/" + walk, "return", Map.of("reasons", "请补充窗口数量。"));
        sync(walk, "phone-a", List.of(made("phone-a", Instant.now().minus(FIRST), 46, "NOTE", "note", "社保窗口共三个。")));
        platform.as(WALKER).decide(WALKS + "/" + walk, "finish", Map.of());
        Answer accepted = office.decide(WALKS + "/" + walk, "acceptance", Map.of("opinion", "情况属实。"));
        narrator.tell("退回补充后“" + accepted.at("/statusName") + "”；问题不重复转办");
    }

    private String walkAgain(String first, byte[] photo) throws IOException, InterruptedException {
        narrator.chapter("七、回头看：再走一次，逐环节对比");
        Answer read = platform.as(WALKER).get(WALKS + "/" + first).expect(200);
        platform.as(WALKER).with("If-Match", read.etag()).post(WALKS + "/" + first + "/re-walk", Map.of("plannedDay", LocalDate.now(CHINA).toString())).expect(200);
        Instant start = Instant.now().minus(SECOND).truncatedTo(ChronoUnit.SECONDS);
        Map<String, Object> begin = begin(start);
        begin.put("reWalkOf", first);
        String id = start(begin, "again-" + run);
        List<Map<String, Object>> entries = new ArrayList<>();
        entries.addAll(step("phone-a", start, 0, 4, "GUIDE", Map.of()));
        entries.addAll(step("phone-a", start, 5, 9, "PREVIEW", Map.of("materials", List.of("身份证"), "visits", 1)));
        entries.addAll(step("phone-a", start, 10, 18, "DECIDE", Map.of("promisedMinutes", 10)));
        entries.addAll(step("phone-a", start, 19, 21, "RESULT", Map.of("visits", 0)));
        entries.add(made("phone-a", start, 6, "PHOTO", "photo", Map.of("sha256", sha256(photo), "caption", "告知单")));
        sync(id, "phone-a", entries);
        Answer illustrated = platform.as(WALKER).upload(WALKS + "/photos/" + id, "photos", "告知单.png", "image/png", photo).expect(200);
        platform.as(WALKER).with("If-Match", illustrated.etag()).post(WALKS + "/" + id + "/finish", Map.of()).expect(200);
        JsonNode saved = platform.as(WALKER).get(WALKS + "/" + id + "/comparison?with=" + first).expect(200).json().path("saved");
        Waiting.require(saved.path("materials").asInt() == 1 && saved.path("visits").asInt() == 2 && saved.path("minutes").asInt() > 0, "对比结果：" + saved);
        narrator.tell("减时间 " + saved.path("minutes").asInt() + " 分钟，减材料 " + saved.path("materials").asInt() + " 份，减跑动 " + saved.path("visits").asInt() + " 次");
        return id;
    }

    private void look(String plan, String first) throws IOException, InterruptedException {
        narrator.chapter("八、供给侧与需求侧：走过哪些、与群众说的差多少");
        Waiting.await("计划进度", () -> platform.as("shenyang.renshe").get(WALKS + "/plans/" + plan).expect(200).at("/entries/0/walkthroughs/0").equals(first) ? true : null);
        JsonNode covered = Waiting.await("覆盖情况", () -> {
            JsonNode line = found("/coverage?unit=" + DEPARTMENT + "&walked=true", item(1));
            return line != null && line.path("walkthroughs").asInt() == 2 ? line : null;
        });
        narrator.tell("计划两项走过一项；“" + covered.path("name").asString() + "”以陪同办走过 " + covered.at("/roles/COMPANION").asInt() + " 次");
        String project = "WK" + run;
        push("/api/v1/ingest/rating-services", """
                {"projectNumber":"%s","department":"%s","itemCode":"%s","itemName":"%s","servedAt":"%s","userName":"李雷","mobile":"13800001111"}"""
                .formatted(project, DEPARTMENT, item(1), name(1), Instant.now().minusSeconds(3000)));
        push("/api/v1/ingest/ratings", """
                {"projectNumber":"%s","ratingNumber":1,"satisfaction":1,"ratedAt":"%s","text":"打印证明跑了两趟。"}""".formatted(project, Instant.now().minusSeconds(2400)));
        JsonNode gap = Waiting.await("两侧对照", () -> {
            JsonNode line = found("/gap?unit=" + DEPARTMENT, item(1));
            return line != null && line.at("/citizens/feedback").asInt() == 1 && line.at("/walkers/walkthroughs").asInt() == 2 ? line : null;
        });
        narrator.tell("走流程 " + gap.at("/walkers/walkthroughs").asInt() + " 次，发现 " + gap.at("/walkers/findings").asInt() + " 条；群众评价 " + gap.at("/citizens/feedback").asInt()
                + " 条，其中差评 " + gap.at("/citizens/badRatings/count").asInt() + " 条（样本少，列示而不排名）");
        Waiting.require(platform.as("dalian.ban").get(WALKS + "/gap?unit=" + DEPARTMENT).status() == 404, "外市不可见");
    }

    private void push(String path, String json) throws IOException, InterruptedException {
        HttpResponse<String> answer = platform.ratings().post(path, json);
        Waiting.require(answer.statusCode() == 202, path + " → " + answer.statusCode() + " " + answer.body());
    }

    /** The line about an item, on whichever page it stands; null if on none. */
    private @Nullable JsonNode found(String list, String item) throws IOException, InterruptedException {
        String after = "";
        while (true) {
            JsonNode page = platform.as("shenyang.renshe").get(WALKS + list + "&limit=200" + after).expect(200).json();
            for (JsonNode line : page.path("items")) {
                if (line.path("item").asString().equals(item)) {
                    return line;
                }
            }
            if (page.path("next").isMissingNode()) {
                return null;
            }
            after = "&after=" + java.net.URLEncoder.encode(page.path("next").asString(), StandardCharsets.UTF_8);
        }
    }

    private void beHonest(String walk) throws IOException, InterruptedException {
        narrator.chapter("九、真实性审查：杜绝“摆拍式”走流程，走流程干部说明，上级认定");
        String path = WALKS + "/" + walk + "/authenticity";
        Waiting.await("真实性审查", () -> platform.as("shenyang.ban").get(path).status() == 200 ? true : null);
        platform.as("shenyang.renshe").get(path).expect(404);
        Answer review = platform.as("shenyang.ban").get(path).expect(200);
        List<JsonNode> signals = review.json().path("signals").valueStream().toList();
        Waiting.require(signals.stream().anyMatch(signal -> signal.path("rule").asString().equals("seen-photo")), "用过的照片应被认出：" + review.response().body());
        for (JsonNode signal : signals) {
            narrator.tell(signal.path("kindText").asString() + "：" + signal.path("said").asString());
            String at = path + "/signals/" + signal.path("id").asString();
            String etag = platform.as(WALKER).get(path).expect(200).etag();
            Answer answered = platform.as(WALKER).with("If-Match", etag).post(at + "/answer", Map.of("text", "回头看时用同一张告知单照片作对照，时间为手机补录。")).expect(200);
            platform.as("shenyang.ban").with("If-Match", answered.etag()).post(at + "/conclusion", Map.of("verdict", "EXPLAINED", "reason", "说明合理。")).expect(200);
        }
        Answer concluded = platform.as("shenyang.ban").get(path).expect(200);
        Waiting.require(concluded.at("/status").equals("CONCLUDED"), "应已认定：" + concluded.response().body());
        narrator.tell("逐条说明、逐条认定：“" + concluded.at("/statusText") + "”（只供审核，不用于排名）");
    }

    private void report(String walk) throws IOException, InterruptedException {
        narrator.chapter("十、报告：按公文格式导出");
        HttpResponse<byte[]> report = platform.as("shenyang.ban").download(WALKS + "/" + walk + "/report");
        Waiting.require(report.statusCode() == 200 && report.body()[0] == 'P' && report.body()[1] == 'K'
                && report.headers().firstValue("Content-Type").orElse("").contains("wordprocessingml"), "应为 docx，实际为 " + report.statusCode() + " " + report.headers());
        Waiting.require(platform.as("dalian.ban").download(WALKS + "/" + walk + "/report").statusCode() == 404, "外市不可下载");
        narrator.tell("走流程报告（docx），%,d 字节".formatted(report.body().length));
    }

    /** Something may still be starting, or may not yet know of a unit: worth another try. */
    private static boolean isStarting(Answer answer) {
        return answer.status() == 503 || answer.at("/type").endsWith(":unknown-reference");
    }

    /** A picture nobody has handed in before. */
    private static byte[] picture() throws IOException {
        var image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                image.setRGB(x, y, ThreadLocalRandom.current().nextInt(1 << 24));
            }
        }
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
