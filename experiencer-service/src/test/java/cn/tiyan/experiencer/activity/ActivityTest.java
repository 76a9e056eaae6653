package cn.tiyan.experiencer.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.contracts.activity.ActivityHeld;
import cn.tiyan.contracts.vocabulary.ActivityKind;
import cn.tiyan.contracts.vocabulary.ActivityTheme;
import cn.tiyan.contracts.vocabulary.ActivityWay;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.experiencer.experiencer.Selection;
import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.testkit.Persona;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ActivityTest {

    private static final Instant NOW = Instant.parse("2026-11-28T01:00:00Z");
    private static final Instant START = NOW.plus(Duration.ofDays(2));
    private static final Unit SHENYANG = unit("210100", "210000", "210100");
    private static final Unit BUREAU = unit("210100-HRSS", "210000", "210100", "210100-HRSS");
    private static final Unit DALIAN_BUREAU = unit("210200-HRSS", "210000", "210200", "210200-HRSS");
    private static final Selection ALL = new Selection("210100", List.of(), List.of(), List.of(), null, List.of());
    private static final List<ActivityHeld.OfCategory> COUNTS = List.of(new ActivityHeld.OfCategory(ExperiencerCategory.EXPERT, 3, 2),
            new ActivityHeld.OfCategory(ExperiencerCategory.GRID_WORKER, 2, 2));
    private static final Actor ITSELF = Actor.service("test");

    @Test
    void isPlannedInvitedToHeldAndToldOf() {
        Activity activity = planned(plan(ActivityKind.OPEN_DAY, START, START.plus(Duration.ofHours(2)), START, List.of(), true));
        activity.invite("rnd_1", ALL, 100, Persona.SHENYANG_OFFICE.caller(), NOW);
        assertThat(activity.wakeAt()).as("if it breaks off, the clock goes on").isEqualTo(NOW.plus(Activity.INVITED_WITHIN));
        activity.invited("rnd_1", 5, 5, ITSELF, NOW);
        assertThat(activity.wakeAt()).isNull();
        activity.hold("参观大厅，体验一次办事，联系人 13912345678", null, List.of(), COUNTS, Persona.SHENYANG_OFFICE.caller(), START);
        assertThat(activity.status()).isEqualTo(ActivityStatus.HELD);
        assertThat(activity.outcome()).isNotNull();
        assertThat(activity.outcome().invited()).isEqualTo(5);
        assertThat(activity.outcome().attended()).isEqualTo(4);
        assertThat(activity.outcome().text()).contains("139****5678");
        assertThat(activity.history()).extracting(HistoryEntry::action).containsExactly("plan", "invite", "invited", "hold");
        assertThat(activity.sequence()).as("nothing is told before it has taken place").isEqualTo(1);
        assertThat(activity.historyIntact()).isTrue();
    }

    @Test
    void refusesAPlanThatEndsBeforeItStarts() {
        refuses("ends-before-it-starts", () -> planned(plan(ActivityKind.OPEN_DAY, START, START, START, List.of(), true)));
    }

    @Test
    void refusesAPlanOfMoreThanAYear() {
        refuses("too-long", () -> planned(plan(ActivityKind.OPEN_DAY, START, START.plus(Duration.ofDays(367)), START, List.of(), true)));
    }

    @Test
    void refusesAPlanForWhatIsOver() {
        refuses("already-over", () -> planned(plan(ActivityKind.OPEN_DAY, NOW.minusSeconds(9), NOW.minusSeconds(1), NOW.minusSeconds(9), List.of(), true)));
    }

    @Test
    void refusesSignUpAfterTheStart() {
        refuses("sign-up-after-start", () -> planned(plan(ActivityKind.OPEN_DAY, START, START.plusSeconds(60), START.plusSeconds(1), List.of(), true)));
    }

    @Test
    void letsInspectionsAloneInspectAndComeUnannounced() {
        refuses("only-inspections-inspect", () -> planned(plan(ActivityKind.SYMPOSIUM, START, START.plusSeconds(60), START, List.of("210100-HRSS"), true)));
        refuses("only-inspections-unannounced", () -> planned(plan(ActivityKind.SYMPOSIUM, START, START.plusSeconds(60), START, List.of(), false)));
        refuses("inspects-nobody", () -> planned(plan(ActivityKind.INSPECTION, START, START.plusSeconds(60), START, List.of(), false)));
    }

    @Test
    void refusesToInspectUnannouncedWhoSeesItAnyhow_inspectsOwnLine() {
        refuses("inspects-own-line", () -> planned(plan(ActivityKind.INSPECTION, START, START.plusSeconds(60), START, List.of("210100"), false)));
        refuses("inspects-own-line", () -> planned(plan(ActivityKind.INSPECTION, START, START.plusSeconds(60), START, List.of("210000"), false)));
        planned(plan(ActivityKind.INSPECTION, START, START.plusSeconds(60), START, List.of("210100"), true));
    }

    @Test
    void isSeenByTheInspectedOnlyOnceItWasHeldOrIfItIsAnnounced() {
        Activity secret = inspection(false);
        assertThat(secret.within()).containsExactly("210000", "210100");
        assertThat(secret.meant(ALL).notWithin()).containsExactly("210100-HRSS", "210200-HRSS");
        secret.invite("rnd_1", ALL, 9, Persona.SHENYANG_OFFICE.caller(), NOW);
        secret.invited("rnd_1", 5, 5, ITSELF, NOW);
        assertThat(secret.within()).containsExactly("210000", "210100");
        secret.hold("看了三个窗口", null, List.of(BUREAU, DALIAN_BUREAU), COUNTS, Persona.SHENYANG_OFFICE.caller(), START);
        assertThat(secret.within()).containsExactly("210000", "210100", "210100-HRSS", "210200", "210200-HRSS");

        Activity open = inspection(true);
        assertThat(open.within()).contains("210100-HRSS", "210200-HRSS");
        assertThat(open.meant(ALL).notWithin()).isEmpty();
    }

    @Test
    void refusesToKeepFromThemWhatTheyHaveSeen_alreadyAnnounced() {
        Activity open = inspection(true);
        Plan secret = plan(ActivityKind.INSPECTION, START, START.plusSeconds(60), START, List.of("210100-HRSS"), false);
        refuses("already-announced", () -> open.revise(secret, SHENYANG, List.of(BUREAU), Persona.SHENYANG_OFFICE.caller(), NOW));
        assertThat(open.within()).contains("210100-HRSS");
        Activity openDay = planned(plan(ActivityKind.OPEN_DAY, START, START.plusSeconds(60), START, List.of(), true));
        openDay.revise(secret, SHENYANG, List.of(BUREAU), Persona.SHENYANG_OFFICE.caller(), NOW);
        assertThat(openDay.within()).containsExactly("210000", "210100");
    }

    @Test
    void staysUnseenWhereItIsCancelled() {
        Activity secret = inspection(false);
        secret.cancel("人员变动", Persona.SHENYANG_OFFICE.caller(), NOW);
        assertThat(secret.within()).containsExactly("210000", "210100");
        refuses("illegal-transition", () -> secret.invite("rnd_1", ALL, 9, Persona.SHENYANG_OFFICE.caller(), NOW));
        refuses("illegal-transition", () -> secret.cancel("再取消", Persona.SHENYANG_OFFICE.caller(), NOW));
    }

    @Test
    void refusesARoundWhileOneGoesOn_stillInviting() {
        Activity activity = inspection(true);
        activity.invite("rnd_1", ALL, 9, Persona.SHENYANG_OFFICE.caller(), NOW);
        refuses("still-inviting", () -> activity.invite("rnd_2", ALL, 9, Persona.SHENYANG_OFFICE.caller(), NOW));
        refuses("still-inviting", () -> activity.hold("x", null, List.of(), COUNTS, Persona.SHENYANG_OFFICE.caller(), START));
        activity.invited("rnd_1", 0, 0, ITSELF, NOW);
        for (int round = 2; round <= Activity.MOST_ROUNDS; round++) {
            activity.invite("rnd_" + round, ALL, 9, Persona.SHENYANG_OFFICE.caller(), NOW);
            activity.invited("rnd_" + round, 0, 0, ITSELF, NOW);
        }
        refuses("too-many-rounds", () -> activity.invite("rnd_x", ALL, 9, Persona.SHENYANG_OFFICE.caller(), NOW));
    }

    @Test
    void refusesARecordOfWhatHasNotBegunAndASymposiumWithoutMinutes() {
        Activity activity = planned(plan(ActivityKind.SYMPOSIUM, START, START.plusSeconds(60), START, List.of(), true));
        activity.invite("rnd_1", ALL, 9, Persona.SHENYANG_OFFICE.caller(), NOW);
        activity.invited("rnd_1", 5, 5, ITSELF, NOW);
        refuses("not-yet-begun", () -> activity.hold("x", null, List.of(), COUNTS, Persona.SHENYANG_OFFICE.caller(), START.minusMillis(1)));
        refuses("minutes-missing", () -> activity.hold("x", null, List.of(), COUNTS, Persona.SHENYANG_OFFICE.caller(), START));
        activity.hold("x", new Minutes(List.of("窗口少"), List.of("增设两个")), List.of(), COUNTS, Persona.SHENYANG_OFFICE.caller(), START);
    }

    @Test
    void isDoneWithByItsOrganisersAlone() {
        Activity open = inspection(true);
        assertThat(open.actions(Persona.SHENYANG_DEPARTMENT.caller())).isEmpty();
        assertThat(open.actions(Persona.PROVINCE_OFFICE.caller())).containsExactly(ActivityAction.REVISE, ActivityAction.INVITE, ActivityAction.CANCEL);
        assertThat(open.actions(Persona.SHENYANG_WALKER.caller())).isEmpty();
        assertThatThrownBy(() -> open.cancel("x", Persona.SHENYANG_DEPARTMENT.caller(), NOW)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
        assertThatThrownBy(() -> open.cancel("x", Persona.PROVINCE_LEADER.caller(), NOW)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
    }

    private static Activity inspection(boolean announced) {
        return planned(plan(ActivityKind.INSPECTION, START, START.plus(Duration.ofHours(2)), START, List.of("210100-HRSS", "210200-HRSS"), announced));
    }

    private static Activity planned(Plan plan) {
        return new Activity("act_1", plan, SHENYANG, List.of(BUREAU, DALIAN_BUREAU), Persona.SHENYANG_OFFICE.caller(), NOW);
    }

    private static Plan plan(ActivityKind kind, Instant startsAt, Instant endsAt, Instant signUpUntil, List<String> inspected, boolean announced) {
        return new Plan("一次活动", ActivityTheme.EMPLOYMENT, kind, ActivityWay.TOGETHER, 1, "大厅", startsAt, endsAt, signUpUntil, null, inspected, announced, null);
    }

    private static Unit unit(String code, String... within) {
        return new Unit(code, code, UnitKind.DEPARTMENT, null, List.of(within), true, 1);
    }

    private static void refuses(String rule, ThrowingCallable command) {
        assertThatThrownBy(command).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.name()).isEqualTo(rule));
    }
}
