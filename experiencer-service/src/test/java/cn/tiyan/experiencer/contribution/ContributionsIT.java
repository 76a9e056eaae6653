package cn.tiyan.experiencer.contribution;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.Events;
import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.SourceRef;
import cn.tiyan.contracts.issue.IssueClosed;
import cn.tiyan.contracts.issue.IssueRegistered;
import cn.tiyan.contracts.issue.IssueReopened;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.experiencer.SomeCodes;
import cn.tiyan.experiencer.experiencer.AppointedOnes;
import cn.tiyan.experiencer.experiencer.Experiencer;
import cn.tiyan.experiencer.report.SomeReports;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.messaging.EventJson;
import cn.tiyan.platform.messaging.EventPublisher;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.privacy.PersonalCipher;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Http.Answer;
import cn.tiyan.testkit.http.Tokens;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@PlatformTest
class ContributionsIT {

    private static final String CONTRIBUTIONS = "/api/v1/contributions";
    private static final String REPORTS = "/api/v1/experience-reports";
    private static final LocalDate TODAY = AppointedOnes.TODAY;
    private static final ServiceItemRef ITEM = new ServiceItemRef("112101000001234567001", "企业职工参保登记");

    @Autowired
    private Http http;
    @Autowired
    private AggregateStore store;
    @Autowired
    private Organisation organisation;
    @Autowired
    private PersonalCipher cipher;
    @Autowired
    private EventPublisher publisher;

    private String unit = "";
    private String account = "";
    private Experiencer herself;

    /** Each test in a county of its own. */
    @BeforeEach
    void anExperiencer() {
        unit = COUNTIES.removeFirst();
        KafkaTopics.await("the tree", () -> organisation.find(unit).isPresent());
        account = "citizen-" + SomeCodes.phone();
        herself = appointed(account, TODAY.minusDays(10));
    }

    private static final List<String> COUNTIES = new ArrayList<>(List.of("211002", "211003", "211004", "211302", "211303", "211202", "211204", "211102"));

    @Test
    void countsAClassOfProblemsOnceHoweverOftenItWasReported() {
        solve(report(SomeReports.aProblem()));
        solve(report(SomeReports.aProblem()));
        Map<String, Object> other = SomeReports.aProblem();
        other.put("checkpoint", "QUALITY-10");
        solve(report(other));
        KafkaTopics.await("three solved findings", () -> mine().at("/achievement/solvedClasses/value").asInt() == 2);
        JsonNode overview = overview("");
        assertThat(overview.path("contributors").asInt()).isEqualTo(1);
        assertThat(overview.at("/total/solvedClasses/of").asInt()).isEqualTo(2);
        assertThat(overview.at("/top/0/experiencerId").asString()).isEqualTo(herself.id());
        assertThat(overview.at("/top/0/name").asString()).startsWith("王*");
        assertThat(overview.toString()).as("how much was reported is no part of it").doesNotContainIgnoringCase("report");
    }

    @Test
    void countsNoMoreWhatWasReopened() {
        String issue = solve(report(SomeReports.aProblem()));
        KafkaTopics.await("a solved finding", () -> mine().at("/achievement/solvedClasses/value").asInt() == 1);
        publish(issue, 3, new IssueReopened(issue, "评价不满意"));
        KafkaTopics.await("it to be reopened", () -> mine().at("/achievement/solvedClasses/value").asInt() == 0);
        assertThat(overview("").path("contributors").asInt()).isZero();
    }

