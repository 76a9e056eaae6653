package cn.tiyan.issue.intake;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.Events;
import cn.tiyan.contracts.SourceRef;
import cn.tiyan.contracts.report.ExperienceLookedBack;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.issue.issue.Action;
import cn.tiyan.issue.issue.Issue;
import cn.tiyan.issue.issue.IssueDesk;
import cn.tiyan.issue.issue.Issues;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.messaging.EventJson;
import cn.tiyan.platform.messaging.EventPublisher;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Http.Answer;
import cn.tiyan.testkit.http.Tokens;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What an experiencer raised, and what they alone may do about it: hand in what shows it, rate the result, say whether it held. */
@PlatformTest
class ExperiencerIT {

    private static final Persona HERSELF = Persona.EXPERIENCER;

    @Autowired
    private Http http;
    @Autowired
    private Issues issues;
    @Autowired
    private AggregateStore store;
    @Autowired
    private EventPublisher publisher;

    private IssueDesk desk;
    private String finding = "";
    private String issue = "";

    @BeforeEach
    void herFinding() {
        desk = new IssueDesk(http, issues);
        finding = Ids.next("fnd");
        publish(1, ExperienceReportsInboxIT.aFinding(finding, "210100-HRSS", HERSELF.account()));
        issue = Issue.idFor(new SourceRef(SourceKind.EXPERIENCER, finding));
        KafkaTopics.await("her issue", () -> store.find(Issue.class, issue).isPresent());
    }

