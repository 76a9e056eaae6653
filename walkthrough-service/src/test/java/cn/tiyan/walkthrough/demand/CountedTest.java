package cn.tiyan.walkthrough.demand;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CountedTest {

    private static final List<String> HRSS = List.of("210000", "210100", "210100-HRSS");
    private static final List<String> DALIAN = List.of("210000", "210200");

    @Test
    void countsAWalkOnceForEveryUnitOnEitherLine() {
        Counted walk = at(new Part(HRSS, Map.of(Tally.SESSIONS, 1, Tally.ROLE_APPLICANT, 1)), new Part(DALIAN, Map.of(Tally.SESSIONS, 1, Tally.ROLE_APPLICANT, 1)));
        assertThat(walk.units(Side.WALKERS)).containsExactlyInAnyOrder("210000", "210100", "210100-HRSS", "210200");
        assertThat(of(walk, Side.WALKERS, "210000")).isEqualTo(Map.of(Tally.SESSIONS, 1, Tally.ROLE_APPLICANT, 1));
    }

    @Test
    void countsAFindingForTheUnitItIsAboutAndTheWalkThereToo() {
        Counted walk = at(new Part(HRSS, Map.of(Tally.SESSIONS, 1)), new Part(DALIAN, Map.of(Tally.FINDINGS, 1, Tally.SEVERITY, 3, Tally.FOUND_COST, 1)),
                new Part(DALIAN, Map.of(Tally.FINDINGS, 1, Tally.SEVERITY, 1, Tally.FOUND_COST, 1)));
        assertThat(of(walk, Side.WALKERS, "210100")).isEqualTo(Map.of(Tally.SESSIONS, 1));
        assertThat(of(walk, Side.WALKERS, "210200")).isEqualTo(Map.of(Tally.SESSIONS, 1, Tally.SESSIONS_WITH_FINDINGS, 1, Tally.FINDINGS, 2,
                Tally.SEVERITY, 4, Tally.FOUND_COST, 2, Tally.LOOKED_COST, 1));
    }

    @Test
    void countsNothingWhileTheWalkItselfIsNotKnown() {
        assertThat(at(new Part(HRSS, Map.of(Tally.FINDINGS, 1))).byUnit(Side.WALKERS)).isEmpty();
    }

    @Test
    void takesWhatIsWithdrawnForNoWordOnTheItem() {
        Counted said = at(new Part(HRSS, Map.of(Tally.FEEDBACK, 1, Tally.NOT_DONE, 1)));
        assertThat(of(said, Side.CITIZENS, "210100")).isEqualTo(Map.of(Tally.FEEDBACK, 1, Tally.NOT_DONE, 1, Tally.BAD, 1));
        assertThat(of(said.withdrawn(true), Side.CITIZENS, "210100")).isEqualTo(Map.of(Tally.WITHDRAWN, 1));
        assertThat(said.withdrawn(true).withdrawn(false)).isEqualTo(said);
    }

    @Test
    void takesAnOrderForBadOnlyWhereARuleSaysSo() {
        Counted order = at(new Part(HRSS, Map.of(Tally.FEEDBACK, 1, Tally.HOTLINE, 1)));
        assertThat(order.bad()).isFalse();
        assertThat(order.callsForIssue().bad()).isTrue();
        assertThat(order.callsForIssue().withdrawn(true).bad()).isFalse();
    }

    @Test
    void countsNothingThatNamesNoItem() {
        assertThat(Counted.NOTHING.at(null, null, "2026-11-01", List.of(new Part(HRSS, Map.of(Tally.FEEDBACK, 1)))).byUnit(Side.CITIZENS)).isEmpty();
    }

    private static Counted at(Part... parts) {
        return Counted.NOTHING.at("item", "事项", "2026-11-01", List.of(parts));
    }

    private static Map<Tally, Integer> of(Counted counted, Side side, String unit) {
        return counted.byUnit(side).entrySet().stream().filter(entry -> entry.getKey().getLast().equals(unit)).findFirst().orElseThrow().getValue();
    }
}
