package cn.tiyan.walkthrough.walkthrough;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Requests to start from: one that is accepted, to be changed at will. */
public final class Requests {

    /** An experiencer the stand-in knows. */
    public static final String EXPERIENCER = "exp_01kar4x9x2m3s8q1v5t7w9y0zb";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant STARTED = Instant.now().minus(2, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
    private static final Instant FINISHED = STARTED.plus(70, ChronoUnit.MINUTES);

    private Requests() {
    }

    /** An applicant's walkthrough at the counter, an hour ago. */
    public static ObjectNode aWalkthrough(ObjectNode... findings) {
        ObjectNode body = object("""
                {"serviceItem": {"code": "112101000001234567001", "name": "企业职工参保登记"}, "role": "APPLICANT", "channel": "COUNTER",
                 "startedAt": "%s", "finishedAt": "%s", "announced": false,
                 "steps": [{"name": "咨询申请", "startedAt": "%s", "finishedAt": "%s", "result": "PASSED"},
                           {"name": "材料提交", "startedAt": "%s", "finishedAt": "%s", "result": "BLOCKED", "materials": ["社保缴费证明"], "visits": 2,
                            "promisedMinutes": 30, "note": "往返两次", "citizenWords": "系统里明明查得到"}]}
                """.formatted(STARTED, FINISHED, STARTED, STARTED.plusSeconds(1200), STARTED.plusSeconds(1200), FINISHED));
        var list = body.putArray("findings");
        for (ObjectNode finding : findings) {
            list.add(finding);
        }
        return body;
    }

    /** Somebody came along. */
    public static ObjectNode aCompanionsWalkthrough(ObjectNode... findings) {
        return aWalkthrough(findings).put("role", "COMPANION").put("experiencerId", EXPERIENCER);
    }

    /** A finding half-way. */
    public static ObjectNode aFinding(String kind, String checkpoint) {
        ObjectNode finding = object("""
                {"kind": "%s", "checkpoint": "%s", "severity": "MEDIUM", "title": "窗口仍要求提交纸质社保缴费证明",
                 "text": "系统可在线核验参保信息，窗口仍要求申请人往返打印纸质证明。", "observedAt": "%s"}
                """.formatted(kind, checkpoint, STARTED.plusSeconds(1800)));
        if (kind.equals("PRACTICE")) {
            finding.remove("severity");
        }
        return finding;
    }

    static Instant started() {
        return STARTED;
    }

    static ObjectNode object(String json) {
        return (ObjectNode) JSON.readTree(json);
    }
}
