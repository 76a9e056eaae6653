package cn.tiyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An operator changes in Nacos which ratings become issues, while everything runs. */
@WholePlatform
class SettingsIT {

    private static final String FILE = "feedback-ingest-service.yml";

    private final Platform platform;
    private final LocalStack stack;
    private final String before;

    SettingsIT(Platform platform, LocalStack stack) throws Exception {
        this.platform = platform;
        this.stack = stack;
        this.before = platform.setting(FILE);
    }

    @AfterEach
    void restore() throws Exception {
        platform.changeSetting(FILE, before);
    }

    @Test
    void takesEffectWithinSecondsAndRefusesAnInvalidValue() throws Exception {
        assertThat(before).containsPattern("raise-issue-for-ratings-below: 3");
        assertThat(raisesAnIssue(4)).isFalse();

        platform.changeSetting(FILE, below("5"));
        JsonNode feedback = Patience.await("a rating of 4 that calls for an issue", () -> {
            JsonNode rated = rate(4);
            return rated.path("issueCalledFor").asBoolean() ? rated : null;
        });
        Patience.await("the issue itself", () -> {
            JsonNode issues = platform.as("shenyang.ban").get("/api/v1/issues?sourceId=" + feedback.path("id").asString()).expect(200).json();
            return issues.path("items").isEmpty() ? null : issues;
        });

        for (var invalid : new String[] {"9", "lots"}) {
            long refused = refusals();
            platform.changeSetting(FILE, below(invalid));
            Patience.await("a refusal of the value " + invalid + " in the log", () -> refusals() > refused ? true : null);
            assertThat(raisesAnIssue(4)).as("after the invalid value " + invalid).isTrue();
        }

        platform.changeSetting(FILE, before);
        Patience.await("a rating of 4 that calls for no issue", () -> raisesAnIssue(4) ? null : true);
        assertThat(raisesAnIssue(2)).isTrue();
    }

    private String below(String satisfaction) {
        return before.replaceFirst("(raise-issue-for-ratings-below: )\\d+", "$1" + satisfaction);
    }

    private long refusals() {
        return stack.log("feedback-ingest-service").lines().filter(line -> line.contains("the new ones are refused")).count();
    }

    private boolean raisesAnIssue(int satisfaction) throws Exception {
        return rate(satisfaction).path("issueCalledFor").asBoolean();
    }

    /** Pushes a service and a rating of it; the feedback that comes of it. */
    private JsonNode rate(int satisfaction) throws Exception {
        String project = "SET" + UUID.randomUUID().toString().substring(0, 8);
        String now = Instant.now().toString();
        assertThat(platform.ratings().post("/api/v1/ingest/rating-services", """
                {"projectNumber":"%s","department":"210100-HRSS","itemCode":"210100HRSS000001","itemName":"企业职工参保登记","servedAt":"%s"}"""
                .formatted(project, now)).statusCode()).isEqualTo(202);
        assertThat(platform.ratings().post("/api/v1/ingest/ratings", """
                {"projectNumber":"%s","ratingNumber":1,"satisfaction":%d,"ratedAt":"%s","text":"等得有点久。"}"""
                .formatted(project, satisfaction, now)).statusCode()).isEqualTo(202);
        return Given.aFeedback(platform, project + "/1");
    }
}
