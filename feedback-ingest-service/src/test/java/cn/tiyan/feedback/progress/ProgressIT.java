package cn.tiyan.feedback.progress;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.Events;
import cn.tiyan.contracts.issue.IssueAccepted;
import cn.tiyan.contracts.issue.IssueClosed;
import cn.tiyan.contracts.issue.IssueDispatched;
import cn.tiyan.contracts.issue.IssueMerged;
import cn.tiyan.contracts.issue.IssueRated;
import cn.tiyan.contracts.issue.IssueRejected;
import cn.tiyan.contracts.issue.IssueSplit;
import cn.tiyan.contracts.issue.IssueTriaged;
import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.RatingOrigin;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.feedback.Pushes;
import cn.tiyan.feedback.SigningSender;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.messaging.EventJson;
import cn.tiyan.platform.messaging.EventPublisher;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What comes back to a sender: how the issue stands that its push led to. */
@PlatformTest
class ProgressIT {

    private static final String PROGRESS = "/api/v1/ingest/progress";

    @Autowired
    private Http http;
    @Autowired
    private EventPublisher publisher;
    @Autowired
    private KafkaTopics kafka;
    @Autowired
    private Progresses progresses;
    @Autowired
    private StoredProgress stored;

    /** An order that was pushed, with the issue it led to. */
    private record Order(String number, String receipt, String feedback, String issue) {
    }

    private Order anOrder() {
        String number = "T" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        String receipt = "/api/v1/feedback/receipts/" + SigningSender.hotline(http).order(Pushes.anOrder(number)).at("/receiptId");
        KafkaTopics.await("the receipt", () -> "PROCESSED".equals(http.as(Persona.OPERATOR).get(receipt).at("/state")));
        return new Order(number, receipt, http.as(Persona.OPERATOR).get(receipt).at("/feedbackId"), Ids.next("iss"));
    }

    private void publish(String issue, long sequence, Event event) {
        publisher.send(issue, sequence, Ids.next("evt"), Events.typeOf(event.getClass()), Instant.now(), EventJson.write(event), null).join();
    }

    private void registered(Order order) {
        publish(order.issue(), 1, ProgressInboxIT.registered(order.issue(), SourceKind.HOTLINE_12345, order.feedback()));
    }

    private void dispatched(String issue, long sequence) {
        publish(issue, sequence, new IssueTriaged(issue, "210100", Difficulty.EASY, Dimension.QUALITY, "210100-HRSS", null, null, null));
        publish(issue, sequence + 1, new IssueDispatched(issue, "210100", "210100-HRSS"));
    }

    private void handled() {
        kafka.awaitHandled("feedback-ingest-service.progress", "issue.events");
    }

    private JsonNode progress(Order order) {
        return http.as(Persona.SHENYANG_OFFICE).get("/api/v1/feedback/" + order.feedback()).json().path("progress");
    }

    @Test
    void showsHowFarTheIssueHasComeWithTheFeedbackAndItsReceipt() {
        Order order = anOrder();
        assertThat(progress(order).isMissingNode()).isTrue();
        registered(order);
        dispatched(order.issue(), 2);
        handled();
        assertThat(progress(order).path("words").asString()).isEqualTo("已派至承办单位，等待签收");
        assertThat(progress(order).path("unitName").asString()).isEqualTo("沈阳市人力资源和社会保障局");
        publish(order.issue(), 4, new IssueRated(order.issue(), RatingOrigin.CALL_BACK, true, 4, true));
        publish(order.issue(), 5, new IssueClosed(order.issue(), "210100"));
        publish(order.issue(), 4, new IssueRated(order.issue(), RatingOrigin.CALL_BACK, false, 1, true));
        handled();
        JsonNode closed = http.as(Persona.OPERATOR).get(order.receipt()).json().path("progress");
        assertThat(closed.path("stage").asString()).isEqualTo("CLOSED");
        assertThat(closed.path("solved").asBoolean()).isTrue();
        assertThat(closed.path("satisfaction").asInt()).isEqualTo(4);
        assertThat(closed.has("closedAt")).isTrue();
        assertThat(closed.path("revision").asInt()).isGreaterThan(1);
        assertThat(http.as(Persona.DALIAN_OFFICE).get("/api/v1/feedback/" + order.feedback()).status()).isEqualTo(404);
    }

