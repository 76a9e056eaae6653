package cn.tiyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** The issue to which everything happens leaves behind exactly that. */
@WholePlatform
@Order(2)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoopJourneyIT {

    private final Platform platform;
    private LoopJourney.Outcome outcome;

    LoopJourneyIT(Platform platform) {
        this.platform = platform;
    }

    @BeforeAll
    void play() throws Exception {
        outcome = new LoopJourney(platform, Narrator.silent()).play();
    }

    @Test
    void keepsEveryTurnItTook() throws Exception {
        JsonNode issue = platform.as("sheng.ban").get("/api/v1/issues/" + outcome.issue()).expect(200).json();
        assertThat(issue.path("status").asString()).isEqualTo("CLOSED");
        assertThat(issue.path("returns")).hasSize(1);
        assertThat(issue.at("/extensions/0/approved").asBoolean()).isTrue();
        assertThat(issue.at("/supervisions/0/state").asString()).isEqualTo("LIFTED");
        assertThat(issue.path("tasks")).hasSize(2).allSatisfy(task -> assertThat(task.path("doneAt").isMissingNode()).isFalse());
        assertThat(issue.path("reopenings").asInt()).isEqualTo(1);
        assertThat(issue.at("/firstRating/satisfaction").asInt()).isEqualTo(2);
        assertThat(issue.at("/finalRating/satisfaction").asInt()).isEqualTo(5);
        assertThat(issue.path("optimizations")).hasSize(1);
        assertThat(issue.path("lookBacks").valueStream().map(lookBack -> lookBack.path("day").asInt())).containsExactly(30, 90);
    }

    @Test
    void keepsItsHistoryInOneChain() throws Exception {
        JsonNode history = platform.as("sheng.ban").get("/api/v1/issues/" + outcome.issue() + "/history").expect(200).json();
        assertThat(history.valueStream().map(entry -> entry.path("action").asString())).containsExactly(
                "register", "triage", "dispatch", "request-return", "approve-return", "dispatch", "accept", "plan", "request-extension", "review-extension",
                "deadline", "supervise", "answer-supervision", "lift-supervision", "convene", "conclude", "complete-task", "complete-task", "add-evidence",
                "complete-step", "complete-step", "submit", "send-back", "submit", "verify", "rate", "reopen", "submit", "verify", "rate",
                "record-optimization", "close");
        assertThat(platform.as("sheng.ban").get("/api/v1/issues/" + outcome.issue() + "/verify").expect(200).json().path("intact").asBoolean()).isTrue();
    }

    @Test
    void takesItsDuplicateAlong() throws Exception {
        JsonNode duplicate = platform.as("tiyanyuan.wang").get("/api/v1/issues/" + outcome.duplicate()).expect(200).json();
        assertThat(duplicate.path("status").asString()).isEqualTo("MERGED");
        assertThat(duplicate.at("/survivor/id").asString()).isEqualTo(outcome.issue());
        assertThat(duplicate.at("/survivor/closed").asBoolean()).isTrue();
        platform.as("tiyanyuan.wang").get("/api/v1/issues/" + outcome.issue()).expect(404);
    }
}
