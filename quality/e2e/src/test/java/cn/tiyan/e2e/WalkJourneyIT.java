package cn.tiyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** What a walk from the catalogue to its report leaves behind. */
@WholePlatform
@Order(4)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WalkJourneyIT {

    private static final String WALKS = "/api/v1/walkthroughs/";

    private final Platform platform;
    private WalkJourney.Outcome outcome;

    WalkJourneyIT(Platform platform) {
        this.platform = platform;
    }

    @BeforeAll
    void play() throws Exception {
        outcome = new WalkJourney(platform, Narrator.silent()).play();
    }

    @Test
    void canBePlayedAgain() throws Exception {
        assertThat(new WalkJourney(platform, Narrator.silent()).play().first()).isNotEqualTo(outcome.first());
    }

    @Test
    void keepsWhatItWentByAndWhatBecameOfEachFinding() throws Exception {
        JsonNode walk = platform.as("shenyang.ganbu").get(WALKS + outcome.first()).expect(200).json();
        assertThat(walk.path("checklistVersion").asString()).startsWith("five-dimensions.v1+clean-window.v1+").contains("210100-HRSS.v").doesNotContain("one-thing");
        assertThat(walk.path("formVersion").asString()).isEqualTo("companion.v1");
        assertThat(walk.path("planEntryId").asString()).startsWith("ple_");
        assertThat(walk.path("devices")).hasSize(2);
        assertThat(walk.path("steps").valueStream().map(step -> step.path("name").asString())).containsExactly("申报辅导", "资料预审", "受理审批", "结果反馈");
        assertThat(walk.at("/findings/0/issue/issueId").asString()).isEqualTo(outcome.settled());
        assertThat(walk.at("/findings/0/issue/stage").asString()).isEqualTo("CLOSED");
        assertThat(walk.at("/findings/1/issue/issueId").asString()).isEqualTo(outcome.owned());
        assertThat(walk.at("/findings/1/handlingUnit").asString()).isEqualTo("210200-HRSS");
        assertThat(walk.path("findings").valueStream().map(finding -> finding.path("kind").asString())).containsExactly("PROBLEM", "DEMAND", "PRACTICE");
        assertThat(walk.path("reviews")).hasSize(2);
        assertThat(walk.at("/reWalkedBy/0").asString()).isEqualTo(outcome.second());
        assertThat(walk.path("status").asString()).isEqualTo("ACCEPTED");
    }

    @Test
    void neverShowsSignalsOutsideTheReview() throws Exception {
        for (String list : new String[] {"/api/v1/walkthroughs?limit=200", WALKS + outcome.second()}) {
            assertThat(platform.as("shenyang.ban").get(list).expect(200).response().body()).doesNotContain("seen-photo", "SEEN_PHOTO");
        }
    }

    @Test
    void countsTheWalkedEntryOfThePlan() throws Exception {
        JsonNode plan = platform.as("shenyang.renshe").get(WALKS + "plans/" + outcome.plan()).expect(200).json();
        assertThat(plan.path("entries").valueStream().map(entry -> entry.path("walked").asBoolean())).containsExactly(true, false);
    }
}
