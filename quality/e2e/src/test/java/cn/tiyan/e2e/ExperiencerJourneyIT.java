package cn.tiyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** An experiencer's way from the open call to thanks, and what others may know of it. */
@WholePlatform
@Order(3)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExperiencerJourneyIT {

    private final Platform platform;
    private ExperiencerJourney.Outcome outcome;

    ExperiencerJourneyIT(Platform platform) {
        this.platform = platform;
    }

    @BeforeAll
    void play() throws Exception {
        outcome = new ExperiencerJourney(platform, Narrator.silent()).play();
    }

    @Test
    void canBePlayedAgain() throws Exception {
        var again = new ExperiencerJourney(platform, Narrator.silent()).play();

        assertThat(again.issue()).isNotEqualTo(outcome.issue());
    }

    @Test
    void neverShowsWhoApplied() throws Exception {
        JsonNode record = platform.as("shenyang.ban").get("/api/v1/experiencers/" + outcome.experiencer()).expect(200).json();

        assertThat(record.path("name").asString()).isEqualTo("王**");
        assertThat(record.path("identityNumber").asString()).matches("210\\*+..");
        assertThat(record.toString()).doesNotContain("王晓梅");
    }

    @Test
    void letsNobodyElseInOnAReport() throws Exception {
        String report = "/api/v1/experience-reports/" + outcome.report();
        platform.as("shenyang.ban").get(report).expect(200);
        platform.as("sheng.lingdao").get(report).expect(200);
        platform.as("dalian.ban").get(report).expect(404);
        platform.as("shenyang.renshe").get(report).expect(403, 404);
        platform.anonymous().get(report).expect(401);
    }

    @Test
    void countsWhatCameOfItAndNotHowMuchWasReported() throws Exception {
        JsonNode mine = platform.as("tiyanyuan.wang").get("/api/v1/contributions/mine").expect(200).json();

        assertThat(mine.at("/achievement/solvedClasses/value").asInt()).isEqualTo(1);
        assertThat(mine.toString()).doesNotContain("\"reports\"");
    }
}
