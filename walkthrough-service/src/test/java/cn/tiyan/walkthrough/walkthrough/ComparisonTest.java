package cn.tiyan.walkthrough.walkthrough;

import static cn.tiyan.walkthrough.walkthrough.Drafts.NINE;
import static cn.tiyan.walkthrough.walkthrough.Drafts.aWalkthrough;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.testkit.Persona;
import cn.tiyan.walkthrough.walkthrough.Comparison.Counts;
import cn.tiyan.walkthrough.walkthrough.Comparison.Pair;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 减环节, 减时间, 减材料, 减跑动, before and after. */
class ComparisonTest {

    private static final Instant WEEK_LATER = NINE.plusSeconds(7 * 86_400);

    @Test
    void countsWhatWasSaved() {
        Walkthrough before = walked(NINE, step(NINE, "咨询", null, 10, 1), step(NINE.plusSeconds(600), "取证明", null, 60, 2, "证明"),
                step(NINE.plusSeconds(4200), "材料提交", "APPLICANT-03", 30, 1, "身份证", "证明"));
        Walkthrough after = walked(WEEK_LATER, step(WEEK_LATER, "咨询", null, 5, 0), step(WEEK_LATER.plusSeconds(300), "在线提交", "APPLICANT-03", 12, 0, "身份证"),
                step(WEEK_LATER.plusSeconds(1020), "评价", null, 1, 0));
        Comparison comparison = Comparison.of(after, before);
        assertThat(comparison.before().counts()).isEqualTo(new Counts(3, 100, 2, 4));
        assertThat(comparison.after().counts()).isEqualTo(new Counts(3, 18, 1, 0));
        assertThat(comparison.saved()).isEqualTo(new Counts(0, 82, 1, 4));
        assertThat(comparison.steps()).extracting(Pair::name).containsExactly("咨询", "取证明", "在线提交", "评价");
        assertThat(comparison.steps().get(1).after()).as("no longer needed").isNull();
        assertThat(comparison.steps().get(2)).as("by its code, though it is called otherwise now").satisfies(pair -> {
            assertThat(pair.saved()).isEqualTo(new Counts(0, 18, 1, 1));
            assertThat(pair.droppedMaterials()).containsExactly("证明");
        });
        assertThat(comparison.steps().get(3).before()).as("new").isNull();
    }

    @Test
    void matchesStepsOfOneNameInTheirOrder() {
        Walkthrough before = walked(NINE, step(NINE, "排队", null, 10, 1), step(NINE.plusSeconds(600), "排队", null, 20, 1));
        Walkthrough after = walked(WEEK_LATER, step(WEEK_LATER, "排队", null, 4, 1), step(WEEK_LATER.plusSeconds(600), "排队", null, 4, 1),
                step(WEEK_LATER.plusSeconds(1200), "排队", null, 4, 1));
        assertThat(Comparison.of(before, after).steps()).extracting(pair -> pair.saved() == null ? null : pair.saved().minutes()).containsExactly(6L, 16L, null);
        assertThat(Comparison.of(before, after)).isEqualTo(Comparison.of(after, before));
    }

    private static Step step(Instant from, String name, String form, int minutes, int visits, String... materials) {
        return new Step(name, from, from.plusSeconds(60L * minutes), StepResult.PASSED, List.of(materials), visits, null, null, null, null, null, null,
                new StepSetting(name, form, null, null, null, null, null));
    }

    private static Walkthrough walked(Instant from, Step... steps) {
        return Walkthrough.record("wlk_" + from.getEpochSecond(), aWalkthrough().from(from).to(from.plusSeconds(3 * 3600)).with(steps).draft(), Drafts.HRSS,
                Recorded.CHECKLIST, List.of(), Persona.SHENYANG_WALKER.caller(), from.plusSeconds(4 * 3600));
    }
}