    @Test
    void countsAdoptedSuggestionsAndPublicityWithWhatTheyAreAShareOf() {
        Answer report = her().post(REPORTS, request(List.of(SomeReports.aSuggestion(), SomeReports.aSuggestion())));
        String path = report.header("Location") + "/suggestions/";
        assertThat(office().at(1).post(path + report.at("/entries/0/id") + "/adoption", Map.of("change", "增设", "until", TODAY.plusDays(3).toString())).status()).isEqualTo(200);
        assertThat(office().at(2).post(path + report.at("/entries/1/id") + "/refusal", Map.of("words", "场地不足")).status()).isEqualTo(200);
        Map<String, Object> piece = Map.of("medium", "NEWSPAPER", "outlet", "辽宁日报", "title", "走进大厅 " + account, "on", TODAY.toString());
        Answer publicity = her().post("/api/v1/publicity", Map.of("piece", piece));
        assertThat(publicity.status()).as(publicity.toString()).isEqualTo(201);
        KafkaTopics.await("all of it", () -> mine().at("/achievement/adoptedSuggestions/of").asInt() == 2 && mine().at("/achievement/publicity").asInt() == 1);
        assertThat(mine().at("/achievement/adoptedSuggestions/value").asInt()).isEqualTo(1);
        assertThat(overview("").at("/total/adoptedSuggestions/of").asInt()).isEqualTo(2);
        assertThat(overview("&from=" + TODAY.minusDays(3) + "&to=" + TODAY.minusDays(1)).path("contributors").asInt()).isZero();
        her().at(1).post(publicity.header("Location") + "/withdrawal", Map.of("reason", "误登"));
        KafkaTopics.await("the withdrawal", () -> mine().at("/achievement/publicity").asInt() == 0);
    }

    @Test
    void isForOfficesWithinTheirPartOfTheTree() {
        assertThat(http.as(Persona.DALIAN_OFFICE).get(CONTRIBUTIONS + "?unit=" + unit).status()).isEqualTo(404);
        assertThat(http.as(Persona.PROVINCE_LEADER).get(CONTRIBUTIONS + "?unit=" + unit).status()).isEqualTo(200);
        for (Persona persona : List.of(Persona.EXPERIENCER, Persona.SHENYANG_DEPARTMENT, Persona.OPERATOR)) {
            assertThat(http.as(persona).get(CONTRIBUTIONS).status()).as(persona.name()).isEqualTo(403);
            assertThat(http.as(persona).get(CONTRIBUTIONS + "/dormant").status()).as(persona.name()).isEqualTo(403);
        }
        assertThat(office().get(CONTRIBUTIONS + "/mine").status()).isEqualTo(403);
        assertThat(office().get(CONTRIBUTIONS + "?from=soon").fields()).containsExactly("from");
        assertThat(office().get(CONTRIBUTIONS + "?from=2026-03-01&to=2026-02-01").fields()).containsExactly("to");
    }

