package cn.tiyan.walkthrough.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.testkit.Persona;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final LocalDate FROM = LocalDate.parse("2026-12-01");
    private static final LocalDate TO = LocalDate.parse("2026-12-31");
    private static final Instant NOW = Instant.parse("2026-11-28T02:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-28");
    private static final Unit HRSS = new Unit("210100-HRSS", "沈阳市人社局", UnitKind.DEPARTMENT, "210100", List.of("210000", "210100", "210100-HRSS"), true, 1);
    private static final Caller CLERK = Persona.SHENYANG_DEPARTMENT.caller();

    @Test
    void completesWhenEveryEntryWasWalked() {
        Plan plan = published(entry(null, "A"), entry(null, "B"));
        String first = plan.entries().getFirst().id();
        String second = plan.entries().getLast().id();
        assertThat(walk(plan, first, "wlk_1", "A")).isTrue();
        assertThat(plan.status()).isEqualTo(PlanStatus.PUBLISHED);
        assertThat(Progress.of(plan.entries(), TODAY)).satisfies(progress -> {
            assertThat(progress.walked()).isEqualTo(1);
            assertThat(progress.of()).isEqualTo(2);
            assertThat(progress.roles()).containsOnlyKeys(WalkthroughRole.APPLICANT);
        });
        assertThat(walk(plan, first, "wlk_1", "A")).as("told again").isFalse();
        assertThat(walk(plan, second, "wlk_2", "B")).isTrue();
        assertThat(plan.status()).isEqualTo(PlanStatus.DONE);
        assertThat(walk(plan, second, "wlk_3", "B")).as("walked once more").isTrue();
        assertThat(plan.entry(second).orElseThrow().walkthroughs()).containsExactly("wlk_2", "wlk_3");
        assertThat(plan.historyIntact()).isTrue();
    }

    @Test
    void takesNoWalkOfAnotherItemOrRoleForItsOwn() {
        Plan plan = published(entry(null, "A"));
        String entry = plan.entries().getFirst().id();
        assertThat(walk(plan, entry, "wlk_1", "B")).isFalse();
        assertThat(plan.walked(entry, "wlk_1", "A", WalkthroughRole.ENFORCER, FROM, 1, NOW)).isFalse();
        assertThat(walk(plan, "ple_other", "wlk_1", "A")).isFalse();
        assertThat(plan.status()).isEqualTo(PlanStatus.PUBLISHED);
    }

    @Test
    void countsWhatIsOverdueApart() {
        Plan plan = published(entry(null, "A"), entry(null, "B"));
        Progress progress = Progress.of(plan.entries(), TO.plusDays(1));
        assertThat(progress.overdue()).isEqualTo(2);
        assertThat(Progress.of(plan.entries(), FROM.plusDays(4)).ahead()).as("today is not over").isEqualTo(2);
    }

    @Test
    void keepsAnEntryThatWasWalkedWhenItIsAmended() {
        Plan plan = published(entry(null, "A"), entry(null, "B"));
        String walked = plan.entries().getFirst().id();
        String other = plan.entries().getLast().id();
        walk(plan, walked, "wlk_1", "A");
        assertRefused("entry-already-walked", () -> plan.amend(draft(entry(other, "B")), "少走一项", CLERK, NOW));
        assertRefused("entry-already-walked", () -> plan.amend(draft(entry(walked, "C"), entry(other, "B")), "换一项", CLERK, NOW));
        assertThat(plan.entries()).as("nothing half-done").hasSize(2);
        plan.amend(draft(entry(walked, "A"), entry(null, "C")), "换一项", CLERK, NOW);
        assertThat(plan.entries()).extracting(entry -> entry.serviceItem().code()).containsExactly("A", "C");
        assertThat(plan.entries().getFirst().walkthroughs()).containsExactly("wlk_1");
        assertThat(plan.entries()).extracting(PlanEntry::id).doesNotHaveDuplicates().doesNotContain(other);
        assertThat(plan.history().getLast().note()).isEqualTo("换一项");
    }

    @Test
    void isDoneWhenAnAmendmentTakesOutAllThatWasLeft() {
        Plan plan = published(entry(null, "A"), entry(null, "B"));
        String walked = plan.entries().getFirst().id();
        walk(plan, walked, "wlk_1", "A");
        plan.amend(draft(entry(walked, "A")), "其余移至下季度", CLERK, NOW);
        assertThat(plan.status()).isEqualTo(PlanStatus.DONE);
    }

    @Test
    void refusesAnEntryOutsideThePeriod() {
        assertRefused("entry-outside-period", () -> plan(on(entry(null, "A"), FROM.minusDays(1))));
        assertRefused("entry-outside-period", () -> plan(on(entry(null, "A"), TO.plusDays(1))));
    }

    @Test
    void refusesAPeriodThatEndsBeforeItStartsOrNeverEnds() {
        assertRefused("plan-ends-before-start", () -> Plan.draft("pln_1", new PlanDraft("题", TO, FROM, List.of()), HRSS, CLERK, NOW));
        assertRefused("plan-too-long", () -> Plan.draft("pln_1", new PlanDraft("题", FROM, FROM.plusYears(2).plusDays(1), List.of()), HRSS, CLERK, NOW));
    }

    @Test
    void refusesTheSameWalkTwice() {
        assertRefused("entry-repeated", () -> plan(entry(null, "A"), entry(null, "A")));
    }

    @Test
    void refusesACompanionOfNobody() {
        assertRefused("companion-of-nobody", () -> plan(new PlanDraft.Entry(null, item("A"), "210100-HRSS", WalkthroughRole.COMPANION, "somebody", List.of(), Set.of(),
                FROM, null)));
        plan(new PlanDraft.Entry(null, item("A"), "210100-HRSS", WalkthroughRole.COMPANION, "somebody", List.of(), Set.of(Company.ELDERLY), FROM, null));
    }

    @Test
    void refusesAnEntryItNeverHad() {
        assertRefused("entry-unknown", () -> plan(entry("ple_00000000000000000000000000", "A")));
    }

    @Test
    void refusesToPublishNothingOrWhatIsOver() {
        assertRefused("plan-without-entries", () -> plan().publish(TODAY, CLERK, NOW));
        assertRefused("plan-period-over", () -> plan(entry(null, "A")).publish(TO.plusDays(1), CLERK, NOW));
    }

    @Test
    void goesOnlyTheWayOfTheTable() {
        Plan plan = published(entry(null, "A"));
        assertRefused("illegal-transition", () -> plan.edit(draft(entry(null, "B")), CLERK, NOW));
        assertRefused("illegal-transition", () -> plan.publish(TODAY, CLERK, NOW));
        plan.close("任务调整", CLERK, NOW);
        assertThat(plan.status()).isEqualTo(PlanStatus.CLOSED);
        assertRefused("illegal-transition", () -> plan.amend(draft(entry(null, "B")), "再来", CLERK, NOW));
        assertThat(plan.actions(CLERK)).isEmpty();
    }

    @Test
    void isChangedByNobodyButItsOwnUnit() {
        Plan plan = plan(entry(null, "A"));
        assertRefused("not-the-plans-unit", () -> plan.publish(TODAY, Persona.SHENYANG_OFFICE.caller(), NOW));
        assertThat(plan.actions(Persona.SHENYANG_OFFICE.caller())).isEmpty();
        assertThat(plan.actions(CLERK)).containsExactly(PlanAction.EDIT, PlanAction.PUBLISH, PlanAction.CLOSE);
    }

    @Test
    void masksNumbersInFreeText() {
        Plan plan = plan(new PlanDraft.Entry(null, item("A"), "210100-HRSS", WalkthroughRole.APPLICANT, "somebody", List.of(), Set.of(), FROM, "联系 13912345678"));
        assertThat(plan.entries().getFirst().reason()).doesNotContain("13912345678");
    }

    private static boolean walk(Plan plan, String entry, String walkthrough, String item) {
        return plan.walked(entry, walkthrough, item, WalkthroughRole.APPLICANT, FROM, 1, NOW);
    }

    private static Plan published(PlanDraft.Entry... entries) {
        Plan plan = plan(entries);
        plan.publish(TODAY, CLERK, NOW);
        return plan;
    }

    private static Plan plan(PlanDraft.Entry... entries) {
        return Plan.draft("pln_1", draft(entries), HRSS, CLERK, NOW);
    }

    private static PlanDraft draft(PlanDraft.Entry... entries) {
        return new PlanDraft("十二月走流程计划", FROM, TO, Arrays.asList(entries));
    }

    private static PlanDraft.Entry entry(@Nullable String id, String item) {
        return new PlanDraft.Entry(id, item(item), "210100-HRSS", WalkthroughRole.APPLICANT, "shenyang.ganbu", List.of(), Set.of(), FROM.plusDays(4), null);
    }

    private static PlanDraft.Entry on(PlanDraft.Entry entry, LocalDate day) {
        return new PlanDraft.Entry(entry.id(), entry.serviceItem(), entry.unit(), entry.role(), entry.walker(), entry.experiencers(), entry.company(), day, null);
    }

    private static ServiceItemRef item(String code) {
        return new ServiceItemRef(code, "事项" + code);
    }

    private static void assertRefused(String rule, Runnable attempt) {
        assertThatThrownBy(attempt::run).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.name()).isEqualTo(rule));
    }
}
