package cn.tiyan.issue.commonproblem;

import static cn.tiyan.issue.commonproblem.CommonProblemDesk.texts;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.platform.messaging.EventPublisher;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.http.Http;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

@PlatformTest
class CommonProblemApiIT {

    private static final Map<String, Object> CONFIRMATION = Map.of("title", "参保登记仍收纸质证明", "measures", "逐个窗口自查", "dueInWorkingDays", 10);

    @Autowired
    private Http http;
    @Autowired
    private EventPublisher publisher;
    @Autowired
    private MongoTemplate mongo;
    private CommonProblemDesk desk;

    @BeforeEach
    void openTheDesk() {
        CommonProblemDesk.found(mongo);
        desk = new CommonProblemDesk(http, publisher);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "confirmation; {\"measures\":\"自查\",\"dueInWorkingDays\":5}; title",
        "confirmation; {\"title\":\" \",\"measures\":\"自查\",\"dueInWorkingDays\":5}; title",
        "confirmation; {\"title\":\"两\\n行\",\"measures\":\"自查\",\"dueInWorkingDays\":5}; title",
        "confirmation; {\"title\":\"共性\",\"dueInWorkingDays\":5}; measures",
        "confirmation; {\"title\":\"共性\",\"measures\":\"自查\"}; dueInWorkingDays",
        "confirmation; {\"title\":\"共性\",\"measures\":\"自查\",\"dueInWorkingDays\":0}; dueInWorkingDays",
        "confirmation; {\"title\":\"共性\",\"measures\":\"自查\",\"dueInWorkingDays\":5,\"units\":[]}; units",
        "confirmation; {\"title\":\"共性\",\"measures\":\"自查\",\"dueInWorkingDays\":5,\"units\":[\"人社局\"]}; units[0]",
        "confirmation; {\"title\":\"共性\",\"measures\":\"自查\",\"dueInWorkingDays\":5,\"units\":[null]}; units[0]",
        "confirmation; {\"titel\":\"共性\"}; titel",
        "dismissal; {}; reason"})
    void namesTheFieldThatIsWrongAndChangesNothing(String step, String body, String field) {
        desk.proposed();
        long version = desk.version();
        Http.Answer answer = http.as(Persona.PROVINCE_OFFICE).at(version).post(desk.path() + "/" + step, body);
        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.fields()).contains(field);
        assertThat(desk.version()).isEqualTo(version);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "answer; {}; found",
        "answer; {\"found\":true,\"done\":\"已自查\"}; corrected",
        "answer; {\"found\":true,\"corrected\":-1,\"done\":\"已自查\"}; corrected",
        "answer; {\"found\":\"yes\",\"corrected\":1,\"done\":\"已自查\"}; found",
        "answer; {\"found\":true,\"corrected\":1}; done",
        "answer; {\"found\":true,\"notConcerned\":\"没有该事项\"}; found",
        "acceptance; {\"note\":\"\"}; note",
        "send-back; {}; reason",
        "send-back; {\"reason\":\"请补充\",\"dueInWorkingDays\":61}; dueInWorkingDays"})
    void namesTheFieldThatIsWrongInASelfCheck(String step, String body, String field) {
        desk.confirmed("210100-HRSS", "210200-HRSS");
        Http.Answer answer = desk.take("210100-HRSS", "DEPARTMENT_CLERK", desk.selfCheck(1, "210100-HRSS"), step, body);
        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.fields()).contains(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"common-problems?limit=0", "common-problems?status=LOST", "common-problems?after=nonsense",
            "self-checks?limit=201",
        "self-checks?status=LOST", "self-checks?overdue=perhaps"})
    void namesTheParameterThatIsWrong(String query) {
        Http.Answer answer = http.as(Persona.PROVINCE_OFFICE).get("/api/v1/" + query);
        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(query.substring(query.indexOf('?') + 1, query.indexOf('=')));
    }

    @Test
    void wantsToKnowWhoIsAskingAndWhichVersionIsMeant() {
        desk.proposed();
        assertThat(http.get(desk.path()).status()).isEqualTo(401);
        assertThat(http.as(Persona.PROVINCE_OFFICE).post(desk.path() + "/confirmation", CONFIRMATION).status()).isEqualTo(428);
        assertThat(desk.confirm(Persona.PROVINCE_OFFICE, desk.version() - 1, CONFIRMATION).status()).isEqualTo(409);
        assertThat(desk.confirm(Persona.PROVINCE_LEADER, desk.version(), CONFIRMATION).status()).isEqualTo(403);
        assertThat(desk.confirm(Persona.SHENYANG_OFFICE, desk.version(), CONFIRMATION).status()).isEqualTo(404);
    }

    @Test
    void refusesOverHttpWhatTheRulesRefuse() {
        desk.proposed();
        Http.Answer unknown = desk.confirm(Persona.PROVINCE_OFFICE, desk.version(), with("units", List.of("210100-HRSS", "219999-NONE")));
        assertThat(unknown.problem()).isEqualTo("unknown-reference");
        assertThat(unknown.fields()).containsExactly("units[1]");
        assertThat(desk.confirm(Persona.PROVINCE_OFFICE, desk.version(), with("units", List.of("210000"))).problem())
                .isEqualTo("no-office-above");
        Http.Answer leftOut = desk.confirm(Persona.PROVINCE_OFFICE, desk.version(), with("units", List.of("210100-HRSS", "210200")));
        assertThat(leftOut.problem()).isEqualTo("units-with-cases-left-out");
        assertThat(leftOut.fields()).containsExactly("units");
        assertThat(desk.confirm(Persona.PROVINCE_OFFICE, desk.version(), CONFIRMATION).status()).isEqualTo(200);
        desk.awaitProgress("assigned", 4);
        assertThat(desk.confirm(Persona.PROVINCE_OFFICE, desk.version(), CONFIRMATION).problem()).isEqualTo("illegal-transition");
        Http.Answer city = http.as(Persona.SHENYANG_OFFICE).at(desk.version()).post(desk.path() + "/dismissal", Map.of("reason", "不是"));
        assertThat(city.problem()).as("%s", city).isEqualTo("illegal-transition");
    }

    @Test
    void showsASelfCheckAlongItsUnitsLineAlone() {
        desk.confirmed("210100-HRSS", "210200-HRSS");
        String shenyang = desk.selfCheck(1, "210100-HRSS");
        for (Persona one : List.of(Persona.SHENYANG_DEPARTMENT, Persona.SHENYANG_OFFICE, Persona.PROVINCE_LEADER)) {
            assertThat(http.as(one).get(shenyang).status()).as("%s", one).isEqualTo(200);
            assertThat(http.as(one).get(desk.path()).status()).as("%s", one).isEqualTo(200);
        }
        for (Persona stranger : List.of(Persona.DALIAN_OFFICE, Persona.DALIAN_DEPARTMENT, Persona.EXPERIENCER)) {
            assertThat(http.as(stranger).get(shenyang).status()).as("%s", stranger).isEqualTo(404);
            assertThat(http.as(stranger).get(shenyang + "/history").status()).as("%s", stranger).isEqualTo(404);
        }
        assertThat(http.as(Persona.EXPERIENCER).get(desk.path()).status()).isEqualTo(404);
        Http.Answer own = http.as(Persona.DALIAN_OFFICE).get("/api/v1/self-checks?problemId=" + desk.id);
        assertThat(own.json().path("items")).hasSize(1);
        assertThat(own.at("/items/0/unit")).isEqualTo("210200-HRSS");
        assertThat(texts(http.as(Persona.DALIAN_DEPARTMENT).get(desk.selfCheck(1, "210200-HRSS")).json().path("actions")))
                .containsExactly("ANSWER");
        assertThat(desk.take("210200", "OFFICE_CLERK", desk.selfCheck(1, "210200-HRSS"), "answer", Map.of("found", false, "done",
                "已自查")).problem())
                .isEqualTo("not-the-unit-itself");
    }

    @Test
    void pagesThroughSelfChecks() {
        desk.confirmed("210100-HRSS", "210200-HRSS", "210300-HRSS");
        Http.Answer first = http.as(Persona.PROVINCE_OFFICE).get("/api/v1/self-checks?status=ASSIGNED&overdue=false&limit=2&problemId="
                + desk.id);
        assertThat(first.json().path("items")).hasSize(2);
        Http.Answer second = http.as(Persona.PROVINCE_OFFICE)
                .get("/api/v1/self-checks?status=ASSIGNED&overdue=false&limit=2&problemId=" + desk.id + "&after=" + first.at("/next"));
        assertThat(second.json().path("items")).hasSize(1);
        assertThat(second.json().has("next")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"common_problem, within status", "common_problem, within serviceItem.code", "common_problem, within",
            "self_check, within status",
        "self_check, within overdue", "self_check, problemId within", "common_problem_case, problemId", "self_check, problemId round"})
    void findsByAnIndex(String collection, String fields) {
        var filter = new Document();
        for (String field : fields.split(" ")) {
            filter.append(field, field.equals("overdue") ? true : field.equals("round") ? 1 : "x");
        }
        Document plan = mongo.getDb().runCommand(new Document("explain", new Document("find", collection).append("filter", filter)));
        assertThat(Objects.toString(plan.get("queryPlanner", Document.class).get("winningPlan")))
                .contains("IXSCAN").doesNotContain("COLLSCAN");
    }

    private static Map<String, Object> with(String field, Object value) {
        var body = new java.util.HashMap<>(CONFIRMATION);
        body.put(field, value);
        return body;
    }
}
