package cn.tiyan.issue.issue;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.SourceRef;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.http.Http;
import java.util.Map;

/** Takes issues through their life over HTTP, as the people concerned would. */
public final class IssueDesk {

    /** A PNG of one pixel. */
    public static final byte[] PNG = java.util.Base64.getDecoder().decode(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==");

    private static final Map<Action, Persona> WHO = Map.of(
            Action.TRIAGE, Persona.SHENYANG_OFFICE, Action.DISPATCH, Persona.SHENYANG_OFFICE, Action.ACCEPT, Persona.SHENYANG_DEPARTMENT,
            Action.PLAN, Persona.SHENYANG_DEPARTMENT, Action.SUBMIT, Persona.SHENYANG_DEPARTMENT, Action.VERIFY, Persona.SHENYANG_VERIFIER,
            Action.SEND_BACK, Persona.SHENYANG_VERIFIER, Action.RATE, Persona.SHENYANG_WALKER, Action.CLOSE, Persona.SHENYANG_OFFICE);
    private static final Map<Action, String> PATH = Map.of(
            Action.TRIAGE, "triage", Action.DISPATCH, "dispatch", Action.ACCEPT, "acceptance", Action.PLAN, "plan",
            Action.SUBMIT, "submission", Action.VERIFY, "verification", Action.SEND_BACK, "send-back", Action.RATE, "rating",
            Action.CLOSE, "closure");
    private static final Map<Action, Object> BODY = Map.of(
            Action.TRIAGE, Map.of("difficulty", "MEDIUM"), Action.DISPATCH, Map.of("handlingUnit", "210100-HRSS"), Action.ACCEPT, Map.of(),
            Action.PLAN, Map.of("measures", "取消纸质证明，改为在线核验"), Action.SUBMIT, Map.of("done", "已取消纸质证明"),
            Action.VERIFY, Map.of("opinion", "现场核查属实"), Action.SEND_BACK, Map.of("reason", "现场抽查仍在收取纸质证明"),
            Action.RATE, Map.of("solved", true, "satisfaction", 5), Action.CLOSE, Map.of());

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
        for (Action action : new Action[] {Action.TRIAGE, Action.DISPATCH, Action.ACCEPT, Action.PLAN, Action.SUBMIT, Action.VERIFY, Action.RATE, Action.CLOSE}) {
            if (status(id) == status) {
                return id;
            }
            if (action == Action.SUBMIT) {
                photo(id);
            }
            assertThat(take(action, id)).satisfies(answer -> assertThat(answer.status()).as("%s", answer).isEqualTo(200));
        }
        return id;
    }

    /** The usual person takes the action in the usual words. */
    public Http.Answer take(Action action, String id) {
        return take(action, id, BODY.get(action));
    }

    public Http.Answer take(Action action, String id, Object body) {
        return take(WHO.get(action), action, id, version(id), body);
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

    public static String path(Action action, String id) {
        return "/api/v1/issues/" + id + "/" + PATH.get(action);
    }

    public static Object body(Action action) {
        return BODY.get(action);
    }

    public static Persona who(Action action) {
        return WHO.get(action);
    }
}
