package cn.tiyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A refusal as everybody can rely on it: RFC 9457, a stable type, a trace, and not a word of what is inside. */
final class Refused {

    private static final JsonMapper JSON = new JsonMapper();

    private Refused() {
    }

    /** The problem, if the answer is one of this status. */
    static JsonNode with(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.request().method() + " " + answer.uri() + " → " + answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("type").asString()).startsWith("urn:tiyan:problem:");
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).containsPattern("\\p{IsHan}");
        assertThat(problem.path("detail").asString()).containsPattern("\\p{IsHan}");
        assertThat(problem.path("traceId").asString()).matches("[0-9a-f]{32}");
        assertThat(answer.body()).doesNotContain("Exception", "java.", "tools.jackson", "org.springframework", "cn.tiyan.");
        return problem;
    }

    /** The problem, if it is one of this status and stable name. */
    static JsonNode with(int status, String name, HttpResponse<String> answer) {
        JsonNode problem = with(status, answer);
        assertThat(problem.path("type").asString()).as(answer.body()).isEqualTo("urn:tiyan:problem:" + name);
        return problem;
    }

    /** The fields a problem names. */
    static List<String> fields(JsonNode problem) {
        assertThat(problem.path("fieldErrors").valueStream().toList())
                .allSatisfy(error -> assertThat(error.path("message").asString()).containsPattern("\\p{IsHan}"));
        return problem.path("fieldErrors").valueStream().map(error -> error.path("field").asString()).distinct().toList();
    }
}
