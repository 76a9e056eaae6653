package cn.tiyan.walkthrough.checklist;

import static cn.tiyan.walkthrough.walkthrough.Requests.aFinding;
import static cn.tiyan.walkthrough.walkthrough.Requests.aWalkthrough;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Http.Answer;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;

/** What offices add to the province's checkpoints. */
@PlatformTest
class ExtensionsIT {

    private static final String LISTS = "/api/v1/walkthroughs/checklists";
    private static final String PATH = LISTS + "/extensions";
    private static final String PROVINCES = "five-dimensions.v1+clean-window.v1+no-favours.v1+one-thing.v1+preferential-policy.v1";

    @Autowired
    private Http http;
    @Autowired
    private MongoTemplate mongo;

    @BeforeEach
    void nobodyHasAddedAnything() {
        mongo.remove(new Query(), Extension.class);
    }

    @Test
    void showsTheFocusTopicsBesideTheFiveDimensions() {
        Answer answer = http.as(Persona.EXPERIENCER).get(LISTS);
        assertThat(answer.json().at("/items").valueStream().map(item -> item.path("version").asString())).containsExactly(PROVINCES.split("\\+"));
        assertThat(answer.json().at("/items")).allSatisfy(item -> {
            assertThat(item.path("newest").asBoolean()).isTrue();
            assertThat(item.path("dimensions").valueStream().flatMap(dimension -> dimension.path("checkpoints").valueStream())).isNotEmpty();
        });
        assertThat(answer.json().has("version")).isFalse();
    }

    @Test
    void givesAWalkerTheProvincesTheirLinesAndTheirRolesForm() {
        String city = published(Persona.SHENYANG_OFFICE, "全市统一的检查点");
        String department = published(Persona.SHENYANG_DEPARTMENT, "社保窗口的检查点");
        published(Persona.DALIAN_OFFICE, "大连的检查点");
        Answer answer = http.as(Persona.SHENYANG_WALKER).get(LISTS + "?for=COMPANION");
        assertThat(answer.at("/version")).isEqualTo(PROVINCES + "+" + city + "+" + department);
        assertThat(answer.at("/form/version")).isEqualTo("companion.v1");
        assertThat(answer.at("/form/steps/1/name")).isEqualTo("资料预审");
        assertThat(answer.at("/form/steps/1/stageText")).isEqualTo("帮办");
        assertThat(answer.at("/items/5/unit")).isEqualTo("210100");
        assertThat(answer.at("/items/6/dimensions/0/checkpoints/0/code")).isEqualTo("210100-HRSS.QUALITY-01");
        assertThat(http.as(Persona.SHENYANG_WALKER).get(LISTS + "?unit=210102").at("/version")).isEqualTo(PROVINCES + "+" + city);
        assertThat(http.as(Persona.SHENYANG_WALKER).get(LISTS + "?unit=219999").problem()).isEqualTo("unknown-reference");
        assertThat(http.as(Persona.SHENYANG_WALKER).get(LISTS + "?for=CITIZEN").fields()).containsExactly("for");
        assertThat(http.as(Persona.SHENYANG_WALKER).get(LISTS + "?unit=x").status()).isEqualTo(400);
    }

    @Test
    void isWalkedByOnceItIsReleased() {
        String own = published(Persona.SHENYANG_OFFICE, "全市统一的检查点");
        String version = "five-dimensions.v1+" + own;
        Answer answer = http.as(Persona.SHENYANG_WALKER).post("/api/v1/walkthroughs", aWalkthrough(aFinding("PROBLEM", "210100.QUALITY-01"), aFinding("PRACTICE", "QUALITY-12"))
                .put("checklistVersion", version));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(answer.at("/checklistVersion")).isEqualTo(version);
        assertThat(answer.at("/findings/0/dimension")).isEqualTo("QUALITY");
        Answer elsewhere = http.as(Persona.SHENYANG_WALKER).post("/api/v1/walkthroughs", aWalkthrough(aFinding("PROBLEM", "210100.QUALITY-02")).put("checklistVersion", version));
        assertThat(elsewhere.problem()).isEqualTo("checkpoint-unknown");
    }

    @Test
    void isNeverWalkedByInstead() {
        String own = published(Persona.SHENYANG_OFFICE, "全市统一的检查点");
        Answer answer = http.as(Persona.SHENYANG_WALKER).post("/api/v1/walkthroughs", aWalkthrough(aFinding("PROBLEM", "210100.QUALITY-01")).put("checklistVersion", own));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("checklist-not-the-provinces");
    }

