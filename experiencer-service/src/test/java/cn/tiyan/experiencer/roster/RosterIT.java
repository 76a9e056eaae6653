package cn.tiyan.experiencer.roster;

import static cn.tiyan.experiencer.SomeRosters.TODAY;
import static cn.tiyan.experiencer.SomeRosters.aPerson;
import static cn.tiyan.experiencer.SomeRosters.anAppointedPerson;
import static cn.tiyan.experiencer.SomeRosters.takenIn;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.experiencer.SomeRosters;
import cn.tiyan.experiencer.experiencer.Experiencers;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Http.Answer;
import cn.tiyan.testkit.http.Tokens;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Each test has a county of its own, so that what it counts is what it brought. */
@PlatformTest
class RosterIT {

    private static final String ROSTERS = "/api/v1/rosters";
    private static final int YEAR = TODAY.getYear();

    @Autowired
    private Http http;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private KafkaTopics kafka;
    @Autowired
    private Experiencers experiencers;

    @Test
    void goesUpTheTreeAndStaysAsItWasSubmitted() {
        Http county = county("211422");
        List<Map<String, Object>> people = List.of(anAppointedPerson(), anAppointedPerson(), anAppointedPerson(), aPerson());
        takenIn(county, "211422", people);
        Answer preview = county.get(ROSTERS + "/preview?unit=211422");
        assertThat(preview.json().at("/counts/people").asInt()).as(preview.toString()).isEqualTo(3);
        assertThat(preview.json().at("/counts/byCategory/ENTERPRISE_REPRESENTATIVE").asInt()).isEqualTo(3);
        assertThat(preview.at("/counts/byField/0/field")).isEqualTo("餐饮业");
        assertThat(county.get(ROSTERS + "/preview?unit=211422&date=" + TODAY.minusYears(1)).json().at("/counts/people").asInt()).isZero();

        Answer begun = county.post(ROSTERS, Map.of("year", YEAR));
        assertThat(begun.status()).as(begun.toString()).isEqualTo(201);
        assertThat(county.post(ROSTERS, Map.of("year", YEAR)).status()).isEqualTo(200);
        String path = begun.header("Location");
        assertThat(county.get(path + "/people").problem()).isEqualTo("not-submitted");
        assertThat(county.post(path + "/submission", Map.of()).status()).isEqualTo(428);
        Answer submitted = county.at(begun.version()).post(path + "/submission", Map.of());
        assertThat(submitted.status()).as(submitted.toString()).isEqualTo(200);
        assertThat(submitted.at("/status")).isEqualTo("SUBMITTED");
        assertThat(submitted.json().at("/submissions/0/counts/people").asInt()).isEqualTo(3);
        assertThat(submitted.json().at("/changedSince/joined").asInt()).isZero();

        Http city = city("211400");
        Answer returned = city.at(submitted.version()).post(path + "/return", Map.of("reason", "请补充一名网格员"));
        assertThat(returned.at("/status")).isEqualTo("RETURNED");
        takenIn(county, "211422", List.of(anAppointedPerson()));
        Answer changed = county.get(path);
        assertThat(changed.json().at("/changedSince/joined").asInt()).isEqualTo(1);
        assertThat(changed.json().at("/changedSince/left").asInt()).isZero();
        Answer again = county.at(returned.version()).post(path + "/submission", Map.of("date", TODAY.toString()));
        assertThat(again.json().at("/submissions/1/counts/people").asInt()).as(again.toString()).isEqualTo(4);
        Answer accepted = city.at(again.version()).post(path + "/acceptance", Map.of());
        assertThat(accepted.at("/status")).isEqualTo("ACCEPTED");
        assertThat(county.at(accepted.version()).post(path + "/submission", Map.of()).problem()).isEqualTo("nothing-changed");

        // Somebody resigns: the accepted roster shows them as before, and says that it is not up to date.
        String left = county.get(path + "/people?limit=2").at("/items/1/experiencerId");
        Answer record = county.get("/api/v1/experiencers/" + left);
        experiencers.resign(left, "工作调动", record.version(), new Caller("ban-211422", "经办", Set.of(Role.OFFICE_CLERK), "211422"));
        Answer after = county.get(path);
        assertThat(after.json().at("/changedSince/left").asInt()).isEqualTo(1);
        assertThat(after.json().at("/submissions/1/counts/people").asInt()).isEqualTo(4);
        Answer page = county.get(path + "/people?limit=3");
        assertThat(page.json().path("items").size()).isEqualTo(3);
        assertThat(page.at("/items/1/experiencerId")).isEqualTo(left);
        assertThat(county.get(path + "/people?limit=3&after=" + page.at("/next")).json().path("items").size()).isEqualTo(1);
        assertThat(county.get(path + "/people?submission=1").json().path("items").size()).isEqualTo(3);
        assertThat(county.get(path + "/people?submission=7").status()).isEqualTo(404);
        assertThat(county.at(after.version()).post(path + "/submission", Map.of()).json().at("/submissions/2/counts/people").asInt()).isEqualTo(3);
        assertThat(kafka.await("roster.events", begun.at("/id"), 5)).allSatisfy(message -> assertThat(new String(message.value(), StandardCharsets.UTF_8)).doesNotContain("赵"));
    }

