package cn.tiyan.experiencer.rosterimport;

import static cn.tiyan.experiencer.SomeRosters.IMPORTS;
import static cn.tiyan.experiencer.SomeRosters.TODAY;
import static cn.tiyan.experiencer.SomeRosters.XLSX;
import static cn.tiyan.experiencer.SomeRosters.aPerson;
import static cn.tiyan.experiencer.SomeRosters.anAppointedPerson;
import static cn.tiyan.experiencer.SomeRosters.awaitCommitted;
import static cn.tiyan.experiencer.SomeRosters.takenIn;
import static cn.tiyan.experiencer.SomeRosters.workbook;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.experiencer.SomeCodes;
import cn.tiyan.experiencer.SomeRosters;
import cn.tiyan.experiencer.experiencer.Experiencer;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Timers;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Http.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

@PlatformTest
class RosterImportIT {

    @Autowired
    private Http http;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private AggregateStore store;
    @Autowired
    private Timers timers;

    @Test
    void takesARosterInAsItWasPreviewed() {
        Map<String, Object> recommended = aPerson();
        Map<String, Object> appointed = anAppointedPerson();
        Answer handedIn = upload(recommended, appointed);
        assertThat(handedIn.status()).as(handedIn.toString()).isEqualTo(201);
        assertThat(handedIn.at("/status")).isEqualTo("PREVIEWED");
        assertThat(handedIn.json().at("/counts/GOOD").asInt()).isEqualTo(2);
        assertThat(handedIn.json().at("/rows").asInt()).isEqualTo(2);
        String path = handedIn.header("Location");
        long before = mongo.getCollection("experiencer").countDocuments();

        Answer committed = office().at(handedIn.version()).post(path + "/commit", Map.of("onlyGood", false));
        assertThat(committed.status()).as(committed.toString()).isEqualTo(202);
        Answer done = awaitCommitted(office(), path);
        assertThat(done.json().at("/outcome/taken").asInt()).isEqualTo(2);
        assertThat(done.json().at("/outcome/leftOut").asInt()).isZero();
        assertThat(mongo.getCollection("experiencer").countDocuments()).isGreaterThanOrEqualTo(before + 2);

        Answer first = office().get("/api/v1/experiencers/" + office().get(path + "/rows/2").at("/experiencerId"));
        assertThat(first.at("/status")).isEqualTo("APPLIED");
        assertThat(first.at("/recruitment")).isEqualTo("UNIT_RECOMMENDATION");
        assertThat(first.at("/name")).isEqualTo("赵**");
        Experiencer second = store.find(Experiencer.class, office().get(path + "/rows/3").at("/experiencerId")).orElseThrow();
        assertThat(second.servesOn(TODAY)).isTrue();
        assertThat(second.certificate()).matches("TY-210100-" + TODAY.getYear() + "-\\d{4}");
        assertThat(second.phone().reveal()).isEqualTo(appointed.get("手机号码*"));
        assertThat(second.address()).isNotNull();
        assertThat(second.historyIntact()).isTrue();
    }

    @Test
    void keepsNothingPersonalInClearAndNothingAtAllOnceItIsDone() {
        Map<String, Object> good = aPerson();
        Map<String, Object> bad = aPerson();
        bad.put("类别*", "市长");
        Answer handedIn = upload(good, bad);
        String id = handedIn.at("/id");
        for (Document row : rows(id)) {
            assertThat(row.toJson()).doesNotContain("赵小满", good.get("手机号码*").toString(), bad.get("手机号码*").toString(), bad.get("身份证号码").toString());
            assertThat(row).containsKeys("sealed", "phoneIndex", "identityIndex");
        }
        Answer shown = office().get(IMPORTS + "/" + id + "/rows");
        assertThat(shown.text()).doesNotContain("赵小满", good.get("手机号码*").toString(), good.get("身份证号码").toString());
        assertThat(shown.at("/items/0/values/name")).isEqualTo("赵**");

        office().at(handedIn.version()).post(IMPORTS + "/" + id + "/commit", Map.of("onlyGood", true));
        Answer done = awaitCommitted(office(), IMPORTS + "/" + id);
        assertThat(done.json().at("/outcome/taken").asInt()).isEqualTo(1);
        assertThat(done.json().at("/outcome/leftOut").asInt()).isEqualTo(1);
        for (Document row : rows(id)) {
            assertThat(row).doesNotContainKeys("sealed", "phoneIndex", "identityIndex");
        }
        assertThat(office().get(IMPORTS + "/" + id + "/rows?state=LEFT_OUT").at("/items/0/errors/0/field")).isEqualTo("category");
    }

