package cn.tiyan.e2e;

import cn.tiyan.e2e.Platform.Answer;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * One issue and all that can happen to it: dispatched to the wrong unit and returned, given more time, pressed for, talked over,
 * sent back, reopened by who raised it, settled, and followed by its duplicate. It can be played any number of times.
 */
public final class LoopJourney {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final String RIGHT = "210100-HRSS";
    private static final String WRONG = "210200-HRSS";

    private final Platform platform;
    private final Narrator narrator;
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private String path = "";
    private String etag = "";

    public LoopJourney(Platform platform, Narrator narrator) {
        this.platform = platform;
        this.narrator = narrator;
    }

    /**
     * @param issue id of the issue
     * @param duplicate id of the one that was merged into it
     */
    public record Outcome(String issue, String duplicate) {
    }

    /** @return what it led to, for further checks */
    public Outcome play() throws IOException, InterruptedException {
        Map<String, Long> before = figures();
        String issue = register("shenyang.ganbu", "窗口仍要求提交纸质社保缴费证明 " + run, "系统可在线核验参保信息，窗口仍要求打印纸质证明。");
        path = "/api/v1/issues/" + issue;
        etag = platform.as("shenyang.ban").get(path).expect(200).etag();
        goAstrayAndComeBack();
        String duplicate = merge(issue);
        planInTime();
        bePressedFor();
        talkItOver();
        rectify();
        failOnceAndHold();
        settle();
        await(issue, duplicate, before);
        return new Outcome(issue, duplicate);
    }

    private String register(String account, String title, String text) throws IOException, InterruptedException {
        narrator.chapter(account.equals("shenyang.ganbu") ? "一、登记：走流程干部手工登记一个问题" : "三、去重：体验员登记了同一个问题，合并办理");
        Map<String, Object> body = Map.of("unit", RIGHT, "kind", "PROBLEM", "severity", "MEDIUM", "dimension", "QUALITY", "stage", "ACCEPTANCE",
                "serviceItem", Map.of("code", "210100HRSS000001", "name", "企业职工参保登记"), "title", title, "text", text);
        var caller = platform.as(account).with("Idempotency-Key", account + "-" + run);
        Answer registered = Waiting.await("登记", () -> {
            Answer answer = caller.post("/api/v1/issues", body);
            boolean starting = answer.status() == 503 || answer.at("/type").endsWith(":unknown-reference");
            return starting ? null : answer;
        }).expect(201);
        Answer again = caller.post("/api/v1/issues", body).expect(200);
        Waiting.require(again.at("/id").equals(registered.at("/id")), "同一请求重复提交应得到同一个问题");
        narrator.tell(registered.at("/number") + "  " + title + "（重复提交仍是同一个）");
        return registered.at("/id");
    }

    private void goAstrayAndComeBack() throws IOException, InterruptedException {
        narrator.chapter("二、研判、派错、退单、改派");
        act("shenyang.ban", "triage", Map.of("difficulty", "HARD", "cause", "DATA_SHARING"), "研判：难度高，成因为数据共享");
        act("sheng.ban", "dispatch", Map.of("handlingUnit", WRONG), "派单：省营商办误派至大连市人社局");
        tellDeadline();
        act("dalian.renshe", "return-request", Map.of("reason", "该窗口在沈阳市，不是我单位职责。"), "退单：大连市人社局说明理由");
        act("sheng.ban", "return-review", Map.of("approved", true, "note", "退回改派。"), "退单审核：同意，退单 1 次（两次后须先会商）");
        act("shenyang.ban", "dispatch", Map.of("handlingUnit", RIGHT, "clerk", "shenyang.renshe"), "改派：沈阳市人社局");
        act("shenyang.renshe", "acceptance", Map.of("note", "已安排专人。"), "签收：沈阳市人社局");
    }

    private String merge(String issue) throws IOException, InterruptedException {
        String duplicate = register("tiyanyuan.wang", "办参保还要打印缴费证明 " + run, "网上能查到，窗口还是让我回单位打印。");
        String other = "/api/v1/issues/" + duplicate;
        Answer read = platform.as("shenyang.ban").get(other).expect(200);
        platform.as("shenyang.ban").with("If-Match", read.etag()).post(other + "/merger", Map.of("survivor", issue, "note", "同一窗口、同一事项。")).expect(200);
        narrator.tell("合并：此后随主办问题办结；体验员看到自己的问题“" + platform.as("tiyanyuan.wang").get(other).expect(200).at("/statusText") + "”");
        return duplicate;
    }

