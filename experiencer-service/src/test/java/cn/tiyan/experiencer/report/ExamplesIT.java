package cn.tiyan.experiencer.report;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.http.Http;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The API document shows how reports, publicity and commendations are written. */
@PlatformTest
class ExamplesIT {

    @Autowired
    private Http http;

    @Test
    void showsAnExampleOfEveryBody() {
        JsonNode paths = http.as(Persona.ADMIN).get("/v3/api-docs").json().path("paths");
        List<String> ours = paths.propertyNames().stream().filter(path -> path.matches("/api/v1/(experience-reports|publicity|contributions).*")).toList();
        assertThat(ours).hasSizeGreaterThan(15);
        for (String path : ours) {
            JsonNode body = paths.path(path).at("/post/requestBody/content/application~1json");
            if (!body.isMissingNode()) {
                assertThat(body.path("example").isMissingNode()).as(path).isFalse();
            }
        }
    }
}