    @Test
    void tellsRowByRowWhatIsWrong() {
        Map<String, Object> faulty = aPerson();
        faulty.put("手机号码*", "12345");
        faulty.put("身份证号码", "110105194912310021");
        faulty.put("所属领域*", null);
        Map<String, Object> formula = aPerson();
        formula.put("所属领域*", "=1+1");
        Map<String, Object> number = aPerson();
        number.put("身份证号码", 2.10102198501011e17);
        Answer handedIn = upload(aPerson(), faulty, formula, number);
        assertThat(handedIn.json().at("/counts/GOOD").asInt()).isEqualTo(1);
        assertThat(handedIn.json().at("/counts/BAD").asInt()).isEqualTo(3);
        String rows = handedIn.header("Location") + "/rows?state=BAD";
        Answer page = office().get(rows + "&limit=2");
        assertThat(page.json().at("/items/0/row").asInt()).isEqualTo(3);
        assertThat(page.json().at("/items/0/errors").valueStream().map(error -> error.path("field").asString())).containsExactlyInAnyOrder("phone", "identityNumber", "field");
        assertThat(page.at("/items/1/errors/0/message")).contains("公式");
        Answer next = office().get(rows + "&limit=2&after=" + page.at("/next"));
        assertThat(next.at("/items/0/errors/0/message")).contains("文本格式");
        assertThat(next.json().has("next")).isFalse();
        assertThat(office().get(rows + "&after=nonsense").fields()).containsExactly("after");
    }

    @Test
    void findsTheSamePersonTwiceInTheFileAndAmongThoseRecruitedAnywhere() {
        Map<String, Object> elsewhere = aPerson();
        takenIn(http.as(Persona.DALIAN_OFFICE), "210200", List.of(elsewhere));
        Map<String, Object> samePhone = aPerson();
        samePhone.put("手机号码*", "+86 " + elsewhere.get("手机号码*"));
        Map<String, Object> sameIdentity = aPerson();
        sameIdentity.put("身份证号码", elsewhere.get("身份证号码").toString().toLowerCase(java.util.Locale.ROOT));
        Map<String, Object> twice = aPerson();
        Map<String, Object> again = aPerson();
        again.put("手机号码*", twice.get("手机号码*"));
        Answer handedIn = upload(samePhone, sameIdentity, twice, again);
        assertThat(handedIn.json().at("/counts/DUPLICATE").asInt()).isEqualTo(3);
        Answer rows = office().get(handedIn.header("Location") + "/rows?state=DUPLICATE");
        assertThat(rows.at("/items/0/errors/0/field")).isEqualTo("phone");
        assertThat(rows.at("/items/1/errors/0/field")).isEqualTo("identityNumber");
        assertThat(rows.at("/items/2/errors/0/message")).contains("与第 4 行相同");
        assertThat(rows.text()).doesNotContain("大连", "210200");
    }

