package cn.tiyan.walkthrough.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.platform.aggregate.Timers;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Http.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import tools.jackson.databind.node.ObjectNode;

/** Tables of items, from the upload to the catalogue. */
@PlatformTest
class ItemImportIT {

    private static final String ITEMS = "/api/v1/service-items";
    private static final String PATH = ITEMS + "/imports";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final List<String> HEADINGS = List.of("事项编码", "事项名称", "事项类型", "主题", "办理渠道", "承诺时限", "申请材料", "跨省通办", "单位编码");

    @Autowired
    private Http http;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private Timers timers;
    /** The last one that was uploaded. */
    private String importId;

    @BeforeEach
    void theCatalogueIsEmpty() {
        for (Class<?> type : List.of(ServiceItem.class, ItemEdition.class, ItemImport.class, ImportedRow.class)) {
            mongo.remove(new Query(), type);
        }
    }

    @Test
    void previewsAndTakesOverWhatTheTemplateAsksFor() throws IOException {
        Answer template = http.as(Persona.SHENYANG_DEPARTMENT).get(PATH + "/template");
        assertThat(template.status()).isEqualTo(200);
        byte[] filledIn;
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(template.bytes())); var out = new ByteArrayOutputStream()) {
            var sheet = workbook.getSheetAt(0);
            var example = sheet.getRow(1);
            var row = sheet.createRow(2);
            for (int i = 0; i < ImportColumn.values().length; i++) {
                row.createCell(i).setCellValue(example.getCell(i).getStringCellValue().replace("示例：", ""));
            }
            workbook.write(out);
            filledIn = out.toByteArray();
        }
        Answer preview = upload(Persona.SHENYANG_DEPARTMENT, "210100-HRSS", false, filledIn);
        assertThat(preview.status()).as(preview.toString()).isEqualTo(201);
        assertThat(preview.at("/status")).isEqualTo("PREVIEWED");
        assertThat(preview.json().at("/rows").asInt()).as("the example is passed over").isEqualTo(1);
        assertThat(preview.json().at("/counts/NEW").asInt()).isEqualTo(1);
        assertThat(mongo.count(new Query(), ServiceItem.class)).as("nothing changes yet").isZero();

        Answer done = committed(Persona.SHENYANG_DEPARTMENT, preview, "{\"onlyGood\":false}");
        assertThat(done.json().at("/outcome/taken").asInt()).isEqualTo(1);
        Answer item = http.as(Persona.EXPERIENCER).get(ITEMS + "/" + ServiceItem.id("210100-HRSS", "112101000001234567001"));
        assertThat(item.at("/content/name")).isEqualTo("企业职工参保登记");
        assertThat(item.at("/content/promise/text")).isEqualTo("5 个工作日");
        assertThat(item.json().at("/content/materials/1/required").asBoolean()).isFalse();
        assertThat(item.json().at("/content/fullyOnline").asBoolean()).isTrue();
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(ITEMS + "/" + item.at("/id") + "/history").at("/0/by")).isEqualTo("shenyang.renshe");
    }

    @Test
    void makesNoVersionOfUnchangedRows() throws IOException {
        byte[] first = csv(row("A1", "参保登记"), row("A2", "待遇领取"), row("A3", "关系转移"));
        committed(Persona.SHENYANG_DEPARTMENT, upload(Persona.SHENYANG_DEPARTMENT, "210100-HRSS", false, first), "{\"onlyGood\":false}");
        Answer again = upload(Persona.SHENYANG_DEPARTMENT, "210100-HRSS", false, csv(row("A1", "参保登记"), row("A2", "待遇申领"), row("A4", "补缴")));
        assertThat(again.json().at("/counts/UNCHANGED").asInt()).isEqualTo(1);
        assertThat(again.json().at("/counts/CHANGED").asInt()).isEqualTo(1);
        assertThat(again.json().at("/counts/NEW").asInt()).isEqualTo(1);
        Answer changed = http.as(Persona.SHENYANG_DEPARTMENT).get(PATH + "/" + again.at("/id") + "/rows?state=CHANGED");
        assertThat(changed.json().at("/items/0/row").asInt()).isEqualTo(3);
        assertThat(changed.at("/items/0/differences/0")).isEqualTo("name");
        committed(Persona.SHENYANG_DEPARTMENT, again, "{\"onlyGood\":false}");
        assertThat(editions("A1", "A2", "A3", "A4")).containsExactly(1, 2, 1, 1);
        Answer nothing = upload(Persona.SHENYANG_DEPARTMENT, "210100-HRSS", false, csv(row("A1", "参保登记")));
        assertThat(commit(Persona.SHENYANG_DEPARTMENT, nothing, "{\"onlyGood\":true}").problem()).isEqualTo("nothing-to-take");
    }

    @Test
    void takesOnlyTheGoodRowsIfToldSo() throws IOException {
        byte[] file = workbook(List.of(row("A1", "参保登记"), row("A 2", "待遇领取"), row("A3", ""), row("A1", "又一次"), withUnit(row("A4", "别处的"), "210200-HRSS"), row("A5", "=1+1")));
        Answer preview = upload(Persona.SHENYANG_OFFICE, "210100-HRSS", false, file);
        assertThat(preview.json().at("/counts/NEW").asInt()).as(preview.toString()).isEqualTo(1);
        assertThat(preview.json().at("/counts/BAD").asInt()).isEqualTo(5);
        Answer bad = http.as(Persona.SHENYANG_OFFICE).get(PATH + "/" + preview.at("/id") + "/rows?state=BAD");
        assertThat(bad.json().at("/items").valueStream().map(row -> row.path("row").asInt() + " " + row.at("/errors/0/field").asString()))
                .containsExactly("3 code", "4 name", "5 code", "6 unit", "7 name");
        assertThat(bad.at("/items/2/errors/0/message")).contains("第 2 行");
        Answer refused = commit(Persona.SHENYANG_OFFICE, preview, "{\"onlyGood\":false}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("bad-rows-left");
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(PATH + "/" + preview.at("/id")).at("/status")).isEqualTo("PREVIEWED");
        Answer done = committed(Persona.SHENYANG_OFFICE, preview, "{\"onlyGood\":true}");
        assertThat(done.json().at("/outcome")).isEqualTo(Items.object("{\"taken\":1,\"withdrawn\":0,\"unchanged\":0,\"leftOut\":5,\"absent\":0}"));
        assertThat(mongo.count(new Query(), ServiceItem.class)).isEqualTo(1);
    }

    @Test
    void reportsWhatAFullTableLeavesOutAndWithdrawsItOnlyIfToldSo() throws IOException {
        committed(Persona.SHENYANG_OFFICE, upload(Persona.SHENYANG_OFFICE, "210100", false,
                csv(withUnit(row("A1", "参保登记"), "210100-HRSS"), withUnit(row("A2", "待遇领取"), "210100-HRSS"), withUnit(row("M1", "企业设立登记"), "210100-MSA"))), "{\"onlyGood\":false}");
        Answer part = upload(Persona.SHENYANG_DEPARTMENT, "210100-HRSS", false, csv(row("A1", "参保登记"), row("A3", "补缴")));
        assertThat(part.json().at("/counts").has("ABSENT")).isFalse();
        assertThat(commit(Persona.SHENYANG_DEPARTMENT, part, "{\"onlyGood\":false,\"withdrawAbsent\":true}").problem()).isEqualTo("table-not-full");

        Answer reported = upload(Persona.SHENYANG_DEPARTMENT, "210100-HRSS", true, csv(row("A1", "参保登记"), row("A3", "补缴")));
        assertThat(reported.json().at("/counts/ABSENT").asInt()).as("of this unit alone").isEqualTo(1);
        Answer absent = http.as(Persona.SHENYANG_DEPARTMENT).get(PATH + "/" + reported.at("/id") + "/rows?state=ABSENT");
        assertThat(absent.at("/items/0/code")).isEqualTo("A2");
        assertThat(absent.json().at("/items/0").has("row")).isFalse();
        assertThat(committed(Persona.SHENYANG_DEPARTMENT, reported, "{\"onlyGood\":false}").json().at("/outcome/absent").asInt()).isEqualTo(1);
        assertThat(status("A2")).isEqualTo(ItemStatus.ACTIVE);

        Answer bad = upload(Persona.SHENYANG_DEPARTMENT, "210100-HRSS", true, csv(row("A1", "参保登记"), row("A3", "")));
        assertThat(commit(Persona.SHENYANG_DEPARTMENT, bad, "{\"onlyGood\":true,\"withdrawAbsent\":true}").problem()).isEqualTo("bad-rows-left");

        Answer told = upload(Persona.SHENYANG_DEPARTMENT, "210100-HRSS", true, csv(row("A1", "参保登记"), row("A3", "补缴")));
        Answer done = committed(Persona.SHENYANG_DEPARTMENT, told, "{\"onlyGood\":false,\"withdrawAbsent\":true}");
        assertThat(done.json().at("/outcome/withdrawn").asInt()).isEqualTo(1);
        assertThat(status("A2")).isEqualTo(ItemStatus.WITHDRAWN);
        assertThat(mongo.findById(ServiceItem.id("210100-MSA", "M1"), ServiceItem.class).status()).isEqualTo(ItemStatus.ACTIVE);

        Answer back = upload(Persona.SHENYANG_DEPARTMENT, "210100-HRSS", false, csv(row("A2", "待遇领取")));
        assertThat(back.json().at("/counts/RESTORED").asInt()).isEqualTo(1);
        committed(Persona.SHENYANG_DEPARTMENT, back, "{\"onlyGood\":false}");
        assertThat(status("A2")).isEqualTo(ItemStatus.ACTIVE);
    }

    @Test
    void isTheSameImportHoweverOftenItIsAsked() throws IOException {
        Http clerk = http.as(Persona.SHENYANG_DEPARTMENT).with("Idempotency-Key", UUID.randomUUID().toString());
        byte[] file = csv(row("A1", "参保登记"));
        Answer first = clerk.upload(PATH + "?unit=210100-HRSS", "a.csv", "text/csv", file);
        Answer second = clerk.upload(PATH + "?unit=210100-HRSS", "a.csv", "text/csv", file);
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.at("/id")).isEqualTo(first.at("/id"));
        assertThat(clerk.upload(PATH + "?unit=210100-HRSS", "a.csv", "text/csv", csv(row("A1", "别的"))).problem()).isEqualTo("idempotency-key-reused");
        assertThat(clerk.upload(PATH + "?unit=210100-HRSS&full=true", "a.csv", "text/csv", file).problem()).isEqualTo("idempotency-key-reused");
        assertThat(mongo.count(new Query(), ImportedRow.class)).isEqualTo(1);
        Answer committing = commit(Persona.SHENYANG_DEPARTMENT, first, "{\"onlyGood\":false}");
        assertThat(committing.status()).isEqualTo(202);
        assertThat(commit(Persona.SHENYANG_DEPARTMENT, first, "{\"onlyGood\":false}").status()).as("again, on the old version").isEqualTo(202);
        assertThat(commit(Persona.SHENYANG_DEPARTMENT, first, "{\"onlyGood\":true}").status()).isIn(409, 422);
    }

    @Test
    void isGoneOnWithWhereItStopped() throws IOException {
        Answer preview = upload(Persona.SHENYANG_DEPARTMENT, "210100-HRSS", false, csv(row("A1", "参保登记"), row("A2", "待遇领取")));
        // As if somebody had died after the items were written and before the rows were marked.
        http.as(Persona.SHENYANG_DEPARTMENT).post(ITEMS, Items.object("""
                {"unit": "210100-HRSS", "code": "A1", "content": {"name": "参保登记", "kind": "PUBLIC_SERVICE", "theme": "SOCIAL_SECURITY", "channels": ["COUNTER"],
                 "promise": {"amount": 5, "unit": "WORKING_DAYS"}, "materials": [{"name": "身份证", "checkedOnline": true}], "crossProvince": true}}"""));
        committed(Persona.SHENYANG_DEPARTMENT, preview, "{\"onlyGood\":false}");
        assertThat(editions("A1", "A2")).containsExactly(1, 1);
        assertThat(mongo.count(new Query(), ItemEdition.class)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030"})
    void readsCommaSeparatedTextAsSpreadsheetsWriteIt(String charset) {
        String text = String.join(",", HEADINGS) + "\r\n" + String.join(",", row("A1", "参保登记").stream().map(cell -> '"' + cell + '"').toList());
        Answer preview = upload(Persona.SHENYANG_DEPARTMENT, "210100-HRSS", false, text.getBytes(Charset.forName(charset)));
        assertThat(preview.status()).as(preview.toString()).isEqualTo(201);
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).get(PATH + "/" + preview.at("/id") + "/rows").at("/items/0/content/name")).isEqualTo("参保登记");
    }

    @Test
    void refusesWhatIsNoTableAndKeepsNothing() throws IOException {
        assertRefused(400, "file", new byte[0]);
        assertRefused(400, "file", "PK\u0003\u0004 but nothing else".getBytes(StandardCharsets.UTF_8));
        assertRefused(400, "file", new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 0, 0});
        assertRefused(400, "file", new byte[] {0x7f, 'E', 'L', 'F', 0, 0});
        assertRefused(400, "file", csv());
        assertRefused(400, "事项编码", "事项名称,事项类型,主题,办理渠道\n参保登记,公共服务,社会保障,窗口".getBytes(StandardCharsets.UTF_8));
        assertRefused(400, "收费", (String.join(",", HEADINGS) + ",收费\n").getBytes(StandardCharsets.UTF_8));
        assertRefused(413, null, "长".repeat(3_000_000).getBytes(StandardCharsets.UTF_8));
        assertThat(mongo.count(new Query(), ItemImport.class)).isZero();
        assertThat(mongo.count(new Query(), ImportedRow.class)).isZero();
    }

    private void assertRefused(int status, String field, byte[] file) {
        Answer answer = upload(Persona.SHENYANG_DEPARTMENT, "210100-HRSS", false, file);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        if (field != null) {
            assertThat(answer.fields()).contains(field);
        }
    }

    @ParameterizedTest
    @CsvSource({"DALIAN_OFFICE, 210100-HRSS, 403", "SHENYANG_DEPARTMENT, 210100, 403", "SHENYANG_DEPARTMENT, 210100-MSA, 403", "SHENYANG_WALKER, 210100-HRSS, 403",
            "EXPERIENCER, 210100, 403", "PROVINCE_LEADER, 210000, 403", "SHENYANG_OFFICE, 219999, 422", "SHENYANG_OFFICE, nowhere, 400", "ADMIN, 210100-HRSS, 201"})
    void isForThoseWhoKeepTheCatalogueOfTheUnit(Persona persona, String unit, int status) throws IOException {
        assertThat(upload(persona, unit, false, csv(row("A1", "参保登记"))).status()).isEqualTo(status);
    }

    @Test
    void takesACorrectedRowOverAsIfItHadStoodInTheFile() throws IOException {
        byte[] file = csv(row("A1", "参保登记"), row("A3", ""), row("A1", "又一次"));
        Answer preview = upload(Persona.SHENYANG_DEPARTMENT, "210100-HRSS", false, file);
        String rows = PATH + "/" + preview.at("/id") + "/rows";
        Answer mended = correct(Persona.SHENYANG_DEPARTMENT, preview, 3, "A3", "待遇领取");
        assertThat(mended.status()).as(mended.toString()).isEqualTo(200);
        assertThat(mended.at("/state")).isEqualTo("NEW");
        assertThat(mended.version()).isEqualTo(preview.version() + 1);
        assertThat(correct(Persona.SHENYANG_DEPARTMENT, mended, 4, "A1", "又一次").problem()).isEqualTo("row-twice");
        assertThat(correct(Persona.SHENYANG_DEPARTMENT, mended, 3, "A9", "待遇领取").problem()).isEqualTo("row-of-another-item");
        Answer better = correct(Persona.SHENYANG_DEPARTMENT, mended, 3, "A3", "待遇申领");
        assertThat(commit(Persona.SHENYANG_DEPARTMENT, better, preview, "{\"onlyGood\":false}").problem()).isEqualTo("bad-rows-left");
        Answer whole = correct(Persona.SHENYANG_DEPARTMENT, better, 4, "A4", "补缴");
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).get(rows + "?state=BAD").json().at("/items")).isEmpty();
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).get(PATH + "/" + preview.at("/id") + "/history").json().valueStream().map(entry -> entry.path("action").asString()))
                .contains("correct");
        assertThat(commit(Persona.SHENYANG_DEPARTMENT, whole, preview, "{\"onlyGood\":false}").status()).isEqualTo(202);
        KafkaTopics.await("the import to be done", () -> http.as(Persona.SHENYANG_DEPARTMENT).get(PATH + "/" + preview.at("/id")).at("/status").equals("COMMITTED"));
        assertThat(editions("A1", "A3", "A4")).containsExactly(1, 1, 1);
        assertThat(mongo.findById(ServiceItem.id("210100-HRSS", "A3"), ServiceItem.class).content().name()).isEqualTo("待遇申领");
        Answer done = http.as(Persona.SHENYANG_DEPARTMENT).get(PATH + "/" + preview.at("/id"));
        assertThat(correct(Persona.SHENYANG_DEPARTMENT, done, 3, "A3", "晚了").problem()).isEqualTo("illegal-transition");
    }

    @Test
    void correctsNothingForWhomItIsNotOrOnAnOldVersionOrWhereThereIsNoSuchRow() throws IOException {
        Answer preview = upload(Persona.SHENYANG_OFFICE, "210100", false, csv(withUnit(row("A1", ""), "210100-HRSS")));
        assertThat(correct(Persona.DALIAN_OFFICE, preview, 2, "A1", "参保登记").status()).isEqualTo(404);
        assertThat(correct(Persona.SHENYANG_WALKER, preview, 2, "A1", "参保登记").status()).isEqualTo(403);
        assertThat(correct(Persona.SHENYANG_OFFICE, preview, 3, "A1", "参保登记").status()).isEqualTo(404);
        assertThat(correct(Persona.SHENYANG_OFFICE, preview, 2, "A 1", "参保登记").fields()).containsExactly("code");
        assertThat(correct(Persona.SHENYANG_OFFICE, preview, 2, "A1", "两\n行").fields()).containsExactly("content.name");
        String row = PATH + "/" + preview.at("/id") + "/rows/2";
        var elsewhere = correction("A1", "参保登记").put("unit", "210200-HRSS");
        assertThat(http.as(Persona.SHENYANG_OFFICE).at(preview.version()).put(row, elsewhere).problem()).isEqualTo("row-unit-elsewhere");
        assertThat(http.as(Persona.SHENYANG_OFFICE).put(row, correction("A1", "参保登记")).status()).isEqualTo(428);
        assertThat(http.as(Persona.SHENYANG_OFFICE).at(preview.version() - 1).put(row, correction("A1", "参保登记")).status()).isEqualTo(409);
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(PATH + "/" + preview.at("/id") + "/rows").at("/items/0/state")).isEqualTo("BAD");
        var right = correction("A1", "参保登记 𠮷👩‍👧").put("unit", "210100-HRSS");
        assertThat(http.as(Persona.SHENYANG_OFFICE).at(preview.version()).put(row, right).at("/itemId")).isEqualTo(ServiceItem.id("210100-HRSS", "A1"));
    }

    @Test
    void doesNotWithdrawWhatACorrectedRowIsAbout() throws IOException {
        committed(Persona.SHENYANG_DEPARTMENT, upload(Persona.SHENYANG_DEPARTMENT, "210100-HRSS", false, csv(row("A1", "参保登记"), row("A2", "待遇领取"))), "{\"onlyGood\":false}");
        Answer full = upload(Persona.SHENYANG_DEPARTMENT, "210100-HRSS", true, csv(row("A1", "参保登记"), row("A 2", "待遇领取")));
        assertThat(full.json().at("/counts/ABSENT").asInt()).isEqualTo(1);
        Answer corrected = correct(Persona.SHENYANG_DEPARTMENT, full, 3, "A2", "待遇申领");
        assertThat(corrected.at("/state")).isEqualTo("CHANGED");
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).get(PATH + "/" + full.at("/id")).json().at("/counts").has("ABSENT")).isFalse();
        assertThat(commit(Persona.SHENYANG_DEPARTMENT, corrected, full, "{\"onlyGood\":false,\"withdrawAbsent\":true}").status()).isEqualTo(202);
        KafkaTopics.await("the import to be done", () -> http.as(Persona.SHENYANG_DEPARTMENT).get(PATH + "/" + full.at("/id")).at("/status").equals("COMMITTED"));
        assertThat(status("A2")).isEqualTo(ItemStatus.ACTIVE);
    }

    /** As if whoever corrected it had died before the row was written. */
    @Test
    void makesUpForACorrectionThatDidNotReachItsRow() throws IOException {
        Answer preview = upload(Persona.SHENYANG_DEPARTMENT, "210100-HRSS", false, csv(row("A1", "")));
        Answer corrected = correct(Persona.SHENYANG_DEPARTMENT, preview, 2, "A1", "参保登记");
        mongo.updateMulti(new Query(), Update.update("state", "BAD").set("revision", 0L).unset("content").unset("itemId"), ImportedRow.class);
        assertThat(commit(Persona.SHENYANG_DEPARTMENT, corrected, preview, "{\"onlyGood\":false}").status()).isEqualTo(202);
        KafkaTopics.await("the import to be done", () -> http.as(Persona.SHENYANG_DEPARTMENT).get(PATH + "/" + preview.at("/id")).at("/status").equals("COMMITTED"));
        assertThat(editions("A1")).containsExactly(1);
    }

    @Test
    void leavesTheTimersAlone() throws IOException {
        Answer preview = upload(Persona.SHENYANG_DEPARTMENT, "210100-HRSS", false, csv(row("A1", "参保登记")));
        assertThat(commit(Persona.SHENYANG_DEPARTMENT, preview, "{\"onlyGood\":false}").status()).isEqualTo(202);
        Document stored = mongo.getCollection("service_item_import").find(new Document("_id", preview.at("/id"))).first();
        assertThat(stored.get("status").equals("COMMITTED") || !stored.containsKey("wakeAt")).as(stored.toJson()).isTrue();
        KafkaTopics.await("the import to be done", () -> http.as(Persona.SHENYANG_DEPARTMENT).get(PATH + "/" + preview.at("/id")).at("/status").equals("COMMITTED"));
    }

    private Answer correct(Persona persona, Answer latest, int row, String code, String name) {
        return http.as(persona).at(latest.version()).put(PATH + "/" + importId + "/rows/" + row, correction(code, name));
    }

    private static ObjectNode correction(String code, String name) {
        ObjectNode body = Items.object("{\"code\": \"%s\"}".formatted(code));
        body.putObject("content").put("name", name).put("kind", "PUBLIC_SERVICE").put("theme", "SOCIAL_SECURITY").putArray("channels").add("COUNTER");
        return body;
    }

    @Test
    void isHiddenFromOtherUnits() throws IOException {
        Answer preview = upload(Persona.SHENYANG_DEPARTMENT, "210100-HRSS", false, csv(row("A1", "参保登记")));
        String path = PATH + "/" + preview.at("/id");
        for (String each : List.of(path, path + "/rows", path + "/history")) {
            assertThat(http.as(Persona.SHENYANG_OFFICE).get(each).status()).isEqualTo(200);
            assertThat(http.as(Persona.DALIAN_OFFICE).get(each).status()).as(each).isEqualTo(404);
            assertThat(http.as(Persona.SHENYANG_WALKER).get(each).status()).as(each).isEqualTo(403);
        }
        assertThat(http.as(Persona.DALIAN_OFFICE).get(PATH).json().at("/items")).isEmpty();
        assertThat(commit(Persona.DALIAN_OFFICE, preview, "{\"onlyGood\":false}").status()).isEqualTo(404);
        assertThat(http.as(Persona.DALIAN_OFFICE).at(preview.version()).post(path + "/discard", "").status()).isEqualTo(404);
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).post(path + "/discard", "").status()).isEqualTo(428);
    }

    @Test
    void isErasedWhenGivenUpOrForgotten() throws IOException {
        Answer discarded = upload(Persona.SHENYANG_DEPARTMENT, "210100-HRSS", false, csv(row("A1", "参保登记")));
        String path = PATH + "/" + discarded.at("/id");
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).at(discarded.version()).post(path + "/discard", "").at("/status")).isEqualTo("DISCARDED");
        Answer forgotten = upload(Persona.SHENYANG_DEPARTMENT, "210100-HRSS", false, csv(row("A2", "待遇领取")));
        KafkaTopics.await("the rows to go", () -> {
            timers.strike(Instant.now().plus(Duration.ofDays(8)));
            return mongo.count(new Query(), ImportedRow.class) == 0;
        });
        Answer late = commit(Persona.SHENYANG_DEPARTMENT, forgotten, "{\"onlyGood\":false}");
        assertThat(late.status()).isIn(409, 422);
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).get(PATH + "/" + forgotten.at("/id")).at("/status")).isEqualTo("DISCARDED");
        assertThat(mongo.count(new Query(), ServiceItem.class)).isZero();
    }

    @Test
    @SuppressWarnings("unchecked")
    void readsTheRowsPageByPage() throws IOException {
        Answer preview = upload(Persona.SHENYANG_DEPARTMENT, "210100-HRSS", false, csv(IntStream.rangeClosed(1, 5).mapToObj(i -> row("A" + i, "事项" + i)).toArray(List[]::new)));
        List<Integer> seen = new ArrayList<>();
        String after = "";
        do {
            Answer page = http.as(Persona.SHENYANG_DEPARTMENT).get(PATH + "/" + preview.at("/id") + "/rows?limit=2" + after);
            page.json().at("/items").forEach(row -> seen.add(row.path("row").asInt()));
            after = page.json().has("next") ? "&after=" + page.at("/next") : null;
        } while (after != null);
        assertThat(seen).containsExactly(2, 3, 4, 5, 6);
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).get(PATH + "/" + preview.at("/id") + "/rows?after=-1").fields()).containsExactly("after");
    }

    private Answer upload(Persona persona, String unit, boolean full, byte[] file) {
        Answer uploaded = http.as(persona).upload(PATH + "?unit=" + unit + "&full=" + full, "items", XLSX, file);
        importId = uploaded.at("/id");
        return uploaded;
    }

    private Answer commit(Persona persona, Answer preview, String body) {
        return commit(persona, preview, preview, body);
    }

    private Answer commit(Persona persona, Answer latest, Answer preview, String body) {
        return http.as(persona).at(latest.version()).post(PATH + "/" + preview.at("/id") + "/commit", body);
    }

    private Answer committed(Persona persona, Answer preview, String body) {
        Answer committing = commit(persona, preview, body);
        assertThat(committing.status()).as(committing.toString()).isEqualTo(202);
        KafkaTopics.await("the import to be done", () -> {
            timers.strike(Instant.now());
            return http.as(persona).get(PATH + "/" + preview.at("/id")).at("/status").equals("COMMITTED");
        });
        return http.as(persona).get(PATH + "/" + preview.at("/id"));
    }

    private List<Integer> editions(String... codes) {
        return Arrays.stream(codes).map(code -> mongo.findById(ServiceItem.id("210100-HRSS", code), ServiceItem.class).edition()).toList();
    }

    private ItemStatus status(String code) {
        return mongo.findOne(Query.query(Criteria.where("code").is(code)), ServiceItem.class).status();
    }

    private static List<String> row(String code, String name) {
        return List.of(code, name, "公共服务", "社会保障", "窗口", "5", "身份证（可在线核验）", "是", "");
    }

    private static List<String> withUnit(List<String> row, String unit) {
        var other = new ArrayList<>(row);
        other.set(other.size() - 1, unit);
        return other;
    }

    @SafeVarargs
    private static byte[] csv(List<String>... rows) {
        var text = new StringBuilder(String.join(",", HEADINGS));
        for (List<String> row : rows) {
            text.append('\n').append(String.join(",", row));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] workbook(List<List<String>> rows) throws IOException {
        try (var workbook = new XSSFWorkbook(); var out = new ByteArrayOutputStream()) {
            var sheet = workbook.createSheet();
            List<List<String>> all = new ArrayList<>(List.of(HEADINGS));
            all.addAll(rows);
            for (int i = 0; i < all.size(); i++) {
                var row = sheet.createRow(i);
                for (int j = 0; j < all.get(i).size(); j++) {
                    String value = all.get(i).get(j);
                    if (value.startsWith("=")) {
                        row.createCell(j).setCellFormula(value.substring(1));
                    } else {
                        row.createCell(j).setCellValue(value);
                    }
                }
            }
            workbook.write(out);
            return out.toByteArray();
        }
    }
}
