package cn.tiyan.feedback.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.feedback.intake.Position;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SnapshotTest {

    private static final Instant NINE = Instant.parse("2026-11-23T01:00:00Z");

    private static Snapshot snapshot(String receipt, long version, String digest) {
        return new Snapshot(new Position(version, NINE, digest), receipt, NINE, Map.of(), Map.of(), new byte[0]);
    }

    @Test
    void takesTheSameContentForADuplicateWhateverAChangedProfileMakesOfIt() {
        Snapshot newest = snapshot("rcp_1", 1, "a");
        assertThat(newest.effectOf(snapshot("rcp_2", 2, "a"))).isEqualTo(Effect.DUPLICATE);
        assertThat(newest.effectOf(snapshot("rcp_1", 2, "a"))).isEqualTo(Effect.APPLIED);
        assertThat(newest.effectOf(snapshot("rcp_2", 2, "b"))).isEqualTo(Effect.APPLIED);
        assertThat(newest.effectOf(snapshot("rcp_2", 0, "b"))).isEqualTo(Effect.SUPERSEDED);
    }
}