    @Test
    void givesEachSenderItsOwnOnceAsItNowStandsAndSkipsNothing() {
        List<Order> orders = List.of(anOrder(), anOrder(), anOrder());
        orders.forEach(this::registered);
        handled();
        List<JsonNode> seen = new ArrayList<>();
        String after = fetch(null, 1, orders, seen);
        assertThat(seen).extracting(item -> item.path("key").asString()).containsExactlyInAnyOrderElementsOf(orders.stream().map(Order::number).toList());
        assertThat(seen).allSatisfy(item -> assertThat(item.toString()).doesNotContain("13912345678", "李晓明", "within"));

        dispatched(orders.get(1).issue(), 2);
        publish(orders.get(0).issue(), 2, new IssueRejected(orders.get(0).issue(), "210100", "不属于政务服务范围"));
        handled();
        List<JsonNode> more = new ArrayList<>();
        String end = fetch(after, 2, orders, more);
        assertThat(more).extracting(item -> item.path("key").asString() + " " + item.path("stage").asString())
                .containsExactlyInAnyOrder(orders.get(1).number() + " DISPATCHED", orders.get(0).number() + " REJECTED");
        JsonNode last = SigningSender.hotline(http).get(PROGRESS + "?after=" + end).json();
        assertThat(last.path("items")).isEmpty();
        assertThat(last.path("next").asString()).isEqualTo(end);
        assertThat(SigningSender.ratings(http).get(PROGRESS + "?limit=500").text()).doesNotContain(orders.getFirst().number());
    }

    /** Fetches until so many of these orders' newest have come, page by page. */
    private String fetch(String from, int limit, List<Order> orders, List<JsonNode> seen) {
        List<String> numbers = orders.stream().map(Order::number).toList();
        int wanted = from == null ? orders.size() : 2;
        String[] after = {from};
        KafkaTopics.await(wanted + " changes", () -> {
            Http.Answer page = SigningSender.hotline(http).get(PROGRESS + "?limit=" + limit + (after[0] == null ? "" : "&after=" + after[0]));
            assertThat(page.status()).as(page.toString()).isEqualTo(200);
            page.json().path("items").forEach(item -> {
                if (numbers.contains(item.path("key").asString())) {
                    seen.add(item);
                }
            });
            after[0] = page.json().path("next").asString(after[0]);
            return seen.size() >= wanted;
        });
        return after[0];
    }

    @Test
    void refusesWhoDoesNotSignAndWhatIsNoPlace() {
        assertThat(http.get(PROGRESS).status()).isEqualTo(401);
        assertThat(SigningSender.hotline(http).get(PROGRESS + "?after=nowhere").status()).isEqualTo(400);
        assertThat(SigningSender.hotline(http).get(PROGRESS + "?limit=0").status()).isEqualTo(400);
    }

