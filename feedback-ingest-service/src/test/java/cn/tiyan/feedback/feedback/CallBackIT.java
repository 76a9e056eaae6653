package cn.tiyan.feedback.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.Events;
import cn.tiyan.contracts.feedback.FeedbackRecorded;
import cn.tiyan.contracts.feedback.FeedbackWithdrawn;
import cn.tiyan.feedback.Pushes;
import cn.tiyan.feedback.SigningSender;
import cn.tiyan.feedback.intake.PushKind;
import cn.tiyan.platform.messaging.EventJson;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Call-backs of bad ratings over HTTP: who sees them, who may, what they lead to. */
@PlatformTest
class CallBackIT {

    private static final String FEEDBACK = "/api/v1/feedback/";
    private static final String WORK = FEEDBACK + "call-backs";
    private static final Map<String, Object> MALICE = Map.of("contacted", true, "verdict", "MALICIOUS", "text", "评价人承认没有来过");

    @Autowired
    private Http http;
    @Autowired
    private KafkaTopics kafka;

    /** Id of a bad rating of Shenyang's human resources bureau. */
    private String aBadRating() {
        String project = "C" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        assertThat(SigningSender.ratings(http).service(Pushes.aService(project)).status()).isEqualTo(202);
        assertThat(SigningSender.ratings(http).rating(Pushes.aBadRating(project, 1)).status()).isEqualTo(202);
        String id = Feedback.idOf("rating-liaoning", PushKind.RATING, project + "/1");
        KafkaTopics.await("the rating", () -> "DUE".equals(http.as(Persona.SHENYANG_OFFICE).get(FEEDBACK + id).at("/callBackState")));
        return id;
    }

    private Http.Answer call(Persona who, String id, Map<String, Object> body) {
        return at(who, id).post(FEEDBACK + id + "/call-backs", body);
    }

    private Http.Answer review(Persona who, String id, String verdict) {
        return at(who, id).post(FEEDBACK + id + "/call-backs/review", Map.of("verdict", verdict, "reason", "当日没有办件记录"));
    }

    private Http at(Persona who, String id) {
        return http.as(who).at(http.as(Persona.PROVINCE_OFFICE).get(FEEDBACK + id).version());
    }

    private boolean lists(Persona who, String state, String id) {
        String after = "";
        do {
            JsonNode page = http.as(who).get(WORK + "?limit=200&state=" + state + after).json();
            if (page.path("items").valueStream().anyMatch(line -> id.equals(line.path("id").asString()))) {
                return true;
            }
            after = page.path("next").isString() ? "&after=" + page.path("next").asString() : null;
        } while (after != null);
        return false;
    }

