package cn.tiyan.feedback.progress;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.feedback.sender.Senders;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/**
 * Progress is sent to a real HTTP server that refuses, dawdles, comes back, and looks at every signature. Issues are told of in
 * this service directly: another one of the same test run may hear the events.
 */
@PlatformTest
@DirtiesContext
@TestPropertySource(properties = {"TIYAN_LOOPBACK_WEBHOOKS=true", "tiyan.feedback.webhooks.every=50ms", "tiyan.feedback.webhooks.timeout=400ms",
    "tiyan.feedback.webhooks.connect-timeout=300ms", "tiyan.feedback.webhooks.first-wait=100ms", "tiyan.feedback.webhooks.longest-wait=400ms",
    "tiyan.feedback.webhooks.patience=2s", "tiyan.feedback.webhooks.breaker-wait=300ms"})
class WebhookIT {

    private static final Receiver RECEIVER = new Receiver();
    private static final String DEAD_LETTERS = "/api/v1/feedback/webhooks/dead-letters";

    @Autowired
    private Http http;
    @Autowired
    private Progresses progresses;
    @Autowired
    private StoredProgress stored;
    @Autowired
    private Senders senders;
    @Autowired
    private WebhookSettings settings;
    @Autowired
    private MeterRegistry meters;

    private double counted(String result) {
        var counter = meters.find("tiyan.feedback.webhooks").tag("sender", "hotline-shenyang").tag("result", result).counter();
        return counter == null ? 0 : counter.count();
    }

    @DynamicPropertySource
    static void receiver(DynamicPropertyRegistry properties) {
        properties.add("TIYAN_SENDER_HOTLINE_WEBHOOK_URL", RECEIVER::url);
        properties.add("TIYAN_SENDER_HOTLINE_WEBHOOK_KEY", () -> Base64.getEncoder().encodeToString(Receiver.KEY));
    }

    @AfterAll
    static void close() {
        RECEIVER.stop();
    }

    /** Issues of these tests came from orders nobody pushed. */
    @TestConfiguration(proxyBeanMethods = false)
    static class MadeUpOrders {

        @Bean
        @Primary
        Origins madeUp() {
            return feedback -> feedback.stream().map(id -> new Origin(id, "hotline-shenyang", SourceKind.HOTLINE_12345, "SY" + id,
                    List.of("210000", "210100", "210100-HRSS"))).collect(Collectors.toMap(Origin::feedback, origin -> origin));
        }
    }

    private record Order(String feedback, String issue) {

        static Order next() {
            return new Order(Ids.next("fbk"), Ids.next("iss"));
        }

        String key() {
            return "SY" + feedback;
        }
    }

    private void registered(Order order) {
        progresses.take(List.of(new Turn(order.issue(), 1, Optional.of(order.feedback()), null, _ -> Standing.registered(Instant.now()))));
    }

    private void turned(Order order, int sequence, Stage stage) {
        progresses.take(List.of(new Turn(order.issue(), sequence, Optional.empty(), null, was -> was.to(stage, Instant.now()))));
    }

    private Progress read(Order order) {
        return stored.find(order.issue()).orElseThrow();
    }

    private void awaitDelivered(Order order, int revision) {
        KafkaTopics.await("revision " + revision, () -> read(order).deliveredRevision() == revision && read(order).dueAt() == null);
    }

    @Test
    void sendsASignedCloudEventOnce() {
        double delivered = counted("delivered");
        Order order = Order.next();
        registered(order);
        awaitDelivered(order, 1);
        KafkaTopics.await("it to be counted", () -> counted("delivered") > delivered);
        assertThat(RECEIVER.about(order.key())).singleElement().satisfies(received -> {
            assertThat(received.signed()).isTrue();
            assertThat(received.contentType()).isEqualTo("application/cloudevents+json");
            assertThat(received.id()).isEqualTo(order.feedback() + "-1");
            assertThat(received.event().path("type").asString()).isEqualTo("cn.tiyan.progress.v1");
            assertThat(received.event().path("specversion").asString()).isEqualTo("1.0");
            assertThat(Instant.parse(received.event().path("time").asString())).isBeforeOrEqualTo(Instant.now());
            assertThat(received.event().path("data").path("words").asString()).isEqualTo("已登记，等待研判");
            assertThat(received.event().path("data").has("within")).isFalse();
        });
    }

