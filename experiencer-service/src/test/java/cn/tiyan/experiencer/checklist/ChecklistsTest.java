package cn.tiyan.experiencer.checklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.platform.refusal.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChecklistsTest {

    private static final Checklist FIRST = new Checklist("five-dimensions.v1", Map.of("QUALITY-12", Dimension.QUALITY));

    private final List<Checklist> there = new ArrayList<>(List.of(FIRST));
    private boolean away;
    private int asked;
    private Instant now = Instant.parse("2026-11-23T01:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final Checklists checklists = new Checklists(() -> {
        asked++;
        if (away) {
            throw Refusal.unavailable("walkthrough-service-unavailable", "稍后再试");
        }
        return List.copyOf(there);
    }, clock);

    @Test
    void keepsAVersionForEverOnceSeen() {
        assertThat(checklists.require("checklistVersion", "five-dimensions.v1")).isSameAs(FIRST);
        away = true;
        now = now.plus(Duration.ofDays(400));
        assertThat(checklists.require("checklistVersion", "five-dimensions.v1")).isSameAs(FIRST);
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void acceptsNothingItHasNotSeen() {
        away = true;
        assertThatThrownBy(() -> checklists.require("checklistVersion", "five-dimensions.v1")).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE));
        away = false;
        assertThat(checklists.require("checklistVersion", "five-dimensions.v1")).isSameAs(FIRST);
    }

    @Test
    void takesUpAReleaseSoonAndAsksLittleForMadeUpOnes() {
        for (int i = 0; i < 100; i++) {
            String version = "made-up.v" + (i + 1);
            assertThatThrownBy(() -> checklists.require("checklistVersion", version)).isInstanceOfSatisfying(Refusal.class,
                    refusal -> assertThat(refusal.name()).isEqualTo("checklist-unknown"));
        }
        assertThat(asked).isEqualTo(1);
        Checklist second = new Checklist("five-dimensions.v2", Map.of("COST-01", Dimension.COST));
        there.add(second);
        now = now.plus(Checklists.BELIEVED).plusMillis(1);
        assertThat(checklists.require("checklistVersion", "five-dimensions.v2")).isSameAs(second);
    }
}
