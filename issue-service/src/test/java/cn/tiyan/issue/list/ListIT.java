package cn.tiyan.issue.list;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.issue.issue.IssueDesk;
import cn.tiyan.issue.issue.Issues;
import cn.tiyan.issue.issue.Status;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.http.Http;
import com.mongodb.ExplainVerbosity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

/** The four lists of Shenyang, to read and to hand in. */
@PlatformTest
@ExtendWith(OutputCaptureExtension.class)
class ListIT {

    @Autowired
    private Http http;
    @Autowired
    private Issues issues;
    @Autowired
    private MongoTemplate mongo;
    private IssueDesk desk;

    @BeforeEach
    void clearTheDesks() {
        mongo.getCollection("issue").deleteMany(new Document());
        desk = new IssueDesk(http, issues);
    }

    @Test
    void listsProblemsAndDemandsApartAndNoDuplicates() {
        String problem = desk.registered();
        String demand = desk.registered();
        mongo.getCollection("issue").updateOne(new Document("_id", demand), new Document("$set", new Document("kind", "DEMAND")));
        String duplicate = desk.registered();
        step(Persona.SHENYANG_OFFICE, duplicate, "merger", Map.of("survivor", problem));
        String outOfScope = desk.registered();
        step(Persona.SHENYANG_OFFICE, outOfScope, "rejection", Map.of("reason", "不属于政务服务范围"));
        assertThat(ids("problems")).containsExactly(problem);
        assertThat(ids("demands")).containsExactly(demand);
        Http.Answer page = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/lists/problems");
        assertThat(page.at("/name")).isEqualTo("问题清单");
        assertThat(page.at("/headings/text")).isEqualTo("内容");
        assertThat(page.at("/items/0/unit")).isEqualTo("沈阳市人力资源和社会保障局");
        assertThat(page.at("/items/0/status")).isEqualTo("已登记");
        assertThat(page.at("/items/0/registeredOn")).matches("\\d{4}-\\d{2}-\\d{2}");
    }

    @Test
    void listsWhatIsAndWasRectified() {
        desk.registered();
        String accepted = desk.comeTo(Status.ACCEPTED);
        String closed = desk.comeTo(Status.CLOSED);
        assertThat(ids("rectifications")).containsExactly(closed, accepted);
        assertThat(ids("rectifications?phase=CLOSED")).containsExactly(closed);
        JsonNode line = http.as(Persona.SHENYANG_DEPARTMENT).get("/api/v1/lists/rectifications").json().at("/items/0");
        assertThat(line.path("measures").asString()).isEqualTo("取消纸质证明，改为在线核验");
        assertThat(line.path("opinion").asString()).isEqualTo("通过：现场核查属实");
        assertThat(line.path("finalRating").asString()).isEqualTo("5 分，已解决");
        assertThat(line.path("reopenings").asInt()).isZero();
    }

    @Test
    void listsWhatChangedForGood() {
        String id = desk.comeTo(Status.RECTIFYING);
        optimized(id, "取消纸质证明");
        optimized(id, "合并两个环节");
        desk.comeTo(Status.RECTIFYING);
        JsonNode lines = http.as(Persona.PROVINCE_LEADER).get("/api/v1/lists/optimizations").json().path("items");
        assertThat(lines.valueStream().map(line -> line.path("text").asString())).containsExactly("取消纸质证明", "合并两个环节");
        assertThat(lines.at("/0/materialsBefore").asInt()).isEqualTo(3);
        assertThat(lines.at("/0/materialsAfter").asInt()).isEqualTo(1);
        assertThat(lines.at("/0").has("stepsBefore")).isFalse();
    }

