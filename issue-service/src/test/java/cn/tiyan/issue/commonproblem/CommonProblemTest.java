package cn.tiyan.issue.commonproblem;

import static cn.tiyan.issue.commonproblem.Bureaus.ANSHAN_HRSS;
import static cn.tiyan.issue.commonproblem.Bureaus.DALIAN_HRSS;
import static cn.tiyan.issue.commonproblem.Bureaus.HEPING;
import static cn.tiyan.issue.commonproblem.Bureaus.NOW;
import static cn.tiyan.issue.commonproblem.Bureaus.POLICY;
import static cn.tiyan.issue.commonproblem.Bureaus.PROVINCE;
import static cn.tiyan.issue.commonproblem.Bureaus.PROVINCE_OFFICE;
import static cn.tiyan.issue.commonproblem.Bureaus.SHENYANG_CLERK;
import static cn.tiyan.issue.commonproblem.Bureaus.SHENYANG_HRSS;
import static cn.tiyan.issue.commonproblem.Bureaus.SHENYANG_MSA;
import static cn.tiyan.issue.commonproblem.Bureaus.SHENYANG_OFFICE;
import static cn.tiyan.issue.commonproblem.Bureaus.aCase;
import static cn.tiyan.issue.commonproblem.Bureaus.aProblem;
import static cn.tiyan.issue.commonproblem.Bureaus.aProblemIn;
import static cn.tiyan.issue.commonproblem.Bureaus.allDone;
import static cn.tiyan.issue.commonproblem.Bureaus.anOrder;
import static cn.tiyan.issue.commonproblem.Bureaus.enough;
import static cn.tiyan.issue.commonproblem.Bureaus.gathered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommonProblemTest {

    private static final Instant LATER = NOW.plusSeconds(60);

    @Test
    void isProposedWhenEnoughCasesFromEnoughUnitsComeCloseTogether() {
        assertThat(aProblem(gathered(aCase(SHENYANG_HRSS, 2), aCase(DALIAN_HRSS, 1))).status()).as("two cases")
                .isEqualTo(ProblemStatus.GATHERING);
        assertThat(aProblem(gathered(aCase(SHENYANG_HRSS, 3), aCase(SHENYANG_HRSS, 2), aCase(SHENYANG_HRSS, 1))).status()).as("one unit")
                .isEqualTo(ProblemStatus.GATHERING);
        assertThat(aProblem(gathered(aCase(SHENYANG_HRSS, 91), aCase(DALIAN_HRSS, 2), aCase(SHENYANG_HRSS,
                1))).status()).as("90 days apart")
                .isEqualTo(ProblemStatus.GATHERING);
        assertThat(aProblem(gathered(aCase(SHENYANG_HRSS, 90), aCase(DALIAN_HRSS, 2), aCase(SHENYANG_HRSS,
                1))).status()).as("less than that")
                .isEqualTo(ProblemStatus.PROPOSED);
    }

    @Test
    void isNoLongerProposedWhenCasesAreWithdrawn() {
        CommonProblem problem = aProblem(enough());
        assertThat(problem.count(gathered(aCase(SHENYANG_HRSS, 3), aCase(DALIAN_HRSS, 2)), POLICY, NOW)).isTrue();
        assertThat(problem.status()).isEqualTo(ProblemStatus.GATHERING);
        problem.count(gathered(), POLICY, NOW);
        assertThat(problem.tally().cases()).isZero();
        assertThat(problem.unit()).as("it stays where it was").isEqualTo("210000");
    }

    @Test
    void saysSoWhenCountingChangedNothing() {
        Gathered cases = enough();
        CommonProblem problem = aProblem(cases);
        long events = problem.sequence();
        assertThat(problem.count(cases, POLICY, NOW.plusSeconds(9))).isFalse();
        assertThat(problem.sequence()).isEqualTo(events);
    }

    @Test
    void belongsToTheLowestOfficeOverAllUnitsWithCases() {
        assertThat(aProblem(gathered(aCase(SHENYANG_HRSS, 1))).unit()).as("not a department").isEqualTo("210100");
        assertThat(aProblem(gathered(aCase(HEPING, 1))).unit()).isEqualTo("210102");
        assertThat(aProblem(gathered(aCase(HEPING, 1), aCase(SHENYANG_MSA, 1))).unit()).isEqualTo("210100");
        CommonProblem wide = aProblem(gathered(aCase(HEPING, 1), aCase(DALIAN_HRSS, 1)));
        assertThat(wide.unit()).isEqualTo("210000");
        assertThat(wide.within()).containsExactly("210000");
    }

    @Test
    void isSeenByTheUnitsConcernedOnceConfirmed() {
        CommonProblem problem = aProblem(enough());
        assertThat(problem.within()).containsExactly("210000");
        problem.confirm(anOrder(SHENYANG_HRSS, DALIAN_HRSS, ANSHAN_HRSS), enough(), PROVINCE_OFFICE, NOW);
        assertThat(problem.within())
                .containsExactly("210000", "210100", "210100-HRSS", "210200", "210200-HRSS", "210300", "210300-HRSS");
        problem.count(gathered(aCase(SHENYANG_HRSS, 0)), POLICY, NOW);
        assertThat(problem.within()).as("also when further cases are counted").contains("210300-HRSS");
    }

    @Test
    void isStillSeenByTheUnitsOfEarlierRoundsWhenAnotherIsConfirmed() {
        CommonProblem problem = aProblemIn(ProblemStatus.RECURRED);
        problem.confirm(anOrder(DALIAN_HRSS), gathered(aCase(DALIAN_HRSS, NOW.plusSeconds(60))), PROVINCE_OFFICE, NOW.plusSeconds(90));
        assertThat(problem.within()).contains("210100", "210100-HRSS", "210200-HRSS");
    }

    @Test
    void boundsWhatItKeeps() {
        Case[] many = IntStream.range(0, 400)
                .mapToObj(i -> aCase(Bureaus.unit("21%02d%02d-HRSS".formatted(i / 100 + 1, i % 100), UnitKind.DEPARTMENT, "210000"),
                NOW.minusSeconds(i)))
                .toArray(Case[]::new);
        Tally tally = aProblem(gathered(many)).tally();
        assertThat(tally.cases()).isEqualTo(400);
        assertThat(tally.units()).hasSize(CommonProblem.MOST_UNITS);
        assertThat(tally.newest()).hasSize(CommonProblem.SHOWN_CASES);
    }

    @Test
    void isSettledByTheLastSelfCheckAccepted() {
        CommonProblem problem = aProblemIn(ProblemStatus.CONFIRMED);
        problem.progress(new Progress(2, 1, 0, 1, 4, 0), enough(), POLICY, NOW);
        assertThat(problem.status()).isEqualTo(ProblemStatus.CONFIRMED);
        assertThat(problem.progress(allDone(), enough(), POLICY, NOW)).isTrue();
        assertThat(problem.status()).isEqualTo(ProblemStatus.SETTLED);
        Round round = problem.round().orElseThrow();
        assertThat(round.progress()).isEqualTo(allDone());
        assertThat(round.watchedUntil()).isEqualTo(NOW.plus(Duration.ofDays(180)));
        assertThat(problem.progress(allDone(), enough(), POLICY, NOW.plusSeconds(1))).as("told again").isFalse();
    }

    @Test
    void comesBackWithANewCaseWhileItIsWatched() {
        CommonProblem problem = aProblemIn(ProblemStatus.SETTLED);
        problem.count(gathered(aCase(DALIAN_HRSS, NOW)), POLICY, NOW);
        assertThat(problem.status()).as("no case of before").isEqualTo(ProblemStatus.SETTLED);
        Case late = aCase(DALIAN_HRSS, NOW.plus(Duration.ofDays(180)));
        problem.count(gathered(aCase(DALIAN_HRSS, 1), late), POLICY, NOW);
        assertThat(problem.status()).isEqualTo(ProblemStatus.RECURRED);
        assertThat(problem.recurrence().issueId()).isEqualTo(late.issueId());
        problem.confirm(anOrder(DALIAN_HRSS), gathered(late), PROVINCE_OFFICE, NOW);
        assertThat(problem.round().orElseThrow().number()).isEqualTo(2);
        assertThat(problem.rounds()).hasSize(2);
    }

    @Test
    void comesBackToAPersonWhenTheRoundIsDoneButThereAreCasesWhereNobodyWasAsked() {
        CommonProblem problem = aProblemIn(ProblemStatus.CONFIRMED);
        Case elsewhere = aCase(ANSHAN_HRSS, NOW.minusSeconds(9));
        Gathered cases = gathered(aCase(SHENYANG_HRSS, 3), aCase(DALIAN_HRSS, 2), aCase(DALIAN_HRSS, NOW.minusSeconds(9)), elsewhere);
        problem.count(cases, POLICY, NOW);
        assertThat(problem.status()).as("the round goes on").isEqualTo(ProblemStatus.CONFIRMED);
        assertThat(problem.progress(allDone(), cases, POLICY, NOW)).isTrue();
        assertThat(problem.status()).isEqualTo(ProblemStatus.RECURRED);
        assertThat(problem.recurrence().issueId()).isEqualTo(elsewhere.issueId());
        assertThat(problem.history()).extracting(HistoryEntry::action).containsExactly("propose", "confirm", "spread");
        assertThat(problem.count(cases, POLICY, LATER)).as("counted again").isFalse();

        refuses("units-with-cases-left-out", () -> problem.confirm(anOrder(DALIAN_HRSS), cases, PROVINCE_OFFICE, LATER));
        problem.confirm(anOrder(ANSHAN_HRSS), cases, PROVINCE_OFFICE, LATER);
        problem.progress(new Progress(1, 1, 0, 1, 1, 0), cases, POLICY, LATER);
        assertThat(problem.status()).as("now all were asked").isEqualTo(ProblemStatus.SETTLED);
    }

    @Test
    void comesToTheSameWhetherACaseWhereNobodyWasAskedIsHeardBeforeOrAfterTheLastSelfCheck() {
        Gathered before = enough();
        Case elsewhere = aCase(ANSHAN_HRSS, NOW.minusSeconds(9));
        Gathered after = gathered(before.newest().get(0), before.newest().get(1), before.newest().get(2), elsewhere);
        CommonProblem early = aProblemIn(ProblemStatus.CONFIRMED);
        early.count(after, POLICY, NOW);
        early.progress(allDone(), after, POLICY, NOW);
        CommonProblem late = aProblemIn(ProblemStatus.CONFIRMED);
        late.progress(allDone(), before, POLICY, NOW);
        late.count(after, POLICY, LATER);
        assertThat(List.of(early, late)).allSatisfy(problem -> {
            assertThat(problem.status()).isEqualTo(ProblemStatus.RECURRED);
            assertThat(problem.recurrence()).isEqualTo(Tally.Shown.of(elsewhere));
            assertThat(problem.round()).isEqualTo(early.round());
        });
    }

    @Test
    void isSettledAfterAllWhenTheCaseWhereNobodyWasAskedIsWithdrawn() {
        CommonProblem problem = aProblemIn(ProblemStatus.CONFIRMED);
        problem.progress(allDone(), gathered(aCase(SHENYANG_HRSS, 3), aCase(ANSHAN_HRSS, 1)), POLICY, NOW);
        assertThat(problem.status()).isEqualTo(ProblemStatus.RECURRED);
        problem.count(enough(), POLICY, LATER);
        assertThat(problem.status()).isEqualTo(ProblemStatus.SETTLED);
        assertThat(problem.round().orElseThrow().watchedUntil()).as("from the last self-check on").isEqualTo(NOW.plus(Duration.ofDays(180)));
    }

    @Test
    void asksAllUnitsWithCases_unitsWithCasesLeftOut() {
        CommonProblem problem = aProblem(enough());
        refuses("units-with-cases-left-out", () -> problem.confirm(anOrder(SHENYANG_HRSS, ANSHAN_HRSS), enough(), PROVINCE_OFFICE, NOW));
        assertThat(problem.status()).isEqualTo(ProblemStatus.PROPOSED);
        assertThat(problem.rounds()).isEmpty();
        Unit dalian = Bureaus.unit("210200", UnitKind.CITY, "210000");
        Gathered cases = gathered(aCase(SHENYANG_HRSS, 3), aCase(DALIAN_HRSS, 2), aCase(PROVINCE, 1));
        problem.confirm(anOrder(SHENYANG_HRSS, dalian), cases, PROVINCE_OFFICE, NOW);
        assertThat(problem.status()).as("the city answers for its bureau, for the province nobody can").isEqualTo(ProblemStatus.CONFIRMED);
    }

    @Test
    void hasNotComeBackWhenTheCaseItCameBackWithIsWithdrawn() {
        CommonProblem problem = aProblemIn(ProblemStatus.SETTLED);
        Case first = aCase(DALIAN_HRSS, NOW.plusSeconds(10));
        Case second = aCase(SHENYANG_HRSS, NOW.plusSeconds(20));
        problem.count(gathered(aCase(DALIAN_HRSS, 2), first, second), POLICY, LATER);
        assertThat(problem.status()).isEqualTo(ProblemStatus.RECURRED);
        assertThat(problem.count(gathered(aCase(DALIAN_HRSS, 2), second), POLICY, LATER)).isTrue();
        assertThat(problem.status()).as("there is another").isEqualTo(ProblemStatus.RECURRED);
        assertThat(problem.recurrence()).isEqualTo(Tally.Shown.of(second));
        problem.count(gathered(aCase(DALIAN_HRSS, 2)), POLICY, LATER);
        assertThat(problem.status()).isEqualTo(ProblemStatus.SETTLED);
        assertThat(problem.recurrence()).isNull();
        assertThat(problem.round().orElseThrow().watchedUntil()).isEqualTo(NOW.plus(Duration.ofDays(180)));
        problem.count(gathered(aCase(DALIAN_HRSS, 2), aCase(DALIAN_HRSS, LATER)), POLICY, LATER);
        assertThat(problem.status()).as("it is watched as before").isEqualTo(ProblemStatus.RECURRED);
        assertThat(problem.history()).extracting(HistoryEntry::action)
                .containsExactly("propose", "confirm", "settle", "recur", "settle", "recur");
    }

    @Test
    void gathersAnewWhenAllThatIsLeftOfARecurrenceCameAfterTheWatch() {
        CommonProblem problem = aProblemIn(ProblemStatus.RECURRED);
        var after = NOW.plus(Duration.ofDays(181));
        problem.count(gathered(aCase(DALIAN_HRSS, 2), aCase(DALIAN_HRSS, after)), POLICY, after);
        assertThat(problem.status()).isEqualTo(ProblemStatus.GATHERING);
    }

    @Test
    void isWatchedOnWhenItsRecurrenceIsDismissed() {
        CommonProblem problem = aProblemIn(ProblemStatus.RECURRED);
        problem.dismiss("另有起因", PROVINCE_OFFICE, LATER);
        assertThat(problem.status()).isEqualTo(ProblemStatus.SETTLED);
        assertThat(problem.dismissal().reason()).isEqualTo("另有起因");
        Case dismissed = aCase(DALIAN_HRSS, NOW.plusSeconds(60));
        problem.count(gathered(aCase(SHENYANG_HRSS, 1), dismissed), POLICY, LATER);
        assertThat(problem.status()).as("what was dismissed does not count again").isEqualTo(ProblemStatus.SETTLED);
        Case genuine = aCase(SHENYANG_HRSS, NOW.plus(Duration.ofDays(180)));
        problem.count(gathered(dismissed, genuine), POLICY, NOW.plus(Duration.ofDays(180)));
        assertThat(problem.status()).isEqualTo(ProblemStatus.RECURRED);
        assertThat(problem.recurrence().issueId()).isEqualTo(genuine.issueId());
    }

    @Test
    void proposesNothingOnTheStrengthOfARecurrenceThatWasDismissed() {
        CommonProblem problem = aProblemIn(ProblemStatus.RECURRED);
        problem.dismiss("另有起因", PROVINCE_OFFICE, LATER);
        var after = NOW.plus(Duration.ofDays(181));
        var longWithin = new CommonProblemPolicy(2, 3, 3650, 180);
        problem.count(gathered(aCase(DALIAN_HRSS, LATER), aCase(SHENYANG_HRSS, LATER), aCase(DALIAN_HRSS, after)), longWithin, after);
        assertThat(problem.status()).isEqualTo(ProblemStatus.GATHERING);
    }

    @Test
    void gathersAnewWithACaseAfterItWasWatchedLongEnough() {
        CommonProblem problem = aProblemIn(ProblemStatus.SETTLED);
        var after = NOW.plus(Duration.ofDays(181));
        problem.count(gathered(aCase(SHENYANG_HRSS, 1), aCase(DALIAN_HRSS, after)), POLICY, after);
        assertThat(problem.status()).isEqualTo(ProblemStatus.GATHERING);
        problem.count(gathered(aCase(SHENYANG_HRSS, 1), aCase(DALIAN_HRSS, after), aCase(DALIAN_HRSS, after), aCase(ANSHAN_HRSS, after)),
                POLICY, after);
        assertThat(problem.status()).isEqualTo(ProblemStatus.PROPOSED);
    }

    @Test
    void gathersAnewAfterADismissalWithoutTheCasesItWasAbout() {
        CommonProblem problem = aProblemIn(ProblemStatus.DISMISSED);
        problem.count(enough(), POLICY, NOW);
        assertThat(problem.status()).isEqualTo(ProblemStatus.DISMISSED);
        var later = NOW.plusSeconds(60);
        problem.count(gathered(aCase(SHENYANG_HRSS, 2), aCase(SHENYANG_HRSS, 1), aCase(DALIAN_HRSS, later)), POLICY, later);
        assertThat(problem.status()).as("only one counts").isEqualTo(ProblemStatus.GATHERING);
        problem.count(gathered(aCase(SHENYANG_HRSS, later), aCase(SHENYANG_HRSS, later), aCase(DALIAN_HRSS, later)), POLICY, later);
        assertThat(problem.status()).isEqualTo(ProblemStatus.PROPOSED);
        assertThat(problem.history()).extracting(HistoryEntry::action).containsExactly("propose", "dismiss", "gather", "propose");
        assertThat(problem.historyIntact()).isTrue();
    }

    @Test
    void isDecidedOnlyByAnOfficeOverAllUnitsWithCases_officeNotOverUnits() {
        refuses("office-not-over-units", () -> aProblemIn(ProblemStatus.PROPOSED).confirm(anOrder(SHENYANG_HRSS), enough(),
                SHENYANG_OFFICE, NOW));
        refuses("office-not-over-units", () -> aProblemIn(ProblemStatus.RECURRED).dismiss("不是我的", SHENYANG_OFFICE, NOW));
        Gathered cases = gathered(aCase(SHENYANG_HRSS, 3), aCase(SHENYANG_MSA, 2), aCase(SHENYANG_HRSS, 1));
        CommonProblem ofShenyang = aProblem(cases);
        refuses("office-not-over-units", () -> ofShenyang.confirm(anOrder(SHENYANG_HRSS, SHENYANG_MSA, DALIAN_HRSS), cases, SHENYANG_OFFICE,
                NOW));
        assertThat(ofShenyang.status()).isEqualTo(ProblemStatus.PROPOSED);
        ofShenyang.confirm(anOrder(SHENYANG_HRSS, SHENYANG_MSA), cases, SHENYANG_OFFICE, NOW);
        assertThat(ofShenyang.status()).isEqualTo(ProblemStatus.CONFIRMED);
    }

    @Test
    void asksNobodyToCheckThemselvesWhoseAnswerNobodyCouldReview_noOfficeAbove() {
        refuses("no-office-above", () -> aProblemIn(ProblemStatus.PROPOSED).confirm(anOrder(SHENYANG_HRSS, PROVINCE), enough(),
                PROVINCE_OFFICE, NOW));
    }

    @Test
    void refusesMoreUnitsThanAnybodyCanFollow_tooManyUnits() {
        Unit[] units = IntStream.rangeClosed(0, CommonProblem.MOST_UNITS)
                .mapToObj(i -> Bureaus.unit("2101%02d-D%d".formatted(i % 100, i), UnitKind.DEPARTMENT, "210000")).toArray(Unit[]::new);
        refuses("too-many-units", () -> aProblemIn(ProblemStatus.PROPOSED).confirm(anOrder(units), enough(), PROVINCE_OFFICE, NOW));
    }

    @ParameterizedTest
    @EnumSource(ProblemStatus.class)
    void allowsWhatItsLifecycleAllows_illegalTransition(ProblemStatus status) {
        boolean open = status == ProblemStatus.PROPOSED || status == ProblemStatus.RECURRED;
        assertThat(aProblemIn(status).status()).isEqualTo(status);
        assertThat(aProblemIn(status).actions(PROVINCE_OFFICE)).containsExactly(
                open ? new ProblemAction[] {ProblemAction.CONFIRM, ProblemAction.DISMISS} : new ProblemAction[0]);
        assertThat(aProblemIn(status).actions(SHENYANG_CLERK)).isEmpty();
        if (!open) {
            refuses("illegal-transition", () -> aProblemIn(status).confirm(anOrder(SHENYANG_HRSS), enough(), PROVINCE_OFFICE, NOW));
            refuses("illegal-transition", () -> aProblemIn(status).dismiss("不是", PROVINCE_OFFICE, NOW));
        }
    }

    @Test
    void passesOnNoPersonalData() {
        var order = new Order("请联系13912345678", "身份证210102199003071234", Bureaus.DUE, List.of(SHENYANG_HRSS, DALIAN_HRSS));
        CommonProblem problem = aProblem(enough());
        problem.confirm(order, enough(), PROVINCE_OFFICE, NOW);
        Round round = problem.round().orElseThrow();
        assertThat(round.title() + round.measures() + problem.history().getLast().note()).doesNotContain("13912345678", "199003071234");
    }

    private static void refuses(String rule, ThrowingCallable command) {
        assertThatThrownBy(command).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.name()).isEqualTo(rule));
    }
}
