package cn.tiyan.experiencer.report;

import static cn.tiyan.experiencer.report.SomeReports.aRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.Events;
import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.SourceRef;
import cn.tiyan.contracts.commonproblem.CommonProblemConfirmed;
import cn.tiyan.contracts.issue.IssueClosed;
import cn.tiyan.contracts.issue.IssueDispatched;
import cn.tiyan.contracts.issue.IssueRegistered;
import cn.tiyan.contracts.issue.OptimizationRecorded;
import cn.tiyan.contracts.issue.RectificationVerified;
import cn.tiyan.contracts.report.SuggestionAnswered;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.contracts.vocabulary.SuggestionAnswer;
import cn.tiyan.experiencer.ChecklistStandIn;
import cn.tiyan.experiencer.SomeCodes;
import cn.tiyan.experiencer.experiencer.AppointedOnes;
import cn.tiyan.experiencer.experiencer.Experiencer;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Timers;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.messaging.EventJson;
import cn.tiyan.platform.messaging.EventPublisher;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.privacy.PersonalCipher;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http.Answer;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Tokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

@PlatformTest
class ReportsIT {

    private static final String REPORTS = "/api/v1/experience-reports";
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
    @Autowired
    private EventPublisher publisher;
    @Autowired
    private Timers timers;

    private String account = "";
    private Experiencer herself;

    @BeforeEach
    void anExperiencer() {
        account = "citizen-" + SomeCodes.phone();
        herself = appointed("210100", account, TODAY.minusDays(10), TODAY.plusDays(100));
    }

    @AfterEach
    void bringBackTheChecklists() {
        ChecklistStandIn.INSTANCE.behave(ChecklistStandIn::whole);
    }

    @Test
    void isReportedAndTellsTheOthers() {
        Answer report = her().post(REPORTS, aRequest());
        assertThat(report.status()).as(report.toString()).isEqualTo(201);
        assertThat(report.header("Location")).isEqualTo(REPORTS + "/" + report.at("/id"));
        assertThat(report.at("/experiencerId")).isEqualTo(herself.id());
        assertThat(report.json().has("dictatedBy")).isFalse();
        assertThat(report.at("/entries/0/dimension")).isEqualTo("QUALITY");
        assertThat(report.at("/entries/0/text")).endsWith("139****5678");
        assertThat(report.at("/results/1/note")).doesNotContain("23456789");
        assertThat(report.at("/entries/1/suggestion/status")).isEqualTo("RAISED");
        var told = kafka.await("experience-report.events", report.at("/id"), 2);
        assertThat(told).extracting(message -> new String(message.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8))
                .containsExactly("experience-report.recorded.v1", "experience-report.finding-recorded.v1");
        assertThat(new String(told.get(1).value(), StandardCharsets.UTF_8)).contains("\"raisedBy\":\"" + account + "\"", "\"raisedIn\":\"210100\"")
                .doesNotContain("13912345678", "王");
        assertThat(store.find(ExperienceReport.class, report.at("/id")).orElseThrow().historyIntact()).isTrue();
    }