    @Test
    void isReadAndReviewedByWhoMay() {
        Http county = county("211402");
        Answer begun = county.post(ROSTERS, Map.of("year", YEAR));
        String path = begun.header("Location");
        Answer submitted = county.at(begun.version()).post(path + "/submission", Map.of());
        assertThat(submitted.at("/actions/0")).isEmpty();
        assertThat(county.at(submitted.version()).post(path + "/acceptance", Map.of()).problem()).isEqualTo("reviewer-not-above");
        assertThat(http.get(path).status()).isEqualTo(401);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(path).status()).isEqualTo(404);
        assertThat(http.as(Persona.DALIAN_OFFICE).at(submitted.version()).post(path + "/acceptance", Map.of()).status()).isEqualTo(404);
        assertThat(http.as(Persona.DALIAN_OFFICE).post(path + "/clear-export", Map.of("reason", "上级检查需要")).status()).isEqualTo(404);
        assertThat(http.as(Persona.SHENYANG_WALKER).get(path).status()).isEqualTo(403);
        assertThat(http.as(Persona.EXPERIENCER).get(ROSTERS + "/preview?unit=210100").status()).isEqualTo(403);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(ROSTERS + "/preview?unit=211402").status()).isEqualTo(404);
        assertThat(http.as(Persona.PROVINCE_LEADER).at(submitted.version()).post(path + "/acceptance", Map.of()).status()).isEqualTo(403);
        assertThat(http.as(Persona.PROVINCE_LEADER).get(path).status()).isEqualTo(200);
        assertThat(http.as(Persona.PROVINCE_OFFICE).at(submitted.version()).post(path + "/return", Map.of()).fields()).containsExactly("reason");
        assertThat(http.as(Persona.PROVINCE_OFFICE).at(1).post(path + "/acceptance", Map.of()).status()).isEqualTo(409);
        assertThat(http.as(Persona.PROVINCE_OFFICE).get(ROSTERS + "?limit=200&year=" + YEAR + "&status=SUBMITTED").text()).contains(begun.at("/id"));
        assertThat(http.as(Persona.DALIAN_OFFICE).get(ROSTERS + "?limit=200").text()).doesNotContain(begun.at("/id"));
        assertThat(http.as(Persona.PROVINCE_OFFICE).post(ROSTERS, Map.of("year", YEAR)).problem()).isEqualTo("no-office-above");
        assertThat(county.post(ROSTERS, Map.of("year", YEAR + 1)).problem()).isEqualTo("year-out-of-range");
    }

    @Test
    void isSubmittedOnceByTwoAtOnce() {
        Http county = county("211403");
        takenIn(county, "211403", List.of(anAppointedPerson()));
        Answer begun = county.post(ROSTERS, Map.of("year", YEAR));
        String path = begun.header("Location");
        List<CompletableFuture<Answer>> answers = IntStream.range(0, 4)
                .mapToObj(_ -> CompletableFuture.supplyAsync(() -> county.at(begun.version()).post(path + "/submission", Map.of()))).toList();
        assertThat(answers.stream().map(answer -> answer.join().status()).sorted().toList()).startsWith(200).containsOnlyOnce(200).allMatch(status -> status == 200 || status == 409);
        assertThat(mongo.getCollection("roster_page").countDocuments(new Document("rosterId", begun.at("/id")))).as("what the others froze is gone").isEqualTo(1);
    }

    @Test
    void isRolledUpWithWhoIsMissing() {
        Http county = county("211404");
        Http city = city("211400");
        takenIn(county, "211404", List.of(anAppointedPerson(), anAppointedPerson()));
        int year = YEAR - 1;
        Answer before = city.get(ROSTERS + "/rollup?unit=211400&year=" + year);
        assertThat(before.status()).as(before.toString()).isEqualTo(200);
        assertThat(before.json().path("missing").asInt()).isEqualTo(before.json().path("units").asInt()).isPositive();
        assertThat(before.json().path("people").asInt()).isZero();
        assertThat(before.json().at("/rosters/0").has("people")).as("missing is not zero").isFalse();
        Answer begun = county.post(ROSTERS, Map.of("year", YEAR));
        Answer submitted = county.at(begun.version()).post(begun.header("Location") + "/submission", Map.of());
        Answer rollup = city.get(ROSTERS + "/rollup?unit=211400&year=" + YEAR);
        var line = rollup.json().path("rosters").valueStream().filter(each -> each.path("unit").asString().equals("211404")).findFirst().orElseThrow();
        assertThat(line.path("missing").asBoolean()).isFalse();
        assertThat(line.path("people").asInt()).isEqualTo(2);
        assertThat(line.path("status").asString()).isEqualTo("SUBMITTED");
        assertThat(line.path("late").asBoolean()).isEqualTo(TODAY.isAfter(java.time.LocalDate.of(YEAR, 10, 31)));
        int standing = rollup.json().path("people").asInt();
        city.at(submitted.version()).post(begun.header("Location") + "/return", Map.of("reason", "重报"));
        assertThat(city.get(ROSTERS + "/rollup?unit=211400&year=" + YEAR).json().path("people").asInt()).as("a returned one does not stand").isEqualTo(standing - 2);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(ROSTERS + "/rollup?unit=211400&year=" + YEAR).status()).isEqualTo(404);
        assertThat(city.get(ROSTERS + "/rollup?unit=211400&year=1999").fields()).containsExactly("year");
    }

    @Test
    void isHandedOutMaskedAndInClearForAReasonOnly() throws IOException {
        Http county = county("211481");
        Map<String, Object> person = anAppointedPerson();
        person.put("所属领域*", "'=1+1");
        takenIn(county, "211481", List.of(person, anAppointedPerson()));
        Answer begun = county.post(ROSTERS, Map.of("year", YEAR));
        String path = begun.header("Location");
        assertThat(county.get(path + "/export").problem()).isEqualTo("not-submitted");
        county.at(begun.version()).post(path + "/submission", Map.of());
        Answer masked = county.get(path + "/export");
        assertThat(masked.status()).isEqualTo(200);
        assertThat(masked.header("Content-Disposition")).contains("attachment");
        assertThat(masked.header("Cache-Control")).contains("no-store");
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(masked.bytes()))) {
            Sheet sheet = workbook.getSheetAt(0);
            assertThat(sheet.getRow(0).getCell(0).getStringCellValue()).contains(YEAR + " 年政务服务体验员名单");
            assertThat(sheet.getRow(1).getCell(0).getStringCellValue()).contains("截至日期：" + TODAY, "共 2 人");
            assertThat(sheet.getRow(3).getCell(0).getNumericCellValue()).isEqualTo(1);
            assertThat(sheet.getRow(3).getCell(1).getStringCellValue()).isEqualTo("赵**");
            assertThat(sheet.getRow(4).getCell(2).getStringCellValue()).contains("****");
            assertThat(sheet.getRow(5).getCell(0).getStringCellValue()).contains("企业代表 2 人");
        }
        assertThat(county.post(path + "/clear-export", Map.of()).fields()).containsExactly("reason");
        assertThat(county.post(path + "/clear-export", Map.of("reason", "要")).fields()).containsExactly("reason");
        Http leader = http.withToken(Tokens.of(Persona.PROVINCE_LEADER));
        assertThat(leader.post(path + "/clear-export", Map.of("reason", "上级检查需要")).status()).isEqualTo(403);
        Answer clear = county.post(path + "/clear-export", Map.of("reason", "报送上级，联系人 13912345678"));
        assertThat(clear.status()).isEqualTo(200);
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(clear.bytes()))) {
            Sheet sheet = workbook.getSheetAt(0);
            assertThat(List.of(sheet.getRow(3).getCell(2).getStringCellValue(), sheet.getRow(4).getCell(2).getStringCellValue())).contains(person.get("手机号码*").toString());
            assertThat(sheet.getRow(3).getCell(1).getStringCellValue()).isEqualTo("赵小满");
        }
        assertThat(county.get(path + "/history").text()).contains("export-clear", "报送上级，联系人 139****5678").doesNotContain("13912345678");
        String someone = county.get(path + "/people").at("/items/0/experiencerId");
        Answer disclosures = leader.get("/api/v1/experiencers/" + someone + "/disclosures");
        assertThat(disclosures.at("/items/0/what")).as(disclosures.toString()).contains("导出名单");
        assertThat(disclosures.at("/items/0/byUnit")).isEqualTo("211481");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/preview", "/preview?unit=210100&date=tomorrow", "/rollup?unit=210100", "?status=BUSY", "?limit=0", "?year=many"})
    void refusesWhatCannotBeUnderstood(String path) {
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(ROSTERS + path).status()).isEqualTo(400);
    }

    private Http county(String code) {
        KafkaTopics.await("the tree", () -> mongo.getCollection("organisation").countDocuments(new Document("_id", code)) == 1);
        return clerk(code);
    }

    private Http city(String code) {
        return clerk(code);
    }

    private Http clerk(String code) {
        return http.withToken(Tokens.of(Persona.SHENYANG_OFFICE, claims -> claims.subject("ban-" + code).claim("unit", code).claim("roles", List.of(Role.OFFICE_CLERK.name()))));
    }

    @Test
    void refusesAnotherYearsDay() {
        Http county = county("211421");
        Answer begun = county.post(ROSTERS, Map.of("year", YEAR));
        assertThat(county.at(begun.version()).post(begun.header("Location") + "/submission", Map.of("date", SomeRosters.TODAY.minusYears(1).toString())).problem())
                .isEqualTo("date-not-in-year");
        assertThat(mongo.getCollection("roster_page").countDocuments(new Document("rosterId", begun.at("/id")))).isZero();
    }
}