    @Test
    void showsWhoHasFallenAsleep() {
        Experiencer asleep = appointed(null, TODAY.minusDays(400));
        Experiencer awake = appointed("citizen-" + SomeCodes.phone(), TODAY.minusDays(400));
        KafkaTopics.await("those asleep", () -> dormant().at("/dormant/value").asInt() == 2);
        assertThat(dormant().at("/dormant/of").asInt()).isEqualTo(3);
        assertThat(dormant().at("/afterDays").asInt()).isEqualTo(180);
        assertThat(dormant().at("/items/0/name").asString()).startsWith("王*");
        assertThat(experiencer(awake.owner()).post(REPORTS, request(List.of(SomeReports.aSuggestion()))).status()).isEqualTo(201);
        KafkaTopics.await("one to wake up", () -> dormant().at("/dormant/value").asInt() == 1);
        assertThat(dormant().at("/items/0/experiencerId").asString()).isEqualTo(asleep.id());
        assertThat(dormant().at("/items/0/days").asInt()).isGreaterThanOrEqualTo(399);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(CONTRIBUTIONS + "/dormant?unit=" + unit).status()).isEqualTo(404);
    }

    @Test
    void thanksAnExperiencerWhoSeesIt() {
        Map<String, Object> words = Map.of("experiencerId", herself.id(), "kind", "CERTIFICATE", "title", "年度优秀体验员 🏅", "reason", "推动取消纸质证明", "on", TODAY.toString());
        Http keyed = office().with("Idempotency-Key", "key-" + SomeCodes.phone());
        Answer given = keyed.post(CONTRIBUTIONS + "/commendations", words);
        assertThat(given.status()).as(given.toString()).isEqualTo(201);
        assertThat(keyed.post(CONTRIBUTIONS + "/commendations", words).status()).isEqualTo(200);
        assertThat(mine().at("/commendations/items/0/title").asString()).isEqualTo("年度优秀体验员 🏅");
        assertThat(mine().at("/commendations/items/0/reason").asString()).isEqualTo("推动取消纸质证明");
        assertThat(http.as(Persona.DALIAN_OFFICE).post(CONTRIBUTIONS + "/commendations", words).status()).isEqualTo(404);
        assertThat(her().post(CONTRIBUTIONS + "/commendations", words).status()).isEqualTo(403);
        Map<String, Object> tomorrow = new HashMap<>(words);
        tomorrow.put("on", TODAY.plusDays(1).toString());
        assertThat(office().post(CONTRIBUTIONS + "/commendations", tomorrow).problem()).isEqualTo("commended-in-the-future");
        Map<String, Object> early = new HashMap<>(words);
        early.put("experiencerId", AppointedOnes.applied(store, organisation, cipher, unit).id());
        assertThat(office().post(CONTRIBUTIONS + "/commendations", early).problem()).isEqualTo("never-appointed");
        Http herAsOffice = http.withToken(Tokens.of(Persona.SHENYANG_OFFICE, claims -> claims.subject(account).claim("unit", unit)));
        assertThat(herAsOffice.post(CONTRIBUTIONS + "/commendations", words).problem()).isEqualTo("self-commendation");
        assertThat(experiencer("citizen-other").get(CONTRIBUTIONS + "/commendations?experiencer=" + herself.id()).json().path("items").size()).isZero();
        String path = CONTRIBUTIONS + "/commendations/" + given.at("/id") + "/revocation";
        assertThat(http.as(Persona.DALIAN_OFFICE).at(1).post(path, Map.of("reason", "x")).status()).isEqualTo(404);
        assertThat(office().post(path, Map.of("reason", "x")).status()).isEqualTo(428);
        assertThat(office().at(1).post(path, Map.of("reason", "误登")).at("/revoked")).isEqualTo("误登");
        assertThat(office().at(2).post(path, Map.of("reason", "误登")).problem()).isEqualTo("revoked-already");
    }

    private String report(Map<String, Object> entry) {
        Answer answer = her().post(REPORTS, request(List.of(entry)));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.at("/entries/0/id");
    }

    private String solve(String finding) {
        String issue = Ids.next("iss");
        publish(issue, 1, new IssueRegistered(issue, "210100-HRSS", new SourceRef(SourceKind.EXPERIENCER, finding), IssueKind.PROBLEM, Severity.MEDIUM, ITEM,
                Dimension.QUALITY, "窗口仍要求纸质证明", Instant.now()));
        publish(issue, 2, new IssueClosed(issue, "210100"));
        return issue;
    }

    private static Map<String, Object> request(List<Map<String, Object>> entries) {
        Map<String, Object> request = SomeReports.aRequest();
        request.put("entries", entries);
        return request;
    }

    private JsonNode mine() {
        return her().get(CONTRIBUTIONS + "/mine").json();
    }

    private JsonNode overview(String more) {
        Answer answer = office().get(CONTRIBUTIONS + "?unit=" + unit + more);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private JsonNode dormant() {
        return office().get(CONTRIBUTIONS + "/dormant").json();
    }

    private Experiencer appointed(@Nullable String owner, LocalDate from) {
        return AppointedOnes.appointed(store, organisation, cipher, unit, owner, from, TODAY.plusDays(100));
    }

    private Http her() {
        return experiencer(account);
    }

    private Http experiencer(@Nullable String subject) {
        return http.withToken(Tokens.of(Persona.EXPERIENCER, claims -> claims.subject(subject).claim("unit", unit)));
    }

    private Http office() {
        return http.withToken(Tokens.of(Persona.SHENYANG_OFFICE, claims -> claims.claim("unit", unit)));
    }

    private void publish(String key, long sequence, Event event) {
        publisher.send(key, sequence, Ids.next("evt"), Events.typeOf(event.getClass()), Instant.now(), EventJson.write(event), null).join();
    }
}