    @Test
    void listsNoOptimizationOfADuplicateUntilItIsSplitOff() throws IOException {
        String survivor = desk.comeTo(Status.RECTIFYING);
        optimized(survivor, "取消纸质证明");
        String duplicate = desk.comeTo(Status.RECTIFYING);
        optimized(duplicate, "不再收取纸质证明");
        step(Persona.SHENYANG_OFFICE, duplicate, "merger", Map.of("survivor", survivor));
        assertThat(ids("optimizations")).containsExactly(survivor);
        Http.Answer answer = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/lists/optimizations/export");
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(answer.bytes()))) {
            assertThat(workbook.getSheetAt(0).getRow(3).getCell(0).getStringCellValue()).contains("共 1 条");
        }
        step(Persona.SHENYANG_OFFICE, duplicate, "split", Map.of("reason", "不是同一事项"));
        assertThat(ids("optimizations")).containsExactly(duplicate, survivor);
    }

    @Test
    void findsOptimizationsByTheItemThatWasOptimizedLineByLine() throws IOException {
        String id = desk.comeTo(Status.RECTIFYING);
        optimized(id, "取消纸质证明");
        step(Persona.SHENYANG_DEPARTMENT, id, "optimizations", Map.of("text", "合并两个环节", "steps", Map.of("before", 5, "after", 3),
                "serviceItem", Map.of("code", "OTHER1", "name", "失业登记")));
        optimized(desk.comeTo(Status.RECTIFYING), "减少一次跑动");
        Http.Answer other = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/lists/optimizations?serviceItem=OTHER1");
        assertThat(other.json().path("items").valueStream().map(line -> line.path("text").asString())).containsExactly("合并两个环节");
        Http.Answer own = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/lists/optimizations?serviceItem=" + desk.read(id).at("/serviceItem/code"));
        assertThat(own.json().path("items").valueStream().map(line -> line.path("text").asString())).containsExactly("减少一次跑动", "取消纸质证明");
        Http.Answer answer = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/lists/optimizations/export?serviceItem=OTHER1");
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(answer.bytes()))) {
            assertThat(workbook.getSheetAt(0).getRow(3).getCell(0).getStringCellValue()).contains("共 1 条");
        }
        assertThat(ids("problems?serviceItem=OTHER1")).isEmpty();
    }

    @Test
    void turnsPages() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.addFirst(desk.registered());
        }
        List<String> paged = new ArrayList<>();
        String after = "";
        do {
            Http.Answer page = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/lists/problems?limit=2" + after);
            page.json().path("items").forEach(line -> paged.add(line.path("id").asString()));
            after = page.at("/next").isEmpty() ? "" : "&after=" + page.at("/next");
        } while (!after.isEmpty());
        assertThat(paged).isEqualTo(all);
    }

    @Test
    void handsInWhatTheListShowsAndPutsThatInTheLog(CapturedOutput output) throws IOException {
        Document one = mongo.getCollection("issue").find(new Document("_id", desk.registered())).first();
        List<Document> copies = new ArrayList<>();
        for (int i = 1; i < 2000; i++) {
            copies.add(new Document(one).append("_id", Ids.next("iss")).append("number", "WT-20261101-" + i));
        }
        mongo.getCollection("issue").insertMany(copies);
        Http.Answer answer = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/lists/problems/export?status=REGISTERED");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        assertThat(java.net.URLDecoder.decode(String.valueOf(answer.header("Content-Disposition")), java.nio.charset.StandardCharsets.UTF_8))
                .startsWith("attachment").contains("沈阳市问题清单20");
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(answer.bytes()))) {
            assertThat(workbook.getSheetAt(0).getLastRowNum()).isEqualTo(2002);
            assertThat(workbook.getSheetAt(0).getRow(2002).getCell(0).getStringCellValue()).contains("填报单位：沈阳市", "共 2000 条");
        }
        assertThat(output).contains("shenyang.ban of 210100 exported PROBLEMS: 2000 lines");
        Http.Answer elsewhere = http.as(Persona.DALIAN_OFFICE).get("/api/v1/lists/problems/export");
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(elsewhere.bytes()))) {
            assertThat(workbook.getSheetAt(0).getRow(2).getCell(0).getStringCellValue()).contains("填报单位：大连市", "共 0 条");
        }
    }

    @Test
    void namesTheUnitWhoseListItIs() throws IOException {
        desk.registered();
        Http.Answer answer = http.as(Persona.PROVINCE_OFFICE).get("/api/v1/lists/problems/export?unit=210100");
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(answer.bytes()))) {
            assertThat(workbook.getSheetAt(0).getRow(0).getCell(0).getStringCellValue()).startsWith("沈阳市问题清单（截至");
            assertThat(workbook.getSheetAt(0).getRow(3).getCell(0).getStringCellValue()).contains("填报单位：辽宁省", "共 1 条");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"problems?limit=0; limit", "problems?unit=x; unit", "demands?status=LOST; status", "demands?after=x; after",
        "optimizations/export?createdFrom=2026-13-01; createdFrom", "problems/export?q=%EF%BC%8C; q",
        "problems?createdTo=-999999999-01-01; createdTo", "problems/export?createdFrom=-999999999-01-01; createdFrom"})
    void namesTheParameterThatIsWrong(String path, String field) {
        Http.Answer answer = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/lists/" + path);
        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(field);
    }

    @Test
    void isForOfficialsWithinWhatTheyMaySee() {
        for (String path : List.of("problems", "problems/export")) {
            assertThat(http.as(Persona.EXPERIENCER).get("/api/v1/lists/" + path).status()).isEqualTo(403);
            assertThat(http.as(Persona.SHENYANG_OFFICE).get("/api/v1/lists/" + path + "?unit=210200").status()).isEqualTo(404);
        }
        assertThat(http.as(Persona.SHENYANG_OFFICE).get("/api/v1/lists/wishes").status()).isEqualTo(404);
        assertThat(http.get("/api/v1/lists/problems").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{$and: [{'optimizations.0': {$exists: true}, status: {$nin: ['MERGED', 'REJECTED']}}, {within: '210100'}]}",
        "{$and: [{$and: [{'optimizations.0': {$exists: true}, status: {$nin: ['MERGED', 'REJECTED']}}, {'optimizations.serviceItem.code': '1'}]}, {within: '210100'}]}",
        "{kind: 'PROBLEM', status: {$nin: ['MERGED', 'REJECTED']}, within: '210100'}",
        "{status: {$in: ['ACCEPTED', 'CLOSED']}, within: '210100'}"})
    void hasAnIndexForEachList(String filter) {
        desk.registered();
        var find = mongo.getCollection("issue").find(Document.parse(filter)).sort(new Document("createdAt", -1).append("_id", -1));
        String plan = (filter.contains("optimizations") ? find.hintString("optimized") : find).explain(ExplainVerbosity.QUERY_PLANNER)
                .get("queryPlanner", Document.class).get("winningPlan", Document.class).toJson();
        assertThat(plan).contains("IXSCAN").doesNotContain("COLLSCAN").doesNotContain("\"SORT\"");
    }

    private void optimized(String id, String text) {
        step(Persona.SHENYANG_DEPARTMENT, id, "optimizations", Map.of("text", text, "materials", Map.of("before", 3, "after", 1)));
    }

    private void step(Persona persona, String id, String step, Object body) {
        Http.Answer answer = http.as(persona).at(desk.version(id)).post("/api/v1/issues/" + id + "/" + step, body);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    private List<String> ids(String path) {
        Http.Answer page = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/lists/" + path);
        assertThat(page.status()).as("%s", page).isEqualTo(200);
        return page.json().path("items").valueStream().map(line -> line.path("id").asString()).toList();
    }
}
