package cn.tiyan.issue.issue;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.Events;
import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.issue.IssueTriaged;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.walkthrough.FindingRecorded;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.messaging.EventJson;
import cn.tiyan.platform.messaging.EventPublisher;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The closed loop from a walker's finding to 销号, over Kafka and HTTP. */
@PlatformTest
class IssueJourneyIT {

    @Autowired
    private Http http;
    @Autowired
    private Issues issues;
    @Autowired
    private KafkaTopics kafka;
    @Autowired
    private EventPublisher publisher;
    private IssueDesk desk;

    @BeforeEach
    void openTheDesk() {
        desk = new IssueDesk(http, issues);
    }

    @Test
    void saysWhereItIsOnlyJudgedAnew() {
        String id = desk.registered();
        go(Action.TRIAGE, id);
        go(Action.TRIAGE, id);
        assertThat(kafka.await("issue.events", id, 3).stream().skip(1).map(message -> EventJson.read(message.value(), IssueTriaged.class).again()))
                .containsExactly(null, true);
    }

    @Test
    void goesFromAFindingToClosure() {
        String findingId = Ids.next("fnd");
        var finding = new FindingRecorded(findingId, Ids.next("wlk"), "210100-HRSS", new ServiceItemRef("112101000001234567001", "企业职工参保登记"),
                IssueKind.PROBLEM, Dimension.QUALITY, "可网上核验的不要纸质", Severity.MEDIUM, "窗口仍要求提交纸质社保缴费证明",
                "系统可在线核验参保信息，窗口仍要求申请人往返打印纸质证明。", Instant.parse("2026-11-23T01:40:00Z"), "shenyang.ganbu", "210100-HRSS");
        publisher.send(finding.walkthroughId(), 2, Ids.next("evt"), Events.typeOf(FindingRecorded.class), Instant.now(), EventJson.write(finding), null).join();
        String bySource = "/api/v1/issues?sourceId=" + findingId;
        KafkaTopics.await("the issue", () -> !http.as(Persona.SHENYANG_OFFICE).get(bySource).at("/items/0/id").isEmpty());
        String id = http.as(Persona.SHENYANG_OFFICE).get(bySource).at("/items/0/id");

        assertThat(desk.read(id).at("/statusText")).isEqualTo("已登记");
        assertThat(actions(Persona.SHENYANG_OFFICE, id)).containsExactly("TRIAGE", "REJECT", "MERGE", "CONVENE");
        go(Action.TRIAGE, id);
        go(Action.DISPATCH, id);
        assertThat(actions(Persona.SHENYANG_DEPARTMENT, id)).containsExactly("ACCEPT", "REQUEST_RETURN");
        go(Action.ACCEPT, id);
        go(Action.PLAN, id);
        assertThat(desk.photo(id).status()).isEqualTo(201);
        go(Action.SUBMIT, id);
        assertThat(actions(Persona.SHENYANG_DEPARTMENT, id)).containsExactly("RECORD_OPTIMIZATION");
        assertThat(desk.take(Action.SEND_BACK, id).at("/status")).isEqualTo("RECTIFYING");
        go(Action.SUBMIT, id);
        go(Action.VERIFY, id);
        assertThat(desk.take(Action.RATE, id, Map.of("solved", false, "satisfaction", 2, "text", "还是要")).at("/status")).isEqualTo("RECTIFYING");
        go(Action.SUBMIT, id);
        go(Action.VERIFY, id);
        go(Action.RATE, id);
        go(Action.CLOSE, id);

        Http.Answer closed = desk.read(id);
        assertThat(closed.at("/status")).isEqualTo("CLOSED");
        assertThat(closed.at("/phase")).isEqualTo("CLOSED");
        assertThat(closed.json().path("reopenings").asInt()).isEqualTo(1);
        assertThat(closed.json().at("/firstRating/satisfaction").asInt()).isEqualTo(2);
        assertThat(closed.json().at("/finalRating/satisfaction").asInt()).isEqualTo(5);
        assertThat(closed.at("/finalRating/origin")).isEqualTo("RAISER");
        assertThat(closed.at("/verification/unit")).isEqualTo("210100");
        assertThat(closed.at("/raisedBy")).isEqualTo("shenyang.ganbu");
        assertThat(closed.json().path("reachedAt").propertyNames()).containsExactlyInAnyOrder("REGISTERED", "TRIAGED", "DISPATCHED", "ACCEPTED",
                "RECTIFYING", "SUBMITTED", "VERIFIED", "RATED", "CLOSED");

        List<String> types = kafka.await("issue.events", id, 15).stream()
                .map(message -> new String(message.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8)).distinct().toList();
        assertThat(types).containsExactly("issue.registered.v1", "issue.triaged.v1", "issue.dispatched.v1", "issue.accepted.v1",
                "issue.rectification-planned.v1", "issue.rectification-submitted.v1", "issue.rectification-sent-back.v1",
                "issue.rectification-verified.v1", "issue.rated.v1", "issue.reopened.v1", "issue.closed.v1");

        Http.Answer history = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/issues/" + id + "/history");
        assertThat(history.json().valueStream().map(entry -> entry.path("action").asString()).toList()).containsExactly("register", "triage", "dispatch",
                "accept", "plan", "add-evidence", "submit", "send-back", "submit", "verify", "rate", "reopen", "submit", "verify", "rate", "close");
        Http.Answer sound = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/issues/" + id + "/verify");
        assertThat(sound.json().path("intact").asBoolean()).isTrue();
        assertThat(sound.json().path("entries").asInt()).isEqualTo(16);
    }

    private void go(Action action, String id) {
        Http.Answer answer = desk.take(action, id);
        assertThat(answer.status()).as("%s: %s", action, answer).isEqualTo(200);
        assertThat(answer.version()).isEqualTo(answer.json().path("version").asLong());
    }

    private List<String> actions(Persona persona, String id) {
        return http.as(persona).get("/api/v1/issues/" + id).json().path("actions").valueStream().map(JsonNode::asString).toList();
    }
}
