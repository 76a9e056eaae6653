package cn.tiyan.e2e;

import cn.tiyan.e2e.Platform.Answer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What must be there before a test begins, made through the gateway like anything else; all of it in Shenyang. */
final class Given {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private Given() {
    }

    /** Somebody who was recommended; the answer to it. */
    static Answer aCandidate(Platform platform) throws Exception {
        return platform.as("shenyang.ban").post("/api/v1/experiencers", anApplication()).expect(201);
    }

    /** A recommendation of somebody nobody has recommended. */
    static Map<String, Object> anApplication() {
        return new HashMap<>(Map.of("unit", "210100", "name", "赵海", "phone", "138%08d".formatted(ThreadLocalRandom.current().nextInt(100_000_000)),
                "category", "ENTERPRISE_REPRESENTATIVE", "ageBand", "FROM_30_TO_44", "field", "零售业", "recruitment", "UNIT_RECOMMENDATION"));
    }

    /** Somebody whose recommendation was approved; locally there is no public notice to wait for. */
    static Answer anApprovedCandidate(Platform platform) throws Exception {
        Answer candidate = aCandidate(platform);
        return platform.as("shenyang.ban").with("If-Match", candidate.etag())
                .post("/api/v1/experiencers/" + candidate.at("/id") + "/approval", Map.of("opinion", "符合条件")).expect(200);
    }

    /** The id of an experiencer whose term has begun. */
    static String anAppointedExperiencer(Platform platform) throws Exception {
        Answer candidate = anApprovedCandidate(platform);
        platform.as("shenyang.ban").with("If-Match", candidate.etag())
                .post("/api/v1/experiencers/" + candidate.at("/id") + "/appointment", aTerm()).expect(200);
        return candidate.at("/id");
    }

    /** A term from yesterday on: what began before midnight belongs to it. */
    static Map<String, Object> aTerm() {
        LocalDate today = LocalDate.now(CHINA);
        return new HashMap<>(Map.of("termFrom", today.minusDays(1).toString(), "termTo", today.plusYears(1).toString()));
    }

    /** A walkthrough that was just finished, with that experiencer or with a company's representative. */
    static Map<String, Object> aWalkthrough(@Nullable String experiencer) {
        Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(60);
        Instant start = end.minusSeconds(1_800);
        var walkthrough = new HashMap<String, Object>(Map.of(
                "serviceItem", Map.of("code", "210100HRSS000001", "name", "企业职工参保登记"), "role", "COMPANION", "channel", "COUNTER",
                "announced", false, "startedAt", start.toString(), "finishedAt", end.toString(),
                "steps", List.of(Map.of("name", "提交材料", "startedAt", start.toString(), "finishedAt", end.toString(), "result", "BLOCKED")),
                "findings", List.of(Map.of("kind", "PROBLEM", "checkpoint", "QUALITY-01", "severity", "MEDIUM", "title", "仍要求提交纸质证明",
                        "text", "系统可在线核验，窗口仍要求打印。", "observedAt", start.toString()))));
        if (experiencer == null) {
            walkthrough.put("citizenGroup", "ENTERPRISE");
        } else {
            walkthrough.put("experiencerId", experiencer);
        }
        return walkthrough;
    }

    /** A session that begins just now. */
    static Map<String, Object> aSession() {
        return new HashMap<>(Map.of("serviceItem", Map.of("code", "210100HRSS000001", "name", "企业职工参保登记"), "role", "APPLICANT", "channel", "COUNTER",
                "announced", false, "clientStartedAt", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()));
    }

    /** A complaint nobody has made. */
    static Map<String, Object> anOrder() {
        return new HashMap<>(Map.of("orderNumber", "E2E" + UUID.randomUUID().toString().substring(0, 8), "version", 1,
                "updatedAt", Instant.now().toString(), "title", "参保登记要跑两趟", "content", "材料交了两次。", "handlingMode", "COMPLAINT",
                "responsibleUnit", "210100-HRSS"));
    }

    /** An issue that was just registered from a complaint. */
    static Answer aRegisteredIssue(Platform platform) throws Exception {
        Map<String, Object> order = anOrder();
        var pushed = platform.hotline().post("/api/v1/ingest/hotline-orders", Json.write(order));
        if (pushed.statusCode() != 202) {
            throw new AssertionError(pushed.statusCode() + " " + pushed.body());
        }
        String feedback = aFeedback(platform, order.get("orderNumber").toString()).path("id").asString();
        String issue = Patience.await("the issue of " + feedback, () -> {
            JsonNode items = platform.as("shenyang.ban").get("/api/v1/issues?sourceId=" + feedback).expect(200).json().path("items");
            return items.isEmpty() ? null : items.get(0).path("id").asString();
        });
        return platform.as("shenyang.ban").get("/api/v1/issues/" + issue).expect(200);
    }

    /** An issue that was triaged, and waits for its dispatch. */
    static Answer aTriagedIssue(Platform platform) throws Exception {
        Answer registered = aRegisteredIssue(platform);
        return platform.as("shenyang.ban").with("If-Match", registered.etag()).post("/api/v1/issues/" + registered.at("/id") + "/triage",
                Map.of("difficulty", "MEDIUM", "dimension", "QUALITY")).expect(200);
    }

    /** The feedback with this key, as a line of the list, once it is on record. */
    static JsonNode aFeedback(Platform platform, String key) throws Exception {
        return Patience.await("feedback " + key, () -> {
            JsonNode items = platform.as("shenyang.ban").get("/api/v1/feedback?key=" + key).expect(200).json().path("items");
            return items.isEmpty() || !items.get(0).path("state").asString().equals("RECORDED") ? null : items.get(0);
        });
    }
}
