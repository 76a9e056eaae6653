package cn.tiyan.experiencer.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.experiencer.SomeCodes;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Http.Answer;
import cn.tiyan.testkit.http.Tokens;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.data.mongodb.core.MongoTemplate;

@PlatformTest
class UnitsIT {

    private static final String UNITS = "/api/v1/units";

    @Autowired
    private Http http;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private LiaoningSeed seed;
    private Http admin;

    @BeforeEach
    void asAdministrator() {
        admin = http.as(Persona.ADMIN);
    }

    @Test
    void plantsTheTreeAndTellsAllOfIt() {
        assertThat(codesBelow("210000")).hasSize(14 + 12 + 1).contains("210100", "210000-Z01", "210000-HRSS");
        assertThat(codesBelow("210100")).contains("210102", "210181", "210100-Z01", "210100-HRSS");
        KafkaTopics.await("all outboxes to be empty", () -> mongo.getCollection("unit").countDocuments(Document.parse("{'outbox.0': {$exists: true}}")) == 0);
        KafkaTopics.await("the copy of the tree", () -> mongo.getCollection("organisation").countDocuments() >= LiaoningSeed.lines().size());
    }

    @Test
    void writesNothingAtASecondStart() throws Exception {
        Map<String, Long> before = versions();
        seed.run(new DefaultApplicationArguments());
        assertThat(versions()).containsAllEntriesOf(before).hasSameSizeAs(before);
    }

    @Test
    void showsAUnitToWhoeverIsSignedIn() {
        Answer answer = http.as(Persona.EXPERIENCER).get(UNITS + "/210100-HRSS");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/name")).isEqualTo("沈阳市人力资源和社会保障局");
        assertThat(answer.json().at("/within").valueStream().map(code -> code.asString()).toList()).containsExactly("210000", "210100", "210100-HRSS");
        assertThat(answer.version()).isPositive();
        assertThat(http.get(UNITS + "/210100-HRSS").status()).isEqualTo(401);
        assertThat(admin.get(UNITS + "/219999").status()).isEqualTo(404);
        assertThat(admin.get(UNITS + "?parent=219999").status()).isEqualTo(404);
        assertThat(admin.get(UNITS).fields()).containsExactly("parent");
    }

    @Test
    void foundsRenamesAndDissolvesAndKeepsWhoAndWhy() {
        String code = SomeCodes.department("210300");
        Answer founded = admin.post(UNITS, founding(code, "鞍山市体育局", "210300"));
        assertThat(founded.status()).as(founded.toString()).isEqualTo(201);
        assertThat(founded.header("Location")).isEqualTo(UNITS + "/" + code);
        Answer renamed = admin.at(founded.version()).post(UNITS + "/" + code + "/rename", Map.of("name", "鞍山市文体局 🏀", "reason", "机构改革"));
        assertThat(renamed.status()).as(renamed.toString()).isEqualTo(200);
        assertThat(renamed.at("/name")).isEqualTo("鞍山市文体局 🏀");
        Answer dissolved = admin.at(renamed.version()).post(UNITS + "/" + code + "/dissolution", Map.of("reason", "职能并入市教育局"));
        assertThat(dissolved.json().at("/active").asBoolean()).isFalse();
        Answer history = admin.get(UNITS + "/" + code + "/history");
        assertThat(history.json().at("/items").valueStream().map(entry -> entry.path("action").asString() + " " + entry.path("by").asString()).toList())
                .containsExactly("found guanli", "rename guanli", "dissolve guanli");
        assertThat(history.at("/items/2/note")).isEqualTo("职能并入市教育局");
        assertThat(http.as(Persona.EXPERIENCER).get(UNITS + "/" + code + "/history").status()).isEqualTo(403);
        KafkaTopics.await("the copy to know the unit is dissolved", () -> {
            Document copy = mongo.getCollection("organisation").find(new Document("_id", code)).first();
            return copy != null && !copy.getBoolean("active");
        });
    }

