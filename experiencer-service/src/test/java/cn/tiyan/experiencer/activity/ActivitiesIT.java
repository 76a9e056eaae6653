package cn.tiyan.experiencer.activity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Http.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

@PlatformTest
class ActivitiesIT {

    @Autowired
    private Http http;
    @Autowired
    private MongoTemplate mongo;

    private Crowd crowd;
    private String unit;

    @BeforeEach
    void unitOfItsOwn() {
        crowd = new Crowd(http, mongo);
        unit = crowd.unitBelow("210100");
    }

    @Test
    void isPlannedRevisedInvitedToAndPutOnRecordWithItsMinutes() {
        crowd.appoint(unit, 2);
        Map<String, Object> plan = Crowd.plan(10);
        plan.put("kind", "SYMPOSIUM");
        String path = crowd.planned(unit, plan);
        plan.put("title", "企业座谈会，请致电 13912345678");
        Http clerk = crowd.clerk(unit);
        Answer revised = clerk.at(1).post(path + "/plan", plan);
        assertThat(revised.at("/plan/title")).as(revised.toString()).isEqualTo("企业座谈会，请致电 139****5678");
        assertThat(revised.at("/kindText")).isEqualTo("座谈会");
        crowd.invite(unit, path, Map.of("most", 10));
        assertThat(clerk.at(clerk.get(path).version()).post(path + "/plan", plan).problem()).isEqualTo("illegal-transition");
        Map<String, Object> record = Map.of("text", "座谈两小时", "minutes", Map.of("raised", List.of("窗口少", "材料重复"), "agreed", List.of("增设两个窗口")));
        assertThat(clerk.at(clerk.get(path).version()).post(path + "/record", record).problem()).isEqualTo("not-yet-begun");
        crowd.comes(path);
        assertThat(clerk.at(clerk.get(path).version()).post(path + "/record", Map.of("text", "座谈两小时")).fields()).containsExactly("minutes");
        Answer held = clerk.at(clerk.get(path).version()).post(path + "/record", record);
        assertThat(held.at("/status")).as(held.toString()).isEqualTo("HELD");
        assertThat(held.at("/outcome/minutes/agreed/0")).isEqualTo("增设两个窗口");
        assertThat(held.json().path("actions").isEmpty()).isTrue();
        assertThat(clerk.get(path + "/history").json().valueStream().map(entry -> entry.path("action").asString()).toList())
                .containsExactly("plan", "revise", "invite", "invited", "hold");
        assertThat(clerk.at(held.version()).post(path + "/cancellation", Map.of("reason", "x")).problem()).isEqualTo("illegal-transition");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "absent", value = {"title,absent", "title,''", "title,'a\u0007b'", "theme,absent", "theme,WEATHER", "kind,PARTY", "way,absent",
        "batch,0", "batch,100", "place,' '", "startsAt,absent", "startsAt,tomorrow", "endsAt,absent", "capacity,0", "capacity,many", "note,''", "status,HELD"})
    void refusesAPlanThatCannotBeUnderstoodAndStoresNothing(String field, String value) {
        Map<String, Object> plan = Crowd.plan(5);
        if (value == null) {
            plan.remove(field);
        } else {
            plan.put(field, value.matches("\\d+") ? Integer.valueOf(value) : value);
        }
        long before = mongo.getCollection("activity").countDocuments(new Document("unit", unit));
        Answer answer = crowd.clerk(unit).post(Crowd.ACTIVITIES, plan);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.fields()).containsOnly(field);
        assertThat(mongo.getCollection("activity").countDocuments(new Document("unit", unit))).isEqualTo(before);
    }

    @Test
    void refusesAPlanThatBreaksARuleAndStoresNothing() {
        Map<String, Object> plan = Crowd.plan(5);
        plan.put("endsAt", plan.get("startsAt"));
        assertThat(crowd.clerk(unit).post(Crowd.ACTIVITIES, plan).problem()).isEqualTo("ends-before-it-starts");
        Map<String, Object> secret = Crowd.plan(5);
        secret.put("announced", false);
        assertThat(crowd.clerk(unit).post(Crowd.ACTIVITIES, secret).problem()).isEqualTo("only-inspections-unannounced");
        Map<String, Object> nobody = Crowd.plan(5);
        nobody.put("kind", "INSPECTION");
        assertThat(crowd.clerk(unit).post(Crowd.ACTIVITIES, nobody).problem()).isEqualTo("inspects-nobody");
        assertThat(mongo.getCollection("activity").countDocuments(new Document("unit", unit))).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"👩‍🔧 开放日", "\u202bיום פתוח\u202c", "𠮷野家体验", "=HYPERLINK(\"http://x\")"})
    void keepsTitlesAsTheyAreAndExportsThemAsTexts(String title) throws IOException {
        Map<String, Object> plan = Crowd.plan(5);
        plan.put("title", title);
        String path = crowd.planned(unit, plan);
        assertThat(crowd.clerk(unit).get(path).at("/plan/title")).isEqualTo(title);
        Answer export = crowd.clerk(unit).get(Crowd.ACTIVITIES + "/export");
        assertThat(export.header("Content-Type")).isEqualTo("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(export.bytes()))) {
            var row = workbook.getSheetAt(0).getRow(2);
            assertThat(row.getCell(0).getCellType()).isEqualTo(CellType.STRING);
            assertThat(row.getCell(0).getStringCellValue()).isEqualTo(title);
            assertThat(row.getCell(2).getStringCellValue()).isEqualTo("市场准入");
            assertThat(row.getCell(5).getNumericCellValue()).isEqualTo(1);
        }
    }

    @Test
    void isOneActivityForARepeatedRequest() {
        Map<String, Object> plan = Crowd.plan(5);
        Http keyed = crowd.clerk(unit).with("Idempotency-Key", "plan-once");
        Answer first = keyed.post(Crowd.ACTIVITIES, plan);
        Answer second = keyed.post(Crowd.ACTIVITIES, plan);
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.at("/id")).isEqualTo(first.at("/id"));
        plan.put("batch", 2);
        assertThat(keyed.post(Crowd.ACTIVITIES, plan).problem()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void isListedByThemeKindStatusAndTimePageByPageTheLatestFirst() {
        List<String> ids = new ArrayList<>();
        for (int day = 1; day <= 5; day++) {
            Map<String, Object> plan = Crowd.plan(5);
            Instant start = Instant.now().plus(day * 10L, ChronoUnit.DAYS);
            plan.putAll(Map.of("startsAt", start.toString(), "endsAt", start.plusSeconds(3600).toString(), "theme", day % 2 == 0 ? "TRAVEL" : "ELDERLY",
                    "kind", day == 5 ? "FIELD_STUDY" : "OPEN_DAY"));
            ids.addFirst(Crowd.id(crowd.planned(unit, plan)));
        }
        assertThat(list("")).isEqualTo(ids);
        assertThat(list("theme=TRAVEL")).containsExactly(ids.get(1), ids.get(3));
        assertThat(list("kind=FIELD_STUDY")).containsExactly(ids.getFirst());
        assertThat(list("theme=ELDERLY&kind=OPEN_DAY&status=PLANNED")).containsExactly(ids.get(2), ids.get(4));
        assertThat(list("status=HELD")).isEmpty();
        assertThat(list("from=" + Crowd.TODAY.plusDays(25) + "&to=" + Crowd.TODAY.plusDays(45))).containsExactly(ids.get(1), ids.get(2));
        for (String day : List.of("from=-999999999-01-01", "to=%2B999999999-12-31")) {
            assertThat(crowd.clerk(unit).get(Crowd.ACTIVITIES + "?" + day).fields()).containsExactly(day.substring(0, day.indexOf('=')));
        }
        List<String> paged = new ArrayList<>();
        String after = "";
        do {
            Answer page = crowd.clerk(unit).get(Crowd.ACTIVITIES + "?limit=2" + (after.isEmpty() ? "" : "&after=" + after));
            paged.addAll(ids(page));
            after = page.at("/next");
        } while (!after.isEmpty());
        assertThat(paged).isEqualTo(ids);
        assertThat(crowd.clerk(unit).get(Crowd.ACTIVITIES + "?limit=201").fields()).containsExactly("limit");
        assertThat(crowd.clerk(unit).get(Crowd.ACTIVITIES + "?after=xyz").fields()).containsExactly("after");
        assertThat(crowd.clerk(unit).get(Crowd.ACTIVITIES + "?theme=x").fields()).containsExactly("theme");
    }

    @Test
    void isPlannedByClerksAndSeenWithinTheirLine() {
        assertThat(http.post(Crowd.ACTIVITIES, Crowd.plan(5)).status()).isEqualTo(401);
        for (Persona persona : List.of(Persona.SHENYANG_WALKER, Persona.SHENYANG_VERIFIER, Persona.PROVINCE_LEADER, Persona.EXPERIENCER, Persona.ADMIN)) {
            assertThat(crowd.as(persona, unit).post(Crowd.ACTIVITIES, Crowd.plan(5)).status()).as(persona.name()).isEqualTo(403);
        }
        assertThat(crowd.as(Persona.SHENYANG_DEPARTMENT, unit).post(Crowd.ACTIVITIES, Crowd.plan(5)).status()).isEqualTo(201);
        String path = crowd.planned(unit, Crowd.plan(5));
        assertThat(http.as(Persona.DALIAN_OFFICE).get(path).status()).isEqualTo(404);
        assertThat(http.as(Persona.DALIAN_OFFICE).at(1).post(path + "/cancellation", Map.of("reason", "x")).status()).isEqualTo(404);
        assertThat(crowd.as(Persona.SHENYANG_WALKER, unit).at(1).post(path + "/cancellation", Map.of("reason", "x")).status()).isEqualTo(403);
        assertThat(http.as(Persona.PROVINCE_LEADER).get(path).status()).isEqualTo(200);
        assertThat(http.as(Persona.PROVINCE_OFFICE).at(1).post(path + "/cancellation", Map.of("reason", "与上级活动重复")).status()).isEqualTo(200);
        assertThat(crowd.clerk(unit).get(path).at("/cancellation")).isEqualTo("与上级活动重复");
    }

    private List<String> list(String query) {
        Answer page = crowd.clerk(unit).get(Crowd.ACTIVITIES + "?" + query);
        assertThat(page.status()).as(page.toString()).isEqualTo(200);
        return ids(page);
    }

    private static List<String> ids(Answer page) {
        return page.json().path("items").valueStream().map(item -> item.path("id").asString()).toList();
    }
}
