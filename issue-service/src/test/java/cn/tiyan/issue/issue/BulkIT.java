package cn.tiyan.issue.issue;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** One step for many issues at once. */
@PlatformTest
class BulkIT {

    private static final String DISPATCH = "/api/v1/issues/bulk/dispatch";
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Autowired
    private Http http;
    @Autowired
    private Issues issues;
    @Autowired
    private KafkaTopics kafka;
    private IssueDesk desk;

    @BeforeEach
    void openTheDesk() {
        desk = new IssueDesk(http, issues);
    }

    @Test
    void takesEachAsFarAsItGoesAndLetsNoneHoldUpTheOthers() {
        String first = desk.comeTo(Status.TRIAGED);
        String untriaged = desk.registered();
        String stale = desk.comeTo(Status.TRIAGED);
        String last = desk.comeTo(Status.TRIAGED);
        String unseen = "iss_00000000000000000000000000";
        Http.Answer answer = http.as(Persona.SHENYANG_OFFICE).post(DISPATCH, Map.of("handlingUnit", "210100-HRSS", "items", List.of(
                chosen(first, 2), chosen(unseen, 1), chosen(untriaged, 1), chosen(stale, 1), chosen(last, 2), chosen(last, 2))));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(values(answer, "id")).containsExactly(first, unseen, untriaged, stale, last, last);
        assertThat(values(answer, "status")).containsExactly("200", "404", "422", "409", "200", "409");
        assertThat(values(answer, "version")).containsExactly("3", "", "", "", "3", "");
        assertThat(answer.at("/2/problem/type")).isEqualTo("urn:tiyan:problem:illegal-transition");
        assertThat(answer.at("/2/problem/instance")).isEqualTo("/api/v1/issues/" + untriaged);
        assertThat(answer.at("/5/problem/type")).isEqualTo("urn:tiyan:problem:stale-version");
        assertThat(List.of(desk.status(first), desk.status(untriaged), desk.status(stale), desk.status(last)))
                .containsExactly(Status.DISPATCHED, Status.REGISTERED, Status.TRIAGED, Status.DISPATCHED);
        assertThat(desk.version(first)).isEqualTo(3);
    }

    @Test
    void namesTheFieldOfARuleInItsRow() {
        String id = desk.comeTo(Status.TRIAGED);
        Http.Answer answer = http.as(Persona.SHENYANG_OFFICE).post(DISPATCH, Map.of("handlingUnit", "210200-HRSS", "items", List.of(chosen(id, 2))));
        assertThat(answer.at("/0/problem/type")).isEqualTo("urn:tiyan:problem:dispatch-outside-subtree");
        assertThat(answer.at("/0/problem/fieldErrors/0/field")).isEqualTo("handlingUnit");
        assertThat(answer.at("/0/problem/traceId")).isNotEmpty();
    }

    @Test
    void triagesTwoHundredUnderOneTrace() {
        List<String> ids = IntStream.range(0, 200).mapToObj(i -> desk.registered()).toList();
        Http.Answer answer = http.as(Persona.SHENYANG_OFFICE).with("traceparent", TRACE).post("/api/v1/issues/bulk/triage",
                Map.of("difficulty", "EASY", "cause", "PROCESS", "items", ids.stream().map(id -> chosen(id, 1)).toList()));
        assertThat(values(answer, "status")).hasSize(200).containsOnly("200");
        assertThat(desk.read(ids.get(77)).at("/cause")).isEqualTo("PROCESS");
        var triaged = kafka.await("issue.events", ids.getLast(), 2).getLast();
        assertThat(new String(triaged.headers().lastHeader("ce_traceparent").value(), StandardCharsets.UTF_8)).isEqualTo(TRACE);
    }

    @Test
    void refusesTheWholeWhereAllOfItIsWrong() {
        String id = desk.comeTo(Status.TRIAGED);
        Map<String, Object> body = Map.of("handlingUnit", "210100-HRSS", "items", List.of(chosen(id, 2)));
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).post(DISPATCH, body).status()).isEqualTo(403);
        Http.Answer nobody = http.as(Persona.SHENYANG_OFFICE).post(DISPATCH, Map.of("handlingUnit", "210100-NONE", "items", List.of(chosen(id, 2))));
        assertThat(nobody.status()).isEqualTo(422);
        assertThat(nobody.problem()).isEqualTo("unknown-reference");
        assertThat(desk.status(id)).isEqualTo(Status.TRIAGED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "{\"handlingUnit\":\"210100-HRSS\"}; items",
        "{\"handlingUnit\":\"210100-HRSS\",\"items\":[]}; items",
        "{\"handlingUnit\":\"210100-HRSS\",\"items\":[null]}; items[0]",
        "{\"handlingUnit\":\"210100-HRSS\",\"items\":[{\"id\":\"7\",\"version\":1}]}; items[0].id",
        "{\"handlingUnit\":\"210100-HRSS\",\"items\":[{\"id\":\"iss_00000000000000000000000000\"}]}; items[0].version",
        "{\"items\":[{\"id\":\"iss_00000000000000000000000000\",\"version\":1}]}; handlingUnit"})
    void namesTheFieldThatIsWrong(String body, String field) {
        Http.Answer answer = http.as(Persona.SHENYANG_OFFICE).post(DISPATCH, body);
        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(field);
    }

    @Test
    void takesNoMoreThanTwoHundred() {
        var many = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < 201; i++) {
            many.add(chosen("iss_%026d".formatted(i), 1));
        }
        assertThat(http.as(Persona.SHENYANG_OFFICE).post(DISPATCH, Map.of("handlingUnit", "210100-HRSS", "items", many)).fields()).containsExactly("items");
    }

    private static Map<String, Object> chosen(String id, long version) {
        return Map.of("id", id, "version", version);
    }

    private static List<String> values(Http.Answer answer, String field) {
        return answer.json().valueStream().map((JsonNode row) -> row.path(field).asString("")).toList();
    }
}
