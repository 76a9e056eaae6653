package cn.tiyan.experiencer.experiencer;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.experiencer.SomeCodes;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Http.Answer;
import cn.tiyan.testkit.http.Tokens;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

@PlatformTest
class ExperiencersIT {

    private static final String EXPERIENCERS = "/api/v1/experiencers";
    private static final LocalDate TODAY = SomeExperiencers.TODAY;

    @Autowired
    private Http http;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private AggregateStore store;
    @Autowired
    private KafkaTopics kafka;

    @Test
    void isRecommendedAppointedAndSeesThemselves() {
        String account = "citizen-" + SomeCodes.phone();
        Map<String, Object> application = application();
        application.put("account", account);
        Answer recommended = office().post(EXPERIENCERS, application);
        assertThat(recommended.status()).as(recommended.toString()).isEqualTo(201);
        String path = recommended.header("Location");
        assertThat(path).isEqualTo(EXPERIENCERS + "/" + recommended.at("/id"));
        assertThat(recommended.at("/status")).isEqualTo("APPLIED");

        Answer approved = approve(recommended);
        assertThat(approved.at("/status")).isEqualTo("ON_NOTICE");
        Answer appointed = office().at(approved.version()).post(path + "/appointment", term(TODAY, TODAY.plusYears(2)));
        assertThat(appointed.status()).as(appointed.toString()).isEqualTo(200);
        assertThat(appointed.at("/status")).isEqualTo("APPOINTED");
        assertThat(appointed.at("/certificate")).matches("TY-210100-" + TODAY.getYear() + "-\\d{4}");
        assertThat(appointed.at("/termTo")).isEqualTo(TODAY.plusYears(2).toString());
        kafka.await("experiencer.events", appointed.at("/id"), 3);

        Http herself = http.withToken(Tokens.of(Persona.EXPERIENCER, claims -> claims.subject(account)));
        assertThat(herself.get(path).at("/certificate")).isEqualTo(appointed.at("/certificate"));
        assertThat(herself.get(EXPERIENCERS).json().path("items").size()).isEqualTo(1);
        Http anotherCitizen = http.withToken(Tokens.of(Persona.EXPERIENCER, claims -> claims.subject("citizen-other")));
        assertThat(anotherCitizen.get(path).status()).isEqualTo(404);
        assertThat(anotherCitizen.get(EXPERIENCERS).json().path("items").size()).isZero();
        assertThat(herself.at(appointed.version()).post(path + "/appointment", term(TODAY, TODAY.plusYears(3))).status()).isEqualTo(403);
    }

    @Test
    void learnsTheAccountAtTheAppointment() {
        Answer recommended = office().post(EXPERIENCERS, application());
        Map<String, Object> appointment = new HashMap<>(term(TODAY, TODAY.plusDays(1)));
        appointment.put("account", "citizen-late");
        assertThat(office().at(approve(recommended).version()).post(recommended.header("Location") + "/appointment", appointment).at("/account")).isEqualTo("citizen-late");
    }

    @Test
    void encryptsWhoItIsAndMasksItInEveryAnswer() {
        Map<String, Object> application = application();
        application.put("name", "欧阳小丽");
        application.put("phone", "+86 138-0000-" + "%04d".formatted(System.nanoTime() % 10_000));
        application.put("identityNumber", identity());
        Answer answer = office().post(EXPERIENCERS, application);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        String digits = application.get("phone").toString().replaceAll("\\D", "").substring(2);
        assertThat(answer.at("/name")).isEqualTo("欧***");
        assertThat(answer.at("/phone")).hasSize(11).matches("138\\*{4,}\\d{2,4}");
        assertThat(answer.at("/identityNumber")).startsWith("110*").doesNotContain("19491231");

        Document raw = mongo.getCollection("experiencer").find(new Document("_id", answer.at("/id"))).first();
        assertThat(raw.toJson()).doesNotContain("欧阳", digits, application.get("identityNumber").toString());
        byte[] sealed = raw.get("name", Document.class).get("sealed", Binary.class).getData();
        assertThat(new String(sealed, StandardCharsets.UTF_8)).doesNotContain("欧阳");
        assertThat(store.find(Experiencer.class, answer.at("/id")).orElseThrow().phone().reveal()).isEqualTo(digits);
        assertThat(kafka.await("experiencer.events", answer.at("/id"), 1)).allSatisfy(message ->
                assertThat(new String(message.value(), StandardCharsets.UTF_8)).doesNotContain("欧", digits));
    }