    @Test
    void countsWhatWaitsUntilItIsDelivered() {
        Gauge waiting = meters.get("tiyan.feedback.webhooks.waiting").tag("sender", "hotline-shenyang").gauge();
        var whileSent = new AtomicReference<>(0d);
        Order order = Order.next();
        RECEIVER.behaviours.put(order.key(), (nth, exchange) -> {
            whileSent.set(waiting.value());
            Receiver.answer(exchange, 204);
        });
        registered(order);
        awaitDelivered(order, 1);
        assertThat(whileSent.get()).isPositive();
        KafkaTopics.await("nothing to wait", () -> waiting.value() == 0);
    }

    @Test
    void triesAgainWithTheSameIdUntilItIsTaken() {
        Order order = Order.next();
        RECEIVER.behaviours.put(order.key(), (nth, exchange) -> Receiver.answer(exchange, nth < 3 ? 503 : 200));
        registered(order);
        awaitDelivered(order, 1);
        assertThat(RECEIVER.about(order.key())).hasSize(3).extracting(Receiver.Received::id).containsOnly(order.feedback() + "-1");
        assertThat(RECEIVER.about(order.key())).allSatisfy(received -> assertThat(received.signed()).isTrue());
        assertThat(read(order).tries()).isZero();
    }

    @Test
    void givesUpWaitingForAnAnswerThatDoesNotComeOrDoesNotEnd() {
        Order silent = Order.next();
        Order endless = Order.next();
        var released = new CountDownLatch(1);
        RECEIVER.behaviours.put(silent.key(), (nth, exchange) -> {
            if (nth == 1) {
                released.await(5, TimeUnit.SECONDS);
            } else {
                Receiver.answer(exchange, 200);
            }
        });
        RECEIVER.behaviours.put(endless.key(), (nth, exchange) -> {
            if (nth == 1) {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write('x');
                exchange.getResponseBody().flush();
                released.await(5, TimeUnit.SECONDS);
            } else {
                Receiver.answer(exchange, 200);
            }
        });
        registered(silent);
        registered(endless);
        awaitDelivered(silent, 1);
        awaitDelivered(endless, 1);
        released.countDown();
        assertThat(RECEIVER.about(silent.key())).hasSizeGreaterThan(1);
        assertThat(RECEIVER.about(endless.key())).hasSizeGreaterThan(1);
    }

    @Test
    void sendsTheNewestOnlyAndOneAtATime() throws Exception {
        Order order = Order.next();
        var arrived = new CountDownLatch(1);
        var released = new CountDownLatch(1);
        RECEIVER.behaviours.put(order.key(), (nth, exchange) -> {
            if (nth == 1) {
                arrived.countDown();
                released.await(300, TimeUnit.MILLISECONDS);
            }
            Receiver.answer(exchange, 200);
        });
        registered(order);
        assertThat(arrived.await(5, TimeUnit.SECONDS)).isTrue();
        turned(order, 2, Stage.TRIAGED);
        turned(order, 3, Stage.ACCEPTED);
        released.countDown();
        awaitDelivered(order, 3);
        assertThat(RECEIVER.about(order.key())).extracting(Receiver.Received::id).containsExactly(order.feedback() + "-1", order.feedback() + "-3");
        assertThat(RECEIVER.atOnce.get(order.key())).isEqualTo(1);
    }

    @Test
    void followsNoRedirect() {
        Order order = Order.next();
        RECEIVER.behaviours.put(order.key(), (nth, exchange) -> {
            if (nth == 1) {
                exchange.getResponseHeaders().set("Location", "/elsewhere");
                Receiver.answer(exchange, 307);
            } else {
                Receiver.answer(exchange, 200);
            }
        });
        registered(order);
        awaitDelivered(order, 1);
        assertThat(RECEIVER.about(order.key())).hasSize(2).allSatisfy(received -> assertThat(received.signed()).as("sent to the same path").isTrue());
    }

