package cn.tiyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.e2e.Platform.Answer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The organisation tree is kept by one service and known to the others. */
@WholePlatform
class UnitsIT {

    private final Platform platform;

    UnitsIT(Platform platform) {
        this.platform = platform;
    }

    @Test
    void hasFourteenCitiesAndTheirCounties() throws Exception {
        List<JsonNode> cities = below("210000").stream().filter(unit -> unit.path("kind").asString().equals("CITY")).toList();

        assertThat(cities).hasSize(14).extracting(unit -> unit.path("name").asString()).contains("沈阳市", "大连市", "葫芦岛市");
        for (var city : cities) {
            assertThat(below(city.path("code").asString())).as(city.path("name").asString()).anyMatch(unit -> unit.path("kind").asString().equals("COUNTY"));
        }
    }

    @Test
    void tellsOthersOfARenamingAndOfADissolution() throws Exception {
        Answer ours = found("210100");
        Answer theirs = found("210200");
        Answer issue = Given.aRegisteredIssue(platform);
        awaitRefusalOfDispatch(issue, ours, "illegal-transition", "");
        String name = "更名后的" + theirs.at("/name");
        administer(theirs, "rename", Map.of("name", name, "reason", "机构改革")).expect(200);

        // Somebody else's unit is refused by its name: the new one has arrived there.
        Answer triaged = Given.aTriagedIssue(platform);
        awaitRefusalOfDispatch(triaged, theirs, "dispatch-outside-subtree", name);

        Answer renamed = administer(ours, "rename", Map.of("name", "更名后的" + ours.at("/name"), "reason", "机构改革")).expect(200);
        Answer dispatched = dispatch(triaged, renamed).expect(200);
        assertThat(dispatched.at("/handlingUnit")).isEqualTo(ours.at("/code"));

        administer(renamed, "dissolution", Map.of("reason", "职责并入人社局")).expect(200);
        awaitRefusalOfDispatch(issue, ours, "unknown-reference", ours.at("/code"));
        Answer refused = dispatch(Given.aTriagedIssue(platform), ours).expect(422);
        assertThat(refused.at("/fieldErrors/0/field")).isEqualTo("handlingUnit");
        administer(renamed, "rename", Map.of("name", "又更名", "reason", "机构改革")).expect(409);
    }

    /** What the issue-service knows of a unit shows in why it refuses to dispatch to it. */
    private void awaitRefusalOfDispatch(Answer issue, Answer unit, String rule, String detail) throws Exception {
        Patience.await("a refusal by the rule " + rule + " saying " + detail, () -> {
            Answer refused = dispatch(issue, unit).expect(422);
            return refused.at("/type").equals("urn:tiyan:problem:" + rule) && refused.at("/detail").contains(detail) ? refused : null;
        });
    }

    private Answer dispatch(Answer issue, Answer unit) throws Exception {
        return platform.as("shenyang.ban").with("If-Match", issue.etag())
                .post("/api/v1/issues/" + issue.at("/id") + "/dispatch", Map.of("handlingUnit", unit.at("/code")));
    }

    /** A department that was not there before. */
    private Answer found(String area) throws Exception {
        String letters = ThreadLocalRandom.current().ints(6, 'A', 'Z' + 1).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        return platform.as("guanli").post("/api/v1/units", Map.of("code", area + "-" + letters, "name", "试点局" + letters, "kind", "DEPARTMENT",
                "parent", area, "reason", "试点")).expect(201);
    }

    private Answer administer(Answer unit, String verb, Map<String, String> body) throws Exception {
        return platform.as("guanli").with("If-Match", unit.etag()).post("/api/v1/units/" + unit.at("/code") + "/" + verb, body);
    }

    private List<JsonNode> below(String unit) throws Exception {
        return platform.as("sheng.ban").get("/api/v1/units?parent=" + unit).expect(200).json().path("items").valueStream().toList();
    }
}
