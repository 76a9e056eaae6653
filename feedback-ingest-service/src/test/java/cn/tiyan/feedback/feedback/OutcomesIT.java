package cn.tiyan.feedback.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.feedback.intake.Arrival;
import cn.tiyan.feedback.intake.PushKind;
import cn.tiyan.testkit.PlatformTest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PlatformTest
class OutcomesIT {

    private static final Instant NOW = Instant.parse("2026-11-23T01:30:00Z");

    @Autowired
    private Outcomes outcomes;

    private final Arrival one = arrival();
    private final Arrival two = arrival();

    private static Arrival arrival() {
        return new Arrival("rcp_" + UUID.randomUUID(), "hotline-shenyang", PushKind.HOTLINE_ORDER, "SY1", NOW, new byte[0]);
    }

    private static Outcome outcome(Arrival arrival, Effect effect) {
        return Outcome.folded(arrival, "SY1", List.of("210000"), effect, "fbk_1", false, NOW);
    }

    private List<Effect> noted() {
        return List.of(one, two).stream().flatMap(arrival -> outcomes.findAll(List.of(arrival.receipt())).stream()).map(Outcome::effect).toList();
    }

    @Test
    void notesSeveralAtOnce() {
        outcomes.note(List.of());
        outcomes.note(List.of(outcome(one, Effect.APPLIED), outcome(two, Effect.SUPERSEDED)));
        assertThat(noted()).containsExactly(Effect.APPLIED, Effect.SUPERSEDED);
    }

    @Test
    void keepsTheFirstOfEachAmongMany() {
        outcomes.note(outcome(one, Effect.APPLIED));
        outcomes.note(List.of(outcome(one, Effect.DUPLICATE), outcome(two, Effect.APPLIED), outcome(two, Effect.DUPLICATE)));
        assertThat(noted()).containsExactly(Effect.APPLIED, Effect.APPLIED);
    }

    @Test
    void replacesWhatWasParkedAmongMany() {
        outcomes.note(Outcome.parked(one, List.of("210000"), "UNKNOWN_REFERENCE", NOW));
        outcomes.note(List.of(outcome(two, Effect.APPLIED), outcome(one, Effect.APPLIED)));
        assertThat(noted()).containsExactly(Effect.APPLIED, Effect.APPLIED);
    }
}