    private void planInTime() throws IOException, InterruptedException {
        narrator.chapter("四、时限：按工作日计，调休上班日计入");
        tellDeadline();
        tellMakeUpDay();
        act("shenyang.renshe", "plan", Map.of("measures", "窗口统一改为在线核验，取消纸质证明。", "steps", List.of(
                Map.of("text", "开通在线核验接口", "until", LocalDate.now(CHINA).plusDays(7).toString()), Map.of("text", "修订一次性告知单"))), "整改方案：两步");
        act("shenyang.renshe", "extension-request", Map.of("workingDays", 5, "reason", "接口开通需省级平台排期。"), "申请延期：5 个工作日（时限届满前）");
        Answer own = asking("shenyang.renshe").post(path + "/extension-review", Map.of("approved", true));
        Waiting.require(own.status() == 403, "办理单位不能批准自己的延期，实际为 " + own.status());
        act("shenyang.ban", "extension-review", Map.of("approved", true, "note", "同意，须按期完成。"), "审批延期：上级沈阳市营商办同意（办理单位自批：403）");
        tellDeadline();
    }

    /** A Saturday or Sunday that is worked counts. */
    private void tellMakeUpDay() throws IOException, InterruptedException {
        JsonNode year = platform.as("shenyang.ban").get("/api/v1/calendar/2026").expect(200).json();
        LocalDate worked = LocalDate.parse(year.path("makeUpDays").get(0).asString());
        String counted = platform.as("shenyang.ban").get("/api/v1/calendar/working-days?days=1&from=" + worked.minusDays(1)).expect(200).at("/date");
        Waiting.require(counted.equals(worked.toString()), "调休上班日应计入工作日，实际为 " + counted);
        narrator.tell(worked + "（" + worked.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.CHINA) + "）调休上班，计为工作日；依据 "
                + year.at("/source/title").asString(year.at("/source/number").asString("国务院办公厅放假安排")));
    }

    private void bePressedFor() throws IOException, InterruptedException {
        narrator.chapter("五、督办：省领导督办，反馈后解除");
        String supervision = "/supervisions/" + act("sheng.lingdao", "supervisions", Map.of("demand", "三个工作日内反馈接口开通进展。", "workingDays", 3),
                "督办：限 3 个工作日反馈").at("/supervisions/0/id");
        Answer early = asking("sheng.lingdao").post(path + supervision + "/lifting", Map.of()).expect(422);
        act("shenyang.renshe", supervision.substring(1) + "/answer", Map.of("answer", "接口已联调，本周内开通。"), "督办反馈：沈阳市人社局（未反馈先解除：" + early.at("/detail") + "）");
        act("sheng.lingdao", supervision.substring(1) + "/lifting", Map.of("note", "已按要求反馈。"), "解除督办");
    }

    private void talkItOver() throws IOException, InterruptedException {
        narrator.chapter("六、联席会商：议题、主办、协办，决议转为任务");
        String consultation = act("shenyang.ban", "consultations", Map.of("topic", "参保信息共享", "agenda", List.of("核验接口由谁开通", "过渡期如何受理"),
                "leadUnit", RIGHT, "coUnits", List.of(WRONG), "meetsAt", Instant.now().toString()), "会商：主办沈阳市人社局，协办大连市人社局").at("/consultations/0/consultationId");
        JsonNode tasks = act("shenyang.ban", "consultations/" + consultation + "/conclusion", Map.of("minutes", "由沈阳市人社局开通接口，大连市人社局提供已有做法。",
                "resolutions", List.of(Map.of("text", "开通核验接口", "unit", RIGHT, "workingDays", 5), Map.of("text", "提供接口文档", "unit", WRONG, "workingDays", 2))),
                "会商办结：两项任务").json().path("tasks");
        act("dalian.renshe", "tasks/" + tasks.get(1).path("taskId").asString() + "/completion", Map.of("note", "文档已送达。"), "任务完成：大连市人社局");
        act("shenyang.renshe", "tasks/" + tasks.get(0).path("taskId").asString() + "/completion", Map.of("note", "接口已开通。"), "任务完成：沈阳市人社局");
    }

    private void rectify() throws IOException, InterruptedException {
        narrator.chapter("七、整改、佐证、提交");
        platform.as("shenyang.renshe").upload(path + "/evidence", "整改后窗口.png", "image/png", FirstJourney.PICTURE).expect(201);
        etag = platform.as("shenyang.renshe").get(path).expect(200).etag();
        narrator.tell("上传佐证");
        Answer early = asking("shenyang.renshe").post(path + "/submission", Map.of("done", "已整改。")).expect(422);
        narrator.tell("步骤未完成先提交：422 " + early.at("/detail"));
        act("shenyang.renshe", "plan/steps/1/completion", Map.of(), "第 1 步完成");
        act("shenyang.renshe", "plan/steps/2/completion", Map.of(), "第 2 步完成");
        submit("提交整改");
    }

    private void failOnceAndHold() throws IOException, InterruptedException {
        narrator.chapter("八、核查退回、评价不满意、重办");
        act("shenyang.hecha", "send-back", Map.of("reason", "现场抽查仍有 2 件收取纸质证明。"), "核查：退回整改");
        submit("再次提交");
        act("shenyang.hecha", "verification", Map.of("opinion", "现场抽查 10 件，均已在线核验。"), "核查通过：沈阳市核查员");
        Answer rated = act("shenyang.ganbu", "rating", Map.of("solved", false, "satisfaction", 2, "text", "今天再去，还是要。"), "评价：提出人 2 分，未解决");
        Waiting.require(rated.at("/status").equals("RECTIFYING"), "不满意应重办，实际为 " + rated.at("/status"));
        narrator.tell("重办：回到“" + rated.at("/statusText") + "”，余下时限不足 3 个工作日的按 3 个工作日计");
        submit("第三次提交");
        act("shenyang.hecha", "verification", Map.of("opinion", "连续三日现场核查，均已取消。"), "核查通过");
        Answer content = act("shenyang.ganbu", "rating", Map.of("solved", true, "satisfaction", 5, "text", "一次办成。"), "评价：提出人 5 分");
        narrator.tell("首次评价 " + content.json().at("/firstRating/satisfaction").asInt() + " 分与最终评价 "
                + content.json().at("/finalRating/satisfaction").asInt() + " 分都保留");
    }

    private void settle() throws IOException, InterruptedException {
        narrator.chapter("九、优化、销号、历史链");
        act("shenyang.renshe", "optimizations", Map.of("text", "参保登记不再收取纸质缴费证明。", "materials", Map.of("before", 4, "after", 3),
                "visits", Map.of("before", 2, "after", 0)), "登记优化：材料 4→3，跑动 2→0");
        Answer closed = act("shenyang.ban", "closure", Map.of("note", "整改到位。"), "销号：沈阳市营商办");
        narrator.tell("回头看：" + closed.json().path("lookBacks").valueStream().map(lookBack -> lookBack.path("day").asInt() + " 日后，自 " + minutes(lookBack.path("due").asString()))
                .collect(Collectors.joining("；")));
        JsonNode history = platform.as("sheng.ban").get(path + "/history").expect(200).json();
        narrator.tell(history.valueStream().map(entry -> entry.path("action").asString()).collect(Collectors.joining(" → ")));
        Answer sound = platform.as("sheng.ban").get(path + "/verify").expect(200);
        Waiting.require(sound.json().path("intact").asBoolean(), "历史链应完整：" + sound.response().body());
        narrator.tell("历史链 " + sound.json().path("entries").asInt() + " 条，逐条相扣：完整");
    }

    private void await(String issue, String duplicate, Map<String, Long> before) throws IOException, InterruptedException {
        narrator.chapter("十、随办与一本账");
        JsonNode survivor = Waiting.await("合并的问题随主办问题办结", () -> {
            JsonNode followed = platform.as("tiyanyuan.wang").get("/api/v1/issues/" + duplicate).expect(200).json().path("survivor");
            return followed.path("closed").asBoolean() ? followed : null;
        });
        Waiting.require(survivor.path("id").asString().equals(issue), "应随主办问题办结");
        narrator.tell("体验员看到：所并入的问题已办结");
        Map<String, Long> expected = Map.of("FOUND", 2L, "MERGED", 1L, "RETURNED", 1L, "EXTENDED", 1L, "SUPERVISED", 1L, "REOPENED", 1L, "OPTIMIZED", 1L, "CLOSED", 1L);
        Waiting.await("全省数据 " + expected, () -> {
            Map<String, Long> now = figures();
            return expected.entrySet().stream().allMatch(entry -> now.get(entry.getKey()) - before.get(entry.getKey()) >= entry.getValue()) ? now : null;
        });
        narrator.tell("全省数据随之更新：发现 +2，其中已合并 +1；退单、延期、督办、重办、优化、销号各 +1");
    }

    private void submit(String what) throws IOException, InterruptedException {
        act("shenyang.renshe", "submission", Map.of("done", "已取消纸质证明，窗口在线核验。"), what + "：沈阳市人社局");
    }

    private Platform.Client asking(String account) {
        return platform.as(account).with("If-Match", etag);
    }

    private Answer act(String account, String command, Object body, String what) throws IOException, InterruptedException {
        Answer done = asking(account).post(path + "/" + command, body).expect(200);
        etag = done.etag();
        narrator.tell(what);
        return done;
    }

    private void tellDeadline() throws IOException, InterruptedException {
        JsonNode deadline = platform.as("sheng.ban").get(path).expect(200).json().path("deadline");
        narrator.tell("时限（" + deadline.path("step").asString() + "）：" + deadline.path("workingDays").asInt() + " 个工作日，至 " + minutes(deadline.path("due").asString())
                + (deadline.path("provisional").asBoolean() ? "（部分年度放假安排未公布，暂定）" : ""));
    }

    private static String minutes(String instant) {
        return MINUTES.format(Instant.parse(instant).atZone(CHINA));
    }

    private Map<String, Long> figures() throws IOException, InterruptedException {
        Map<String, Long> values = new HashMap<>();
        platform.as("sheng.ban").get("/api/v1/figures/overview").expect(200).json().path("figures").properties()
                .forEach(figure -> values.put(figure.getKey(), figure.getValue().path("value").asLong()));
        return values;
    }
}
