package cn.tiyan.issue.issue;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What events say of whose turn it is, for those who keep a docket. */
@PlatformTest
class WhoseTurnIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    private Http http;
    @Autowired
    private Issues issues;
    @Autowired
    private KafkaTopics kafka;
    private IssueDesk desk;

    @BeforeEach
    void aDesk() {
        desk = new IssueDesk(http, issues);
    }

    @Test
    void tellsWithEachEventWhoseTurnItIsAndUntilWhen() {
        String id = desk.comeTo(Status.SUBMITTED);
        assertThat(desk.take(Action.SEND_BACK, id).status()).isEqualTo(200);
        Instant due = Instant.parse(desk.read(id).at("/deadline/due"));
        assertThat(told(id, 7)).containsExactly("issue.registered.v1 210100 TRIAGE", "issue.triaged.v1 210100 DISPATCH", "issue.dispatched.v1 210100-HRSS ACCEPT",
                "issue.accepted.v1 210100-HRSS RECTIFY", "issue.rectification-planned.v1", "issue.rectification-submitted.v1 210100 VERIFY",
                "issue.rectification-sent-back.v1 210100-HRSS RECTIFY");
        assertThat(Instant.parse(data(id, 7).getLast().path("desk").path("due").asString())).isEqualTo(due);
    }

    @Test
    void tellsThatItIsNobodysOnceItIsClosed() {
        String id = desk.comeTo(Status.CLOSED);
        List<String> told = told(id, 9);
        assertThat(told.subList(6, 9)).containsExactly("issue.rectification-verified.v1 210100 RATE", "issue.rated.v1 210100 CLOSE", "issue.closed.v1");
    }

    @Test
    void tellsNoDeadlineWhileTheClockStandsStill() {
        String id = desk.comeTo(Status.RECTIFYING);
        assertThat(desk.take(Action.PAUSE, id).status()).isEqualTo(200);
        assertThat(data(id, 6).getLast().path("desk").has("due")).isFalse();
        assertThat(data(id, 6).getLast().path("desk").path("unit").asString()).isEqualTo("210100-HRSS");
        assertThat(desk.take(Action.RESUME, id).status()).isEqualTo(200);
        assertThat(data(id, 7).getLast().path("desk").has("due")).isTrue();
    }

    private List<String> told(String id, int events) {
        return kafka.await("issue.events", id, events).stream().map(message -> {
            JsonNode turn = JSON.readTree(message.value()).path("desk");
            String type = new String(message.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
            return turn.isMissingNode() ? type : type + " " + turn.path("unit").asString() + " " + turn.path("step").asString();
        }).toList();
    }

    private List<JsonNode> data(String id, int events) {
        return kafka.await("issue.events", id, events).stream().map(message -> JSON.readTree(message.value())).toList();
    }
}