    @ParameterizedTest
    @ValueSource(strings = {"👩‍🔧 王小丽", "محمد علي", "\u202bשרה\u202c", "阿卜杜勒·麦麦提 ", "𠮷野"})
    void keepsNamesByteForByte(String name) {
        Map<String, Object> application = application();
        application.put("name", name);
        Answer answer = office().post(EXPERIENCERS, application);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(store.find(Experiencer.class, answer.at("/id")).orElseThrow().name().reveal().getBytes(StandardCharsets.UTF_8))
                .isEqualTo(name.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "absent", value = {
        "name,absent", "name,''", "name,'a\u0007b'", "phone,absent", "phone,12345", "phone,02412345678", "phone,'13812345678; DROP'", "phone,１３８１２３４５６７８",
        "identityNumber,110105194912310021", "identityNumber,''", "category,absent", "category,MAYOR", "ageBand,OLD", "recruitment,LOTTERY", "field,' '",
        "unit,absent", "account,'two words'", "nickname,小丽", "status,APPOINTED"})
    void refusesWhatCannotBeUnderstoodAndStoresNothing(String field, String value) {
        Map<String, Object> application = application();
        application.put("field", "探测 " + SomeCodes.phone().substring(3));
        if (value == null) {
            application.remove(field);
        } else {
            application.put(field, value);
        }
        long before = mongo.getCollection("experiencer").countDocuments();
        Answer answer = office().post(EXPERIENCERS, application);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.fields()).containsOnly(field);
        assertThat(answer.at("/traceId")).matches("[0-9a-f]{32}");
        assertThat(mongo.getCollection("experiencer").countDocuments()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{\"name\": ", "\"text\"", "{\"name\":\"\\ud800\"}", "{\"category\":0}", "{\"name\":{}}"})
    void refusesBodiesThatAreNone(String body) {
        Answer answer = office().post(EXPERIENCERS, body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.fields()).isNotEmpty();
    }

    @Test
    void isRecommendedByAnOfficeForItsOwnPartOfTheTree() {
        assertThat(http.post(EXPERIENCERS, application()).status()).isEqualTo(401);
        assertThat(http.withToken("nonsense").post(EXPERIENCERS, application()).status()).isEqualTo(401);
        for (Persona persona : List.of(Persona.SHENYANG_WALKER, Persona.SHENYANG_DEPARTMENT, Persona.EXPERIENCER, Persona.ADMIN)) {
            assertThat(http.as(persona).post(EXPERIENCERS, application()).status()).as(persona.name()).isEqualTo(403);
        }
        assertThat(http.as(Persona.DALIAN_OFFICE).post(EXPERIENCERS, application()).status()).isEqualTo(403);
        assertThat(http.as(Persona.PROVINCE_OFFICE).post(EXPERIENCERS, application()).status()).isEqualTo(201);
        Map<String, Object> nowhere = application();
        nowhere.put("unit", "219999");
        Answer answer = office().post(EXPERIENCERS, nowhere);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("unknown-reference");
        assertThat(answer.fields()).containsExactly("unit");
    }

    @Test
    void isOneRecordForARepeatedRequest() {
        Map<String, Object> application = application();
        Http keyed = office().with("Idempotency-Key", "key-" + SomeCodes.phone());
        Answer first = keyed.post(EXPERIENCERS, application);
        Answer second = keyed.post(EXPERIENCERS, application);
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.at("/id")).isEqualTo(first.at("/id"));
        Answer reused = keyed.post(EXPERIENCERS, application());
        assertThat(reused.status()).isEqualTo(422);
        assertThat(reused.problem()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void isRecruitedOnceHoweverThePhoneIsWritten() {
        Map<String, Object> application = application();
        String phone = application.get("phone").toString();
        assertThat(office().post(EXPERIENCERS, application).status()).isEqualTo(201);
        Map<String, Object> again = application();
        again.put("phone", "+86 " + phone.substring(0, 3) + " " + phone.substring(3, 7) + "-" + phone.substring(7));
        again.put("unit", "210200");
        Answer answer = http.as(Persona.DALIAN_OFFICE).post(EXPERIENCERS, again);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("already-recruited");
        assertThat(answer.fields()).containsExactly("phone");
    }

    @Test
    void isRecruitedOnceByIdentityNumber() {
        Map<String, Object> application = application();
        application.put("identityNumber", identity());
        assertThat(office().post(EXPERIENCERS, application).status()).isEqualTo(201);
        application.put("phone", SomeCodes.phone());
        Answer answer = office().post(EXPERIENCERS, application);
        assertThat(answer.problem()).isEqualTo("already-recruited");
        assertThat(answer.fields()).containsExactly("identityNumber");
    }

    @Test
    void isRecruitedOnceEvenByManyAtOnce() {
        for (int round = 0; round < 5; round++) {
            Map<String, Object> application = application();
            List<CompletableFuture<Answer>> answers = IntStream.range(0, 4)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(() -> office().post(EXPERIENCERS, application))).toList();
            assertThat(answers.stream().map(answer -> answer.join().status()).sorted().toList()).containsExactly(201, 422, 422, 422);
        }
    }

    @Test
    void mayBeRecommendedAgainAfterARejection() {
        Map<String, Object> application = application();
        Answer first = office().post(EXPERIENCERS, application);
        Answer rejected = office().at(first.version()).post(first.header("Location") + "/rejection", Map.of("reason", "名额已满，来电 13912345678"));
        assertThat(rejected.status()).isEqualTo(200);
        assertThat(rejected.at("/status")).isEqualTo("REJECTED");
        assertThat(rejected.at("/rejection")).isEqualTo("名额已满，来电 139****5678");
        assertThat(office().at(rejected.version()).post(first.header("Location") + "/appointment", term(TODAY, TODAY)).problem()).isEqualTo("illegal-transition");
        assertThat(office().post(EXPERIENCERS, application).status()).isEqualTo(201);
        assertThat(office().post(EXPERIENCERS, application).status()).isEqualTo(422);
    }

    @Test
    void wantsTheVersionADecisionIsMeantFor() {
        Answer recommended = office().post(EXPERIENCERS, application());
        String path = recommended.header("Location");
        assertThat(office().post(path + "/approval", Map.of("opinion", "符合条件")).status()).isEqualTo(428);
        assertThat(office().at(1).post(path + "/appointment", term(TODAY, TODAY)).problem()).isEqualTo("illegal-transition");
        assertThat(approve(recommended).version()).isEqualTo(2);
        assertThat(office().post(path + "/appointment", term(TODAY, TODAY)).status()).isEqualTo(428);
        assertThat(office().at(7).post(path + "/appointment", term(TODAY, TODAY)).status()).isEqualTo(409);
        assertThat(office().at(2).post(path + "/rejection", Map.of()).fields()).containsExactly("reason");
        assertThat(office().at(2).post(path + "/appointment", Map.of("termFrom", "2026-13-01", "termTo", "2026-12-01")).fields()).containsExactly("termFrom");
        Answer tooLong = office().at(2).post(path + "/appointment", term(TODAY, TODAY.plusYears(3).plusDays(1)));
        assertThat(tooLong.status()).isEqualTo(422);
        assertThat(tooLong.problem()).isEqualTo("term-too-long");
        assertThat(http.as(Persona.DALIAN_OFFICE).at(2).post(path + "/appointment", term(TODAY, TODAY)).status()).isEqualTo(404);
        assertThat(http.as(Persona.DALIAN_OFFICE).at(2).post(path + "/rejection", Map.of("reason", "无")).status()).isEqualTo(404);
        assertThat(http.as(Persona.SHENYANG_WALKER).at(2).post(path + "/appointment", term(TODAY, TODAY)).status()).isEqualTo(403);
        assertThat(office().at(2).post(path + "/appointment", term(TODAY, TODAY)).status()).isEqualTo(200);
    }

    @Test
    void numbersCertificatesWithoutRepeating() {
        List<Answer> recommended = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            recommended.add(office().post(EXPERIENCERS, application()));
        }
        List<String> certificates = recommended.stream()
                .map(answer -> CompletableFuture.supplyAsync(() -> office().at(approve(answer).version()).post(answer.header("Location") + "/appointment", term(TODAY, TODAY)).at("/certificate")))
                .toList().stream().map(CompletableFuture::join).toList();
        assertThat(certificates).doesNotHaveDuplicates().allMatch(certificate -> certificate.startsWith("TY-210100-"));
    }

