package cn.tiyan.experiencer.publicity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.experiencer.SomeCodes;
import cn.tiyan.experiencer.experiencer.AppointedOnes;
import cn.tiyan.experiencer.experiencer.Experiencer;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.privacy.PersonalCipher;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Http.Answer;
import cn.tiyan.testkit.http.Tokens;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

@PlatformTest
class PublicityIT {

    private static final String PUBLICITY = "/api/v1/publicity";
    private static final LocalDate TODAY = AppointedOnes.TODAY;

    @Autowired
    private Http http;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private AggregateStore store;
    @Autowired
    private Organisation organisation;
    @Autowired
    private PersonalCipher cipher;
    @Autowired
    private KafkaTopics kafka;

    private String account = "";
    private Experiencer herself;

    @BeforeEach
    void anExperiencer() {
        account = "citizen-" + SomeCodes.phone();
        herself = AppointedOnes.appointed(store, organisation, cipher, "210100", account, TODAY.minusDays(10), TODAY.plusDays(100));
    }

    @Test
    void isRecordedCorrectedAndWithdrawnByTheExperiencer() {
        Answer recorded = her().post(PUBLICITY, Map.of("piece", piece()));
        assertThat(recorded.status()).as(recorded.toString()).isEqualTo(201);
        assertThat(recorded.at("/experiencerId")).isEqualTo(herself.id());
        assertThat(recorded.at("/unit")).isEqualTo("210100");
        String path = recorded.header("Location");
        Map<String, Object> better = piece();
        better.put("reach", 200);
        assertThat(her().post(path + "/correction", better).status()).isEqualTo(428);
        Answer edited = her().at(1).post(path + "/correction", better);
        assertThat(edited.json().path("reach").asInt()).isEqualTo(200);
        assertThat(her().at(1).post(path + "/correction", better).status()).isEqualTo(409);
        assertThat(her().at(2).post(path + "/withdrawal", Map.of()).fields()).containsExactly("reason");
        Answer withdrawn = her().at(2).post(path + "/withdrawal", Map.of("reason", "重复登记"));
        assertThat(withdrawn.at("/status")).isEqualTo("WITHDRAWN");
        assertThat(her().at(3).post(path + "/correction", better).problem()).isEqualTo("illegal-transition");
        var told = kafka.await("publicity.events", recorded.at("/id"), 3);
        assertThat(new String(told.getLast().value(), StandardCharsets.UTF_8)).contains("\"withdrawn\":true", herself.id());
    }

