package cn.tiyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.e2e.Platform.Answer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What happens at a counter is seen by its department, its city and the province alike, however they look at it, and by nobody else. */
@WholePlatform
class FiguresJourneyIT {

    private static final List<String> SEEING = List.of("sheng.ban", "shenyang.ban", "shenyang.renshe");

    private final Platform platform;

    FiguresJourneyIT(Platform platform) {
        this.platform = platform;
    }

    @Test
    void showsOneTruthAtEveryLevel() throws Exception {
        List<Long> before = List.of(dispatched("sheng.ban"), dispatched("shenyang.ban"), dispatched("shenyang.renshe"));
        Answer triaged = Given.aTriagedIssue(platform);
        String issue = triaged.at("/id");
        platform.as("shenyang.ban").with("If-Match", triaged.etag()).post("/api/v1/issues/" + issue + "/dispatch", Map.of("handlingUnit", "210100-HRSS")).expect(200);
        for (int level = 0; level < SEEING.size(); level++) {
            String account = SEEING.get(level);
            long wanted = before.get(level) + 1;
            Patience.await("one more for " + account, () -> dispatched(account) >= wanted ? true : null);
            JsonNode overview = figures(account, "overview");
            for (String way : List.of("by-source", "by-kind", "by-dimension")) {
                assertThat(sum(figures(account, way))).as(way + " for " + account).isGreaterThanOrEqualTo(wanted);
            }
            assertThat(overview.path("asOf").asString()).isNotEmpty();
            assertThat(records(account)).as("what is behind it").anyMatch(record -> record.path("id").asString().equals(issue));
        }
        assertThat(records("dalian.ban")).as("another city").noneMatch(record -> record.path("id").asString().equals(issue));
        assertThat(platform.as("dalian.ban").get("/api/v1/figures/overview?unit=210100").status()).isIn(403, 404);
    }

    @Test
    void isHandedInAsAWorkbook() throws Exception {
        Answer ordered = platform.as("sheng.ban").with("Idempotency-Key", "figures-" + UUID.randomUUID()).post("/api/v1/documents", Map.of("kind", "FIGURES_XLSX")).expect(202);
        String path = "/api/v1/documents/" + ordered.at("/id");
        Patience.await("the workbook", () -> {
            String status = platform.as("sheng.ban").get(path).expect(200).at("/status");
            assertThat(status).isNotEqualTo("FAILED");
            return status.equals("READY") ? true : null;
        });
        HttpResponse<byte[]> file = platform.as("sheng.ban").download(path + "/content");
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body()).as("a zip").startsWith('P', 'K');
        platform.as("dalian.ban").get(path).expect(404);
    }

    @Test
    void isTheSameWhenItIsFoldedAnew() throws Exception {
        long found = Patience.await("something to count", () -> dispatched("sheng.ban") > 0 ? Long.valueOf(dispatched("sheng.ban")) : null);
        String rebuild = "/api/v1/figures/rebuilds/" + platform.as("yunwei").post("/api/v1/figures/rebuilds", Map.of("reason", "核对")).expect(202).at("/id");
        Patience.await("the rebuild", () -> {
            assertThat(dispatched("sheng.ban")).as("meanwhile").isGreaterThanOrEqualTo(found);
            return platform.as("yunwei").get(rebuild).expect(200).at("/state").equals("DONE") ? true : null;
        });
        assertThat(dispatched("sheng.ban")).isGreaterThanOrEqualTo(found);
    }

    private JsonNode figures(String account, String question) throws Exception {
        return platform.as(account).get("/api/v1/figures/" + question).expect(200).json();
    }

    private long dispatched(String account) throws Exception {
        return figures(account, "overview").at("/figures/DISPATCHED/value").asLong();
    }

    private static long sum(JsonNode parts) {
        return parts.valueStream().mapToLong(part -> part.at("/figures/DISPATCHED/value").asLong()).sum();
    }

    private List<JsonNode> records(String account) throws Exception {
        return figures(account, "records?figure=DISPATCHED&limit=200").path("items").valueStream().toList();
    }
}