    @Test
    void staysReadableForEver() {
        String first = published(Persona.SHENYANG_OFFICE, "第一版");
        String second = published(Persona.SHENYANG_OFFICE, "第一版");
        Answer retired = http.as(Persona.SHENYANG_OFFICE).at(2).post(PATH + "/" + id(second) + "/retire", "");
        assertThat(retired.at("/status")).isEqualTo("RETIRED");
        assertThat(http.as(Persona.SHENYANG_WALKER).get(LISTS + "?for=APPLICANT").at("/version")).as("what was released before does not come back").isEqualTo(PROVINCES);
        for (String version : List.of(first, second, "five-dimensions.v1+" + first, PROVINCES + "+" + second)) {
            Answer answer = http.as(Persona.EXPERIENCER).get(LISTS + "/" + version);
            assertThat(answer.status()).as(version).isEqualTo(200);
            assertThat(answer.at("/version")).isEqualTo(version);
        }
        assertThat(http.as(Persona.EXPERIENCER).get(LISTS + "/" + first + "+five-dimensions.v1").at("/version")).as("in one order").isEqualTo("five-dimensions.v1+" + first);
        for (String unknown : List.of("210100.v9", "five-dimensions.v1+five-dimensions.v1", first + "+" + second, "+", "210100.v1%00", "a".repeat(200))) {
            assertThat(http.as(Persona.EXPERIENCER).get(LISTS + "/" + unknown).status()).as(unknown).isIn(400, 404);
        }
    }