    @Test
    void isListedForThoseWhoseUnitItIsAbout() {
        String id = aBadRating();
        assertThat(lists(Persona.SHENYANG_DEPARTMENT, "DUE", id)).isTrue();
        assertThat(lists(Persona.OPERATOR, "DUE", id)).isTrue();
        assertThat(lists(Persona.DALIAN_OFFICE, "DUE", id)).isFalse();
        assertThat(call(Persona.DALIAN_DEPARTMENT, id, MALICE).status()).isEqualTo(404);
        assertThat(http.as(Persona.OPERATOR).get(WORK + "?state=NONE").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @EnumSource(value = Persona.class, names = {"SHENYANG_WALKER", "SHENYANG_VERIFIER", "EXPERIENCER", "ADMIN"})
    void isNothingForOthers(Persona who) {
        String id = aBadRating();
        assertThat(http.as(who).get(WORK).status()).isEqualTo(403);
        assertThat(http.as(who).get(WORK + "/counts").status()).isEqualTo(403);
        assertThat(call(who, id, MALICE).status()).isEqualTo(403);
        assertThat(review(who, id, "MALICIOUS").status()).isEqualTo(403);
    }

    @Test
    void tellsTheIssueWhenMaliceIsConfirmed() {
        String id = aBadRating();
        assertThat(call(Persona.SHENYANG_DEPARTMENT, id, MALICE).at("/state")).isEqualTo("UNDER_REVIEW");
        assertThat(lists(Persona.SHENYANG_OFFICE, "UNDER_REVIEW", id)).isTrue();
        assertThat(review(Persona.SHENYANG_DEPARTMENT, id, "MALICIOUS").status()).isEqualTo(403);
        Http.Answer confirmed = review(Persona.SHENYANG_OFFICE, id, "MALICIOUS");
        assertThat(confirmed.at("/state")).isEqualTo("MALICIOUS");
        assertThat(review(Persona.PROVINCE_OFFICE, id, "FACTUAL").problem()).isEqualTo("nothing-to-review");
        kafka.await("feedback.events", id, 4);
        assertThat(told(id, FeedbackWithdrawn.class)).singleElement().satisfies(event -> {
            assertThat(event.withdrawn()).isTrue();
            assertThat(event.malicious()).isTrue();
            assertThat(event.reason()).isEqualTo("当日没有办件记录");
        });
    }

    @Test
    void tellsOthersOnceThatItWasCalledBack() {
        String id = aBadRating();
        call(Persona.SHENYANG_DEPARTMENT, id, Map.of("contacted", false, "text", "无人接听"));
        call(Persona.SHENYANG_DEPARTMENT, id, Map.of("contacted", true, "verdict", "FACTUAL", "text", "属实，已致歉"));
        kafka.await("feedback.events", id, 3);
        assertThat(told(id, FeedbackRecorded.class)).extracting(FeedbackRecorded::calledBack).containsExactly(false, true);
    }

    private <E extends Event> List<E> told(String id, Class<E> type) {
        return kafka.read("feedback.events", message -> id.equals(message.key())
                        && Events.typeOf(type).equals(new String(message.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8)))
                .stream().map(message -> EventJson.read(message.value(), type)).toList();
    }

    @Test
    void isCounted() {
        JsonNode before = http.as(Persona.SHENYANG_OFFICE).get(WORK + "/counts").json();
        aBadRating();
        call(Persona.SHENYANG_DEPARTMENT, aBadRating(), Map.of("contacted", false, "text", "无人接听"));
        call(Persona.SHENYANG_DEPARTMENT, aBadRating(), Map.of("contacted", true, "verdict", "FACTUAL", "text", "属实，已致歉"));
        JsonNode after = http.as(Persona.SHENYANG_OFFICE).get(WORK + "/counts").json();
        assertThat(after.path("bad").asLong() - before.path("bad").asLong()).isEqualTo(3);
        assertThat(after.path("calledBack").asLong() - before.path("calledBack").asLong()).isEqualTo(2);
        assertThat(after.path("verified").asLong() - before.path("verified").asLong()).isEqualTo(1);
        assertThat(after.at("/byState/IN_VAIN").asLong() - before.at("/byState/IN_VAIN").asLong()).isEqualTo(1);
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(WORK + "/counts?from=2100-01-01T00:00:00Z").json().path("bad").asLong()).isZero();
    }

    @Test
    void asksForWhatIsMissing() {
        String id = aBadRating();
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).post(FEEDBACK + id + "/call-backs", MALICE).status()).isEqualTo(428);
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).at(99).post(FEEDBACK + id + "/call-backs", MALICE).status()).isEqualTo(409);
        assertThat(call(Persona.SHENYANG_DEPARTMENT, id, Map.of("verdict", "FACTUAL")).fields()).containsExactlyInAnyOrder("contacted", "text");
        Http.Answer missing = call(Persona.SHENYANG_DEPARTMENT, id, Map.of("contacted", true, "text", "已联系"));
        assertThat(missing.status()).isEqualTo(422);
        assertThat(missing.fields()).containsExactly("verdict");
    }

    @Test
    void revealsTheNumberThatOnlyTheServiceMessageHas() {
        String id = aBadRating();
        Map<String, Object> wanted = Map.of("field", "mobile", "reason", "差评回访需要联系评价人");
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).post(FEEDBACK + id + "/reveal", wanted).status()).isEqualTo(403);
        assertThat(http.as(Persona.SHENYANG_OFFICE).post(FEEDBACK + id + "/reveal", wanted).at("/value")).isEqualTo("13800138000");
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(FEEDBACK + id).json().path("history").valueStream()
                .map(line -> line.path("action").asString())).contains("reveal");
    }

    @Test
    void hasExamplesInTheApiDocument() {
        JsonNode paths = http.get("/v3/api-docs").json().path("paths");
        for (String path : List.of("/api/v1/feedback/{id}/call-backs", "/api/v1/feedback/{id}/call-backs/review")) {
            assertThat(paths.path(path).path("post").at("/requestBody/content/application~1json/example").isMissingNode()).as(path).isFalse();
        }
    }
}
