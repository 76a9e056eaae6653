package cn.tiyan.reporting.cube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ContributionTest {

    private static final Coordinates SHENYANG = new Coordinates(Subject.ISSUE, "2026-11-23", List.of("210000", "210100"), "WALKTHROUGH", "PROBLEM", null, null);
    private static final List<String> DALIAN = List.of("210000", "210200");

    private static final Step REGISTERED = Step.numbered(1).at(SHENYANG).set(Count.FOUND, true);
    private static final Step TRIAGED = Step.numbered(2).in("SPEED").set(Count.TRIAGED, true);
    private static final Step DISPATCHED = Step.numbered(3).movedTo(DALIAN).set(Count.DISPATCHED, true);
    private static final Step SENT_BACK = Step.numbered(4).add(Count.SENT_BACK);
    private static final Step SENT_BACK_AGAIN = Step.numbered(5).add(Count.SENT_BACK);
    private static final Step VERIFIED = Step.numbered(6).set(Count.VERIFIED, true);
    private static final Step REOPENED = Step.numbered(7).set(Count.REOPENED, true).add(Count.REOPENINGS).set(Count.VERIFIED, false);

    @Test
    void addsNothingBeforeItIsKnownWhere() {
        assertThat(Contribution.of(List.of(TRIAGED, DISPATCHED, VERIFIED))).isEqualTo(Contribution.NONE);
    }

    @Test
    void followsTheIssue() {
        assertThat(Contribution.of(List.of(REGISTERED))).satisfies(at(SHENYANG, Map.of(Count.FOUND, 1L)));
        assertThat(Contribution.of(List.of(REGISTERED, TRIAGED, DISPATCHED, SENT_BACK, SENT_BACK_AGAIN, VERIFIED))).satisfies(at(SHENYANG.in("SPEED").movedTo(DALIAN),
                Map.of(Count.FOUND, 1L, Count.TRIAGED, 1L, Count.DISPATCHED, 1L, Count.SENT_BACK, 2L, Count.VERIFIED, 1L)));
    }

    @Test
    void takesBackWhatAReopeningUndoes() {
        assertThat(Contribution.of(List.of(REGISTERED, VERIFIED, REOPENED)))
                .satisfies(at(SHENYANG, Map.of(Count.FOUND, 1L, Count.REOPENED, 1L, Count.REOPENINGS, 1L)));
    }

    @Test
    void countsNoOptimizationOfADuplicateUntilItIsSplitOff() {
        Step optimized = Step.numbered(2).set(Count.OPTIMIZED, true).add(Count.OPTIMIZATIONS).add(Count.VISITS_SAVED, 2);
        Step merged = Step.numbered(3).set(Count.MERGED, true);
        Step split = Step.numbered(4).set(Count.MERGED, false);
        Step rejected = Step.numbered(5).set(Count.REJECTED, true);
        assertThat(Contribution.of(List.of(merged, REGISTERED, optimized))).satisfies(at(SHENYANG, Map.of(Count.FOUND, 1L, Count.MERGED, 1L)));
        assertThat(Contribution.of(List.of(split, merged, REGISTERED, optimized)))
                .satisfies(at(SHENYANG, Map.of(Count.FOUND, 1L, Count.OPTIMIZED, 1L, Count.OPTIMIZATIONS, 1L, Count.VISITS_SAVED, 2L)));
        assertThat(Contribution.of(List.of(REGISTERED, optimized, merged, split, rejected))).satisfies(at(SHENYANG, Map.of(Count.FOUND, 1L, Count.REJECTED, 1L)));
    }

    @Test
    void comesToTheSameInWhicheverOrderTheStepsBecameKnown() {
        List<Step> steps = new ArrayList<>(List.of(REGISTERED, TRIAGED, DISPATCHED, SENT_BACK, SENT_BACK_AGAIN, VERIFIED, REOPENED));
        Contribution inOrder = Contribution.of(steps);
        var random = new Random(1);
        for (int i = 0; i < 200; i++) {
            Collections.shuffle(steps, random);
            assertThat(Contribution.of(steps)).isEqualTo(inOrder);
        }
    }

    private static Consumer<Contribution> at(Coordinates coordinates, Map<Count, Long> counts) {
        return contribution -> {
            assertThat(contribution.coordinates()).isEqualTo(coordinates);
            assertThat(contribution.counts()).isEqualTo(counts);
        };
    }
}
