package cn.tiyan.feedback.progress;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.vocabulary.SourceKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final Instant NOW = Instant.parse("2026-11-24T02:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Progress.Wait MINUTES = Duration::ofMinutes;

    private final Progress progress = new Progress("iss_1");
    private final Standing registered = Standing.registered(NOW);

    @BeforeEach
    void comesFromAnOrder() {
        progress.cameFrom(new Origin("fbk_1", "hotline-shenyang", SourceKind.HOTLINE_12345, "SY1", List.of("210000", "210100")));
        progress.turns(1, _ -> registered, null);
    }

    private void show(Stage stage) {
        progress.show(registered.to(stage, NOW), List.of(), true, NOW);
    }

    @Test
    void takesNothingInTwiceNorWhatIsOlder() {
        assertThat(progress.turns(3, was -> was.to(Stage.ACCEPTED, NOW), null)).isTrue();
        assertThat(progress.turns(3, was -> was.to(Stage.CLOSED, NOW), null)).isFalse();
        assertThat(progress.turns(2, was -> was.to(Stage.CLOSED, NOW), null)).isFalse();
        assertThat(progress.own().stage()).isEqualTo(Stage.ACCEPTED);
    }

    @Test
    void countsOnlyWhatChangesWhatIsShown() {
        show(Stage.REGISTERED);
        show(Stage.REGISTERED);
        assertThat(progress.revision()).isEqualTo(1);
        show(Stage.TRIAGED);
        assertThat(progress.revision()).isEqualTo(2);
    }

    @Test
    void isSentAtOnceAndThenNoMore() {
        show(Stage.REGISTERED);
        assertThat(progress.dueAt()).isEqualTo(NOW);
        progress.claim(NOW.plusSeconds(60));
        assertThat(progress.dueAt()).as("others leave it alone").isEqualTo(NOW.plusSeconds(60));
        progress.delivered(1, NOW);
        assertThat(progress.dueAt()).isNull();
        assertThat(progress.deliveredRevision()).isEqualTo(1);
    }

    @Test
    void sendsTheNewestOnlyAndNeverTwoAtATime() {
        show(Stage.REGISTERED);
        progress.claim(NOW.plusSeconds(60));
        show(Stage.TRIAGED);
        show(Stage.DISPATCHED);
        assertThat(progress.dueAt()).as("the one that is on its way is waited for").isEqualTo(NOW.plusSeconds(60));
        progress.delivered(1, NOW.plusSeconds(2));
        assertThat(progress.dueAt()).isEqualTo(NOW.plusSeconds(2));
        assertThat(progress.revision()).isEqualTo(3);
        assertThat(progress.deliveredRevision()).isEqualTo(1);
    }

    @Test
    void waitsLongerAfterEachFailureAndIsGivenUpAfterADay() {
        show(Stage.REGISTERED);
        progress.failed(1, "HTTP 503", MINUTES, DAY, NOW);
        assertThat(progress.dueAt()).isEqualTo(NOW.plus(Duration.ofMinutes(1)));
        progress.failed(1, "HTTP 503", MINUTES, DAY, NOW.plus(Duration.ofHours(1)));
        assertThat(progress.dueAt()).isEqualTo(NOW.plus(Duration.ofMinutes(62)));
        progress.failed(1, "超时", MINUTES, DAY, NOW.plus(DAY));
        assertThat(progress.dueAt()).isNull();
        assertThat(progress.givenUpAt()).isEqualTo(NOW.plus(DAY));
        assertThat(progress.failure()).isEqualTo("超时");
        assertThat(progress.tries()).isEqualTo(3);

        progress.replay(NOW.plus(DAY).plusSeconds(1));
        assertThat(progress.givenUpAt()).isNull();
        assertThat(progress.tries()).isZero();
        assertThat(progress.revision()).as("the same delivery").isEqualTo(1);
    }

    @Test
    void beginsAnewWhenItChangesMeanwhile() {
        show(Stage.REGISTERED);
        progress.failed(1, "HTTP 500", MINUTES, DAY, NOW);
        progress.claim(NOW.plusSeconds(120));
        show(Stage.TRIAGED);
        progress.failed(1, "HTTP 500", MINUTES, DAY, NOW.plusSeconds(61));
        assertThat(progress.dueAt()).isEqualTo(NOW.plusSeconds(61));
        assertThat(progress.tries()).isZero();
    }

    @Test
    void tellsNobodyWhatIsNotWantedButWhatWaitsAsItNowStands() {
        progress.show(registered, List.of(), false, NOW);
        assertThat(progress.dueAt()).isNull();
        progress.show(registered.to(Stage.TRIAGED, NOW), List.of(), true, NOW);
        progress.show(registered.to(Stage.DISPATCHED, NOW), List.of(), false, NOW);
        assertThat(progress.dueAt()).isEqualTo(NOW);
    }
}
