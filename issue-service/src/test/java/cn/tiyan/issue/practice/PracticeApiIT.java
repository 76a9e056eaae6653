package cn.tiyan.issue.practice;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.platform.id.Ids;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

@PlatformTest
class PracticeApiIT {

    private static final String ALL = "/api/v1/practices";

    @Autowired
    private Http http;
    @Autowired
    private KafkaTopics kafka;
    @Autowired
    private MongoTemplate mongo;
    private final String item = Ids.next("ITEM");

    @Test
    void tellsTheWholeStory() {
        String path = submitted();
        assertThat(http.as(Persona.DALIAN_DEPARTMENT).get(path).status()).as("not before it is recommended").isEqualTo(404);
        taken(Persona.SHENYANG_OFFICE, path, "return", Map.of("reason", "请补充成效数据"));
        assertThat(actions(Persona.SHENYANG_DEPARTMENT, path)).containsExactly("RESUBMIT");
        taken(Persona.SHENYANG_DEPARTMENT, path, "resubmission", body("effect", "每月少跑 3000 趟"));
        taken(Persona.SHENYANG_OFFICE, path, "acceptance", Map.of());
        taken(Persona.PROVINCE_OFFICE, path, "promotion", Map.of("note", "请结合本地实际"));
        assertThat(http.as(Persona.PROVINCE_OFFICE).get(path).at("/promotedTo/0")).as("its whole subtree").isEqualTo("210000");

        assertThat(ids(http.as(Persona.DALIAN_DEPARTMENT).get(ALL + "?status=PROMOTED&item="
                + item))).containsExactly(path.substring(ALL.length() + 1));
        assertThat(actions(Persona.DALIAN_DEPARTMENT, path)).containsExactly("ADOPT");
        assertThat(actions(Persona.SHENYANG_DEPARTMENT, path)).as("its own").isEmpty();
        Http.Answer adopted = http.as(Persona.DALIAN_DEPARTMENT).post(path + "/adoptions", Map.of("note", "下月起实行"));
        assertThat(adopted.status()).as("%s", adopted).isEqualTo(201);
        assertThat(http.as(Persona.DALIAN_DEPARTMENT).post(path + "/adoptions", Map.of()).status()).as("once").isEqualTo(200);
        assertThat(http.as(Persona.DALIAN_OFFICE).post(path + "/adoptions", Map.of()).status()).isEqualTo(201);
        String effect = path + "/adoptions/" + adopted.at("/id") + "/effect";
        assertThat(http.as(Persona.DALIAN_DEPARTMENT).at(1).post(effect, Map.of("effect", "少收 2 份材料")).status()).isEqualTo(200);
        assertThat(http.as(Persona.DALIAN_DEPARTMENT).at(1).post(effect, Map.of("effect", "少收 3 份材料")).status()).isEqualTo(409);
        assertThat(http.as(Persona.DALIAN_DEPARTMENT).post(effect, Map.of("effect", "少收 3 份材料")).status()).isEqualTo(428);
        assertThat(http.as(Persona.SHENYANG_OFFICE).at(2).post(effect, Map.of("effect", "很好")).problem()).isEqualTo("not-the-unit-itself");

        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).get(path).json().path("adoptions").asInt()).isEqualTo(2);
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).get(ALL + "?item=" + item).json().at("/items/0/adoptions").asInt()).isEqualTo(2);
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).get(path + "/adoptions").json().path("items")).as("whose practice it is")
                .hasSize(2);
        Http.Answer own = http.as(Persona.DALIAN_DEPARTMENT).get(path + "/adoptions");
        assertThat(own.json().path("items")).as("an adopter sees its own line").hasSize(1);
        assertThat(own.at("/items/0/effect")).isEqualTo("少收 2 份材料");
        List<String> types = kafka.await("practice.events", path.substring(ALL.length() + 1), 5).stream()
                .map(message -> new String(message.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8)).toList();
        assertThat(types).containsExactly("practice.submitted.v1", "practice.reviewed.v1", "practice.submitted.v1", "practice.reviewed.v1",
                "practice.promoted.v1");
        assertThat(kafka.await("practice.events", adopted.at("/id"), 2)).hasSize(2);
    }

    @Test
    void submitsOnceForOneKey() {
        Http clerk = http.as(Persona.SHENYANG_DEPARTMENT).with("Idempotency-Key", Ids.next("key"));
        Http.Answer first = clerk.post(ALL, body("title", "做法"));
        assertThat(first.status()).as("%s", first).isEqualTo(201);
        assertThat(first.header("Location")).isEqualTo(ALL + "/" + first.at("/id"));
        Http.Answer again = clerk.post(ALL, body("title", "做法"));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.at("/id")).isEqualTo(first.at("/id"));
        assertThat(clerk.post(ALL, body("title", "另一做法")).problem()).isEqualTo("idempotency-key-reused");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "title; null; title", "title; \"两\\n行\"; title", "problem; \" \"; problem", "method; 7; method", "effect; \"\\u0000\"; effect",
        "theme; \"LOST\"; theme",
        "serviceItem; {\"code\":\"不是编码\",\"name\":\"参保\"}; serviceItem.code", "serviceItem; {\"code\":\"1\"}; serviceItem.name",
        "issueIds; [\"x\"]; issueIds[0]", "issueIds; [null]; issueIds[0]", "commonProblemId; \"x\"; commonProblemId",
        "tittle; \"做法\"; tittle"})
    void namesTheFieldThatIsWrong(String field, String value, String named) {
        String whole = "{\"title\":\"做法\",\"problem\":\"往返\",\"method\":\"核验\",\"effect\":\"少跑\"}";
        String json = whole.replaceFirst("\"" + field + "\":\"[^\"]*\",?", "").replaceFirst("\\{", "{\"" + field + "\":"
                + value.replace("\\", "\\\\") + ",")
                .replace(",}", "}");
        Http.Answer answer = http.as(Persona.SHENYANG_DEPARTMENT).post(ALL, json);
        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.fields()).contains(named);
    }

    @Test
    void refusesWordsWithoutEnd() {
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).post(ALL, body("title", "长".repeat(201))).fields()).containsExactly("title");
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).post(ALL, body("method", "长".repeat(2001))).fields()).containsExactly("method");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=201", "status=LOST", "theme=LOST", "after=nonsense"})
    void namesTheParameterThatIsWrong(String query) {
        Http.Answer answer = http.as(Persona.PROVINCE_OFFICE).get(ALL + "?" + query);
        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(query.substring(0, query.indexOf('=')));
    }

    @Test
    void saysWhichSourceItDoesNotKnow() {
        Http.Answer issue = http.as(Persona.SHENYANG_DEPARTMENT).post(ALL, body("issueIds", List.of(Ids.next("iss"))));
        assertThat(issue.problem()).isEqualTo("unknown-reference");
        assertThat(issue.fields()).containsExactly("issueIds[0]");
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).post(ALL, body("commonProblemId", Ids.next("cpb"))).fields())
                .containsExactly("commonProblemId");
    }

    @Test
    void refusesWhomItIsNotFor() {
        String path = submitted();
        assertThat(http.get(path).status()).isEqualTo(401);
        assertThat(http.as(Persona.SHENYANG_WALKER).post(ALL, body("title", "做法")).status()).isEqualTo(403);
        assertThat(http.as(Persona.PROVINCE_OFFICE).post(ALL, body("title", "做法")).problem()).isEqualTo("no-office-above");
        assertThat(http.as(Persona.EXPERIENCER).get(path).status()).isEqualTo(404);
        assertThat(http.as(Persona.DALIAN_OFFICE).at(1).post(path + "/acceptance", Map.of()).status()).isEqualTo(404);
        assertThat(http.as(Persona.SHENYANG_VERIFIER).at(1).post(path + "/acceptance", Map.of()).status()).isEqualTo(403);
        assertThat(http.as(Persona.SHENYANG_OFFICE).post(path + "/acceptance", Map.of()).status()).isEqualTo(428);
        assertThat(http.as(Persona.SHENYANG_OFFICE).at(0).post(path + "/acceptance", Map.of()).status()).isEqualTo(409);
        taken(Persona.SHENYANG_OFFICE, path, "acceptance", Map.of());
        Http.Answer outside = http.as(Persona.SHENYANG_OFFICE).at(2).post(path + "/promotion", Map.of("units", List.of("210100-HRSS",
                "210200")));
        assertThat(outside.problem()).isEqualTo("promotion-outside-subtree");
        assertThat(http.as(Persona.SHENYANG_OFFICE).at(2).post(path + "/promotion", Map.of("units", List.of("210100",
                "219999-NO"))).fields())
                .containsExactly("units[1]");
        taken(Persona.SHENYANG_OFFICE, path, "promotion", Map.of("units", List.of("210102")));
        assertThat(http.as(Persona.SHENYANG_OFFICE).post(path + "/adoptions", Map.of()).problem()).isEqualTo("not-promoted-to-unit");
        assertThat(http.as(Persona.DALIAN_DEPARTMENT).get(path).status()).isEqualTo(404);
        assertThat(http.as(Persona.DALIAN_DEPARTMENT).post(path + "/adoptions", Map.of()).status()).isEqualTo(404);
        assertThat(http.as(Persona.EXPERIENCER).get(ALL).json().path("items")).isEmpty();
    }

    @Test
    void pagesThroughWhatIsItsOwnAndWhatIsRecommendedWithoutGapsOrRepetitions() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String path = submitted();
            if (i % 2 == 0) {
                taken(Persona.SHENYANG_OFFICE, path, "acceptance", Map.of());
                taken(Persona.PROVINCE_OFFICE, path, "promotion", Map.of());
            }
            expected.addFirst(path.substring(ALL.length() + 1));
        }
        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            Http.Answer page = http.as(Persona.SHENYANG_OFFICE).get(ALL + "?limit=2&item=" + item + (next.isEmpty() ? "" : "&after="
                    + next));
            seen.addAll(ids(page));
            next = page.at("/next");
        } while (!next.isEmpty());
        assertThat(seen).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "status", "content.serviceItem.code", "content.theme"})
    void findsByAnIndexAndSortsByNone(String field) {
        var filter = new Document("$or", List.of(new Document("within", "210200"), new Document("promotedTo", new Document("$in",
                List.of("210000", "210200")))));
        if (!field.isEmpty()) {
            filter.append(field, "x");
        }
        Document plan = mongo.getDb().runCommand(new Document("explain", new Document("find", "practice").append("filter", filter)
                .append("sort", new Document("createdAt", -1).append("_id", -1)).append("limit", 51)));
        assertThat(Objects.toString(plan.get("queryPlanner", Document.class).get("winningPlan")))
                .contains("IXSCAN").doesNotContain("COLLSCAN");
    }

    private String submitted() {
        Http.Answer answer = http.as(Persona.SHENYANG_DEPARTMENT).post(ALL, body("serviceItem", Map.of("code", item, "name", "企业职工参保登记")));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return ALL + "/" + answer.at("/id");
    }

    private void taken(Persona who, String path, String step, Object body) {
        Http.Answer answer = http.as(who).at(http.as(Persona.PROVINCE_OFFICE).get(path).version()).post(path + "/" + step, body);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    private List<String> actions(Persona who, String path) {
        return http.as(who).get(path).json().path("actions").valueStream().map(JsonNode::asString).toList();
    }

    private static List<String> ids(Http.Answer page) {
        return page.json().path("items").valueStream().map(line -> line.path("id").asString()).toList();
    }

    private Map<String, Object> body(String field, Object value) {
        Map<String, Object> body = new HashMap<>(Map.of("title", "参保登记“零材料”", "problem", "企业往返打印证明", "method", "窗口在线核验",
                "effect", "少跑", "serviceItem", Map.of("code", item, "name", "企业职工参保登记"), "theme", "SOCIAL_SECURITY"));
        body.put(field, value);
        return body;
    }
}