    @Test
    void isSeenByWhoReportedItAndTheirOfficesAlone() {
        Answer report = her().post(REPORTS, aRequest());
        String path = report.header("Location");
        assertThat(her().get(path).status()).isEqualTo(200);
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(path).status()).isEqualTo(200);
        assertThat(http.as(Persona.PROVINCE_LEADER).get(path).status()).isEqualTo(200);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(path).status()).isEqualTo(404);
        assertThat(another().get(path).status()).isEqualTo(404);
        for (Persona persona : List.of(Persona.SHENYANG_DEPARTMENT, Persona.SHENYANG_WALKER, Persona.SHENYANG_VERIFIER, Persona.OPERATOR, Persona.ADMIN)) {
            assertThat(http.as(persona).get(path).status()).as(persona.name()).isEqualTo(403);
            assertThat(http.as(persona).get(REPORTS).status()).as(persona.name()).isEqualTo(403);
        }
        assertThat(http.get(path).status()).isEqualTo(401);
        assertThat(another().get(REPORTS).json().path("items").size()).isZero();
        assertThat(ids(her().get(REPORTS))).containsExactly(report.at("/id"));
    }

    @Test
    void isHandedInByExperiencersOnly() {
        for (Persona persona : List.of(Persona.SHENYANG_OFFICE, Persona.SHENYANG_WALKER, Persona.PROVINCE_LEADER, Persona.ADMIN)) {
            assertThat(http.as(persona).post(REPORTS, aRequest()).status()).as(persona.name()).isEqualTo(403);
        }
        Answer stranger = another().post(REPORTS, aRequest());
        assertThat(stranger.status()).isEqualTo(422);
        assertThat(stranger.problem()).isEqualTo("not-serving");
    }

    @Test
    void refusesADayOutsideTheTerm() {
        Map<String, Object> before = aRequest();
        Instant then = Instant.now().minus(Duration.ofDays(11));
        before.put("startedAt", then.toString());
        before.put("finishedAt", then.plusSeconds(60).toString());
        refuses(before, "not-serving", "startedAt");
        Map<String, Object> future = aRequest();
        future.put("finishedAt", Instant.now().plusSeconds(600).toString());
        refuses(future, "report-in-the-future", "finishedAt");
    }

    @Test
    void refusesWhatIsNotThere() {
        Map<String, Object> request = aRequest();
        request.put("about", "210100-NONE");
        refuses(request, "unknown-reference", "about");
        request = aRequest();
        request.put("checklistVersion", "made-up.v9");
        refuses(request, "checklist-unknown", "checklistVersion");
        request = aRequest();
        request.put("results", List.of(Map.of("checkpoint", "QUALITY-99", "result", "OK")));
        refuses(request, "checkpoint-unknown", "results[0].checkpoint");
        request = aRequest();
        request.put("results", List.of());
        request.put("entries", List.of());
        refuses(request, "nothing-reported", "entries");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "absent", value = {"serviceItem,absent", "about,absent", "about,沈阳", "channel,absent", "channel,FAX", "startedAt,absent", "startedAt,yesterday",
        "rating,absent", "rating,0", "rating,6", "checklistVersion,'../etc'", "checklistVersion,absent", "activityId,7", "owner,me", "dictatedBy,me"})
    void refusesWhatCannotBeUnderstoodAndStoresNothing(String field, @Nullable String value) {
        Map<String, Object> request = aRequest();
        if (value == null) {
            request.remove(field);
        } else {
            request.put(field, field.equals("rating") ? (Object) Integer.valueOf(value) : value);
        }
        long before = mongo.getCollection("experience_report").countDocuments();
        Answer answer = her().post(REPORTS, request);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.fields()).containsOnly(field);
        assertThat(mongo.getCollection("experience_report").countDocuments()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "absent", value = {"kind,absent", "kind,RUMOUR", "title,absent", "title,''", "text,absent", "text,' '", "severity,absent",
        "severity,AWFUL", "checkpoint,quality", "id,fnd_1"})
    void refusesAnEntryThatCannotBeUnderstood(String field, @Nullable String value) {
        Map<String, Object> entry = SomeReports.aProblem();
        if (value == null) {
            entry.remove(field);
        } else {
            entry.put(field, value);
        }
        Map<String, Object> request = aRequest();
        request.put("entries", List.of(entry));
        Answer answer = her().post(REPORTS, request);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly("entries[0]." + field);
    }

    @Test
    void refusesMoreThanFiftyEntries() {
        Map<String, Object> request = aRequest();
        request.put("entries", Collections.nCopies(51, SomeReports.aSuggestion()));
        assertThat(her().post(REPORTS, request).fields()).containsExactly("entries");
        request.put("entries", Collections.nCopies(50, SomeReports.aSuggestion()));
        assertThat(her().post(REPORTS, request).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"👩‍🔧 窗口 𠮷野 家", "\u202bمرحبا\u202c 服务", "<script>alert(1)</script>", "=HYPERLINK(\"http://x\")", "{\"$ne\": null}"})
    void keepsTextsAsTheyWereWritten(String text) {
        Map<String, Object> suggestion = SomeReports.aSuggestion();
        suggestion.put("title", text);
        suggestion.put("text", text);
        Map<String, Object> request = aRequest();
        request.put("entries", List.of(suggestion));
        Answer answer = her().post(REPORTS, request);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(her().get(answer.header("Location")).at("/entries/0/title")).isEqualTo(text);
    }

    @Test
    void isOneReportForARepeatedRequestAlsoByManyAtOnce() {
        Http keyed = her().with("Idempotency-Key", "key-" + SomeCodes.phone());
        Map<String, Object> request = aRequest();
        List<Answer> answers = IntStream.range(0, 4).mapToObj(_ -> CompletableFuture.supplyAsync(() -> keyed.post(REPORTS, request))).toList().stream()
                .map(CompletableFuture::join).toList();
        assertThat(answers.stream().map(Answer::status).sorted().toList()).containsExactly(200, 200, 200, 201);
        assertThat(answers.stream().map(answer -> answer.at("/id")).distinct().toList()).hasSize(1);
        request.put("rating", 5);
        assertThat(keyed.post(REPORTS, request).problem()).isEqualTo("idempotency-key-reused");
        assertThat(another().with("Idempotency-Key", "key-x").post(REPORTS, request).status()).isEqualTo(422);
    }

    @Test
    void acceptsNoCheckpointOfAVersionItCannotLookUp() {
        ChecklistStandIn.INSTANCE.behave(ChecklistStandIn.problem(503));
        Map<String, Object> request = aRequest();
        request.put("checklistVersion", "never-seen.v" + System.nanoTime() % 100_000);
        long before = mongo.getCollection("experience_report").countDocuments();
        KafkaTopics.await("a question to walkthrough-service", () -> {
            Answer answer = her().post(REPORTS, request);
            assertThat(answer.status()).isIn(422, 503);
            return answer.status() == 503 && answer.problem().equals("walkthrough-service-unavailable");
        });
        assertThat(mongo.getCollection("experience_report").countDocuments()).isEqualTo(before);
    }

    @Test
    void isWrittenDownByAClerkForSomebodyWithoutAnAccount() {
        Experiencer without = appointed("210100", null, TODAY.minusDays(1), TODAY.plusDays(1));
        Map<String, Object> dictation = Map.of("experiencerId", without.id(), "report", aRequest());
        Answer taken = http.as(Persona.SHENYANG_OFFICE).post(REPORTS + "/dictations", dictation);
        assertThat(taken.status()).as(taken.toString()).isEqualTo(201);
        assertThat(taken.at("/dictatedBy")).isEqualTo(Persona.SHENYANG_OFFICE.account());
        String finding = new String(kafka.await("experience-report.events", taken.at("/id"), 2).get(1).value(), StandardCharsets.UTF_8);
        assertThat(finding).doesNotContain("raisedBy");
        assertThat(http.as(Persona.DALIAN_OFFICE).post(REPORTS + "/dictations", dictation).status()).isEqualTo(404);
        assertThat(her().post(REPORTS + "/dictations", dictation).status()).isEqualTo(403);
        Answer refused = http.as(Persona.SHENYANG_OFFICE).post(REPORTS + "/dictations", Map.of("experiencerId", herself.id(), "report", aRequest()));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("experiencer-has-account");
        Experiencer former = appointed("210100", null, TODAY, TODAY.plusDays(1));
        Map<String, Object> early = aRequest();
        early.put("startedAt", Instant.now().minus(Duration.ofDays(2)).toString());
        assertThat(http.as(Persona.SHENYANG_OFFICE).post(REPORTS + "/dictations", Map.of("experiencerId", former.id(), "report", early)).problem()).isEqualTo("not-serving");
    }

    @Test
    void isListedByUnitItemDayRatingAndKind() {
        String item = "item-" + SomeCodes.phone();
        Experiencer inCounty = appointed("210102", account + "-county", TODAY.minusDays(10), TODAY.plusDays(1));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Map<String, Object> request = aRequest();
            request.put("serviceItem", Map.of("code", item, "name", "参保"));
            Instant day = Instant.now().minus(Duration.ofDays(3 - i)).minusSeconds(60);
            request.put("startedAt", day.toString());
            request.put("finishedAt", day.plusSeconds(30).toString());
            request.put("rating", i + 1);
            request.put("entries", List.of(i == 0 ? SomeReports.aProblem() : SomeReports.aSuggestion()));
            ids.addFirst(experiencer(inCounty.owner(), "210102").post(REPORTS, request).at("/id"));
        }
        Http office = http.as(Persona.SHENYANG_OFFICE);
        String query = REPORTS + "?item=" + item;
        assertThat(ids(office.get(query))).isEqualTo(ids);
        assertThat(ids(office.get(query + "&unit=210102"))).isEqualTo(ids);
        assertThat(office.get(query + "&unit=210200").status()).isEqualTo(404);
        assertThat(ids(office.get(query + "&rating=2"))).containsExactly(ids.get(1));
        assertThat(ids(office.get(query + "&kind=PROBLEM"))).containsExactly(ids.get(2));
        assertThat(ids(office.get(query + "&kind=PRAISE"))).isEmpty();
        assertThat(ids(office.get(query + "&about=210100-HRSS&from=" + TODAY.minusDays(2)))).isEqualTo(ids.subList(0, 2));
        assertThat(ids(office.get(query + "&to=" + TODAY.minusDays(3)))).isEqualTo(ids.subList(2, 3));
        Answer first = office.get(query + "&limit=2");
        assertThat(ids(first)).isEqualTo(ids.subList(0, 2));
        assertThat(ids(office.get(query + "&limit=2&after=" + first.at("/next")))).isEqualTo(ids.subList(2, 3));
        for (String bad : List.of("limit=0", "rating=9", "kind=RUMOUR", "from=tomorrow", "to=1999-01-01", "after=nonsense")) {
            assertThat(office.get(REPORTS + "?" + bad).fields()).as(bad).containsExactly(bad.substring(0, bad.indexOf('=')));
        }
        assertThat(office.get(REPORTS + "?from=2026-02-01&to=2026-01-01").fields()).containsExactly("to");
    }

    @Test
    void answersASuggestionUntilItIsDone() {
        Answer report = her().post(REPORTS, aRequest());
        String suggestion = report.at("/entries/1/id");
        String path = report.header("Location") + "/suggestions/" + suggestion;
        Http office = http.as(Persona.SHENYANG_OFFICE);
        assertThat(suggestions(office, false)).contains(suggestion);
        assertThat(office.post(path + "/study", Map.of("words", "研究")).status()).isEqualTo(428);
        assertThat(her().at(1).post(path + "/study", Map.of("words", "研究")).status()).isEqualTo(403);
        assertThat(http.as(Persona.DALIAN_OFFICE).at(1).post(path + "/study", Map.of("words", "研究")).status()).isEqualTo(404);
        assertThat(office.at(9).post(path + "/study", Map.of("words", "研究")).status()).isEqualTo(409);
        Answer studied = office.at(1).post(path + "/study", Map.of("words", "征求窗口意见"));
        assertThat(studied.at("/entries/1/suggestion/statusText")).isEqualTo("研究中");
        assertThat(office.at(2).post(path + "/adoption", Map.of("change", "增设流程图")).fields()).containsExactly("until");
        Answer adopted = office.at(2).post(path + "/adoption", Map.of("change", "增设流程图", "until", TODAY.plusDays(30).toString()));
        assertThat(adopted.status()).as(adopted.toString()).isEqualTo(200);
        assertThat(suggestions(office, false)).doesNotContain(suggestion);
        assertThat(suggestions(office, true)).contains(suggestion);
        assertThat(suggestions(http.as(Persona.DALIAN_OFFICE), true)).doesNotContain(suggestion);
        Answer done = office.at(3).post(path + "/completion", Map.of("words", "已在一楼设置"));
        assertThat(done.at("/entries/1/suggestion/until")).isEqualTo(TODAY.plusDays(30).toString());
        Answer again = office.at(4).post(path + "/refusal", Map.of("words", "算了"));
        assertThat(again.problem()).isEqualTo("illegal-transition");
        assertThat(kafka.await("experience-report.events", report.at("/id"), 5).stream().skip(2)
                .map(message -> EventJson.read(message.value(), SuggestionAnswered.class)))
                .extracting(SuggestionAnswered::before, SuggestionAnswered::answer)
                .containsExactly(tuple(null, SuggestionAnswer.UNDER_STUDY), tuple(SuggestionAnswer.UNDER_STUDY, SuggestionAnswer.ADOPTED),
                        tuple(SuggestionAnswer.ADOPTED, SuggestionAnswer.DONE));
        Answer outcomes = her().get(REPORTS + "/mine/outcomes");
        assertThat(outcomes.json().at("/counts/adopted/value").asInt()).isEqualTo(1);
        assertThat(outcomes.at("/items/1/story")).endsWith("沈阳市落实了您的建议：已在一楼设置。");
    }

    @Test
    void followsAFindingToItsEndAndIsAskedAgain() {
        Answer report = her().post(REPORTS, aRequest());
        String id = report.at("/id");
        String finding = report.at("/entries/0/id");
        String issue = Ids.next("iss");
        assertThat(her().get(REPORTS + "/mine/outcomes").at("/items/0/story")).contains("正在登记");
        publish(issue, 1, new IssueRegistered(issue, "210100-HRSS", new SourceRef(SourceKind.EXPERIENCER, finding), IssueKind.PROBLEM, Severity.MEDIUM,
                new ServiceItemRef("112101000001234567001", "企业职工参保登记"), Dimension.QUALITY, "窗口仍要求纸质证明", Instant.now()));
        await(id, "REGISTERED");
        assertThat(entry(id).at("/issue/evidencePath").asString("")).isEqualTo("/api/v1/issues/" + issue + "/evidence");
        assertThat(entry(id).at("/issue/stageText").asString("")).isEqualTo("已登记");
        publish(issue, 2, new IssueDispatched(issue, "210100", "210100-HRSS"));
        publish(issue, 3, new RectificationVerified(issue, "210100"));
        await(id, "VERIFIED");
        assertThat(entry(id).at("/issue/ratingPath").asString("")).isEqualTo("/api/v1/issues/" + issue + "/rating");
        assertThat(her().get(REPORTS + "/mine/outcomes").at("/items/0/asked")).isEqualTo("请评价办理结果");
        publish(issue, 4, new IssueClosed(issue, "210100"));
        publish(issue, 5, new OptimizationRecorded(issue, "opt_1", "210100-HRSS", new ServiceItemRef("112101000001234567001", "企业职工参保登记"), null, null,
                null, null, 4, 3, 2, 0));
        await(id, "CLOSED");
        KafkaTopics.await("the improvement", () -> !entry(id).at("/issue/changes").isEmpty());
        publish("cpb_" + finding, 1, new CommonProblemConfirmed("cpb_" + finding, "210000", 1, "参保登记仍收纸质证明", "逐个窗口自查", TODAY.plusDays(10),
                List.of("210100-HRSS"), List.of(issue, "iss_unknown")));
        KafkaTopics.await("the common problem", () -> entry(id).at("/issue").has("commonProblemId"));
        assertThat(her().get(REPORTS + "/mine/outcomes").at("/items/0/story")).contains("沈阳市人力资源和社会保障局已办结", "申请材料由 4 份变为 3 份", "共性问题");

        String path = report.header("Location") + "/findings/" + finding + "/look-back";
        long version = her().get(report.header("Location")).version();
        assertThat(her().at(version).post(path, Map.of("held", true)).problem()).isEqualTo("look-back-not-asked");
        timers.strike(Instant.now().plus(Duration.ofDays(31)));
        assertThat(entry(id).at("/issue/question").asString("")).isEqualTo("请再看一次：问题是否复发");
        version = her().get(report.header("Location")).version();
        assertThat(another().at(version).post(path, Map.of("held", true)).status()).isEqualTo(404);
        assertThat(http.as(Persona.SHENYANG_OFFICE).at(version).post(path, Map.of("held", true)).problem()).isEqualTo("look-back-not-yours");
        assertThat(her().at(version).post(path, Map.of()).fields()).containsExactly("held");
        Answer said = her().at(version).post(path, Map.of("held", false, "text", "又要了"));
        assertThat(said.status()).as(said.toString()).isEqualTo(200);
        assertThat(her().at(said.version()).post(path, Map.of("held", true)).problem()).isEqualTo("look-back-not-asked");
        KafkaTopics.await("the look-back event", () -> kafka.read("experience-report.events", message -> id.equals(message.key())).stream()
                .anyMatch(message -> new String(message.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8).equals("experience-report.looked-back.v1")));
        var counts = her().get(REPORTS + "/mine/outcomes").json().path("counts");
        assertThat(counts.at("/settled/value").asInt()).isEqualTo(1);
        assertThat(counts.at("/settled/of").asInt()).isEqualTo(1);
        assertThat(counts.at("/held/value").asInt()).isZero();
        assertThat(counts.at("/held/of").asInt()).isEqualTo(1);
        assertThat(counts.at("/answered/of").asInt()).isEqualTo(1);
    }

    @Test
    void showsOutcomesToWhoReportedAlone() {
        her().post(REPORTS, aRequest());
        assertThat(another().get(REPORTS + "/mine/outcomes").json().path("items").size()).isZero();
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(REPORTS + "/mine/outcomes").status()).isEqualTo(403);
        Answer page = her().get(REPORTS + "/mine/outcomes?limit=1");
        assertThat(page.json().path("items").size()).isEqualTo(2);
        assertThat(page.json().has("next")).isFalse();
    }

    private void refuses(Map<String, Object> request, String rule, String field) {
        long before = mongo.getCollection("experience_report").countDocuments();
        Answer answer = her().post(REPORTS, request);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo(rule);
        assertThat(answer.fields()).containsExactly(field);
        assertThat(mongo.getCollection("experience_report").countDocuments()).isEqualTo(before);
    }

    private JsonNode entry(String id) {
        return her().get(REPORTS + "/" + id).json().at("/entries/0");
    }

    private void await(String id, String stage) {
        KafkaTopics.await(stage, () -> entry(id).at("/issue/stage").asString("").equals(stage));
    }

    private Experiencer appointed(String unit, @Nullable String owner, LocalDate from, LocalDate to) {
        return AppointedOnes.appointed(store, organisation, cipher, unit, owner, from, to);
    }

    private Http her() {
        return experiencer(account, "210100");
    }

    private Http another() {
        return experiencer("citizen-other", "210100");
    }

    private Http experiencer(@Nullable String subject, String unit) {
        return http.withToken(Tokens.of(Persona.EXPERIENCER, claims -> claims.subject(subject).claim("unit", unit)));
    }

    private static List<String> ids(Answer page) {
        return page.json().path("items").valueStream().map(item -> item.path("id").asString()).toList();
    }

    private static List<String> suggestions(Http office, boolean promised) {
        List<String> all = new ArrayList<>();
        String next = "";
        do {
            Answer page = office.get(REPORTS + "/suggestions?limit=200&promised=" + promised + (next.isEmpty() ? "" : "&after=" + next));
            page.json().path("items").forEach(item -> all.add(item.path("suggestionId").asString()));
            next = page.at("/next");
        } while (!next.isEmpty());
        return all;
    }

    private void publish(String key, long sequence, Event event) {
        publisher.send(key, sequence, Ids.next("evt"), Events.typeOf(event.getClass()), Instant.now(), EventJson.write(event), null).join();
    }
}
