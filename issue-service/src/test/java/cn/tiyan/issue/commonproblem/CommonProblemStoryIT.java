package cn.tiyan.issue.commonproblem;

import static cn.tiyan.issue.commonproblem.CommonProblemDesk.last;
import static cn.tiyan.issue.commonproblem.CommonProblemDesk.texts;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.commonproblem.CommonProblemConfirmed;
import cn.tiyan.contracts.issue.IssueMerged;
import cn.tiyan.contracts.issue.IssueRejected;
import cn.tiyan.contracts.vocabulary.Cause;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.Stage;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.issue.issue.Action;
import cn.tiyan.issue.issue.IssueDesk;
import cn.tiyan.issue.issue.Issues;
import cn.tiyan.issue.issue.People;
import cn.tiyan.platform.aggregate.Timers;
import cn.tiyan.platform.messaging.EventPublisher;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.time.China;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

/** 以点扩面: from cases in three cities to self-checks in four, and back again. */
@PlatformTest
class CommonProblemStoryIT {

    @Autowired
    private Http http;
    @Autowired
    private EventPublisher publisher;
    @Autowired
    private KafkaTopics kafka;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private Timers timers;
    @Autowired
    private SelfChecks selfChecks;
    @Autowired
    private Issues issues;
    private CommonProblemDesk desk;

    @BeforeEach
    void openTheDesk() {
        CommonProblemDesk.found(mongo);
        desk = new CommonProblemDesk(http, publisher);
    }

    @Test
    void tellsTheWholeStory() {
        desk.proposed();
        assertThat(desk.read().json().path("cases").asInt()).isEqualTo(3);
        assertThat(texts(desk.read().json().path("actions"))).containsExactly("CONFIRM", "DISMISS");
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(desk.path()).status()).as("not before it is confirmed").isEqualTo(404);
        assertThat(http.as(Persona.PROVINCE_OFFICE).get("/api/v1/common-problems?status=PROPOSED&item="
                + desk.item.code()).at("/items/0/id")).isEqualTo(desk.id);