    @Test
    void isReadByWhoRaisedItAndByNoOtherExperiencer() {
        Answer hers = http.as(HERSELF).get(path());
        assertThat(hers.status()).as(hers.toString()).isEqualTo(200);
        assertThat(hers.at("/source/kind")).isEqualTo("EXPERIENCER");
        assertThat(hers.at("/raisedBy")).isEqualTo(HERSELF.account());
        assertThat(hers.json().path("actions").valueStream().map(action -> action.asString()).toList()).containsExactly("SUPPLEMENT");
        assertThat(someoneElse().get(path()).status()).isEqualTo(404);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(path()).status()).isEqualTo(404);
        assertThat(http.as(HERSELF).get("/api/v1/issues?sourceId=" + finding).json().path("items").size()).isEqualTo(1);
    }

    @Test
    void takesFilesFromWhoRaisedItAsSoonAsItIsRegistered() {
        Answer added = http.as(HERSELF).upload(path() + "/evidence", "现场.png", "image/png", IssueDesk.PNG);
        assertThat(added.status()).as(added.toString()).isEqualTo(201);
        assertThat(someoneElse().upload(path() + "/evidence", "x.png", "image/png", IssueDesk.PNG).status()).isEqualTo(404);
        assertThat(http.as(Persona.SHENYANG_OFFICE).upload(path() + "/evidence", "x.png", "image/png", IssueDesk.PNG).problem()).isEqualTo("illegal-transition");
        assertThat(store.find(Issue.class, issue).orElseThrow().history().getLast().action()).isEqualTo("supplement");
    }

    @Test
    void needsEvidenceOfWhatWasDoneBesidesThatOfWhatWasFound() {
        http.as(HERSELF).upload(path() + "/evidence", "现场.png", "image/png", IssueDesk.PNG);
        go(Action.TRIAGE, Action.DISPATCH, Action.ACCEPT, Action.PLAN);
        Answer refused = desk.take(Action.SUBMIT, issue);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("evidence-missing");
        byte[] other = IssueDesk.PNG.clone();
        other = Arrays.copyOf(other, other.length + 1);
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).upload(path() + "/evidence", "整改.png", "image/png", other).status()).isEqualTo(201);
        go(Action.SUBMIT);
        Answer late = http.as(HERSELF).upload(path() + "/evidence", "晚.png", "image/png", Arrays.copyOf(other, other.length + 1));
        assertThat(late.status()).isEqualTo(422);
        assertThat(late.problem()).isEqualTo("illegal-transition");
    }

    @Test
    void isRatedByWhoRaisedItWithNoOtherRoleThanThat() {
        go(Action.TRIAGE, Action.DISPATCH, Action.ACCEPT, Action.PLAN);
        assertThat(desk.photo(issue).status()).isEqualTo(201);
        go(Action.SUBMIT, Action.VERIFY);
        long version = http.as(HERSELF).get(path()).version();
        Map<String, Object> word = Map.of("solved", true, "satisfaction", 4, "text", "不用再跑一趟了 👍");
        assertThat(someoneElse().at(version).post(path() + "/rating", word).status()).isEqualTo(404);
        assertThat(http.as(HERSELF).post(path() + "/rating", word).status()).isEqualTo(428);
        Answer rated = http.as(HERSELF).at(version).post(path() + "/rating", word);
        assertThat(rated.status()).as(rated.toString()).isEqualTo(200);
        assertThat(rated.at("/finalRating/origin")).isEqualTo("RAISER");
        assertThat(http.as(HERSELF).at(rated.version()).post(path() + "/rating", word).problem()).isEqualTo("illegal-transition");
    }

    @Test
    void showsTheOfficeWhatWasSaidWhenAskedAgain() {
        publish(2, new ExperienceLookedBack("rep_1", finding, issue, 30, false, "又要纸质证明，来电 13912345678", Instant.parse("2026-12-25T02:00:00Z")));
        KafkaTopics.await("her word", () -> !http.as(Persona.SHENYANG_OFFICE).get(path()).json().path("recurrenceSaid").isEmpty());
        publish(2, new ExperienceLookedBack("rep_1", finding, issue, 30, false, "又要纸质证明", Instant.parse("2026-12-25T02:00:00Z")));
        publish(3, new ExperienceLookedBack("rep_1", finding, issue, 90, true, null, Instant.parse("2027-02-25T02:00:00Z")));
        KafkaTopics.await("her second word", () -> http.as(Persona.SHENYANG_OFFICE).get(path()).json().path("recurrenceSaid").size() == 2);
        Answer seen = http.as(Persona.SHENYANG_OFFICE).get(path());
        assertThat(seen.at("/recurrenceSaid/0/text")).isEqualTo("又要纸质证明，来电 139****5678");
        assertThat(seen.json().at("/recurrenceSaid/0/held").asBoolean()).isFalse();
        assertThat(seen.json().at("/recurrenceSaid/1/day").asInt()).isEqualTo(90);
        assertThat(store.find(Issue.class, issue).orElseThrow().history().stream().filter(entry -> entry.action().equals("said-again")).toList()).hasSize(2);
    }

    @Test
    void isRatedByCallBackWhereAClerkWroteTheReportDown() {
        String dictated = Ids.next("fnd");
        publish(dictated, 1, ExperienceReportsInboxIT.aFinding(dictated, "210100-HRSS", null));
        String id = Issue.idFor(new SourceRef(SourceKind.EXPERIENCER, dictated));
        KafkaTopics.await("the issue", () -> store.find(Issue.class, id).isPresent());
        assertThat(http.as(Persona.SHENYANG_OFFICE).get("/api/v1/issues/" + id).json().has("raisedBy")).isFalse();
        assertThat(http.as(HERSELF).get("/api/v1/issues/" + id).status()).isEqualTo(404);
    }

    private void go(Action... actions) {
        for (Action action : actions) {
            Answer answer = desk.take(action, issue);
            assertThat(answer.status()).as("%s %s", action, answer).isEqualTo(200);
        }
    }

    private Http someoneElse() {
        return http.withToken(Tokens.of(HERSELF, claims -> claims.subject("tiyanyuan.li")));
    }

    private String path() {
        return "/api/v1/issues/" + issue;
    }

    private void publish(long sequence, Event event) {
        publish("rep_" + finding, sequence, event);
    }

    private void publish(String key, long sequence, Event event) {
        publisher.send(key, sequence, Ids.next("evt"), Events.typeOf(event.getClass()), Instant.now(), EventJson.write(event), null).join();
    }
}
