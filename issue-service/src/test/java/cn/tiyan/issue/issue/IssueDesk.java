package cn.tiyan.issue.issue;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.SourceRef;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.issue.calendar.WorkingCalendar;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.time.China;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.http.Http;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Takes issues through their life over HTTP, as the people concerned would. */
public final class IssueDesk {

    /** A PNG of one pixel. */
    public static final byte[] PNG = java.util.Base64.getDecoder().decode(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==");

    /** A working day some weeks from now. */
    static final LocalDate ANOTHER_DAY = WorkingCalendar.bundled().plusWorkingDays(LocalDate.now(China.ZONE), 25).date();

    private static final Pattern NEWEST = Pattern.compile("\\{(\\w+)/(\\w+)}");
    private static final Persona OFFICE = Persona.SHENYANG_OFFICE;
    private static final Persona HANDLER = Persona.SHENYANG_DEPARTMENT;
    private static final String UNIT = "210100-HRSS";

    private record Usual(Persona who, String path, Object body) {
    }

    /** Who usually does what, where and in which words; ids in the path are those of the newest entry. */
    private static final Map<Action, Usual> USUAL = new EnumMap<>(Map.ofEntries(
            Map.entry(Action.TRIAGE, new Usual(OFFICE, "triage", Map.of("difficulty", "MEDIUM"))),
            Map.entry(Action.REJECT, new Usual(OFFICE, "rejection", Map.of("reason", "不属于政务服务范围"))),
            Map.entry(Action.RECONSIDER, new Usual(OFFICE, "reconsideration", Map.of("reason", "补充了材料"))),
            Map.entry(Action.MERGE, new Usual(OFFICE, "merger", Map.of())),
            Map.entry(Action.SPLIT, new Usual(OFFICE, "split", Map.of("reason", "不是同一事项"))),
            Map.entry(Action.DISPATCH, new Usual(OFFICE, "dispatch", Map.of("handlingUnit", UNIT))),
            Map.entry(Action.ACCEPT, new Usual(HANDLER, "acceptance", Map.of())),
            Map.entry(Action.REQUEST_RETURN, new Usual(HANDLER, "return-request", Map.of("reason", "不是我单位职责"))),
            Map.entry(Action.APPROVE_RETURN, new Usual(OFFICE, "return-review", Map.of("approved", true))),
            Map.entry(Action.REFUSE_RETURN, new Usual(OFFICE, "return-review", Map.of("approved", false, "note", "应由你单位办理"))),
            Map.entry(Action.PLAN, new Usual(HANDLER, "plan", Map.of("measures", "取消纸质证明，改为在线核验"))),
            Map.entry(Action.COMPLETE_STEP, new Usual(HANDLER, "plan/steps/1/completion", Map.of())),
            Map.entry(Action.REQUEST_EXTENSION, new Usual(HANDLER, "extension-request", Map.of("workingDays", 3, "reason", "系统改造需要时间"))),
            Map.entry(Action.REVIEW_EXTENSION, new Usual(OFFICE, "extension-review", Map.of("approved", true))),
            Map.entry(Action.CHANGE_DEADLINE, new Usual(OFFICE, "deadline", Map.of("day", ANOTHER_DAY.toString(), "reason", "统一部署"))),
            Map.entry(Action.PAUSE, new Usual(OFFICE, "pause", Map.of("reason", "等待上级批复"))),
            Map.entry(Action.RESUME, new Usual(OFFICE, "resumption", Map.of("reason", "批复已到"))),
            Map.entry(Action.SUBMIT, new Usual(HANDLER, "submission", Map.of("done", "已取消纸质证明"))),
            Map.entry(Action.VERIFY, new Usual(Persona.SHENYANG_VERIFIER, "verification", Map.of("opinion", "现场核查属实"))),
            Map.entry(Action.SEND_BACK, new Usual(Persona.SHENYANG_VERIFIER, "send-back", Map.of("reason", "现场抽查仍在收取纸质证明"))),
            Map.entry(Action.RATE, new Usual(Persona.SHENYANG_WALKER, "rating", Map.of("solved", true, "satisfaction", 5))),
            Map.entry(Action.CLOSE, new Usual(OFFICE, "closure", Map.of())),
            Map.entry(Action.LOOK_BACK, new Usual(Persona.SHENYANG_VERIFIER, "look-back", Map.of("held", true, "note", "抽查 10 件，未再收取"))),
            Map.entry(Action.SUPERVISE, new Usual(Persona.PROVINCE_OFFICE, "supervisions", Map.of("demand", "限期反馈进展", "workingDays", 3))),
            Map.entry(Action.ANSWER_SUPERVISION, new Usual(HANDLER, "supervisions/{supervisions/id}/answer", Map.of("answer", "接口本周开通"))),
            Map.entry(Action.LIFT_SUPERVISION, new Usual(Persona.PROVINCE_OFFICE, "supervisions/{supervisions/id}/lifting", Map.of())),
            Map.entry(Action.CONVENE, new Usual(OFFICE, "consultations", Map.of("topic", "参保信息共享", "agenda", List.of("接口由谁开通"),
                    "leadUnit", UNIT, "meetsAt", "2026-12-01T01:00:00Z"))),
            Map.entry(Action.CONCLUDE, new Usual(OFFICE, "consultations/{consultations/consultationId}/conclusion", Map.of("minutes", "由人社局开通接口",
                    "resolutions", List.of(Map.of("text", "开通核验接口", "unit", UNIT, "workingDays", 3))))),
            Map.entry(Action.COMPLETE_TASK, new Usual(HANDLER, "tasks/{tasks/taskId}/completion", Map.of("note", "已开通"))),
            Map.entry(Action.RECORD_OPTIMIZATION, new Usual(HANDLER, "optimizations", Map.of("text", "不再收取纸质证明",
                    "materials", Map.of("before", 4, "after", 3), "visits", Map.of("before", 2, "after", 0))))));

    private final Http http;
    private final Issues issues;

    public IssueDesk(Http http, Issues issues) {
        this.http = http;
        this.issues = issues;
    }

    /** The id of a new issue about Shenyang's human resources bureau, raised by {@link Persona#SHENYANG_WALKER}. */
    public String registered() {
        return registered(People.SHENYANG_HRSS);
    }

    /** The id of a new issue about this unit. */
    public String registered(Unit about) {
        String findingId = Ids.next("fnd");
        issues.register(about, People.aFinding(findingId), People.INTAKE);
        return Issue.idFor(new SourceRef(SourceKind.WALKTHROUGH, findingId));
    }

    /** The id of an issue that has come to this status in the straightest way. */
    public String comeTo(Status status) {
        String id = registered();
        if (status == Status.REJECTED) {
            return go(id, Action.REJECT);
        }
        if (status == Status.MERGED) {
            return go(id, Action.MERGE);
        }
        for (Action action : new Action[] {Action.TRIAGE, Action.DISPATCH, Action.ACCEPT, Action.PLAN, Action.SUBMIT, Action.VERIFY, Action.RATE, Action.CLOSE}) {
            if (status(id) == status) {
                return id;
            }
            if (action == Action.ACCEPT && status == Status.RETURN_REQUESTED) {
                return go(id, Action.REQUEST_RETURN);
            }
            if (action == Action.SUBMIT) {
                photo(id);
            }
            go(id, action);
        }
        return id;
    }

    /** The id of an issue to which the usual person may do this now. */
    public String readyFor(Action action) {
        return switch (action) {
            case COMPLETE_STEP -> {
                String id = comeTo(Status.ACCEPTED);
                assertThat(take(Action.PLAN, id, Map.of("measures", "分步整改", "steps", List.of(Map.of("text", "改造系统")))).status()).isEqualTo(200);
                yield id;
            }
            case REVIEW_EXTENSION -> go(comeTo(Status.RECTIFYING), Action.REQUEST_EXTENSION);
            case RESUME -> go(comeTo(Status.RECTIFYING), Action.PAUSE);
            case ANSWER_SUPERVISION -> go(comeTo(Status.RECTIFYING), Action.SUPERVISE);
            case LIFT_SUPERVISION -> go(comeTo(Status.RECTIFYING), Action.SUPERVISE, Action.ANSWER_SUPERVISION);
            case CONCLUDE -> go(comeTo(Status.RECTIFYING), Action.CONVENE);
            case COMPLETE_TASK -> go(comeTo(Status.RECTIFYING), Action.CONVENE, Action.CONCLUDE);
            case SUPERVISE, CONVENE, RECORD_OPTIMIZATION, CHANGE_DEADLINE -> comeTo(Status.RECTIFYING);
            case SUBMIT -> {
                String id = comeTo(Status.RECTIFYING);
                assertThat(photo(id).status()).isEqualTo(201);
                yield id;
            }
            case LOOK_BACK -> closed(31);
            default -> comeTo(IssueLifecycle.table().stream().filter(line -> line.action() == action).findFirst().orElseThrow().from());
        };
    }

    /** The id of an issue that was closed so many days ago, and that the clock has looked at since. */
    public String closed(int daysAgo) {
        String id = comeTo(Status.RATED);
        issues.command(id, OFFICE.caller(), version(id), (issue, by, now) -> {
            issue.close(null, by, new Moment(now.at().minus(Duration.ofDays(daysAgo)), now.policy(), now.calendar()));
            issue.clockStrikes(now);
        }, Issue::version);
        return id;
    }

    private String go(String id, Action... actions) {
        for (Action action : actions) {
            assertThat(take(action, id)).satisfies(answer -> assertThat(answer.status()).as("%s %s", action, answer).isEqualTo(200));
        }
        return id;
    }

    /** The usual person takes the action in the usual words. */
    public Http.Answer take(Action action, String id) {
        return take(action, id, body(action));
    }

    public Http.Answer take(Action action, String id, Object body) {
        return take(who(action), action, id, version(id), body);
    }

    public Http.Answer take(Persona who, Action action, String id, long version, Object body) {
        return http.as(who).at(version).post(path(action, id), body);
    }

    /** Somebody of the handling unit hands in a photo. */
    public Http.Answer photo(String id) {
        return http.as(Persona.SHENYANG_DEPARTMENT).upload("/api/v1/issues/" + id + "/evidence", "photo.png", "image/png", PNG);
    }

    public Http.Answer read(String id) {
        return http.as(Persona.SHENYANG_OFFICE).get("/api/v1/issues/" + id);
    }

    public long version(String id) {
        return read(id).version();
    }

    public Status status(String id) {
        return Status.valueOf(read(id).at("/status"));
    }

    /** Where the action is asked for. */
    public String path(Action action, String id) {
        String path = USUAL.get(action).path();
        Matcher entry = NEWEST.matcher(path);
        if (entry.find()) {
            JsonNode entries = read(id).json().path(entry.group(1));
            path = entry.replaceFirst(entries.isEmpty() ? "none" : entries.get(entries.size() - 1).path(entry.group(2)).asString());
        }
        return "/api/v1/issues/" + id + "/" + path;
    }

    /** The usual words. */
    public Object body(Action action) {
        return action == Action.MERGE ? Map.of("survivor", registered()) : USUAL.get(action).body();
    }

    /** The usual person. */
    public static Persona who(Action action) {
        return USUAL.get(action).who();
    }

    /** What is asked for in JSON: all that is done by hand but handing in a file. */
    static Stream<Action> byHand() {
        return USUAL.keySet().stream();
    }
}