        Http.Answer confirmed = desk.confirm(Persona.PROVINCE_OFFICE, desk.version(),
                Map.of("title", "参保登记仍收纸质证明", "measures", "逐个窗口自查，停止收取", "dueInWorkingDays", 5));
        assertThat(confirmed.status()).as("%s", confirmed).isEqualTo(200);
        assertThat(texts(last(confirmed).path("units"))).as("those with cases, and the sister bureau without")
                .containsExactly("210100-HRSS", "210200-HRSS", "210300-HRSS", "210400-HRSS");
        LocalDate dueOn = LocalDate.parse(last(confirmed).path("dueOn").asString());
        desk.awaitSelfChecks(1, "210100-HRSS", "210200-HRSS", "210300-HRSS", "210400-HRSS");
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).get(desk.path()).at("/status")).isEqualTo("CONFIRMED");

        desk.taken("210100-HRSS", "DEPARTMENT_CLERK", desk.selfCheck(1, "210100-HRSS"), "answer", Map.of("found", true, "corrected", 4,
                "done", "已停止收取"));
        desk.taken("210200-HRSS", "OFFICE_CLERK", desk.selfCheck(1, "210200-HRSS"), "answer", Map.of("found", false, "done", "逐个窗口抽查"));
        desk.taken("210300-HRSS", "DEPARTMENT_CLERK", desk.selfCheck(1, "210300-HRSS"), "answer", Map.of("notConcerned", "该事项已全部网办"));
        timers.strike(dueOn.plusDays(1).atStartOfDay(China.ZONE).toInstant());
        desk.awaitProgress("overdue", 1);
        desk.taken("210400-HRSS", "DEPARTMENT_CLERK", desk.selfCheck(1, "210400-HRSS"), "answer", Map.of("found", true, "corrected", 0,
                "done", "已发现"));
        desk.taken("210400", "OFFICE_CLERK", desk.selfCheck(1, "210400-HRSS"), "send-back", Map.of("reason", "发现了就要整改", "dueInWorkingDays",
                10));
        desk.taken("210400-HRSS", "DEPARTMENT_CLERK", desk.selfCheck(1, "210400-HRSS"), "answer", Map.of("found", true, "corrected", 3,
                "done", "已整改"));
        desk.taken("210100", "OFFICE_CLERK", desk.selfCheck(1, "210100-HRSS"), "acceptance", Map.of("note", "属实"));
        desk.taken("210000", "OFFICE_CLERK", desk.selfCheck(1, "210200-HRSS"), "acceptance", Map.of());
        desk.taken("210300", "OFFICE_CLERK", desk.selfCheck(1, "210300-HRSS"), "acceptance", Map.of());
        desk.awaitProgress("completed", 3);
        assertThat(desk.read().at("/status")).isEqualTo("CONFIRMED");
        desk.taken("210400", "OFFICE_CLERK", desk.selfCheck(1, "210400-HRSS"), "acceptance", Map.of());
        desk.awaitStatus(ProblemStatus.SETTLED);
        var progress = last(desk.read()).path("progress");
        assertThat(List.of(progress.path("assigned").asInt(), progress.path("completed").asInt(), progress.path("notConcerned").asInt(),
                progress.path("foundIn").asInt(), progress.path("corrected").asInt(), progress.path("overdue").asInt())).containsExactly(4,
                4, 1, 2, 7, 1);

        String again = desk.triaged("210200-HRSS");
        desk.awaitStatus(ProblemStatus.RECURRED);
        assertThat(desk.read().at("/recurrence/issueId")).isEqualTo(again);
        assertThat(desk.confirm(Persona.PROVINCE_OFFICE, desk.version(), Map.of("title", "参保登记再次收取纸质证明", "measures", "举一反三",
                "dueInWorkingDays", 5, "units", List.of("210200-HRSS"))).status()).isEqualTo(200);
        desk.awaitSelfChecks(2, "210200-HRSS");
        assertThat(desk.read().json().path("rounds")).hasSize(2);

        List<String> types = kafka.await("common-problem.events", desk.id, 5).stream()
                .map(message -> new String(message.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8)).toList();
        assertThat(types).containsExactly("common-problem.proposed.v1", "common-problem.confirmed.v1", "common-problem.settled.v1",
                "common-problem.recurred.v1", "common-problem.confirmed.v1");
        Http.Answer history = http.as(Persona.PROVINCE_OFFICE).get(desk.path() + "/history");
        assertThat(history.json().valueStream().map(entry -> entry.path("action").asString()))
                .containsExactly("propose", "confirm", "settle", "recur", "confirm");
    }

    @Test
    void beginsWithIssuesThatOfficesTriage() {
        var issueDesk = new IssueDesk(http, issues);
        for (Unit unit : List.of(People.SHENYANG_HRSS, People.DALIAN_HRSS, People.DALIAN_HRSS)) {
            String issueId = issueDesk.registered(unit);
            Http.Answer triaged = issueDesk.take(Persona.PROVINCE_OFFICE, Action.TRIAGE, issueId, issueDesk.version(issueId),
                    Map.of("difficulty", "MEDIUM", "dimension", "QUALITY", "stage", "APPLICATION", "cause", "DATA_SHARING",
                            "serviceItem", Map.of("code", desk.item.code(), "name", desk.item.name())));
            assertThat(triaged.status()).as("%s", triaged).isEqualTo(200);
        }
        desk.awaitStatus(ProblemStatus.PROPOSED);
        assertThat(texts(desk.read().json().path("units"))).containsExactly("210100-HRSS", "210200-HRSS");
    }

    @Test
    void countsWhatTheNewestEventOfAnIssueSays() {
        String first = desk.triaged("210100-HRSS");
        String second = desk.triaged("210200-HRSS");
        String third = desk.triaged("210300-HRSS");
        desk.awaitStatus(ProblemStatus.PROPOSED);
        desk.publish(first, new IssueRejected(first, "210100", "不在受理范围"));
        desk.awaitStatus(ProblemStatus.GATHERING);
        desk.publish(first, CasesInboxIT.triaged(first, "210100-HRSS", desk.item, Cause.DATA_SHARING));
        desk.awaitStatus(ProblemStatus.PROPOSED);
        desk.publish(second, new IssueMerged(second, third));
        desk.awaitStatus(ProblemStatus.GATHERING);
        desk.publish(second, CasesInboxIT.triaged(second, "210200-HRSS", desk.item, Cause.DATA_SHARING));
        desk.awaitStatus(ProblemStatus.PROPOSED);
        desk.publish(third, CasesInboxIT.triaged(third, "210300-HRSS", desk.item, Cause.PROCESS));
        desk.awaitStatus(ProblemStatus.GATHERING);
        assertThat(texts(desk.read().json().path("units"))).containsExactly("210100-HRSS", "210200-HRSS");
        String moved = new Likeness(desk.item.code(), Stage.APPLICATION, Dimension.QUALITY, Cause.PROCESS).problemId();
        assertThat(http.as(Persona.PROVINCE_OFFICE).get("/api/v1/common-problems/" + moved).at("/newestCases/0/issueId")).isEqualTo(third);
    }

    @Test
    void countsManyCasesAsItCountsFew() {
        IntStream.range(0, 60).forEach(_ -> desk.triaged("210100-HRSS"));
        KafkaTopics.await("60 cases", () -> desk.read().json().path("cases").asInt(-1) == 60);
        var other = new CommonProblemDesk(http, publisher);
        other.triaged("210100-HRSS");
        String newest = desk.triaged("210200-HRSS");
        KafkaTopics.await("the next", () -> desk.read().json().path("cases").asInt() == 61 && other.read().json().path("cases").asInt(-1) == 1);
        assertThat(desk.read().at("/newestCases/0/issueId")).isEqualTo(newest);
        assertThat(texts(desk.read().json().path("units"))).containsExactly("210100-HRSS", "210200-HRSS");
    }

    @Test
    void takesNoIssueForACaseThatDoesNotSayWhatItIsACaseOf() {
        String quiet = desk.triaged("210100-HRSS");
        KafkaTopics.await("the case", () -> desk.read().status() == 200);
        desk.publish(quiet, CasesInboxIT.triaged(quiet, "210100-HRSS", desk.item, null));
        KafkaTopics.await("no case any more", () -> desk.read().json().path("cases").asInt(-1) == 0);
        desk.publish(quiet, CasesInboxIT.triaged(quiet, null, desk.item, Cause.DATA_SHARING));
        desk.publish(quiet, CasesInboxIT.triaged(quiet, "210100-HRSS", null, Cause.DATA_SHARING));
        kafka.awaitHandled("issue-service.cases", "issue.events");
        assertThat(desk.read().json().path("cases").asInt()).isZero();
    }

    @Test
    void goesOnSendingOutWhereACrashInterruptedIt() {
        desk.confirmed("210100-HRSS", "210200-HRSS");
        String kept = SelfCheck.idFor(desk.id, 1, "210100-HRSS");
        String lost = SelfCheck.idFor(desk.id, 1, "210200-HRSS");
        desk.taken("210100-HRSS", "DEPARTMENT_CLERK", desk.selfCheck(1, "210100-HRSS"), "answer", Map.of("found", false, "done", "已自查"));
        mongo.getCollection("self_check").deleteOne(new Document("_id", lost));
        var round = last(desk.read());
        var order = new CommonProblemConfirmed(desk.id, "210000", 1, round.path("title").asString(), round.path("measures").asString(),
                LocalDate.parse(round.path("dueOn").asString()), List.of("210100-HRSS", "210200-HRSS"));
        selfChecks.assign(order);
        assertThat(http.as(Persona.PROVINCE_OFFICE).get("/api/v1/self-checks/" + lost).at("/status")).isEqualTo("ASSIGNED");
        assertThat(http.as(Persona.PROVINCE_OFFICE).get("/api/v1/self-checks/" + kept).at("/status")).isEqualTo("ANSWERED");
    }

    @Test
    void asksUnitsWhoseCasesCameWhileOthersCheckedThemselves() {
        desk.confirmed("210100-HRSS", "210200-HRSS");
        String elsewhere = desk.triaged("210300-HRSS");
        KafkaTopics.await("the case", () -> desk.read().json().path("cases").asInt() == 4);
        checked(1, "210100-HRSS", "210200-HRSS");
        desk.awaitStatus(ProblemStatus.RECURRED);
        assertThat(desk.read().at("/recurrence/issueId")).isEqualTo(elsewhere);
        assertThat(desk.confirm(Persona.PROVINCE_OFFICE, desk.version(), Map.of("title", "参保登记仍收纸质证明", "measures", "举一反三",
                "dueInWorkingDays", 5, "units", List.of("210300-HRSS"))).status()).isEqualTo(200);
        desk.awaitSelfChecks(2, "210300-HRSS");
        assertThat(desk.as("210200-HRSS", "DEPARTMENT_CLERK").get(desk.path()).status()).as("those of the first round still see it").isEqualTo(200);
        checked(2, "210300-HRSS");
        desk.awaitStatus(ProblemStatus.SETTLED);
        assertThat(kafka.await("common-problem.events", desk.id, 4).stream()
                .map(message -> new String(message.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8)))
                .containsExactly("common-problem.proposed.v1", "common-problem.confirmed.v1", "common-problem.confirmed.v1",
                        "common-problem.settled.v1");
    }

    @Test
    void asksTheNextAboveWhereABureauIsDissolvedAndNobodyWhereNobodyIsLeft() {
        mongo.save(new Unit("210500", "本溪市", UnitKind.CITY, "210000", List.of("210000", "210500"), true, 1));
        mongo.save(new Unit("210500-LABOUR", "本溪市劳动局", UnitKind.DEPARTMENT, "210500", List.of("210000", "210500", "210500-LABOUR"), false, 1));
        mongo.save(new Unit("210000-LABOUR", "省劳动厅", UnitKind.DEPARTMENT, "210000", List.of("210000", "210000-LABOUR"), false, 1));
        List.of("210100-HRSS", "210500-LABOUR", "210000-LABOUR").forEach(desk::triaged);
        desk.awaitStatus(ProblemStatus.PROPOSED);
        var order = new HashMap<String, Object>(Map.of("title", "参保登记仍收纸质证明", "measures", "逐个窗口自查", "dueInWorkingDays", 5));
        order.put("units", List.of("210100-HRSS"));
        assertThat(desk.confirm(Persona.PROVINCE_OFFICE, desk.version(), order).problem()).isEqualTo("units-with-cases-left-out");
        order.remove("units");
        assertThat(texts(last(desk.confirm(Persona.PROVINCE_OFFICE, desk.version(), order)).path("units")))
                .containsExactly("210100-HRSS", "210200-HRSS", "210300-HRSS", "210400-HRSS", "210500");
    }

    @Test
    void takesBackARecurrenceWhoseCaseIsNone() {
        desk.confirmed("210100-HRSS", "210200-HRSS");
        checked(1, "210100-HRSS", "210200-HRSS");
        desk.awaitStatus(ProblemStatus.SETTLED);
        JsonNode watched = last(desk.read()).path("watchedUntil");
        String mistaken = desk.triaged("210300-HRSS");
        desk.awaitStatus(ProblemStatus.RECURRED);
        desk.publish(mistaken, new IssueRejected(mistaken, "210300", "误登记"));
        desk.awaitStatus(ProblemStatus.SETTLED);
        assertThat(last(desk.read()).path("watchedUntil")).isEqualTo(watched);
        desk.triaged("210300-HRSS");
        desk.awaitStatus(ProblemStatus.RECURRED);
        assertThat(http.as(Persona.PROVINCE_OFFICE).at(desk.version()).post(desk.path() + "/dismissal", Map.of("reason", "另有起因")).at("/status"))
                .isEqualTo("SETTLED");
        String genuine = desk.triaged("210100-HRSS");
        desk.awaitStatus(ProblemStatus.RECURRED);
        assertThat(desk.read().at("/recurrence/issueId")).isEqualTo(genuine);
    }

    private void checked(int round, String... units) {
        for (String unit : units) {
            String check = desk.selfCheck(round, unit);
            desk.taken(unit, "DEPARTMENT_CLERK", check, "answer", Map.of("found", false, "done", "已自查"));
            desk.taken("210000", "OFFICE_CLERK", check, "acceptance", Map.of());
        }
    }

    @Test
    void settlesOnceHoweverOftenItIsToldOfACompletion() {
        desk.confirmed("210100-HRSS", "210200-HRSS");
        checked(1, "210100-HRSS", "210200-HRSS");
        desk.awaitStatus(ProblemStatus.SETTLED);
        long version = desk.version();
        var sent = kafka.await("self-check.events", SelfCheck.idFor(desk.id, 1, "210100-HRSS"), 2).getLast();
        kafka.send(new ProducerRecord<>(sent.topic(), null, sent.key(), sent.value(), sent.headers()));
        kafka.awaitHandled("issue-service.self-check-progress", "self-check.events");
        assertThat(desk.version()).isEqualTo(version);
        assertThat(Duration.between(Instant.parse(last(desk.read()).path("settledAt").asString()),
                Instant.parse(last(desk.read()).path("watchedUntil").asString()))).isEqualTo(Duration.ofDays(180));
    }
}