    @Test
    void keepsADraftToItsUnitAndThoseAbove() {
        Answer draft = http.as(Persona.SHENYANG_DEPARTMENT).post(PATH, body("草稿", 1));
        assertThat(draft.status()).as(draft.toString()).isEqualTo(201);
        String id = draft.at("/id");
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(PATH + "/" + id).at("/status")).isEqualTo("DRAFT");
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(PATH).at("/items/0/id")).isEqualTo(id);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(PATH + "/" + id).status()).isEqualTo(404);
        assertThat(http.as(Persona.SHENYANG_WALKER).get(PATH + "/" + id).status()).isEqualTo(403);
        assertThat(http.as(Persona.SHENYANG_WALKER).get(LISTS + "/210100-HRSS.v1").status()).isEqualTo(404);
        assertThat(http.as(Persona.SHENYANG_WALKER).get(LISTS + "?for=APPLICANT").at("/version")).isEqualTo(PROVINCES);
        Answer above = http.as(Persona.SHENYANG_OFFICE).at(1).post(PATH + "/" + id + "/publish", "");
        assertThat(above.problem()).as("an office above does not decide for it").isEqualTo("not-the-unit-itself");
        assertThat(http.as(Persona.DALIAN_OFFICE).at(1).post(PATH + "/" + id + "/publish", "").status()).isEqualTo(404);
        assertThat(http.as(Persona.SHENYANG_WALKER).post(PATH, body("草稿", 1)).status()).isEqualTo(403);
    }

    @Test
    void neverChangesOnceReleased() {
        Answer draft = http.as(Persona.SHENYANG_OFFICE).post(PATH, body("第一稿", 1));
        Answer revised = http.as(Persona.SHENYANG_OFFICE).at(1).put(PATH + "/" + draft.at("/id"), body("第二稿", 1));
        assertThat(revised.at("/checkpoints/0/text")).isEqualTo("第二稿");
        assertThat(http.as(Persona.SHENYANG_OFFICE).at(1).put(PATH + "/" + draft.at("/id"), body("第三稿", 1)).status()).isEqualTo(409);
        assertThat(http.as(Persona.SHENYANG_OFFICE).put(PATH + "/" + draft.at("/id"), body("第三稿", 1)).status()).isEqualTo(428);
        assertThat(http.as(Persona.SHENYANG_OFFICE).at(2).post(PATH + "/" + draft.at("/id") + "/publish", "").at("/status")).isEqualTo("PUBLISHED");
        Answer late = http.as(Persona.SHENYANG_OFFICE).at(3).put(PATH + "/" + draft.at("/id"), body("第三稿", 1));
        assertThat(late.problem()).isEqualTo("illegal-transition");
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(LISTS + "/210100.v1").at("/items/0/dimensions/0/checkpoints/0/text")).isEqualTo("第二稿");
    }

    @Test
    void refusesToGiveACodeAnotherMeaning() {
        published(Persona.SHENYANG_OFFICE, "第一版");
        Answer draft = http.as(Persona.SHENYANG_OFFICE).post(PATH, body("另一个意思", 1));
        Answer refused = http.as(Persona.SHENYANG_OFFICE).at(1).post(PATH + "/" + draft.at("/id") + "/publish", "");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("checkpoint-code-reused");
        assertThat(refused.fields()).containsExactly("checkpoints[0].number");
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(PATH + "/" + draft.at("/id")).at("/status")).isEqualTo("DRAFT");
        http.as(Persona.SHENYANG_OFFICE).at(1).put(PATH + "/" + draft.at("/id"), body("另一个意思", 2));
        assertThat(http.as(Persona.SHENYANG_OFFICE).at(2).post(PATH + "/" + draft.at("/id") + "/publish", "").at("/status")).isEqualTo("PUBLISHED");
    }

    @Test
    void hasOneDraftAtATime() throws Exception {
        Http clerk = http.as(Persona.SHENYANG_OFFICE).with("Idempotency-Key", UUID.randomUUID().toString());
        Answer first = clerk.post(PATH, body("草稿", 1));
        assertThat(first.status()).isEqualTo(201);
        assertThat(clerk.post(PATH, body("草稿", 1)).status()).as("the same again").isEqualTo(200);
        assertThat(clerk.post(PATH, body("别的", 1)).problem()).isEqualTo("draft-open");
        assertThat(http.as(Persona.SHENYANG_OFFICE).post(PATH, body("草稿", 1)).problem()).isEqualTo("draft-open");
        mongo.remove(new Query(), Extension.class);
        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> draft = () -> http.as(Persona.SHENYANG_OFFICE).post(PATH, body("同时", 1)).status();
            var statuses = both.invokeAll(List.of(draft, draft, draft));
            assertThat(statuses.stream().map(status -> status.resultNow())).containsExactlyInAnyOrder(201, 422, 422);
        }
        assertThat(mongo.count(new Query(), Extension.class)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "number":1             | "number":100                 | checkpoints[0].number
            "number":1             | "number":0                   | checkpoints[0].number
            "dimension":"QUALITY"  | "dimension":"TASTE"          | checkpoints[0].dimension
            "text":"看"             | "text":"两\\n行"               | checkpoints[0].text
            "basis":"市文件"         | "basis":""                   | checkpoints[0].basis
            "title":"本单位检查点"    | "titel":"本单位检查点"          | titel
            """)
    void namesTheFieldThatIsMalformedAndStoresNothing(String part, String broken, String field) {
        String body = body("看", 1);
        assertThat(body).contains(part);
        Answer answer = http.as(Persona.SHENYANG_OFFICE).post(PATH, body.replace(part, broken));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.fields()).contains(field);
        assertThat(mongo.count(new Query(), Extension.class)).isZero();
    }

    @Test
    void refusesACheckpointTwiceAndNumbersOfPeople() {
        String twice = body("看", 1).replace("]", ",{\"dimension\":\"QUALITY\",\"number\":1,\"text\":\"又看\",\"basis\":\"市文件\"}]");
        Answer refused = http.as(Persona.SHENYANG_OFFICE).post(PATH, twice);
        assertThat(refused.problem()).isEqualTo("checkpoint-twice");
        assertThat(refused.fields()).containsExactly("checkpoints[1].number");
        assertThat(mongo.count(new Query(), Extension.class)).isZero();
        assertThat(http.as(Persona.SHENYANG_OFFICE).post(PATH, body("👩‍🔧 致电13812345678", 1)).at("/checkpoints/0/text")).isEqualTo("👩‍🔧 致电138****5678");
    }

    @Test
    void readsByIndexAlone() {
        for (String query : List.of("{find: 'checklist_extension', filter: {unit: '210100'}, sort: {number: -1}, limit: 1}",
                "{find: 'checklist_extension', filter: {unit: {$in: ['210000', '210100']}, status: {$in: ['PUBLISHED', 'RETIRED']}}}",
                "{find: 'checklist_extension', filter: {within: '210100'}, sort: {createdAt: -1, _id: -1}}")) {
            String plan = mongo.executeCommand("{explain: " + query + ", verbosity: 'queryPlanner'}").get("queryPlanner", org.bson.Document.class).get("winningPlan").toString();
            assertThat(plan).as(query).contains("IXSCAN").doesNotContain("COLLSCAN", "stage=SORT,");
        }
    }

    /** The version under which it was released. */
    private String published(Persona clerk, String text) {
        Answer draft = http.as(clerk).post(PATH, body(text, 1));
        assertThat(draft.status()).as(draft.toString()).isEqualTo(201);
        Answer published = http.as(clerk).at(draft.version()).post(PATH + "/" + draft.at("/id") + "/publish", "");
        assertThat(published.status()).as(published.toString()).isEqualTo(200);
        return published.at("/checklistVersion");
    }

    private static String id(String version) {
        int dot = version.lastIndexOf(".v");
        return Extension.id(version.substring(0, dot), Integer.parseInt(version.substring(dot + 2)));
    }

    private static String body(String text, int number) {
        return "{\"title\":\"本单位检查点\",\"source\":\"市文件\",\"checkpoints\":[{\"dimension\":\"QUALITY\",\"number\":%d,\"text\":\"%s\",\"basis\":\"市文件\"}]}".formatted(number, text);
    }
}
