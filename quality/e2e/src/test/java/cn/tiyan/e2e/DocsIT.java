package cn.tiyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The joined API document is one document, about every service. */
@WholePlatform
class DocsIT {

    private static final Pattern TEMPLATE = Pattern.compile("/api/v1/[a-z-]+(/[a-z-]+|/\\{\\w+})*");

    private static final List<String> PREFIXES = List.of("/api/v1/units", "/api/v1/experiencers", "/api/v1/recruitment", "/api/v1/rosters", "/api/v1/activities", "/api/v1/surveys",
            "/api/v1/experience-reports", "/api/v1/publicity", "/api/v1/contributions", "/api/v1/walkthroughs", "/api/v1/issues", "/api/v1/calendar",
            "/api/v1/common-problems", "/api/v1/self-checks", "/api/v1/practices", "/api/v1/lists", "/api/v1/feedback",
            "/api/v1/ingest/hotline-orders", "/api/v1/figures/overview", "/api/v1/milestones", "/api/v1/notices");

    private final Platform platform;

    DocsIT(Platform platform) {
        this.platform = platform;
    }

    @Test
    void namesThePathsOfEveryService() throws Exception {
        JsonNode document = document();

        assertThat(document.path("openapi").asString()).startsWith("3.1");
        assertThat(document.path("info").path("title").asString()).isNotBlank();
        assertThat(document.path("paths").propertyNames()).allMatch(path -> TEMPLATE.matcher(path).matches());
    }

    @Test
    void definesEverythingItRefersTo() throws Exception {
        JsonNode document = document();

        assertThat(document.findValuesAsString("$ref")).isNotEmpty()
                .allSatisfy(reference -> assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse());
        List<String> operations = document.path("paths").valueStream().flatMap(path -> path.findValuesAsString("operationId").stream()).toList();
        assertThat(operations).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void isShownAsAPage() throws Exception {
        assertThat(platform.anonymous().get("/docs").expect(200).response().body()).contains("接口文档");
    }

    private JsonNode document() throws Exception {
        // A service that is only just registered is named as missing for a moment.
        return Patience.await("a document of all services", () -> {
            JsonNode document = platform.anonymous().get("/docs/openapi.json").expect(200).json();
            var paths = document.path("paths").propertyNames();
            return PREFIXES.stream().allMatch(prefix -> paths.stream().anyMatch(path -> path.startsWith(prefix))) ? document : null;
        });
    }
}
