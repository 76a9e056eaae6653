package cn.tiyan.issue.commonproblem;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.Events;
import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Cause;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.Stage;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.messaging.EventJson;
import cn.tiyan.platform.messaging.EventPublisher;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Tokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

/** Takes one common problem, of a service item of its own, through its life over Kafka and HTTP. */
final class CommonProblemDesk {

    final ServiceItemRef item = new ServiceItemRef(Ids.next("ITEM").replace("_", ""), "企业职工参保登记");
    final String id = new Likeness(item.code(), Stage.APPLICATION, Dimension.QUALITY, Cause.DATA_SHARING).problemId();

    private final Http http;
    private final EventPublisher publisher;
    private final Map<String, Long> sequences = new HashMap<>();

    CommonProblemDesk(Http http, EventPublisher publisher) {
        this.http = http;
        this.publisher = publisher;
    }

    /** Two more cities whose human resources bureaus the service knows. */
    static void found(MongoTemplate mongo) {
        for (String city : List.of("210300", "210400")) {
            mongo.save(new Unit(city, city + "市", UnitKind.CITY, "210000", List.of("210000", city), true, 1));
            mongo.save(new Unit(city + "-HRSS", city + "市人社局", UnitKind.DEPARTMENT, city, List.of("210000", city, city + "-HRSS"), true,
                    1));
        }
    }

    /** An office judges a new issue about this unit. */
    String triaged(String unit) {
        String issueId = Ids.next("iss");
        publish(issueId, CasesInboxIT.triaged(issueId, unit, item, Cause.DATA_SHARING));
        return issueId;
    }

    void publish(String issueId, Event event) {
        long sequence = sequences.merge(issueId, 1L, Long::sum) + 1;
        publisher.send(issueId, sequence, Ids.next("evt"), Events.typeOf(event.getClass()), Instant.now(), EventJson.write(event),
                null).join();
    }

    /** Three cases from three cities. */
    CommonProblemDesk proposed() {
        return proposed("210100-HRSS", "210200-HRSS", "210300-HRSS");
    }

    private CommonProblemDesk proposed(String... units) {
        IntStream.range(0, Math.max(units.length, 3)).forEach(i -> triaged(units[i % units.length]));
        awaitStatus(ProblemStatus.PROPOSED);
        return this;
    }

    /** Cases of these units, two at least, and confirmed by the province for them; their self-checks are there. */
    CommonProblemDesk confirmed(String... units) {
        proposed(units);
        Http.Answer answer = confirm(Persona.PROVINCE_OFFICE, version(), Map.of("title", "参保登记仍收纸质证明", "measures", "逐个窗口自查",
                "dueInWorkingDays", 10, "units", List.of(units)));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        awaitSelfChecks(1, units);
        return this;
    }

    Http.Answer confirm(Persona who, long version, Object body) {
        return http.as(who).at(version).post(path() + "/confirmation", body);
    }

    void awaitStatus(ProblemStatus status) {
        KafkaTopics.await(item.code() + " to be " + status, () -> read().at("/status").equals(status.name()));
    }

    void awaitSelfChecks(int round, String... units) {
        KafkaTopics.await("a self-check of each unit", () -> java.util.Arrays.stream(units)
                .allMatch(unit -> http.as(Persona.PROVINCE_OFFICE).get(selfCheck(round, unit)).status() == 200));
    }

    void awaitProgress(String field, int value) {
        KafkaTopics.await(field + " to be " + value, () -> last(read()).path("progress").path(field).asInt() == value);
    }

    static JsonNode last(Http.Answer problem) {
        JsonNode rounds = problem.json().path("rounds");
        return rounds.path(rounds.size() - 1);
    }

    String path() {
        return "/api/v1/common-problems/" + id;
    }

    String selfCheck(int round, String unit) {
        return "/api/v1/self-checks/" + SelfCheck.idFor(id, round, unit);
    }

    Http.Answer read() {
        return http.as(Persona.PROVINCE_OFFICE).get(path());
    }

    long version() {
        return read().version();
    }

    /** A clerk of this unit, or an office of it, at the version the self-check has now. */
    Http.Answer take(String unit, String role, String selfCheck, String step, Object body) {
        return as(unit, role).at(http.as(Persona.PROVINCE_OFFICE).get(selfCheck).version()).post(selfCheck + "/" + step, body);
    }

    void taken(String unit, String role, String selfCheck, String step, Object body) {
        assertThat(take(unit, role, selfCheck, step, body)).satisfies(answer -> assertThat(answer.status()).as("%s",
                answer).isEqualTo(200));
    }

    Http as(String unit, String role) {
        return http.withToken(Tokens.of(Persona.SHENYANG_DEPARTMENT,
                claims -> claims.subject(unit + "." + role).claim("unit", unit).claim("roles", List.of(role))));
    }

    static List<String> texts(JsonNode array) {
        return new ArrayList<>(array.valueStream().map(JsonNode::asString).toList());
    }
}
