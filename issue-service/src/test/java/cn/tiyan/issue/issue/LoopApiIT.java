package cn.tiyan.issue.issue;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.http.Http;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The whole loop over HTTP: what each command does, which rule refuses it, and that a refusal leaves everything as it was. */
@PlatformTest
class LoopApiIT {

    /** Fields that hold what people write. */
    private static final Set<String> PROSE = Set.of("reason", "note", "measures", "done", "opinion", "demand", "answer", "minutes", "text", "topic");
    private static final String WORDS = "整改 😀👨‍👩‍👧 𠮷野家 تقرير עברית ‮сделано‬ “引号” <script>alert(1)</script> {$gt: 1} 🇨🇳";

    @Autowired
    private Http http;
    @Autowired
    private Issues issues;
    private IssueDesk desk;

    @BeforeEach
    void openTheDesk() {
        desk = new IssueDesk(http, issues);
    }

    static Stream<Action> byHand() {
        return IssueDesk.byHand();
    }

    @ParameterizedTest
    @MethodSource("byHand")
    void takesTheIssueAStepFurtherAndPutsItOnRecord(Action action) {
        String id = desk.readyFor(action);
        Http.Answer before = desk.read(id);
        Http.Answer after = desk.take(action, id);
        assertThat(after.status()).as("%s", after).isEqualTo(200);
        assertThat(after.version()).isEqualTo(before.version() + 1).isEqualTo(after.json().path("version").asLong());
        assertThat(after.at("/status")).isEqualTo(IssueLifecycle.require(Status.valueOf(before.at("/status")), action).to().name());
        assertThat(history(id).map(entry -> entry.get("action"))).contains(action.verb());
        assertThat(history(id).map(entry -> entry.get("by"))).contains(IssueDesk.who(action).account());
        assertThat(intact(id)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("byHand")
    void keepsWhatPeopleWriteInAnyScript(Action action) {
        String id = desk.readyFor(action);
        Map<String, Object> body = new LinkedHashMap<>();
        ((Map<?, ?>) desk.body(action)).forEach((field, value) -> body.put((String) field, PROSE.contains(field) ? WORDS : value));
        if (Set.of(Action.ACCEPT, Action.CLOSE, Action.LIFT_SUPERVISION).contains(action)) {
            body.put("note", WORDS);
        }
        Http.Answer answer = desk.take(action, id, body);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        if (body.containsValue(WORDS)) {
            assertThat(answer.text() + http.as(Persona.SHENYANG_OFFICE).get("/api/v1/issues/" + id + "/history").text()).contains("𠮷野家 تقرير עברית ‮сделано‬ “引号”");
        }
        assertThat(intact(id)).isTrue();
    }

    /** The action, what it is asked for with, and the rule that refuses it; before that, what has been done already. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "RECTIFYING; REQUEST_EXTENSION; REQUEST_EXTENSION; {\"workingDays\":1,\"reason\":\"再要\"}; extension-pending",
        "RECTIFYING; ; REQUEST_EXTENSION; {\"workingDays\":16,\"reason\":\"太多\"}; too-many-extensions",
        "RECTIFYING; ; REVIEW_EXTENSION; {\"approved\":true}; no-extension-requested",
        "RECTIFYING; ; CHANGE_DEADLINE; {\"day\":\"2026-01-05\",\"reason\":\"过去\"}; deadline-not-ahead",
        "RECTIFYING; PAUSE; CHANGE_DEADLINE; {\"day\":\"2027-06-01\",\"reason\":\"停着\"}; deadline-paused",
        "RECTIFYING; PAUSE; PAUSE; {\"reason\":\"再停\"}; deadline-paused",
        "RECTIFYING; ; RESUME; {\"reason\":\"没停\"}; deadline-not-paused",
        "RECTIFYING; CONVENE; CONVENE; ; consultation-open",
        "RECTIFYING; CONVENE; SUBMIT; {\"done\":\"好了\"}; consultation-open",
        "RECTIFYING; CONVENE CONCLUDE; SUBMIT; {\"done\":\"好了\"}; tasks-open",
        "RECTIFYING; CONVENE CONCLUDE; CONCLUDE; {\"minutes\":\"再定\"}; consultation-concluded",
        "RECTIFYING; CONVENE CONCLUDE COMPLETE_TASK; COMPLETE_TASK; {\"note\":\"再来\"}; task-done",
        "RECTIFYING; CONVENE; CONCLUDE; {\"minutes\":\"定\",\"resolutions\":[{\"text\":\"做\",\"unit\":\"210100-MSA\",\"workingDays\":1}]}; resolution-outside-consultation",
        "RECTIFYING; SUPERVISE; LIFT_SUPERVISION; {}; supervision-unanswered",
        "RECTIFYING; SUPERVISE ANSWER_SUPERVISION LIFT_SUPERVISION; LIFT_SUPERVISION; {}; supervision-lifted",
        "RECTIFYING; SUPERVISE ANSWER_SUPERVISION LIFT_SUPERVISION; ANSWER_SUPERVISION; {\"answer\":\"再答\"}; supervision-lifted",
        "RATED; SUPERVISE; CLOSE; {}; supervision-open",
        "CLOSED; ; LOOK_BACK; {\"held\":true,\"note\":\"早了\"}; look-back-not-due",
        "REGISTERED; ; SPLIT; {\"reason\":\"没合并\"}; illegal-transition",
        "REJECTED; ; TRIAGE; {\"difficulty\":\"EASY\"}; illegal-transition",
        "DISPATCHED; ; MERGE; {\"survivor\":\"itself\"}; merged-into-itself",
        "DISPATCHED; ; MERGE; {\"survivor\":\"closed\"}; survivor-not-open"})
    void refusesByRuleAndChangesNothing(Status status, String already, Action action, String body, String rule) {
        String id = desk.comeTo(status);
        if (already != null) {
            Stream.of(already.split(" ")).forEach(done -> assertThat(desk.take(Action.valueOf(done), id).status()).as(done).isEqualTo(200));
        }
        if (action == Action.SUBMIT) {
            desk.photo(id);
        }
        Http.Answer before = desk.read(id);
        Object said = body == null ? desk.body(action) : body.replace("itself", id)
                .replace("\"closed\"", '"' + (body.contains("\"closed\"") ? desk.comeTo(Status.CLOSED) : "") + '"');
        Http.Answer refused = desk.take(action, id, said);
        assertThat(refused.status()).as("%s", refused).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo(rule);
        assertThat(refused.at("/detail")).isNotEmpty();
        assertThat(desk.read(id).json()).isEqualTo(before.json());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "DISPATCH; {\"handlingUnit\":\"210100-NONE\"}; handlingUnit",
        "SUPERVISE; {\"demand\":\"快\",\"workingDays\":1,\"jointUnits\":[\"210100\",\"219999\"]}; jointUnits",
        "CONVENE; {\"topic\":\"题\",\"agenda\":[\"一\"],\"leadUnit\":\"219999\",\"meetsAt\":\"2026-12-01T01:00:00Z\"}; leadUnit",
        "CONVENE; {\"topic\":\"题\",\"agenda\":[\"一\"],\"leadUnit\":\"210100\",\"coUnits\":[\"219999\"],\"meetsAt\":\"2026-12-01T01:00:00Z\"}; coUnits",
        "CONCLUDE; {\"minutes\":\"定\",\"resolutions\":[{\"text\":\"做\",\"unit\":\"219999\",\"workingDays\":1}]}; resolutions"})
    void knowsNoSuchUnit(Action action, String body, String field) {
        String id = desk.readyFor(action);
        long version = desk.version(id);
        Http.Answer refused = desk.take(action, id, body);
        assertThat(refused.status()).as("%s", refused).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("unknown-reference");
        assertThat(refused.fields()).containsExactly(field);
        assertThat(desk.version(id)).isEqualTo(version);
    }

    /** A day or time nobody means, which no calendar counts and no database holds. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "CHANGE_DEADLINE; {\"day\":\"9999-12-31\",\"reason\":\"永远\"}; day",
        "CHANGE_DEADLINE; {\"day\":\"+999999999-12-31\",\"reason\":\"永远\"}; day",
        "PLAN; {\"measures\":\"改\",\"steps\":[{\"text\":\"改\",\"until\":\"+999999999-12-31\"}]}; steps[0].until",
        "CONVENE; {\"topic\":\"题\",\"agenda\":[\"一\"],\"leadUnit\":\"210100\",\"meetsAt\":\"+1000000000-12-31T23:59:59Z\"}; meetsAt"})
    void refusesTimesThatCannotBe(Action action, String body, String field) {
        String id = desk.readyFor(action);
        long version = desk.version(id);
        Http.Answer refused = desk.take(action, id, body);
        assertThat(refused.status()).as("%s", refused).isIn(400, 422);
        assertThat(refused.fields()).containsExactly(field);
        assertThat(desk.version(id)).isEqualTo(version);
    }

    @ParameterizedTest
    @CsvSource({"supervisions/sup_none/answer, SHENYANG_DEPARTMENT, answer", "supervisions/sup_none/lifting, PROVINCE_OFFICE, note",
        "consultations/con_none/conclusion, SHENYANG_OFFICE, minutes", "tasks/tsk_none/completion, SHENYANG_DEPARTMENT, note",
        "plan/steps/7/completion, SHENYANG_DEPARTMENT, ''", "plan/steps/0/completion, SHENYANG_DEPARTMENT, ''",
        "plan/steps/-1/completion, SHENYANG_DEPARTMENT, ''"})
    void findsNoEntryThatIsNotThere(String path, Persona who, String field) {
        String id = desk.comeTo(Status.RECTIFYING);
        long version = desk.version(id);
        Http.Answer answer = http.as(who).at(version).post("/api/v1/issues/" + id + "/" + path, field.isEmpty() ? Map.of() : Map.of(field, "无"));
        assertThat(answer.status()).as("%s", answer).isEqualTo(404);
        assertThat(desk.version(id)).isEqualTo(version);
    }

    @ParameterizedTest
    @CsvSource({"one", "1.5", "99999999999"})
    void namesAStepThatIsNoNumber(String number) {
        String id = desk.readyFor(Action.COMPLETE_STEP);
        Http.Answer answer = http.as(Persona.SHENYANG_DEPARTMENT).at(desk.version(id)).post("/api/v1/issues/" + id + "/plan/steps/" + number + "/completion", Map.of());
        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.fields()).containsExactly("number");
    }

    @Test
    void mergesIntoNothingTheCallerMayNotSee() {
        String id = desk.registered();
        String elsewhere = desk.registered(People.DALIAN_HRSS);
        String dalians = new IssueDesk(http, issues).registered();
        long version = desk.version(id);
        // Raised by a walker of Shenyang, so Shenyang sees it; Dalian's office does not see Shenyang's.
        assertThat(desk.take(Persona.DALIAN_OFFICE, Action.MERGE, elsewhere, 1, Map.of("survivor", dalians)).status()).isEqualTo(404);
        Http.Answer unknown = desk.take(Persona.SHENYANG_OFFICE, Action.MERGE, id, version, Map.of("survivor", "iss_" + "0".repeat(26)));
        assertThat(unknown.status()).as("%s", unknown).isEqualTo(404);
        assertThat(desk.version(id)).isEqualTo(version);
        assertThat(http.as(Persona.DALIAN_OFFICE).get("/api/v1/issues/" + elsewhere).at("/status")).isEqualTo("REGISTERED");
    }

    @Test
    void hidesEveryCommandFromAStranger() {
        IssueDesk.byHand().forEach(action -> {
            String id = desk.registered();
            assertThat(desk.take(Persona.DALIAN_OFFICE, action, id, 1, action == Action.MERGE ? Map.of("survivor", id) : desk.body(action)).status())
                    .as("%s", action).isEqualTo(404);
        });
    }

    @Test
    void showsTheDeadlineAndWhatBecameOfIt() {
        String id = desk.comeTo(Status.RECTIFYING);
        Http.Answer read = desk.read(id);
        assertThat(read.at("/deadline/step")).isEqualTo("RECTIFY");
        assertThat(read.json().at("/deadline/workingDays").asInt()).isEqualTo(10);
        assertThat(read.at("/desk")).isEqualTo("210100-HRSS");
        desk.take(Action.REQUEST_EXTENSION, id);
        Http.Answer granted = desk.take(Action.REVIEW_EXTENSION, id);
        assertThat(granted.json().at("/deadline/workingDays").asInt()).isEqualTo(13);
        assertThat(granted.json().at("/extensions/0/approved").asBoolean()).isTrue();
        assertThat(desk.take(Action.PAUSE, id).json().at("/deadline/paused").asBoolean()).isTrue();
        assertThat(desk.take(Action.RESUME, id).json().at("/deadline/paused").asBoolean()).isFalse();
        String due = desk.take(Action.CHANGE_DEADLINE, id).at("/deadline/due");
        assertThat(due).as("the day that was asked for").startsWith(IssueDesk.ANOTHER_DAY.toString());
    }

    @Test
    void isReopenedWhenALookBackFailsAndGoneOnWithWhenItHolds() {
        String failed = desk.closed(31);
        assertThat(desk.take(Action.LOOK_BACK, failed, Map.of("held", false, "note", "又收了")).at("/status")).isEqualTo("RECTIFYING");
        assertThat(desk.read(failed).json().path("reopenings").asInt()).isEqualTo(1);
        String held = desk.closed(31);
        Http.Answer looked = desk.take(Action.LOOK_BACK, held);
        assertThat(looked.at("/status")).isEqualTo("CLOSED");
        assertThat(looked.json().at("/lookBacks/0/held").asBoolean()).isTrue();
        assertThat(desk.take(Action.LOOK_BACK, held).problem()).isEqualTo("look-back-not-due");
    }

    @Test
    void tellsTheReporterWhyItIsOutOfScope() {
        String id = desk.comeTo(Status.REJECTED);
        assertThat(http.as(Persona.SHENYANG_WALKER).get("/api/v1/issues/" + id).at("/dismissal/reason")).isEqualTo("不属于政务服务范围");
    }

    private Stream<Map<String, String>> history(String id) {
        return http.as(Persona.SHENYANG_OFFICE).get("/api/v1/issues/" + id + "/history").json().valueStream()
                .map(entry -> Map.of("action", entry.path("action").asString(), "by", entry.path("by").asString()));
    }

    private boolean intact(String id) {
        return http.as(Persona.SHENYANG_OFFICE).get("/api/v1/issues/" + id + "/verify").json().path("intact").asBoolean();
    }
}
