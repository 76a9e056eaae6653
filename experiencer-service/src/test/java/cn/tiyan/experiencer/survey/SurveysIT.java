package cn.tiyan.experiencer.survey;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.experiencer.activity.Crowd;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Http.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

@PlatformTest
class SurveysIT {

    private static final String SURVEYS = "/api/v1/surveys";

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
    void isAnsweredOnceByEachOfThoseAskedAndCountedWithDenominators() throws IOException {
        List<String> eight = crowd.appoint(unit, 8);
        String path = published(survey(Map.of("unit", unit)));
        for (int i = 0; i < 6; i++) {
            Map<String, Object> answers = new HashMap<>(Map.of("q1", 1 + i % 2, "q2", List.of(1, 3), "q3", i < 3 ? 5 : 2));
            if (i < 5) {
                answers.put("q4", i == 0 ? "请致电 13912345678" : "意见" + i + " 🙂");
            }
            Answer answered = answer(path, eight.get(i), answers);
            assertThat(answered.status()).as(answered.toString()).isEqualTo(200);
            assertThat(answered.json().path("answered").asBoolean()).isTrue();
        }
        Answer survey = crowd.clerk(unit).get(path);
        assertThat(survey.json().at("/turnout/answered").asInt()).isEqualTo(6);
        assertThat(survey.json().at("/turnout/couldAnswer").asInt()).isEqualTo(8);
        assertThat(crowd.clerk(unit).get(path + "/results").problem()).as("two looks would show what came between").isEqualTo("still-open");
        close(path);

        Answer results = crowd.clerk(unit).get(path + "/results");
        assertThat(results.status()).as(results.toString()).isEqualTo(200);
        JsonNode questions = results.json().path("questions");
        assertThat(results.json().path("answered").asInt() + "/" + results.json().path("couldAnswer").asInt()).isEqualTo("6/8");
        assertThat(counts(questions.get(0))).containsExactly(3, 3, 0);
        assertThat(counts(questions.get(1))).containsExactly(6, 0, 6);
        assertThat(questions.get(2).path("mean").asDouble()).isEqualTo(3.5);
        assertThat(questions.get(2).path("median").asDouble()).isEqualTo(3.5);
        assertThat(questions.get(3).path("answered").asInt()).isEqualTo(5);
        assertThat(questions.get(3).path("skipped").asInt()).isEqualTo(1);
        assertThat(questions.get(3).path("texts").valueStream().map(JsonNode::asString).toList()).contains("请致电 139****5678", "意见1 🙂").hasSize(5);

        Answer export = crowd.clerk(unit).get(path + "/results/export");
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(export.bytes()))) {
            var sheet = workbook.getSheetAt(0);
            assertThat(sheet.getLastRowNum()).as("3 choices, 3 choices, 5 numbers and their mean, 5 texts").isEqualTo(1 + 3 + 3 + 6 + 5);
            assertThat(sheet.getRow(2).getCell(3).getStringCellValue()).isEqualTo("窗口");
            assertThat(sheet.getRow(2).getCell(4).getNumericCellValue()).isEqualTo(3);
            assertThat(sheet.getRow(2).getCell(5).getStringCellValue()).isEqualTo("50.0%");
            assertThat(sheet.getRow(2).getCell(9).getNumericCellValue()).isEqualTo(8);
        }
    }

    @Test
    void replacesAnAnswerWhileItIsOpenAndTakesNoneAfterwards() {
        List<String> five = crowd.appoint(unit, 6);
        String path = published(survey(Map.of("unit", unit)));
        five.subList(0, 5).forEach(one -> answer(path, one, Map.of("q1", 1, "q3", 1)));
        assertThat(answer(path, five.getFirst(), Map.of("q1", 1, "q3", 1)).status()).as("the same again").isEqualTo(200);
        assertThat(answer(path, five.getFirst(), Map.of("q1", 3, "q3", 5)).status()).isEqualTo(200);
        close(path);
        Answer late = answer(path, five.get(1), Map.of("q1", 2, "q3", 2));
        assertThat(late.status()).isEqualTo(422);
        assertThat(late.problem()).isEqualTo("survey-closed");
        assertThat(answer(path, five.get(5), Map.of("q1", 2, "q3", 2)).problem()).isEqualTo("survey-closed");
        JsonNode results = crowd.clerk(unit).get(path + "/results").json();
        assertThat(results.path("answered").asInt()).isEqualTo(5);
        assertThat(counts(results.path("questions").get(0))).containsExactly(4, 0, 1);
    }

    @Test
    void isOneAnswerEvenOfManyAtOnce() {
        String one = crowd.appoint(unit, 1).getFirst();
        String path = published(survey(Map.of("unit", unit)));
        List<CompletableFuture<Answer>> answers = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> answer(path, one, Map.of("q1", 1 + i % 3, "q3", 1)))).toList();
        assertThat(answers.stream().map(answer -> answer.join().status())).containsOnly(200);
        assertThat(sheets(path)).hasSize(1);
    }

    @Test
    void showsNothingOfFewerThanFive_tooFew() {
        List<String> four = crowd.appoint(unit, 4);
        String path = published(survey(Map.of("unit", unit)));
        four.forEach(one -> answer(path, one, Map.of("q1", 1, "q3", 1)));
        close(path);
        assertThat(crowd.clerk(unit).get(path + "/results").problem()).isEqualTo("too-few");
        assertThat(crowd.clerk(unit).get(path + "/results/export").problem()).isEqualTo("too-few");
    }

    @Test
    void keepsNothingThatTellsWhoseAnAnswerIs() {
        List<String> two = crowd.appoint(unit, 2);
        String path = published(survey(Map.of("unit", unit)));
        answer(path, two.getFirst(), Map.of("q1", 2, "q3", 1));
        Document sheet = sheets(path).getFirst();
        assertThat(sheet.keySet()).containsExactlyInAnyOrder("_id", "questionnaireId", "answers", "_class");
        assertThat(sheet.toJson()).doesNotContain(two.getFirst());
        assertThat(crowd.clerk(unit).get(path + "/history").text()).doesNotContain(two.getFirst());
        Answer mine = crowd.experiencer(two.getFirst()).get(mine(path));
        assertThat(mine.json().path("answered").asBoolean()).isTrue();
        assertThat(mine.json().has("answers")).isFalse();
        assertThat(crowd.experiencer(two.get(1)).get(mine(path)).json().path("answered").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "{}; answers", "{\"answers\":{}}; answers[q1],answers[q3]", "{\"answers\":{\"q1\":9,\"q3\":6}}; answers[q1],answers[q3]",
        "{\"answers\":{\"q1\":1,\"q2\":[1,2,3],\"q3\":1}}; answers[q2]", "{\"answers\":{\"q1\":1,\"q3\":\"5\"}}; answers[q3]",
        "{\"answers\":{\"q1\":1,\"q3\":1,\"q4\":[\"x\"]}}; answers[q4]", "{\"answers\":{\"q1\":1,\"q3\":1,\"q5\":1}}; answers[q5]",
        "{\"answers\":{\"q1\":{\"$gt\":0},\"q3\":1}}; answers[q1]", "{\"answers\":{\"q1\":1,\"q3\":1},\"by\":\"x\"}; by"})
    void namesTheQuestionAtFaultAndStoresNothing(String body, String fields) {
        String one = crowd.appoint(unit, 1).getFirst();
        String path = published(survey(Map.of("unit", unit)));
        Answer answer = crowd.experiencer(one).post(mine(path) + "/answers", body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(fields.split(","));
        assertThat(sheets(path)).isEmpty();
    }

    @Test
    void asksThoseItIsForAndIsUnknownToAllOthers() {
        String expert = crowd.appoint(unit, 1, Map.of("category", "EXPERT", "field", "医疗")).getFirst();
        String worker = crowd.appoint(crowd.unitBelow(unit), 1, Map.of("category", "GRID_WORKER")).getFirst();
        String stranger = crowd.appoint(crowd.unitBelow("210200"), 1).getFirst();
        String forAll = published(survey(Map.of("unit", unit)));
        String forExperts = published(survey(Map.of("unit", unit, "categories", List.of("EXPERT"), "fields", List.of("医疗"))));
        assertThat(asked(expert)).contains(id(forAll), id(forExperts));
        assertThat(asked(worker)).containsExactly(id(forAll));
        assertThat(asked(stranger)).isEmpty();
        assertThat(crowd.experiencer(worker).get(mine(forExperts)).status()).isEqualTo(404);
        assertThat(answer(forExperts, worker, Map.of("q1", 1, "q3", 1)).status()).isEqualTo(404);
        assertThat(answer(forAll, stranger, Map.of("q1", 1, "q3", 1)).status()).isEqualTo(404);
        assertThat(sheets(forAll)).isEmpty();
        assertThat(crowd.experiencer(expert).get(forAll).status()).as("what those see who ask").isEqualTo(403);
        assertThat(crowd.experiencer(expert).get(forAll + "/results").status()).isEqualTo(403);
        String draft = drafted(survey(Map.of("unit", unit)));
        assertThat(crowd.experiencer(expert).get(mine(draft)).status()).as("a draft").isEqualTo(404);
        mongo.getCollection("experiencer").updateOne(new Document("_id", worker), new Document("$set", new Document("status", "SUSPENDED")));
        assertThat(answer(forAll, worker, Map.of("q1", 1, "q3", 1)).status()).as("serves no longer").isEqualTo(404);
    }

    @Test
    void asksThoseWhoAcceptedAnActivity() {
        List<String> two = crowd.appoint(unit, 2);
        String activity = crowd.planned(unit, Crowd.plan(5));
        crowd.invite(unit, activity, Map.of("most", 2));
        crowd.answer(activity, two.getFirst(), true);
        String path = published(survey(Map.of("activityId", Crowd.id(activity))));
        assertThat(asked(two.getFirst())).containsExactly(id(path));
        assertThat(asked(two.get(1))).isEmpty();
        assertThat(answer(path, two.getFirst(), Map.of("q1", 1, "q3", 1)).status()).isEqualTo(200);
        assertThat(crowd.clerk(unit).get(path).json().at("/turnout/couldAnswer").asInt()).isEqualTo(1);
    }

    @Test
    void closesByItselfWhenTheDeadlineHasCome() {
        String one = crowd.appoint(unit, 1).getFirst();
        String path = published(survey(Map.of("unit", unit)));
        Date past = Date.from(Instant.now().minusSeconds(1));
        mongo.getCollection("questionnaire").updateOne(new Document("_id", id(path)), new Document("$set", new Document("deadline", past).append("wakeAt", past)));
        assertThat(answer(path, one, Map.of("q1", 1, "q3", 1)).problem()).as("even before the clock strikes").isEqualTo("survey-closed");
        KafkaTopics.await("the deadline's effect", () -> crowd.clerk(unit).get(path).at("/status").equals("CLOSED"));
        assertThat(crowd.clerk(unit).get(path + "/history").text()).contains("\"close\"");
    }

    @Test
    void staysAsItWasPublished() {
        Map<String, Object> survey = survey(Map.of("unit", unit));
        String path = drafted(survey);
        survey.put("title", "改过的题目");
        Answer revised = crowd.clerk(unit).at(1).put(path, survey);
        assertThat(revised.at("/content/title")).as(revised.toString()).isEqualTo("改过的题目");
        assertThat(publish(path, Instant.now().minusSeconds(5)).problem()).isEqualTo("deadline-passed");
        assertThat(publish(path, Instant.now().plus(400, ChronoUnit.DAYS)).problem()).isEqualTo("deadline-too-far");
        assertThat(publish(path, Instant.now().plus(1, ChronoUnit.DAYS)).status()).isEqualTo(200);
        assertThat(crowd.clerk(unit).at(3).put(path, survey).problem()).isEqualTo("illegal-transition");
        assertThat(publish(path, Instant.now().plus(1, ChronoUnit.DAYS)).problem()).isEqualTo("illegal-transition");
        assertThat(crowd.clerk(unit).put(path, survey).status()).isEqualTo(428);
        assertThat(crowd.clerk(unit).at(1).put(path, survey).status()).isEqualTo(409);
    }

    @Test
    void refusesWhatCannotBeAskedAndStoresNothing() {
        Map<String, Object> bad = survey(Map.of("unit", unit));
        bad.put("sections", List.of(Map.of("questions", List.of(Map.of("kind", "SINGLE", "text", "只有一个", "choices", List.of("一")),
                Map.of("kind", "SCALE", "text", "没有上限")))));
        assertThat(crowd.clerk(unit).post(SURVEYS, bad).fields()).containsExactly("sections[0].questions[0].choices", "sections[0].questions[1].max");
        bad.put("sections", List.of());
        assertThat(crowd.clerk(unit).post(SURVEYS, bad).fields()).containsExactly("sections");
        assertThat(crowd.clerk(unit).post(SURVEYS, survey(Map.of())).fields()).containsExactly("audience");
        assertThat(crowd.clerk(unit).post(SURVEYS, survey(Map.of("unit", "210100"))).problem()).isEqualTo("unit-not-below");
        assertThat(crowd.clerk(unit).post(SURVEYS, survey(Map.of("unit", "219999"))).problem()).isEqualTo("unknown-reference");
        assertThat(crowd.clerk(unit).post(SURVEYS, survey(Map.of("activityId", "act_00000000000000000000000000"))).problem()).isEqualTo("unknown-reference");
        String other = crowd.unitBelow("210200");
        Map<String, Object> announced = Crowd.unannounced(List.of(unit));
        announced.put("announced", true);
        String theirs = crowd.planned(other, announced);
        assertThat(crowd.clerk(unit).post(SURVEYS, survey(Map.of("activityId", Crowd.id(theirs)))).problem()).as("seen, but not theirs").isEqualTo("not-the-organiser");
        assertThat(mongo.getCollection("questionnaire").countDocuments(new Document("unit", unit))).isZero();
    }

    @Test
    void isDraftedByClerksOnceAndSeenWithinTheirLine() {
        Http keyed = crowd.clerk(unit).with("Idempotency-Key", "survey-once");
        Map<String, Object> survey = survey(Map.of("unit", unit));
        Answer first = keyed.post(SURVEYS, survey);
        assertThat(first.status()).as(first.toString()).isEqualTo(201);
        assertThat(keyed.post(SURVEYS, survey).status()).isEqualTo(200);
        assertThat(keyed.post(SURVEYS, survey(Map.of("unit", unit, "categories", List.of("EXPERT")))).problem()).isEqualTo("idempotency-key-reused");
        String path = Objects.requireNonNull(first.header("Location"));
        assertThat(http.get(path).status()).isEqualTo(401);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(path).status()).isEqualTo(404);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(path + "/results").status()).isEqualTo(404);
        assertThat(http.as(Persona.PROVINCE_LEADER).get(path).status()).isEqualTo(200);
        assertThat(http.as(Persona.PROVINCE_LEADER).at(1).post(path + "/publication", Map.of("deadline", Instant.now().plusSeconds(60).toString())).status()).isEqualTo(403);
        assertThat(crowd.as(Persona.SHENYANG_WALKER, unit).post(SURVEYS, survey).status()).isEqualTo(403);
        assertThat(crowd.clerk(unit).get(SURVEYS + "?status=DRAFT").json().path("items").size()).isEqualTo(1);
        assertThat(crowd.clerk(unit).get(SURVEYS + "?status=CLOSED").json().path("items").size()).isZero();
    }

    private static Map<String, Object> survey(Map<String, Object> audience) {
        return new HashMap<>(Map.of("title", "办事体验调查", "intro", "约需两分钟", "audience", audience, "sections", List.of(
                Map.of("title", "办事经过", "questions", List.of(
                        Map.of("kind", "SINGLE", "text", "您在哪里办的", "required", true, "choices", List.of("窗口", "网上", "自助机")),
                        Map.of("kind", "MULTIPLE", "text", "哪些环节不便", "min", 1, "max", 2, "choices", List.of("咨询", "申请", "受理")))),
                Map.of("questions", List.of(
                        Map.of("kind", "SCALE", "text", "总体满意度", "required", true, "max", 5, "lowest", "非常不满意", "highest", "非常满意"),
                        Map.of("kind", "TEXT", "text", "您的建议", "maxLength", 200))))));
    }

    private String drafted(Map<String, Object> survey) {
        Answer answer = crowd.clerk(unit).post(SURVEYS, survey);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return Objects.requireNonNull(answer.header("Location"));
    }

    private String published(Map<String, Object> survey) {
        String path = drafted(survey);
        Answer answer = publish(path, Instant.now().plus(7, ChronoUnit.DAYS));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return path;
    }

    private Answer publish(String path, Instant deadline) {
        return crowd.clerk(unit).at(crowd.clerk(unit).get(path).version()).post(path + "/publication", Map.of("deadline", deadline.toString()));
    }

    private void close(String path) {
        Answer closed = crowd.clerk(unit).at(crowd.clerk(unit).get(path).version()).post(path + "/closing", "");
        assertThat(closed.at("/status")).as(closed.toString()).isEqualTo("CLOSED");
    }

    private Answer answer(String path, String experiencer, Map<String, Object> answers) {
        return crowd.experiencer(experiencer).post(mine(path) + "/answers", Map.of("answers", answers));
    }

    private List<String> asked(String experiencer) {
        return crowd.experiencer(experiencer).get(SURVEYS + "/mine").json().path("items").valueStream().map(item -> item.path("id").asString()).toList();
    }

    private List<Document> sheets(String path) {
        return mongo.getCollection("survey_answer").find(new Document("questionnaireId", id(path))).into(new ArrayList<>());
    }

    private static String mine(String path) {
        return path.replace(SURVEYS + "/", SURVEYS + "/mine/");
    }

    private static String id(String path) {
        return path.substring(SURVEYS.length() + 1);
    }

    private static List<Integer> counts(JsonNode question) {
        return question.path("values").valueStream().map(value -> value.path("count").asInt()).toList();
    }
}