    @Test
    void goesOnAsItsSurvivorWhicheverIsHeardOfFirst() {
        var random = new Random(7);
        for (int round = 0; round < 6; round++) {
            Order one = anOrder();
            Order other = anOrder();
            String last = Ids.next("iss");
            List<Runnable> told = new ArrayList<>(List.of(
                    () -> publish(last, 1, ProgressInboxIT.registered(last, SourceKind.WALKTHROUGH, Ids.next("fnd"))),
                    () -> dispatched(last, 2),
                    () -> publish(last, 4, new IssueAccepted(last, "210100-HRSS")),
                    () -> registered(one),
                    () -> publish(one.issue(), 2, new IssueMerged(one.issue(), other.issue())),
                    () -> registered(other),
                    () -> publish(other.issue(), 2, new IssueMerged(other.issue(), last))));
            shuffledInOrderPerIssue(told, random).forEach(Runnable::run);
            handled();
            for (Order order : List.of(one, other)) {
                assertThat(progress(order).path("stage").asString()).as("round %s", round).isEqualTo("ACCEPTED");
                assertThat(progress(order).path("merged").asBoolean()).isTrue();
                assertThat(progress(order).path("unit").asString()).isEqualTo("210100-HRSS");
            }
            publish(last, 5, new IssueClosed(last, "210100"));
            publish(other.issue(), 3, new IssueSplit(other.issue(), last, "不是同一事项"));
            handled();
            for (Order order : List.of(one, other)) {
                assertThat(progress(order).path("stage").asString()).isEqualTo("REGISTERED");
            }
            assertThat(progress(other).path("merged").asBoolean()).isFalse();
        }
    }

    @Test
    void takesInTogetherWhatItTakesInOneByOne() {
        var random = new Random(11);
        for (int round = 0; round < 20; round++) {
            List<String> alone = List.of(Ids.next("iss"), Ids.next("iss"), Ids.next("iss"));
            List<String> grouped = List.of(Ids.next("iss"), Ids.next("iss"), Ids.next("iss"));
            List<Integer> order = new ArrayList<>(List.of(0, 0, 0, 1, 1, 1, 2, 2, 2, 0, 1, 2));
            Collections.shuffle(order, random);
            turns(alone, order).forEach(turn -> progresses.take(List.of(turn)));
            List<Turn> together = turns(grouped, order);
            int read = random.nextInt(together.size());
            progresses.take(together.subList(0, read));
            // Read again from before where it stopped.
            progresses.take(together.subList(read / 2, together.size()));
            for (int issue = 0; issue < 3; issue++) {
                Progress expected = stored.find(alone.get(issue)).orElseThrow();
                Progress found = stored.find(grouped.get(issue)).orElseThrow();
                assertThat(found.shown()).as("round %s, issue %s, %s", round, issue, order).isEqualTo(expected.shown());
                assertThat(found.along()).hasSameSizeAs(expected.along());
                assertThat(found.changedAt()).as("no sender is to know").isNull();
            }
        }
    }

    /** The lives of three issues: the first is merged into the second, and that into the third. */
    private static List<Turn> turns(List<String> issues, List<Integer> order) {
        Instant at = Instant.parse("2026-11-23T01:30:00Z");
        int[] told = new int[issues.size()];
        return order.stream().map(issue -> {
            int sequence = ++told[issue];
            boolean mergesNow = sequence == 3 && issue < 2;
            Stage stage = List.of(Stage.REGISTERED, Stage.TRIAGED, mergesNow ? Stage.MERGED : Stage.DISPATCHED, issue < 2 ? Stage.MERGED : Stage.CLOSED).get(sequence - 1);
            String survivor = sequence >= 3 && issue < 2 ? issues.get(issue + 1) : null;
            return new Turn(issues.get(issue), sequence, Optional.empty(), survivor,
                    was -> sequence == 1 ? Standing.registered(at) : was.to(stage, at.plusSeconds(sequence * 10L + issue)));
        }).toList();
    }

    /** Three issues' events, each issue's in order: the first three, the next two, the last two. */
    private static List<Runnable> shuffledInOrderPerIssue(List<Runnable> told, Random random) {
        List<List<Runnable>> issues = List.of(new ArrayList<>(told.subList(0, 3)), new ArrayList<>(told.subList(3, 5)), new ArrayList<>(told.subList(5, 7)));
        List<Integer> turns = new ArrayList<>(List.of(0, 0, 0, 1, 1, 2, 2));
        Collections.shuffle(turns, random);
        return turns.stream().map(issue -> issues.get(issue).removeFirst()).toList();
    }
}
