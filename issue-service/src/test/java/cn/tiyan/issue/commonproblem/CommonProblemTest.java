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
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommonProblemTest {

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
        problem.confirm(anOrder(SHENYANG_HRSS, ANSHAN_HRSS), PROVINCE_OFFICE, NOW);
        assertThat(problem.within()).containsExactly("210000", "210100", "210100-HRSS", "210300", "210300-HRSS");
        problem.count(gathered(aCase(SHENYANG_HRSS, 0)), POLICY, NOW);
        assertThat(problem.within()).as("also when further cases are counted").contains("210300-HRSS");
    }

    @Test
    void isStillSeenByTheUnitsOfEarlierRoundsWhenAnotherIsConfirmed() {
        CommonProblem problem = aProblemIn(ProblemStatus.RECURRED);
        problem.confirm(anOrder(DALIAN_HRSS), PROVINCE_OFFICE, NOW.plusSeconds(90));
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
        problem.progress(new Progress(2, 1, 0, 1, 4, 0), POLICY, NOW);
        assertThat(problem.status()).isEqualTo(ProblemStatus.CONFIRMED);
        assertThat(problem.progress(allDone(), POLICY, NOW)).isTrue();
        assertThat(problem.status()).isEqualTo(ProblemStatus.SETTLED);
        Round round = problem.round().orElseThrow();
        assertThat(round.progress()).isEqualTo(allDone());
        assertThat(round.watchedUntil()).isEqualTo(NOW.plus(Duration.ofDays(180)));
        assertThat(problem.progress(allDone(), POLICY, NOW.plusSeconds(1))).as("told again").isFalse();
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
        problem.confirm(anOrder(DALIAN_HRSS), PROVINCE_OFFICE, NOW);
        assertThat(problem.round().orElseThrow().number()).isEqualTo(2);
        assertThat(problem.rounds()).hasSize(2);
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
        refuses("office-not-over-units", () -> aProblemIn(ProblemStatus.PROPOSED).confirm(anOrder(SHENYANG_HRSS), SHENYANG_OFFICE, NOW));
        refuses("office-not-over-units", () -> aProblemIn(ProblemStatus.RECURRED).dismiss("不是我的", SHENYANG_OFFICE, NOW));
        CommonProblem ofShenyang = aProblem(gathered(aCase(SHENYANG_HRSS, 3), aCase(SHENYANG_MSA, 2), aCase(SHENYANG_HRSS, 1)));
        refuses("office-not-over-units", () -> ofShenyang.confirm(anOrder(SHENYANG_HRSS, DALIAN_HRSS), SHENYANG_OFFICE, NOW));
        assertThat(ofShenyang.status()).isEqualTo(ProblemStatus.PROPOSED);
        ofShenyang.confirm(anOrder(SHENYANG_HRSS), SHENYANG_OFFICE, NOW);
        assertThat(ofShenyang.status()).isEqualTo(ProblemStatus.CONFIRMED);
    }

    @Test
    void asksNobodyToCheckThemselvesWhoseAnswerNobodyCouldReview_noOfficeAbove() {
        refuses("no-office-above", () -> aProblemIn(ProblemStatus.PROPOSED).confirm(anOrder(SHENYANG_HRSS, PROVINCE), PROVINCE_OFFICE,
                NOW));
    }

    @Test
    void refusesMoreUnitsThanAnybodyCanFollow_tooManyUnits() {
        Unit[] units = IntStream.rangeClosed(0, CommonProblem.MOST_UNITS)
                .mapToObj(i -> Bureaus.unit("2101%02d-D%d".formatted(i % 100, i), UnitKind.DEPARTMENT, "210000")).toArray(Unit[]::new);
        refuses("too-many-units", () -> aProblemIn(ProblemStatus.PROPOSED).confirm(anOrder(units), PROVINCE_OFFICE, NOW));
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
            refuses("illegal-transition", () -> aProblemIn(status).confirm(anOrder(SHENYANG_HRSS), PROVINCE_OFFICE, NOW));
            refuses("illegal-transition", () -> aProblemIn(status).dismiss("不是", PROVINCE_OFFICE, NOW));
        }
    }

    @Test
    void passesOnNoPersonalData() {
        var order = new Order("请联系13912345678", "身份证210102199003071234", Bureaus.DUE, java.util.List.of(SHENYANG_HRSS));
        CommonProblem problem = aProblem(enough());
        problem.confirm(order, PROVINCE_OFFICE, NOW);
        Round round = problem.round().orElseThrow();
        assertThat(round.title() + round.measures() + problem.history().getLast().note()).doesNotContain("13912345678", "199003071234");
    }

    private static void refuses(String rule, ThrowingCallable command) {
        assertThatThrownBy(command).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.name()).isEqualTo(rule));
    }
}
