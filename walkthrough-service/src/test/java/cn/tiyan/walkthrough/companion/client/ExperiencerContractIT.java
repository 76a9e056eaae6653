package cn.tiyan.walkthrough.companion.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.walkthrough.ExperiencerStandIn;
import cn.tiyan.walkthrough.companion.Availability;
import cn.tiyan.walkthrough.companion.Companions;
import cn.tiyan.walkthrough.companion.ExperiencerRoster;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What this service makes of everything experiencer-service may answer, or fail to. */
@PlatformTest
class ExperiencerContractIT {

    private static final String SOMEBODY = "exp_01kar4x9x2m3s8q1v5t7w9y0zb";
    private static final LocalDate DAY = LocalDate.parse("2026-11-23");
    private static final ExperiencerStandIn THERE = ExperiencerStandIn.INSTANCE;

    @Autowired
    private ExperiencerRoster roster;
    @Autowired
    private Companions companions;
    @Autowired
    private CircuitBreakerRegistry circuits;

    @BeforeEach
    @AfterEach
    void asIfNothingHadHappened() {
        THERE.behave(ExperiencerStandIn::yes);
        circuit().reset();
    }

    @Test
    void asksAsItIsDocumented() {
        assertThat(roster.availability(SOMEBODY, DAY)).isEqualTo(new Availability(true, true, null));
        assertThat(THERE.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.path()).isEqualTo("/api/v1/experiencers/" + SOMEBODY + "/availability");
            assertThat(asked.query()).isEqualTo("date=2026-11-23");
        });
    }

    @Test
    void asksForTheDayItThenWasInLiaoning() {
        companions.require(SOMEBODY, Instant.parse("2026-11-22T16:00:00Z"));
        companions.require(SOMEBODY, Instant.parse("2026-11-22T15:59:59Z"));
        assertThat(THERE.asked()).extracting(ExperiencerStandIn.Asked::query).containsExactly("date=2026-11-23", "date=2026-11-22");
    }

    @Test
    void saysWhyNot() {
        THERE.behave(exchange -> ExperiencerStandIn.answer(exchange, false, true, ",\"reason\":\"该体验员待聘任\""));
        assertRefused(Refusal.Kind.RULE_BROKEN, "experiencer-not-eligible", "该体验员待聘任");
        THERE.behave(exchange -> ExperiencerStandIn.answer(exchange, true, false, ",\"reason\":\"该日已陪同 2 次\""));
        assertRefused(Refusal.Kind.RULE_BROKEN, "experiencer-not-free", "该日已陪同 2 次");
    }

    @Test
    void toleratesFieldsALaterReleaseAdds() {
        THERE.behave(exchange -> ExperiencerStandIn.answer(exchange, true, true, ",\"addedLater\":{\"x\":1},\"reason\":null"));
        assertThat(roster.availability(SOMEBODY, DAY)).isEqualTo(new Availability(true, true, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "null",
        "{\"half\": ",
        "[]",
        "\"yes\"",
        "{}",
        "{\"experiencerId\":\"exp_01kar4x9x2m3s8q1v5t7w9y0zb\",\"date\":\"2026-11-23\",\"free\":true}",
        "{\"experiencerId\":\"exp_01kar4x9x2m3s8q1v5t7w9y0zb\",\"date\":\"2026-11-23\",\"eligible\":null,\"free\":true}",
        "{\"experiencerId\":\"exp_01kar4x9x2m3s8q1v5t7w9y0zb\",\"date\":\"2026-11-23\",\"eligible\":\"maybe\",\"free\":true}",
        "{\"experiencerId\":\"exp_somebody_else\",\"date\":\"2026-11-23\",\"eligible\":true,\"free\":true}",
        "{\"experiencerId\":\"exp_01kar4x9x2m3s8q1v5t7w9y0zb\",\"date\":\"2026-11-24\",\"eligible\":true,\"free\":true}"})
    void takesNothingForAnAnswerThatIsNone(String body) {
        THERE.behave(ExperiencerStandIn.text(body));
        assertUnavailable();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 429, 500, 502, 503})
    void doesNotDecideWithoutIt(int status) {
        THERE.behave(ExperiencerStandIn.problem(status));
        assertUnavailable();
    }

    @Test
    void tellsTheAnswersThatAreAboutTheCaller() {
        THERE.behave(ExperiencerStandIn.problem(404));
        assertThatThrownBy(this::ask).isInstanceOfSatisfying(UnknownReference.class, unknown -> assertThat(unknown.field()).isEqualTo("experiencerId"));
        THERE.behave(ExperiencerStandIn.problem(401));
        assertRefused(Refusal.Kind.UNAUTHENTICATED, "unauthorized", "重新登录");
        THERE.behave(ExperiencerStandIn.problem(403));
        assertRefused(Refusal.Kind.FORBIDDEN, "forbidden", "权限");
        THERE.behave(ExperiencerStandIn.problem(422));
        assertRefused(Refusal.Kind.RULE_BROKEN, "experiencer-date-refused", "日期");
    }

    @Test
    void givesUpWhenItIsSlow() {
        var stuck = new CountDownLatch(1);
        THERE.behave(exchange -> stuck.await());
        Instant asked = Instant.now();
        assertUnavailable();
        assertThat(Duration.between(asked, Instant.now())).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(5));
        stuck.countDown();
    }

    @Test
    void sparesItWhileItFailsAndComesBackByItself() {
        THERE.behave(ExperiencerStandIn.problem(500));
        for (int i = 0; i < 5; i++) {
            assertUnavailable();
        }
        assertThat(circuit().getState()).isEqualTo(CircuitBreaker.State.OPEN);
        THERE.behave(ExperiencerStandIn::yes);
        assertUnavailable();
        assertThat(THERE.asked()).as("not asked while the circuit is open").isEmpty();
        KafkaTopics.await("an answer again", () -> {
            try {
                return ask().eligible();
            } catch (Refusal still) {
                return false;
            }
        });
        ask();
        assertThat(circuit().getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void staysInTouchWhileTheAnswersAreOnlyUnwelcome() {
        THERE.behave(ExperiencerStandIn.problem(404));
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(this::ask).isInstanceOf(UnknownReference.class);
        }
        assertThat(THERE.asked()).hasSize(20);
    }

    @Test
    void letsASlowOneHoldUpOnlySoMany() {
        var stuck = new CountDownLatch(1);
        THERE.behave(exchange -> {
            stuck.await();
            ExperiencerStandIn.yes(exchange);
        });
        try (var waiting = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                waiting.submit(this::ask);
            }
            KafkaTopics.await("sixteen waiting", () -> THERE.asked().size() == 16);
            assertUnavailable();
            assertThat(THERE.asked()).hasSize(16);
            stuck.countDown();
        }
        assertThat(circuit().getState()).as("a full queue of ours says nothing about it").isEqualTo(CircuitBreaker.State.CLOSED);
        assertThat(ask().free()).isTrue();
    }

    private Availability ask() {
        return roster.availability(SOMEBODY, DAY);
    }

    private void assertUnavailable() {
        assertThatThrownBy(this::ask).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
            assertThat(refusal.name()).isEqualTo("experiencer-service-unavailable");
        });
    }

    private void assertRefused(Refusal.Kind kind, String name, String words) {
        assertThatThrownBy(() -> companions.require(SOMEBODY, Instant.parse("2026-11-23T02:00:00Z"))).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(kind);
            assertThat(refusal.name()).isEqualTo(name);
            assertThat(refusal.getMessage()).contains(words).doesNotContain("不应外传");
        });
    }

    private CircuitBreaker circuit() {
        return circuits.circuitBreaker("experiencer-service");
    }
}