    @Test
    void listsByStatusAndCategoryPageByPage() {
        Http county = http.withToken(Tokens.of(Persona.SHENYANG_OFFICE, claims -> claims.claim("unit", "211421")));
        KafkaTopics.await("the tree", () -> mongo.getCollection("organisation").countDocuments(new Document("_id", "211421")) == 1);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Map<String, Object> application = application();
            application.put("unit", "211421");
            application.put("category", i < 4 ? "EXPERT" : "CPPCC_MEMBER");
            ids.addFirst(county.post(EXPERIENCERS, application).at("/id"));
        }
        List<String> listed = new ArrayList<>();
        String next = "";
        do {
            Answer page = county.get(EXPERIENCERS + "?limit=2" + (next.isEmpty() ? "" : "&after=" + next));
            listed.addAll(ids(page));
            next = page.at("/next");
        } while (!next.isEmpty());
        assertThat(listed).isEqualTo(ids);
        assertThat(ids(county.get(EXPERIENCERS + "?category=EXPERT&status=APPLIED"))).isEqualTo(ids.subList(1, 5));
        assertThat(ids(county.get(EXPERIENCERS + "?status=APPOINTED"))).isEmpty();
        assertThat(ids(http.as(Persona.PROVINCE_LEADER).get(EXPERIENCERS + "?limit=200"))).containsAll(ids);
        assertThat(ids(http.as(Persona.DALIAN_OFFICE).get(EXPERIENCERS + "?limit=200"))).doesNotContainAnyElementsOf(ids);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(EXPERIENCERS + "/" + ids.getFirst()).status()).isEqualTo(404);
        assertThat(http.as(Persona.OPERATOR).get(EXPERIENCERS).status()).isEqualTo(403);
        for (String bad : List.of("limit=0", "limit=201", "limit=many", "status=BUSY", "category=MAYOR", "after=nonsense")) {
            Answer answer = county.get(EXPERIENCERS + "?" + bad);
            assertThat(answer.status()).as(bad).isEqualTo(400);
            assertThat(answer.fields()).containsExactly(bad.substring(0, bad.indexOf('=')));
        }
    }

    @Test
    void saysWhetherOneCanComeAlong() {
        Answer recommended = office().post(EXPERIENCERS, application());
        String path = recommended.header("Location");
        Http walker = http.as(Persona.SHENYANG_WALKER);
        Answer before = walker.get(path + "/availability?date=" + TODAY);
        assertThat(before.status()).as(before.toString()).isEqualTo(200);
        assertThat(before.json().path("eligible").asBoolean()).isFalse();
        assertThat(before.at("/reason")).isEqualTo("该体验员待审核");
        office().at(approve(recommended).version()).post(path + "/appointment", term(TODAY, TODAY.plusDays(10)));
        Answer after = walker.get(path + "/availability?date=" + TODAY);
        assertThat(after.json().path("eligible").asBoolean()).isTrue();
        assertThat(after.json().path("free").asBoolean()).isTrue();
        assertThat(after.at("/date")).isEqualTo(TODAY.toString());
        assertThat(after.at("/experiencerId")).isEqualTo(recommended.at("/id"));
        assertThat(after.json().has("reason")).isFalse();
        assertThat(walker.get(path + "/availability?date=" + TODAY.plusDays(11)).json().path("eligible").asBoolean()).isFalse();

        assertThat(http.get(path + "/availability?date=" + TODAY).status()).isEqualTo(401);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(path + "/availability?date=" + TODAY).status()).isEqualTo(404);
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).get(path + "/availability?date=" + TODAY).status()).isEqualTo(403);
        assertThat(walker.get(EXPERIENCERS + "/exp_nobody/availability?date=" + TODAY).status()).isEqualTo(404);
        assertThat(walker.get(path + "/availability").fields()).containsExactly("date");
        assertThat(walker.get(path + "/availability?date=tomorrow").fields()).containsExactly("date");
        assertThat(walker.get(path + "/availability?date=" + TODAY.minusDays(91)).problem()).isEqualTo("date-too-old");
    }

    private Answer approve(Answer recommended) {
        Answer approved = office().at(recommended.version()).post(recommended.header("Location") + "/approval", Map.of("opinion", "符合条件"));
        assertThat(approved.status()).as(approved.toString()).isEqualTo(200);
        return approved;
    }

    private Http office() {
        return http.as(Persona.SHENYANG_OFFICE);
    }

    private static List<String> ids(Answer page) {
        return page.json().path("items").valueStream().map(item -> item.path("id").asString()).toList();
    }

    private static Map<String, Object> application() {
        return new HashMap<>(Map.of("unit", "210100", "name", "王小丽", "phone", SomeCodes.phone(), "category", "ENTERPRISE_REPRESENTATIVE",
                "ageBand", "FROM_30_TO_44", "field", "餐饮业", "recruitment", "UNIT_RECOMMENDATION"));
    }

    private static Map<String, String> term(LocalDate from, LocalDate to) {
        return Map.of("termFrom", from.toString(), "termTo", to.toString());
    }

    /** A number of nobody: the area and birthday of the standard's own example, another serial number. */
    private static String identity() {
        String start = "11010519491231" + "%03d".formatted(System.nanoTime() / 1000 % 1000);
        return "0123456789X".chars().mapToObj(check -> start + (char) check).filter(IdentityNumber::isValid).findFirst().orElseThrow();
    }
}
