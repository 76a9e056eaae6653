package cn.tiyan.walkthrough.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Http.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import tools.jackson.databind.node.ObjectNode;

@PlatformTest
class BundlesIT {

    private static final String ITEMS = "/api/v1/service-items";
    private static final String PATH = ITEMS + "/bundles";

    @Autowired
    private Http http;
    @Autowired
    private MongoTemplate mongo;

    private String pension;
    private String licence;

    @BeforeEach
    void twoItemsOfTwoDepartments() {
        mongo.remove(new Query(), Bundle.class);
        pension = http.as(Persona.SHENYANG_OFFICE).post(ITEMS, Items.body("210100-HRSS", Items.code(), "企业职工参保登记")).at("/id");
        licence = http.as(Persona.SHENYANG_OFFICE).post(ITEMS, Items.body("210100-MSA", Items.code(), "企业设立登记")).at("/id");
    }

    @Test
    void joinsItemsOfSeveralDepartmentsAndCountsWhatIsSaved() {
        Answer added = http.as(Persona.SHENYANG_OFFICE).post(PATH, body("开办企业"));
        assertThat(added.status()).as(added.toString()).isEqualTo(201);
        assertThat(added.at("/items/0/name")).isEqualTo("企业设立登记");
        assertThat(added.at("/items/1/unit")).isEqualTo("210100-HRSS");
        assertThat(added.json().at("/reduction")).isEqualTo(Items.object("{\"steps\": 6, \"workingDays\": 9, \"materials\": -1, \"visits\": 5}"));
        assertThat(http.as(Persona.SHENYANG_OFFICE).post(PATH, body("开办企业")).status()).as("the same again").isEqualTo(200);
        assertThat(http.as(Persona.SHENYANG_OFFICE).post(PATH, body("另一件事")).problem()).isEqualTo("bundle-exists");
        assertThat(http.as(Persona.EXPERIENCER).get(PATH + "?item=" + pension).at("/items/0/name")).isEqualTo("开办企业");
        assertThat(http.as(Persona.DALIAN_OFFICE).get(PATH + "?unit=210100").at("/items/0/id")).isEqualTo(added.at("/id"));
        assertThat(http.as(Persona.DALIAN_OFFICE).get(PATH + "?unit=210200").json().at("/items")).isEmpty();
    }

    @Test
    void isKeptByItsOwnLine() {
        String id = http.as(Persona.SHENYANG_OFFICE).post(PATH, body("开办企业")).at("/id");
        ObjectNode content = (ObjectNode) body("开办餐饮店").get("content");
        assertThat(http.as(Persona.DALIAN_OFFICE).at(1).put(PATH + "/" + id, content).status()).isEqualTo(403);
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).at(1).put(PATH + "/" + id, content).status()).as("a department below the lead").isEqualTo(403);
        assertThat(http.as(Persona.SHENYANG_OFFICE).put(PATH + "/" + id, content).status()).isEqualTo(428);
        assertThat(http.as(Persona.SHENYANG_OFFICE).at(3).put(PATH + "/" + id, content).status()).isEqualTo(409);
        assertThat(http.as(Persona.SHENYANG_OFFICE).at(1).put(PATH + "/" + id, content).at("/name")).isEqualTo("开办餐饮店");
        assertThat(http.as(Persona.SHENYANG_OFFICE).at(2).post(PATH + "/" + id + "/withdraw", "{\"reason\":\"合并\"}").at("/status")).isEqualTo("WITHDRAWN");
        assertThat(http.as(Persona.SHENYANG_OFFICE).at(3).post(PATH + "/" + id + "/withdraw", "{}").problem()).isEqualTo("illegal-transition");
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(PATH).json().at("/items")).isEmpty();
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(PATH + "?status=WITHDRAWN").at("/items/0/id")).isEqualTo(id);
        assertThat(http.as(Persona.SHENYANG_OFFICE).at(3).put(PATH + "/" + id, content).at("/status")).isEqualTo("ACTIVE");
    }

    @Test
    void refusesItemsThatAreNotInUseOrThereTwiceAndStoresNothing() {
        ObjectNode unknown = body("开办企业");
        unknown.withObject("/content").putArray("itemIds").add(licence).add("itm_" + "0".repeat(26));
        Answer answer = http.as(Persona.SHENYANG_OFFICE).post(PATH, unknown);
        assertThat(answer.problem()).isEqualTo("unknown-reference");
        assertThat(answer.fields()).containsExactly("itemIds[1]");
        ObjectNode twice = body("开办企业");
        twice.withObject("/content").putArray("itemIds").add(licence).add(licence);
        assertThat(http.as(Persona.SHENYANG_OFFICE).post(PATH, twice).problem()).isEqualTo("item-twice");
        http.as(Persona.SHENYANG_OFFICE).at(1).post(ITEMS + "/" + pension + "/withdraw", "{}");
        assertThat(http.as(Persona.SHENYANG_OFFICE).post(PATH, body("开办企业")).problem()).isEqualTo("item-not-in-use");
        assertThat(mongo.count(new Query(), Bundle.class)).isZero();
    }

    @Test
    void namesTheFieldThatIsMalformed() {
        ObjectNode one = body("开办企业");
        one.withObject("/content").putArray("itemIds").add(licence);
        one.withObject("/content/before").put("visits", -1);
        Answer answer = http.as(Persona.SHENYANG_OFFICE).post(PATH, one);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactlyInAnyOrder("content.itemIds", "content.before.visits");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {within: '210000', status: 'ACTIVE'}
            {within: '210000', status: 'ACTIVE', 'content.itemIds': 'x'}
            """)
    void listsByIndexAlone(String filter) {
        String query = "{find: 'service_bundle', filter: %s, sort: {createdAt: -1, _id: -1}}".formatted(filter);
        String plan = mongo.executeCommand("{explain: " + query + ", verbosity: 'queryPlanner'}").get("queryPlanner", org.bson.Document.class).get("winningPlan").toString();
        assertThat(plan).as(query).contains("IXSCAN").doesNotContain("COLLSCAN", "stage=SORT,");
    }

    private ObjectNode body(String name) {
        return Items.object("""
                {"unit": "210100", "code": "YJS-01", "content": {"name": "%s", "itemIds": ["%s", "%s"], "accepting": "一窗受理、一表申请",
                 "coordination": "市场监管部门牵头，并联办理", "issuing": "统一寄递或窗口领取",
                 "before": {"steps": 9, "workingDays": 10, "materials": 4, "visits": 6}, "after": {"steps": 3, "workingDays": 1, "materials": 5, "visits": 1}}}
                """.formatted(name, licence, pension));
    }
}