    @Test
    void foundsTheVerySameUnitOnce() {
        String code = SomeCodes.department("210400");
        assertThat(admin.post(UNITS, founding(code, "抚顺市体育局", "210400")).status()).isEqualTo(201);
        assertThat(admin.post(UNITS, founding(code, "抚顺市体育局", "210400")).status()).isEqualTo(200);
        Answer other = admin.post(UNITS, founding(code, "抚顺市水务局", "210400"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.problem()).isEqualTo("code-taken");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "code       | {\"name\":\"某局\",\"kind\":\"DEPARTMENT\",\"parent\":\"210500\",\"reason\":\"设立\"}",
        "name       | {\"code\":\"210500-AAAA\",\"name\":\" \",\"kind\":\"DEPARTMENT\",\"parent\":\"210500\",\"reason\":\"设立\"}",
        "name       | {\"code\":\"210500-AAAA\",\"name\":\"某\\u0000局\",\"kind\":\"DEPARTMENT\",\"parent\":\"210500\",\"reason\":\"设立\"}",
        "kind       | {\"code\":\"210500-AAAA\",\"name\":\"某局\",\"kind\":\"BUREAU\",\"parent\":\"210500\",\"reason\":\"设立\"}",
        "kind       | {\"code\":\"210500-AAAA\",\"name\":\"某局\",\"parent\":\"210500\",\"reason\":\"设立\"}",
        "reason     | {\"code\":\"210500-AAAA\",\"name\":\"某局\",\"kind\":\"DEPARTMENT\",\"parent\":\"210500\"}",
        "colour     | {\"code\":\"210500-AAAA\",\"name\":\"某局\",\"kind\":\"DEPARTMENT\",\"parent\":\"210500\",\"reason\":\"设立\",\"colour\":\"red\"}",
        "(body)     | {\"code\":"})
    void refusesWhatCannotBeUnderstood(String field, String body) {
        Answer answer = admin.post(UNITS, body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(field);
        assertThat(admin.get(UNITS + "/210500-AAAA").status()).as("nothing stored").isEqualTo(404);
    }

    @Test
    void refusesUnitsOutOfPlace() {
        assertThat(admin.post(UNITS, founding("210600-bad", "某局", "210500")).problem()).isEqualTo("unit-code-wrong");
        Answer unknown = admin.post(UNITS, founding("219900-AAAA", "某局", "219900"));
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.fields()).containsExactly("parent");
    }

    @Test
    void letsOnlyAdministratorsChangeTheTreeAndOnlyTheirPartOfIt() {
        assertThat(http.as(Persona.PROVINCE_OFFICE).post(UNITS, founding("210500-AAAA", "某局", "210500")).status()).isEqualTo(403);
        assertThat(http.as(Persona.PROVINCE_OFFICE).at(1).post(UNITS + "/210102/rename", Map.of("name", "新名", "reason", "无")).status()).isEqualTo(403);
        Http cityAdmin = http.withToken(Tokens.of(Persona.ADMIN, claims -> claims.claim("unit", "210100")));
        assertThat(cityAdmin.post(UNITS, founding("210200-AAAA", "某局", "210200")).problem()).isEqualTo("unknown-reference");
        assertThat(cityAdmin.at(1).post(UNITS + "/210202/rename", Map.of("name", "新名", "reason", "无")).status()).isEqualTo(404);
    }

    @Test
    void wantsTheVersionAChangeIsMeantFor() {
        String code = SomeCodes.department("210700");
        long version = admin.post(UNITS, founding(code, "锦州市体育局", "210700")).version();
        Map<String, String> renaming = Map.of("name", "锦州市文体局", "reason", "机构改革");
        assertThat(admin.post(UNITS + "/" + code + "/rename", renaming).status()).isEqualTo(428);
        assertThat(admin.at(version + 1).post(UNITS + "/" + code + "/rename", renaming).status()).isEqualTo(409);
        assertThat(admin.with("If-Match", "three").post(UNITS + "/" + code + "/rename", renaming).status()).isEqualTo(400);
        assertThat(admin.at(version).post(UNITS + "/" + code + "/rename", renaming).status()).isEqualTo(200);
    }

    @Test
    void keepsAUnitThatHasActiveUnitsBelowIt() {
        long version = admin.get(UNITS + "/211100").version();
        Answer refused = admin.at(version).post(UNITS + "/211100/dissolution", Map.of("reason", "撤并"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("children-active");
    }

    @Test
    void neverLeavesAnActiveUnitBelowADissolvedOne() {
        for (int round = 0; round < 15; round++) {
            // A district of 铁岭 of its own, and a department founded in it at the very moment it is dissolved.
            String parent = "2112" + (50 + round);
            long version = admin.post(UNITS, new HashMap<>(Map.of("code", parent, "name", "试验区" + round, "kind", "COUNTY", "parent", "211200", "reason", "试点"))).version();
            var founding = CompletableFuture.supplyAsync(() -> admin.post(UNITS, founding(parent + "-BEB", "试验区营商局", parent)));
            var dissolution = CompletableFuture.supplyAsync(() -> admin.at(version).post(UNITS + "/" + parent + "/dissolution", Map.of("reason", "试点结束")));
            assertThat(founding.join().status()).isIn(201, 422);
            assertThat(dissolution.join().status()).isIn(200, 409, 422);
            var above = mongo.findById(parent, OrganisationUnit.class);
            var below = mongo.findById(parent + "-BEB", OrganisationUnit.class);
            assertThat(above.active() || below == null || !below.active()).as("round %d: %s", round, founding.join()).isTrue();
            assertThat(founding.join().status() == 201).isEqualTo(below != null && below.active());
        }
    }

    private List<String> codesBelow(String parent) {
        return admin.get(UNITS + "?parent=" + parent).json().at("/items").valueStream().map(unit -> unit.path("code").asString()).toList();
    }

    private Map<String, Long> versions() {
        return mongo.findAll(OrganisationUnit.class).stream()
                .collect(Collectors.toMap(OrganisationUnit::id, OrganisationUnit::version));
    }

    private static Map<String, String> founding(String code, String name, String parent) {
        return Map.of("code", code, "name", name, "kind", "DEPARTMENT", "parent", parent, "reason", "机构编制批复");
    }
}
