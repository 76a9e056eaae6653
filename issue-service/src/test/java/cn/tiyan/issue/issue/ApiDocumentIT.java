package cn.tiyan.issue.issue;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.http.Http;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The API document, as an integrator needs it. */
@PlatformTest
class ApiDocumentIT {

    @Autowired
    private Http http;

    private record Operation(String method, String path, JsonNode node) {

        JsonNode json() {
            return node.at("/requestBody/content").path("application/json");
        }
    }

    @Test
    void givesEveryBodyAnExampleThatItsEndpointAccepts() {
        List<Operation> withBody = operations().filter(operation -> !operation.json().isMissingNode()).toList();
        assertThat(withBody).hasSizeGreaterThanOrEqualTo(29);
        for (Operation operation : withBody) {
            JsonNode example = operation.json().path("example");
            assertThat(example.isObject() && !example.isEmpty()).as("%s %s has an example", operation.method, operation.path).isTrue();
            // Sent by somebody who may do nothing, for what is not there: whatever is wrong with the body itself would come first, as 400.
            Http asking = http.as(Persona.ADMIN).at(1);
            String path = operation.path.replaceAll("\\{\\w+}", "none");
            Http.Answer answer = operation.method.equals("put") ? asking.put(path, example) : asking.post(path, example);
            assertThat(answer.status()).as("%s %s: %s", operation.method, operation.path, answer).isIn(403, 404, 422);
        }
    }

    @Test
    void saysInWordsWhatEachOperationIsFor() {
        assertThat(operations()).allSatisfy(operation -> assertThat(operation.node.path("summary").asString("")).as(operation.path).isNotBlank());
    }

    @Test
    void namesTheHeadersAndTheProblemsOfEveryChange() {
        List<Operation> changes = operations().filter(operation -> operation.method.equals("post") && operation.path.startsWith("/api/v1/issues/{id}/")
                && !operation.path.endsWith("/evidence")).toList();
        assertThat(changes).hasSizeGreaterThanOrEqualTo(29).allSatisfy(change -> {
            assertThat(headers(change)).as(change.path).containsExactly("If-Match");
            assertThat(change.node.path("responses").propertyNames()).as(change.path).contains("200", "400", "401", "403", "404", "409", "422", "428", "503");
        });
        Operation register = operations().filter(operation -> operation.method.equals("post") && operation.path.equals("/api/v1/issues")).findFirst().orElseThrow();
        assertThat(headers(register)).containsExactly("Idempotency-Key");
        assertThat(register.node.path("parameters").valueStream().map(parameter -> parameter.path("in").asString())).containsOnly("header");
    }

    @Test
    void namesTheStatusesThatComeAndTheHeadersTheyBear() {
        for (String begins : List.of("/api/v1/issues", "/api/v1/issues/{id}/evidence")) {
            JsonNode responses = operation("post", begins).node.path("responses");
            assertThat(responses.at("/201/headers").propertyNames()).as(begins).containsExactlyInAnyOrder("Location", "ETag");
            assertThat(responses.at("/200/headers").propertyNames()).as(begins).containsExactly("ETag");
            assertThat(responses.at("/201/content")).as(begins).isEqualTo(responses.at("/200/content")).isNotEmpty();
        }
        JsonNode check = operation("post", "/api/v1/issues/integrity-checks").node.path("responses");
        assertThat(check.propertyNames()).contains("202").doesNotContain("200", "201");
        assertThat(check.at("/202/headers").propertyNames()).containsExactly("Location");
        for (Operation tagged : List.of(operation("get", "/api/v1/issues/{id}"), operation("post", "/api/v1/issues/{id}/plan"))) {
            assertThat(tagged.node.at("/responses/200/headers").propertyNames()).as(tagged.path).containsExactly("ETag");
            assertThat(tagged.node.path("responses").has("201")).as(tagged.path).isFalse();
        }
        assertThat(operation("get", "/api/v1/issues/{id}/evidence/{evidenceId}").node.at("/responses/200").has("headers")).isFalse();
        JsonNode list = operation("get", "/api/v1/issues").node.path("responses");
        assertThat(list.propertyNames()).as("a unit out of sight, a search too broad").contains("200", "404", "422");
        assertThat(list.at("/200/content")).isNotEmpty();
        assertThat(operation("post", "/api/v1/practices/{id}/adoptions").node.path("responses").propertyNames()).contains("201", "200");
    }

    private Operation operation(String method, String path) {
        return operations().filter(operation -> operation.method.equals(method) && operation.path.equals(path)).findFirst().orElseThrow();
    }

    @Test
    void tellsWhatIsSentFromWhatIsAnswered() {
        JsonNode document = document();
        JsonNode sent = document.at(operations().filter(operation -> operation.path.endsWith("/plan")).findFirst().orElseThrow()
                .json().at("/schema/$ref").asString().substring(1));
        assertThat(document.at(sent.at("/properties/steps/items/$ref").asString().substring(1)).path("properties").propertyNames()).containsExactlyInAnyOrder("text", "until");
        assertThat(document.at("/components/schemas/PlanStep/properties").propertyNames()).contains("text", "until", "doneAt", "doneBy");
    }

    @Test
    void definesEveryProblemOnce() {
        JsonNode document = document();
        assertThat(document.at("/components/responses").propertyNames()).contains("Malformed", "Unauthenticated", "Forbidden", "NotFound", "Stale", "RuleBroken",
                "VersionRequired", "Unavailable");
        for (JsonNode response : document.at("/components/responses")) {
            assertThat(response.at("/content/application~1problem+json/schema/$ref").asString()).isEqualTo("#/components/schemas/Problem");
        }
        assertThat(document.findValuesAsString("$ref")).isNotEmpty()
                .allSatisfy(reference -> assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse());
    }

    private static List<String> headers(Operation operation) {
        return operation.node.path("parameters").valueStream().filter(parameter -> parameter.path("in").asString().equals("header"))
                .map(parameter -> parameter.path("name").asString()).toList();
    }

    private Stream<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document().path("paths").properties().forEach(path -> path.getValue().properties()
                .forEach(operation -> operations.add(new Operation(operation.getKey(), path.getKey(), operation.getValue()))));
        return operations.stream();
    }

    private JsonNode document() {
        Http.Answer answer = http.get("/v3/api-docs");
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }
}