    @Test
    void letsRowsBeMendedOneByOne() {
        Map<String, Object> one = aPerson();
        Map<String, Object> other = aPerson();
        other.put("手机号码*", one.get("手机号码*"));
        Map<String, Object> faulty = aPerson();
        faulty.put("类别*", "市长");
        Answer handedIn = upload(one, other, faulty);
        String path = handedIn.header("Location");
        Answer refused = office().at(handedIn.version()).post(path + "/commit", Map.of("onlyGood", false));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("bad-rows-left");

        Answer row = office().get(path + "/rows/4");
        assertThat(office().put(path + "/rows/4", Map.of("values", Map.of("category", "网格员"))).status()).isEqualTo(428);
        assertThat(office().at(9).put(path + "/rows/4", Map.of("values", Map.of("category", "网格员"))).status()).isEqualTo(409);
        assertThat(office().at(row.version()).put(path + "/rows/4", Map.of("values", Map.of("nickname", "小"))).fields()).containsExactly("values.nickname");
        assertThat(office().at(row.version()).put(path + "/rows/4", Map.of("values", Map.of())).status()).isEqualTo(400);
        Answer mended = office().at(row.version()).put(path + "/rows/4", Map.of("values", Map.of("category", "网格员")));
        assertThat(mended.status()).as(mended.toString()).isEqualTo(200);
        assertThat(mended.at("/state")).isEqualTo("GOOD");
        assertThat(mended.version()).isEqualTo(row.version() + 1);

        // The first of the two gets its right number, so the second is no duplicate any more.
        Answer first = office().get(path + "/rows/2");
        office().at(first.version()).put(path + "/rows/2", Map.of("values", Map.of("phone", SomeCodes.phone())));
        assertThat(office().get(path + "/rows/3").at("/state")).isEqualTo("GOOD");
        assertThat(office().at(handedIn.version()).post(path + "/commit", Map.of("onlyGood", false)).status()).isEqualTo(202);
        assertThat(awaitCommitted(office(), path).json().at("/outcome/taken").asInt()).isEqualTo(3);
        Answer late = office().at(mended.version()).put(path + "/rows/4", Map.of("values", Map.of("category", "专家学者")));
        assertThat(late.problem()).isEqualTo("illegal-transition");
    }

    @Test
    void refusesToTakeInNothing() {
        Map<String, Object> faulty = aPerson();
        faulty.put("类别*", "市长");
        Answer handedIn = upload(faulty);
        assertThat(office().at(handedIn.version()).post(handedIn.header("Location") + "/commit", Map.of("onlyGood", true)).problem()).isEqualTo("nothing-to-take");
        assertThat(office().at(handedIn.version()).post(handedIn.header("Location") + "/commit", Map.of()).fields()).containsExactly("onlyGood");
    }

