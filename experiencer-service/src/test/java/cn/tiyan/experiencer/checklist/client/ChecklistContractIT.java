package cn.tiyan.experiencer.checklist.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.experiencer.ChecklistStandIn;
import cn.tiyan.experiencer.checklist.ChecklistSource;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What this service makes of everything walkthrough-service may answer, or fail to. */
@PlatformTest
class ChecklistContractIT {

    private static final ChecklistStandIn THERE = ChecklistStandIn.INSTANCE;

    @Autowired
    private ChecklistSource source;
    @Autowired
    private CircuitBreakerRegistry circuits;

    @BeforeEach
    @AfterEach
    void asIfNothingHadHappened() {
        THERE.behave(ChecklistStandIn::whole);
        circuit().reset();
    }

    @Test
    void readsWhatIsDocumented() {
        assertThat(source.all()).singleElement().satisfies(checklist -> {
            assertThat(checklist.version()).isEqualTo("five-dimensions.v1");
            assertThat(checklist.dimensionOf("QUALITY-12")).contains(Dimension.QUALITY);
            assertThat(checklist.dimensionOf("QUALITY-99")).isEmpty();
        });
        assertThat(THERE.asked()).singleElement().satisfies(asked -> assertThat(asked.path()).isEqualTo("/api/v1/walkthroughs/checklists"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{\"half\": ", "[]", "\"yes\"", "{}", "{\"items\":[]}", "{\"items\":[null]}", "{\"items\":[{\"version\":\"x.v1\"}]}",
        "{\"items\":[{\"version\":\"x.v1\",\"dimensions\":[]}]}", "{\"items\":[{\"version\":\"x.v1\",\"dimensions\":[{\"dimension\":\"QUALITY\"}]}]}",
        "{\"items\":[{\"version\":\"x.v1\",\"dimensions\":[{\"dimension\":\"BEAUTY\",\"checkpoints\":[{\"code\":\"B-01\"}]}]}]}",
        "{\"items\":[{\"version\":\"x.v1\",\"dimensions\":[{\"dimension\":\"COST\",\"checkpoints\":[{\"code\":\"COST-01\"},{\"code\":\"COST-01\"}]}]}]}"})
    void takesNothingForAnAnswerThatIsNone(String body) {
        THERE.behave(ChecklistStandIn.text(body));
        assertUnavailable();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 429, 500, 502, 503})
    void doesNotDecideWithoutIt(int status) {
        THERE.behave(ChecklistStandIn.problem(status));
        assertUnavailable();
    }

    @Test
    void givesUpWhenItIsSlow() {
        THERE.behave(exchange -> {
            Thread.sleep(6_000);
            ChecklistStandIn.whole(exchange);
        });
        long before = System.nanoTime();
        assertUnavailable();
        assertThat((System.nanoTime() - before) / 1_000_000).isBetween(2_500L, 5_000L);
    }

    @Test
    void sparesItWhileItFailsAndComesBackByItself() {
        THERE.behave(ChecklistStandIn.problem(500));
        for (int i = 0; i < 5; i++) {
            assertUnavailable();
        }
        assertThat(circuit().getState()).isEqualTo(CircuitBreaker.State.OPEN);
        int asked = THERE.asked().size();
        assertUnavailable();
        assertThat(THERE.asked()).hasSize(asked);
        THERE.behave(ChecklistStandIn::whole);
        KafkaTopics.await("the circuit to close", () -> {
            try {
                return !source.all().isEmpty();
            } catch (Refusal stillOpen) {
                return false;
            }
        });
    }

    private void assertUnavailable() {
        assertThatThrownBy(source::all).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
            assertThat(refusal.name()).isEqualTo("walkthrough-service-unavailable");
            assertThat(refusal.getMessage()).doesNotContain("不应外传");
        });
    }

    private CircuitBreaker circuit() {
        return circuits.circuitBreaker("walkthrough-service");
    }
}
