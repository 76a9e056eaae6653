package cn.tiyan.issue.issue;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.http.Http;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** 登记 by hand, over HTTP. */
@PlatformTest
class RegisterApiIT {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ISSUES = "/api/v1/issues";

    @Autowired
    private Http http;

    @Test
    void registersOneIssueHoweverOftenItIsAskedTo() {
        String key = UUID.randomUUID().toString();
        Http.Answer first = register(Persona.SHENYANG_WALKER, key, anIssue());
        assertThat(first.status()).as("%s", first).isEqualTo(201);
        assertThat(first.header("Location")).isEqualTo(ISSUES + "/" + first.at("/id"));
        assertThat(first.version()).isEqualTo(1);
        assertThat(first.at("/source/kind")).isEqualTo("SELF_CHECK");
        assertThat(first.at("/raisedBy")).isEqualTo("shenyang.ganbu");
        Http.Answer second = register(Persona.SHENYANG_WALKER, key, anIssue());
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.at("/id")).isEqualTo(first.at("/id"));
        assertThat(register(Persona.SHENYANG_OFFICE, key, anIssue()).at("/id")).as("another caller's key is another key").isNotEqualTo(first.at("/id"));
        assertThat(register(Persona.SHENYANG_WALKER, null, anIssue()).at("/id")).isNotEqualTo(first.at("/id"));
    }

    @Test
    void refusesAnotherIssueUnderTheSameKey() {
        String key = UUID.randomUUID().toString();
        String id = register(Persona.SHENYANG_WALKER, key, anIssue()).at("/id");
        for (Map<String, Object> other : List.of(with("text", "另一件事"), with("title", "另一件事"), with("unit", "210100-MSA"), with("severity", "HIGH"), with("kind", "DEMAND"),
                with("personConcerned", "renshe.dangshi"), with("dimension", "COST"), with("occurredAt", "2026-11-01T09:00:00+08:00"),
                with("stage", "APPLICATION"), with("serviceItem", Map.of("code", "112101000001234567001", "name", "另一事项")))) {
            Http.Answer refused = register(Persona.SHENYANG_WALKER, key, other);
            assertThat(refused.status()).as("%s", refused).isEqualTo(422);
            assertThat(refused.problem()).isEqualTo("idempotency-key-reused");
            assertThat(refused.fields()).containsExactly("Idempotency-Key");
        }
        assertThat(http.as(Persona.SHENYANG_WALKER).get(ISSUES + "/" + id).version()).isEqualTo(1);
    }

    @Test
    void registersOneIssueForManyAtOnce() throws Exception {
        String key = UUID.randomUUID().toString();
        Callable<Http.Answer> once = () -> register(Persona.SHENYANG_WALKER, key, anIssue());
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Http.Answer> answers = people.invokeAll(IntStream.range(0, 8).mapToObj(n -> once).toList()).stream().map(answer -> {
                try {
                    return answer.get();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }).toList();
            assertThat(answers).extracting(Http.Answer::status).containsOnly(200, 201).containsOnlyOnce(201);
            assertThat(answers).extracting(answer -> answer.at("/id")).containsOnly(answers.getFirst().at("/id"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', nullValues = "-", value = {
        "unit; -", "unit; \"沈阳\"", "unit; {\"$ne\":1}", "kind; -", "kind; \"QUESTION\"", "kind; 0", "severity; -", "severity; \"\"",
        "dimension; \"FAST\"", "stage; \"LATER\"", "serviceItem.code; {\"code\":\"\",\"name\":\"参保\"}", "serviceItem.name; {\"code\":\"A1\",\"name\":\"\"}",
        "title; -", "title; \"  \"", "title; \"两\\n行\"", "text; -", "text; \"\\u0000\"", "text; \"half \\ud83d of a smile\"",
        "personConcerned; \"张三\"", "occurredAt; \"2999-01-01T00:00:00Z\"", "occurredAt; \"yesterday\"", "occurredAt; 1700000000",
        "occurredAt; \"-1000000000-01-01T00:00:00Z\"", "raisedBy; \"somebody\"", "status; \"CLOSED\""})
    void namesTheFieldThatIsWrongAndRegistersNothing(String field, String value) {
        String name = field.replaceAll("\\..*", "");
        Map<String, Object> said = new HashMap<>(anIssue());
        said.remove(name);
        String json = JSON.writeValueAsString(said);
        String body = value == null ? json : json.substring(0, json.length() - 1) + ",\"" + name + "\":" + value + "}";
        String key = UUID.randomUUID().toString();
        Http.Answer answer = http.as(Persona.SHENYANG_OFFICE).with("Idempotency-Key", key).post(ISSUES, body);
        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("malformed");
        assertThat(answer.fields()).contains(field);
        Http.Answer then = register(Persona.SHENYANG_OFFICE, key, anIssue());
        assertThat(then.status()).as("the key is still free").isEqualTo(201);
    }

    @ParameterizedTest
    @EnumSource(value = Persona.class, names = {"PROVINCE_LEADER", "SHENYANG_VERIFIER", "OPERATOR", "ADMIN"})
    void isNothingForOtherRoles(Persona persona) {
        assertThat(register(persona, null, anIssue()).status()).isEqualTo(403);
        assertThat(http.post(ISSUES, anIssue()).status()).isEqualTo(401);
    }

    @Test
    void refusesUnitsThatAreNotThereOrNotTheClerks() {
        Http.Answer unknown = register(Persona.SHENYANG_OFFICE, null, with("unit", "219999-NONE"));
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.problem()).isEqualTo("unknown-reference");
        assertThat(unknown.fields()).containsExactly("unit");
        Http.Answer elsewhere = register(Persona.SHENYANG_OFFICE, null, with("unit", "210200-HRSS"));
        assertThat(elsewhere.status()).isEqualTo(422);
        assertThat(elsewhere.problem()).isEqualTo("registered-outside-subtree");
        assertThat(register(Persona.SHENYANG_DEPARTMENT, null, with("unit", "210100")).problem()).isEqualTo("registered-outside-subtree");
    }

    @Test
    void letsAWalkerRaiseWhatIsAboutAnotherCityAndFollowIt() {
        Http.Answer raised = register(Persona.SHENYANG_WALKER, null, with("unit", "210200-HRSS"));
        assertThat(raised.status()).as("%s", raised).isEqualTo(201);
        String path = ISSUES + "/" + raised.at("/id");
        assertThat(http.as(Persona.SHENYANG_WALKER).get(path).status()).isEqualTo(200);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(path).json().path("actions").valueStream().map(JsonNode::asString)).contains("TRIAGE");
        assertThat(raised.at("/desk")).isEqualTo("210200");
    }

    @Test
    void letsAnExperiencerRaiseAndSeeTheirOwnOnly() {
        Http.Answer raised = register(Persona.EXPERIENCER, null, anIssue());
        assertThat(raised.status()).as("%s", raised).isEqualTo(201);
        assertThat(http.as(Persona.EXPERIENCER).get(ISSUES + "/" + raised.at("/id")).status()).isEqualTo(200);
        String other = register(Persona.SHENYANG_WALKER, null, anIssue()).at("/id");
        assertThat(http.as(Persona.EXPERIENCER).get(ISSUES + "/" + other).status()).isEqualTo(404);
    }

    @Test
    void leavesWhatAnOfficeRegistersToBeRatedByCallBack() {
        Http.Answer registered = register(Persona.SHENYANG_OFFICE, null, anIssue());
        assertThat(registered.json().has("raisedBy")).isFalse();
        assertThat(register(Persona.SHENYANG_DEPARTMENT, null, anIssue()).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "has space", "long"})
    void namesAnIdempotencyKeyThatIsNone(String named) {
        String key = named.equals("long") ? "k".repeat(129) : named;
        Http.Answer answer = register(Persona.SHENYANG_WALKER, key, anIssue());
        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.fields()).containsExactly("Idempotency-Key");
    }

    @Test
    void keepsWhatPeopleWriteInAnyScriptButNoNumbersOfTheirs() {
        String words = "😀👨‍👩‍👧 𠮷野家 تقرير עברית ‮сделано‬ “引号” <script>alert(1)</script> {$gt: 1} 🇨🇳";
        Http.Answer registered = register(Persona.SHENYANG_WALKER, null, with("title", words + " 13812345678"));
        assertThat(registered.status()).as("%s", registered).isEqualTo(201);
        assertThat(registered.at("/title")).isEqualTo(words + " 138****5678");
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(ISSUES + "/" + registered.at("/id") + "/verify").json().path("intact").asBoolean()).isTrue();
    }

    private Http.Answer register(Persona who, String key, Object body) {
        Http caller = http.as(who);
        return (key == null ? caller : caller.with("Idempotency-Key", key)).post(ISSUES, body);
    }

    private static Map<String, Object> with(String field, Object value) {
        Map<String, Object> changed = new HashMap<>(anIssue());
        changed.put(field, value);
        return changed;
    }

    private static Map<String, Object> anIssue() {
        return Map.of("unit", "210100-HRSS", "kind", "PROBLEM", "severity", "MEDIUM", "dimension", "QUALITY",
                "serviceItem", Map.of("code", "112101000001234567001", "name", "企业职工参保登记"), "stage", "ACCEPTANCE",
                "title", "窗口仍要求纸质证明", "text", "可在线核验，仍要求打印。");
    }
}