    @Test
    void givesUpInTheEndAndIsReplayedByAnOperator() {
        Order order = Order.next();
        Order other = Order.next();
        RECEIVER.behaviours.put(order.key(), Receiver.always(500));
        RECEIVER.behaviours.put(other.key(), Receiver.always(404));
        registered(order);
        registered(other);
        KafkaTopics.await("both to be given up", () -> read(order).givenUpAt() != null && read(other).givenUpAt() != null);

        assertThat(http.as(Persona.SHENYANG_OFFICE).get(DEAD_LETTERS).status()).isEqualTo(403);
        assertThat(http.as(Persona.SHENYANG_OFFICE).post(DEAD_LETTERS + "/replay", Map.of()).status()).isEqualTo(403);
        assertThat(http.as(Persona.SHENYANG_OFFICE).get("/api/v1/feedback/webhooks").status()).isEqualTo(403);
        Http operator = http.as(Persona.OPERATOR);
        assertThat(operator.get("/api/v1/feedback/webhooks").json().get(0).path("sender").asString()).isEqualTo("hotline-shenyang");
        assertThat(operator.get(DEAD_LETTERS + "?sender=rating-liaoning").json().path("items")).isEmpty();
        var first = operator.get(DEAD_LETTERS + "?sender=hotline-shenyang&limit=1").json();
        var second = operator.get(DEAD_LETTERS + "?sender=hotline-shenyang&limit=1&after=" + first.path("next").asString()).json();
        assertThat(List.of(first, second)).extracting(page -> page.path("items").get(0).path("key").asString())
                .containsExactlyInAnyOrder(order.key(), other.key());
        assertThat(List.of(first, second)).extracting(page -> page.path("items").get(0).path("failure").asString()).containsExactlyInAnyOrder("HTTP 500", "HTTP 404");

        RECEIVER.behaviours.remove(order.key());
        RECEIVER.behaviours.remove(other.key());
        assertThat(operator.post(DEAD_LETTERS + "/" + order.feedback() + "/replay", Map.of()).status()).isEqualTo(200);
        awaitDelivered(order, 1);
        assertThat(operator.post(DEAD_LETTERS + "/" + order.feedback() + "/replay", Map.of()).status()).isEqualTo(404);
        assertThat(operator.post(DEAD_LETTERS + "/replay?sender=hotline-shenyang", Map.of()).at("/replayed")).isEqualTo("1");
        awaitDelivered(other, 1);
        assertThat(RECEIVER.about(order.key())).extracting(Receiver.Received::id).containsOnly(order.feedback() + "-1");
    }

    @Test
    void isTriedAnewWhenItChangesAfterItWasGivenUp() {
        Order order = Order.next();
        RECEIVER.behaviours.put(order.key(), Receiver.always(500));
        registered(order);
        KafkaTopics.await("it to be given up", () -> read(order).givenUpAt() != null);
        RECEIVER.behaviours.remove(order.key());
        turned(order, 2, Stage.CLOSED);
        awaitDelivered(order, 2);
        assertThat(read(order).givenUpAt()).isNull();
    }

    @Test
    void sendsEachOnceWithTwoThatSend() {
        var other = new Courier(stored, progresses, senders, settings, Clock.systemUTC(), new SimpleMeterRegistry());
        other.start();
        try {
            List<Order> orders = IntStream.range(0, 60).mapToObj(i -> Order.next()).toList();
            orders.forEach(this::registered);
            orders.forEach(order -> awaitDelivered(order, 1));
            for (Order order : orders) {
                assertThat(RECEIVER.about(order.key())).hasSize(1);
            }
        } finally {
            other.stop();
        }
    }

    @Test
    void sendsAgainWhatACrashInterrupted() {
        Order order = Order.next();
        RECEIVER.behaviours.put(order.key(), Receiver.always(500));
        registered(order);
        KafkaTopics.await("a first try", () -> !RECEIVER.about(order.key()).isEmpty());
        RECEIVER.behaviours.remove(order.key());
        // As though somebody had claimed it and died: the claim is over.
        KafkaTopics.await("the claim", () -> {
            Progress progress = read(order);
            progress.claim(Instant.now().minusMillis(1));
            return stored.save(progress);
        });
        awaitDelivered(order, 1);
    }
}