    @Test
    void givesTheFaultyRowsBackToWhoHandedThemInAlone() throws IOException {
        Map<String, Object> faulty = aPerson();
        faulty.put("类别*", "市长");
        faulty.put("所属领域*", "'=HYPERLINK(\"x\")");
        Answer handedIn = upload(aPerson(), faulty);
        String path = handedIn.header("Location");
        assertThat(http.as(Persona.PROVINCE_OFFICE).get(path + "/faulty-rows").status()).isEqualTo(403);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(path + "/faulty-rows").status()).isEqualTo(404);
        Answer file = office().get(path + "/faulty-rows");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Cache-Control")).contains("no-store");
        byte[] mended;
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(file.bytes())); var out = new java.io.ByteArrayOutputStream()) {
            var sheet = workbook.getSheetAt(0);
            assertThat(sheet.getLastRowNum()).isEqualTo(1);
            assertThat(sheet.getRow(0).getCell(12).getStringCellValue()).isEqualTo("错误说明");
            assertThat(sheet.getRow(1).getCell(12).getStringCellValue()).contains("类别");
            assertThat(sheet.getRow(1).getCell(1).getStringCellValue()).isEqualTo(faulty.get("手机号码*"));
            sheet.getRow(1).createCell(3).setCellValue("网格员");
            workbook.write(out);
            mended = out.toByteArray();
        }
        assertThat(office().get(path + "/history").text()).contains("hand-back");
        Answer again = SomeRosters.upload(office(), "210100", mended);
        assertThat(again.json().at("/counts/GOOD").asInt()).as(again.toString()).isEqualTo(1);
    }

    @Test
    void isOneImportForARepeatedRequest() {
        byte[] file = workbook(aPerson());
        Http keyed = office().with("Idempotency-Key", "imp-" + SomeCodes.phone());
        Answer first = SomeRosters.upload(keyed, "210100", file);
        Answer second = SomeRosters.upload(keyed, "210100", file);
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.at("/id")).isEqualTo(first.at("/id"));
        assertThat(rows(first.at("/id"))).hasSize(1);
        assertThat(SomeRosters.upload(keyed, "210100", workbook(aPerson())).problem()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void takesInOnceHoweverOftenItIsAskedTo() {
        Answer handedIn = upload(aPerson(), aPerson());
        String path = handedIn.header("Location");
        Answer first = office().at(handedIn.version()).post(path + "/commit", Map.of("onlyGood", true));
        Answer second = office().at(handedIn.version()).post(path + "/commit", Map.of("onlyGood", true));
        assertThat(first.status()).isEqualTo(202);
        assertThat(second.status()).isEqualTo(202);
        awaitCommitted(office(), path);
        assertThat(office().at(handedIn.version()).post(path + "/commit", Map.of("onlyGood", true)).status()).isEqualTo(202);
        assertThat(office().at(handedIn.version()).post(path + "/discard", Map.of()).status()).isEqualTo(409);
    }

    /** Whoever took it in died after half of the records were written, before the rows said so. */
    @Test
    void goesOnWhereAnotherDied() {
        List<Map<String, Object>> people = IntStream.range(0, 6).mapToObj(_ -> anAppointedPerson()).toList();
        Answer imported = takenIn(office(), "210100", people);
        String id = imported.at("/id");
        List<String> certificates = certificates(id);
        // As it was in that moment: records there, half of the rows untouched and still sealed, nobody at work.
        Answer again = SomeRosters.upload(office(), "210100", workbook(people));
        List<Document> sealed = rows(again.at("/id"));
        assertThat(again.json().at("/counts/DUPLICATE").asInt()).isEqualTo(6);
        assertThat(sealed).hasSize(6);
        mongo.getCollection("roster_import_row").updateMany(new Document("importId", id).append("number", new Document("$lte", 4)),
                new Document("$set", new Document("state", "TAKEN")));
        for (int number = 5; number <= 7; number++) {
            ImportedRow row = mongo.findById(ImportedRow.id(again.at("/id"), number), ImportedRow.class);
            Map<Column, String> values = rowsOf.values(row);
            String rowId = ImportedRow.id(id, number);
            mongo.save(new ImportedRow(rowId, id, number, RowState.GOOD, rowsOf.seal(rowId, values), row.phoneIndex(), row.identityIndex(), List.of(), null, 9));
        }
        mongo.getCollection("roster_import").updateOne(new Document("_id", id), new Document("$set", new Document("status", "COMMITTING")).append("$unset",
                new Document("lease", "").append("outcome", "").append("finishedAt", "")));
        Answer done = awaitCommitted(office(), IMPORTS + "/" + id);
        assertThat(done.json().at("/outcome/taken").asInt()).isEqualTo(6);
        assertThat(done.json().at("/outcome/leftOut").asInt()).isZero();
        assertThat(certificates(id)).isEqualTo(certificates);
    }

    @Autowired
    private ImportRows rowsOf;

    private List<String> certificates(String importId) {
        return IntStream.rangeClosed(2, 7).mapToObj(number -> store.find(Experiencer.class, Ids.derived("exp", ImportedRow.id(importId, number))).orElseThrow().certificate()).toList();
    }

    @Test
    void leavesOutWhomSomebodyElseRecruitedMeanwhile() {
        Map<String, Object> person = aPerson();
        Answer one = upload(person, aPerson());
        Answer other = SomeRosters.upload(http.as(Persona.DALIAN_OFFICE), "210200", workbook(person));
        assertThat(other.json().at("/counts/GOOD").asInt()).isEqualTo(1);
        http.as(Persona.DALIAN_OFFICE).at(other.version()).post(other.header("Location") + "/commit", Map.of("onlyGood", true));
        awaitCommitted(http.as(Persona.DALIAN_OFFICE), other.header("Location"));
        office().at(one.version()).post(one.header("Location") + "/commit", Map.of("onlyGood", false));
        Answer done = awaitCommitted(office(), one.header("Location"));
        assertThat(done.json().at("/outcome/taken").asInt()).isEqualTo(1);
        assertThat(done.json().at("/outcome/leftOut").asInt()).isEqualTo(1);
    }

    @Test
    void erasesWhatWasGivenUp() {
        Answer handedIn = upload(aPerson());
        Answer discarded = office().at(handedIn.version()).post(handedIn.header("Location") + "/discard", Map.of());
        assertThat(discarded.status()).as(discarded.toString()).isEqualTo(200);
        assertThat(discarded.at("/status")).isEqualTo("DISCARDED");
        assertThat(rows(handedIn.at("/id"))).isEmpty();
        timers.strike(Instant.now());
        assertThat(office().at(discarded.version()).post(handedIn.header("Location") + "/commit", Map.of("onlyGood", true)).status()).isEqualTo(422);
    }

    @Test
    void isErasedByItselfShouldWhoGaveItUpNotComeToIt() {
        Answer handedIn = upload(aPerson());
        List<Document> kept = rows(handedIn.at("/id"));
        office().at(handedIn.version()).post(handedIn.header("Location") + "/discard", Map.of());
        mongo.getCollection("roster_import_row").insertMany(kept);
        timers.strike(Instant.now().plusSeconds(61));
        assertThat(rows(handedIn.at("/id"))).isEmpty();
    }

    @Test
    void erasesWhatNobodyWentOnWithForAWeek() {
        Answer handedIn = upload(aPerson());
        String id = handedIn.at("/id");
        timers.strike(Instant.now().plus(Duration.ofDays(6)));
        assertThat(rows(id)).hasSize(1);
        timers.strike(Instant.now().plus(Duration.ofDays(7)).plusSeconds(60));
        assertThat(rows(id)).isEmpty();
        RosterImport lapsed = store.find(RosterImport.class, id).orElseThrow();
        assertThat(lapsed.status()).isEqualTo(ImportStatus.DISCARDED);
        assertThat(lapsed.wakeAt()).isNull();
        assertThat(lapsed.historyIntact()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"not a workbook", ""})
    void refusesWhatIsNoWorkbook(String content) {
        refused(content.getBytes(java.nio.charset.StandardCharsets.UTF_8), 400, "file");
    }

    @Test
    void refusesOtherHeadings() {
        Map<String, Object> strange = aPerson();
        strange.put("爱好", "下棋");
        strange.remove("类别*");
        refused(workbook(strange), 400, "爱好", "类别");
    }

    @Test
    void refusesAFileWithoutPeople() {
        Map<String, Object> example = aPerson();
        example.put("姓名*", "示例：王小丽");
        refused(workbook(example), 400, "file");
    }

    @Test
    void refusesThreeHundredColumns() {
        Map<String, Object> wide = aPerson();
        for (int i = 0; i < 300; i++) {
            wide.put("列" + i, "x");
        }
        refused(workbook(wide), 400, "file");
    }

    @Test
    void refusesMoreRowsThanAFileMayHave() {
        List<Map<String, Object>> many = new ArrayList<>();
        Map<String, Object> person = aPerson();
        for (int i = 0; i <= 20_000; i++) {
            many.add(person);
        }
        refused(workbook(many), 413);
    }

    private void refused(byte[] file, int status, String... fields) {
        long imports = mongo.getCollection("roster_import").countDocuments();
        Answer answer = SomeRosters.upload(office(), "210100", file);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.fields()).containsExactlyInAnyOrder(fields);
        assertThat(mongo.getCollection("roster_import").countDocuments()).isEqualTo(imports);
    }

    @Test
    void isForOfficeClerksInTheirOwnPartOfTheTree() {
        byte[] file = workbook(aPerson());
        assertThat(http.upload(IMPORTS + "?unit=210100", "a.xlsx", XLSX, file).status()).isEqualTo(401);
        for (Persona persona : List.of(Persona.SHENYANG_WALKER, Persona.SHENYANG_DEPARTMENT, Persona.EXPERIENCER, Persona.ADMIN, Persona.PROVINCE_LEADER)) {
            assertThat(SomeRosters.upload(http.as(persona), "210100", file).status()).as(persona.name()).isEqualTo(403);
            assertThat(http.as(persona).get(IMPORTS).status()).as(persona.name()).isEqualTo(403);
            assertThat(http.as(persona).get(IMPORTS + "/template").status()).as(persona.name()).isEqualTo(403);
        }
        assertThat(SomeRosters.upload(office(), "210200", file).status()).isEqualTo(403);
        assertThat(SomeRosters.upload(office(), "219999", file).problem()).isEqualTo("unknown-reference");
        Answer handedIn = SomeRosters.upload(office(), "210100", file);
        String path = handedIn.header("Location");
        Http dalian = http.as(Persona.DALIAN_OFFICE);
        assertThat(dalian.get(path).status()).isEqualTo(404);
        assertThat(dalian.get(path + "/rows").status()).isEqualTo(404);
        assertThat(dalian.get(path + "/rows/2").status()).isEqualTo(404);
        assertThat(dalian.at(1).put(path + "/rows/2", Map.of("values", Map.of("name", "我"))).status()).isEqualTo(404);
        assertThat(dalian.at(handedIn.version()).post(path + "/commit", Map.of("onlyGood", true)).status()).isEqualTo(404);
        assertThat(dalian.at(handedIn.version()).post(path + "/discard", Map.of()).status()).isEqualTo(404);
        assertThat(dalian.get(IMPORTS + "?limit=200").text()).doesNotContain(handedIn.at("/id"));
        assertThat(http.as(Persona.PROVINCE_OFFICE).get(path).status()).isEqualTo(200);
        assertThat(office().get(IMPORTS + "?limit=200").text()).contains(handedIn.at("/id"));
    }

    @Test
    void makesATemplateThatCanBeFilledInAndHandedIn() throws IOException {
        Answer template = office().get(IMPORTS + "/template");
        assertThat(template.status()).isEqualTo(200);
        byte[] filled;
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(template.bytes())); var out = new java.io.ByteArrayOutputStream()) {
            var sheet = workbook.getSheetAt(0);
            assertThat(sheet.getDataValidations()).hasSize(3);
            assertThat(workbook.getSheetAt(1).getSheetName()).isEqualTo("填写说明");
            assertThat(workbook.getSheetVisibility(2)).isEqualTo(SheetVisibility.HIDDEN);
            assertThat(sheet.getRow(1).getCell(0).getStringCellValue()).startsWith("示例");
            Map<String, Integer> at = new HashMap<>();
            sheet.getRow(0).forEach(cell -> at.put(cell.getStringCellValue(), cell.getColumnIndex()));
            var row = sheet.createRow(2);
            aPerson().forEach((title, value) -> row.createCell(at.get(title)).setCellValue(value.toString()));
            workbook.write(out);
            filled = out.toByteArray();
        }
        Answer handedIn = SomeRosters.upload(office(), "210100", filled);
        assertThat(handedIn.status()).as(handedIn.toString()).isEqualTo(201);
        assertThat(handedIn.json().at("/counts/GOOD").asInt()).isEqualTo(1);
        assertThat(handedIn.json().at("/rows").asInt()).isEqualTo(1);
    }

    @Test
    void keepsNamesInAnyScript() {
        Map<String, Object> emoji = aPerson();
        emoji.put("姓名*", "👩‍🔧 王小丽");
        Map<String, Object> rtl = aPerson();
        rtl.put("姓名*", "محمد علي");
        Answer imported = takenIn(office(), "210100", List.of(emoji, rtl));
        assertThat(IntStream.of(2, 3).mapToObj(number -> store.find(Experiencer.class, office().get(IMPORTS + "/" + imported.at("/id") + "/rows/" + number).at("/experiencerId"))
                .orElseThrow().name().reveal())).containsExactly("👩‍🔧 王小丽", "محمد علي");
    }

    private List<Document> rows(String importId) {
        return mongo.getCollection("roster_import_row").find(new Document("importId", importId)).into(new ArrayList<>());
    }

    private Http office() {
        return http.as(Persona.SHENYANG_OFFICE);
    }

    @SafeVarargs
    private Answer upload(Map<String, Object>... people) {
        return SomeRosters.upload(office(), "210100", workbook(people));
    }

    @Test
    void saysHowFarItHasGot() {
        Answer handedIn = upload(aPerson());
        KafkaTopics.await("a preview", () -> office().get(handedIn.header("Location")).json().at("/counts/GOOD").asInt() == 1);
        assertThat(office().get(handedIn.header("Location")).json().path("taken").asInt()).isZero();
    }
}