    @Test
    void isSeenAndChangedByWhoItIsOfAndTheirOffices() {
        String path = her().post(PUBLICITY, Map.of("piece", piece())).header("Location");
        assertThat(another().get(path).status()).isEqualTo(404);
        assertThat(another().at(1).post(path + "/withdrawal", Map.of("reason", "x")).status()).isEqualTo(404);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(path).status()).isEqualTo(404);
        for (Persona persona : List.of(Persona.SHENYANG_DEPARTMENT, Persona.SHENYANG_WALKER, Persona.OPERATOR)) {
            assertThat(http.as(persona).get(path).status()).as(persona.name()).isEqualTo(403);
            assertThat(http.as(persona).post(PUBLICITY, Map.of("piece", piece())).status()).as(persona.name()).isEqualTo(403);
        }
        assertThat(http.as(Persona.PROVINCE_LEADER).at(1).post(path + "/correction", piece()).status()).isEqualTo(403);
        assertThat(http.as(Persona.SHENYANG_OFFICE).at(1).post(path + "/withdrawal", Map.of("reason", "链接失效")).status()).isEqualTo(200);
    }

    @Test
    void refusesToLetWhoMerelySeesARecordChangeIt() {
        String path = her().post(PUBLICITY, Map.of("piece", piece())).header("Location");
        Http walker = http.withToken(Tokens.of(Persona.EXPERIENCER, claims -> claims.subject("citizen-walker").claim("roles", List.of("EXPERIENCER", "WALKER"))));
        assertThat(walker.get(path).status()).isEqualTo(200);
        assertThat(walker.at(1).post(path + "/correction", piece()).problem()).isEqualTo("not-your-publicity");
        assertThat(walker.at(1).post(path + "/withdrawal", Map.of("reason", "x")).problem()).isEqualTo("not-your-publicity");
        assertThat(her().get(path).version()).isEqualTo(1);
    }

    @Test
    void isRecordedByOfficesForTheirOwnPartOfTheTree() {
        Http office = http.as(Persona.SHENYANG_OFFICE);
        assertThat(office.post(PUBLICITY, Map.of("piece", piece())).at("/unit")).isEqualTo("210100");
        assertThat(office.post(PUBLICITY, Map.of("piece", piece(), "unit", "210102")).at("/unit")).isEqualTo("210102");
        assertThat(office.post(PUBLICITY, Map.of("piece", piece(), "unit", "210200")).status()).isEqualTo(403);
        Answer forHer = office.post(PUBLICITY, Map.of("piece", piece(), "experiencerId", herself.id()));
        assertThat(forHer.at("/experiencerId")).isEqualTo(herself.id());
        assertThat(her().get(forHer.header("Location")).status()).isEqualTo(200);
        assertThat(http.as(Persona.DALIAN_OFFICE).post(PUBLICITY, Map.of("piece", piece(), "experiencerId", herself.id())).status()).isEqualTo(404);
        assertThat(her().post(PUBLICITY, Map.of("piece", piece(), "unit", "210100")).status()).isEqualTo(403);
        assertThat(office.post(PUBLICITY, Map.of("piece", piece(), "unit", "219999")).problem()).isEqualTo("unknown-reference");
        Answer stranger = another().post(PUBLICITY, Map.of("piece", piece()));
        assertThat(stranger.problem()).isEqualTo("not-serving");
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "ftp://news.example.cn/1", "//news.example.cn", "http://", "https://user:pw@example.cn/1", "http://a b.cn", "data:text/html,x", "新闻"})
    void refusesLinksThatAreNoWebPages(String link) {
        Map<String, Object> piece = piece();
        piece.put("link", link);
        refuses(piece, "link-not-web", "link");
    }

    @Test
    void refusesReachNobodyCountedAndDaysToCome() {
        Map<String, Object> piece = piece();
        piece.remove("countedBy");
        refuses(piece, "reach-uncounted", "countedBy");
        piece = piece();
        piece.remove("reach");
        refuses(piece, "reach-uncounted", "reach");
        piece = piece();
        piece.put("on", TODAY.plusDays(1).toString());
        Answer office = http.as(Persona.SHENYANG_OFFICE).post(PUBLICITY, Map.of("piece", piece));
        assertThat(office.problem()).isEqualTo("published-in-the-future");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "absent", value = {"medium,absent", "medium,RUMOUR", "outlet,absent", "outlet,''", "title,absent", "on,absent", "on,2026-02-30", "likes,7"})
    void refusesWhatCannotBeUnderstoodAndStoresNothing(String field, @Nullable String value) {
        Map<String, Object> piece = piece();
        if (value == null) {
            piece.remove(field);
        } else {
            piece.put(field, value);
        }
        long before = mongo.getCollection("publicity").countDocuments();
        Answer answer = her().post(PUBLICITY, Map.of("piece", piece));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly("piece." + field);
        assertThat(mongo.getCollection("publicity").countDocuments()).isEqualTo(before);
    }

    @Test
    void countsAPieceOnceHoweverOftenAndByHowManyItIsRecorded() {
        Map<String, Object> body = Map.of("piece", piece());
        List<Integer> answers = IntStream.range(0, 4).mapToObj(_ -> CompletableFuture.supplyAsync(() -> her().post(PUBLICITY, body))).toList().stream()
                .map(answer -> answer.join().status()).sorted().toList();
        assertThat(answers).containsExactly(201, 422, 422, 422);
        assertThat(her().post(PUBLICITY, body).problem()).isEqualTo("already-recorded");
        Answer other = her().post(PUBLICITY, Map.of("piece", piece()));
        assertThat(her().at(1).post(other.header("Location") + "/correction", body.get("piece")).problem()).isEqualTo("already-recorded");
        Http keyed = her().with("Idempotency-Key", "key-" + SomeCodes.phone());
        Map<String, Object> again = Map.of("piece", piece());
        assertThat(keyed.post(PUBLICITY, again).status()).isEqualTo(201);
        assertThat(keyed.post(PUBLICITY, again).status()).isEqualTo(200);
        assertThat(keyed.post(PUBLICITY, Map.of("piece", piece())).problem()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void isListedSummedAndExported() throws IOException {
        Http office = http.withToken(Tokens.of(Persona.SHENYANG_OFFICE, claims -> claims.claim("unit", "211322")));
        KafkaTopics.await("the tree", () -> organisation.find("211322").isPresent());
        for (int i = 0; i < 4; i++) {
            Map<String, Object> piece = piece();
            piece.put("on", TODAY.minusDays(i).toString());
            piece.put("title", i == 0 ? "=HYPERLINK(\"http://x\")" : "体验员走进大厅 👍");
            if (i == 3) {
                piece.put("medium", "RADIO");
                piece.remove("reach");
                piece.remove("countedBy");
            }
            assertThat(office.post(PUBLICITY, Map.of("piece", piece)).status()).isEqualTo(201);
        }
        String withdrawn = office.get(PUBLICITY + "?limit=1").at("/items/0/id");
        assertThat(office.at(1).post(PUBLICITY + "/" + withdrawn + "/withdrawal", Map.of("reason", "误登")).status()).isEqualTo(200);
        assertThat(office.get(PUBLICITY + "?medium=RADIO").json().path("items").size()).isEqualTo(1);
        assertThat(office.get(PUBLICITY + "?status=WITHDRAWN").json().path("items").size()).isEqualTo(1);
        assertThat(office.get(PUBLICITY + "?from=" + TODAY.minusDays(2) + "&to=" + TODAY.minusDays(1)).json().path("items").size()).isEqualTo(2);
        Answer first = office.get(PUBLICITY + "?limit=3");
        assertThat(office.get(PUBLICITY + "?limit=3&after=" + first.at("/next")).json().path("items").size()).isEqualTo(1);
        var sums = office.get(PUBLICITY + "/sums?from=" + TODAY.minusDays(30)).json();
        assertThat(sums.path("pieces").asInt()).isEqualTo(3);
        assertThat(sums.path("counted").asInt()).isEqualTo(2);
        assertThat(sums.path("reach").asLong()).isEqualTo(25_600);
        assertThat(sums.path("items").size()).isEqualTo(2);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(PUBLICITY + "/sums?unit=211322").status()).isEqualTo(404);
        assertThat(her().get(PUBLICITY + "/sums").status()).isEqualTo(403);
        assertThat(her().get(PUBLICITY + "/export").status()).isEqualTo(403);

        Answer export = office.get(PUBLICITY + "/export");
        assertThat(export.header("Content-Disposition")).contains(".xlsx");
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(export.bytes()))) {
            var sheet = workbook.getSheetAt(0);
            assertThat(sheet.getRow(1).getCell(5).getStringCellValue()).isEqualTo("标题");
            assertThat(sheet.getRow(2).getCell(5).getCellType()).isEqualTo(CellType.STRING);
            assertThat(sheet.getRow(2).getCell(5).getStringCellValue()).startsWith("=HYPERLINK");
            assertThat(sheet.getRow(3).getCell(5).getStringCellValue()).isEqualTo("体验员走进大厅 👍");
            assertThat(sheet.getRow(6).getCell(0).getStringCellValue()).contains("共 4 条");
        }
    }

    private void refuses(Map<String, Object> piece, String rule, String field) {
        long before = mongo.getCollection("publicity").countDocuments();
        Answer answer = her().post(PUBLICITY, Map.of("piece", piece));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo(rule);
        assertThat(answer.fields()).containsExactly(field);
        assertThat(mongo.getCollection("publicity").countDocuments()).isEqualTo(before);
    }

    private static Map<String, Object> piece() {
        return new HashMap<>(Map.of("medium", "ONLINE", "outlet", "东北新闻网", "title", "政务服务体验员走进大厅", "on", TODAY.toString(),
                "link", "https://news.example.cn/" + SomeCodes.phone(), "reach", 12_800, "countedBy", "网站后台"));
    }

    private Http her() {
        return http.withToken(Tokens.of(Persona.EXPERIENCER, claims -> claims.subject(account)));
    }

    private Http another() {
        return http.withToken(Tokens.of(Persona.EXPERIENCER, claims -> claims.subject("citizen-other")));
    }
}
