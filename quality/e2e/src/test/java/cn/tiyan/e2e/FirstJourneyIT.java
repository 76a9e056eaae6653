package cn.tiyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** The first journey, played twice on one platform, leaves behind exactly what happened. */
@WholePlatform
@Order(1)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FirstJourneyIT {

    private final Platform platform;
    private final List<FirstJourney.Outcome> outcomes = new ArrayList<>();

    FirstJourneyIT(Platform platform) {
        this.platform = platform;
    }

    @BeforeAll
    void play() throws Exception {
        outcomes.add(new FirstJourney(platform, Narrator.silent()).play());
        outcomes.add(new FirstJourney(platform, Narrator.silent()).play());
    }

    @Test
    void keepsOneFeedbackRecordPerKeyHoweverOftenItIsPushed() throws Exception {
        Map<String, Long> records = items("sheng.ban", "/api/v1/feedback?limit=200").stream()
                .collect(Collectors.groupingBy(item -> item.path("source").asString() + " " + item.path("key").asString(), Collectors.counting()));

        assertThat(records.values()).containsOnly(1L);
        assertThat(records.keySet()).contains(outcomes.stream()
                .flatMap(outcome -> Stream.of("HOTLINE_12345 " + outcome.orderKey(), "SERVICE_RATING " + outcome.ratingKey())).toArray(String[]::new));
    }

    @Test
    void raisesOneIssuePerSourceAndClosesIt() throws Exception {
        List<JsonNode> issues = items("sheng.ban", "/api/v1/issues?limit=200");

        assertThat(issues).extracting(issue -> issue.path("source").path("id").asString()).doesNotHaveDuplicates();
        for (var outcome : outcomes) {
            assertThat(outcome.issues()).containsOnlyKeys("WALKTHROUGH", "HOTLINE_12345", "SERVICE_RATING");
            assertThat(issues).filteredOn(issue -> outcome.issues().containsValue(issue.path("id").asString())).hasSize(3)
                    .allSatisfy(issue -> assertThat(issue.path("status").asString()).isEqualTo("CLOSED"));
        }
        assertThat(issues).extracting(issue -> issue.path("number").asString()).doesNotHaveDuplicates();
    }

    @Test
    void countsInTheProvinceWhatItCountsInItsUnits() throws Exception {
        Map<String, Long> province = counts(figures("sheng.ban", "/api/v1/figures/overview"));
        Map<String, Long> units = new TreeMap<>();
        figures("sheng.ban", "/api/v1/figures/by-unit").forEach(unit -> counts(unit).forEach((figure, count) -> units.merge(figure, count, Long::sum)));

        assertThat(province).containsAllEntriesOf(Map.of("FOUND", 6L, "CLOSED", 6L, "FEEDBACK", 4L, "WALKTHROUGHS", 2L, "EXPERIENCERS", 2L));
        assertThat(units).isEqualTo(province);
    }

    @Test
    void showsAnotherCityNothing() throws Exception {
        for (var list : List.of("/api/v1/issues", "/api/v1/feedback", "/api/v1/walkthroughs", "/api/v1/experiencers")) {
            assertThat(items("dalian.ban", list)).as(list).isEmpty();
        }
        assertThat(counts(figures("dalian.ban", "/api/v1/figures/overview")).values()).containsOnly(0L);
    }

    @Test
    void keepsPersonalDataOutOfWhatIsShownAndLogged(LocalStack stack) throws Exception {
        for (var item : items("shenyang.ban", "/api/v1/feedback?limit=200")) {
            String whole = platform.as("shenyang.ban").get("/api/v1/feedback/" + item.path("id").asString()).expect(200).response().body();
            assertThat(whole).doesNotContain("13912345678", "韩梅梅", "13800001111", "李雷");
        }
        for (var service : List.of("gateway", "experiencer-service", "walkthrough-service", "issue-service", "feedback-ingest-service", "reporting-service")) {
            assertThat(stack.log(service)).as("log of " + service).doesNotContain("13912345678", "韩梅梅", "13800001111", "李雷", "王晓明");
        }
    }

    private List<JsonNode> items(String account, String path) throws Exception {
        return platform.as(account).get(path).expect(200).json().path("items").valueStream().toList();
    }

    private JsonNode figures(String account, String path) throws Exception {
        return platform.as(account).get(path).expect(200).json();
    }

    /** Numbers only: rates do not add up. */
    private static Map<String, Long> counts(JsonNode overview) {
        Map<String, Long> counts = new TreeMap<>();
        overview.path("figures").properties().forEach(figure -> {
            if (!figure.getKey().endsWith("_RATE") && !figure.getKey().startsWith("SATISFACTION")) {
                counts.put(figure.getKey(), figure.getValue().path("value").asLong());
            }
        });
        return counts;
    }
}
