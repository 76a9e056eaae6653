package cn.tiyan.reporting.milestone;

import static cn.tiyan.reporting.milestone.Owing.CLERK;
import static cn.tiyan.reporting.milestone.Owing.OFFICE;
import static cn.tiyan.reporting.milestone.Owing.POLICY;
import static cn.tiyan.reporting.milestone.Owing.PROVINCE;
import static cn.tiyan.reporting.milestone.Owing.at;
import static cn.tiyan.reporting.milestone.Owing.owed;
import static cn.tiyan.reporting.milestone.Owing.submitted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.contracts.vocabulary.MilestoneKind;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.time.China;
import cn.tiyan.testkit.Persona;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MilestoneTest {

    @Test
    void goesFromDraftToAcceptedByWayOfAReturn() {
        Milestone milestone = owed(MilestoneKind.PLAN);
        milestone.write("草稿", POLICY, CLERK, at("2026-10-01T10:00"));
        assertThat(milestone.status()).isEqualTo(MilestoneStatus.DRAFT);
        milestone.submit(null, POLICY, CLERK, at("2026-10-02T10:00"));
        assertThat(milestone.submissions()).singleElement().satisfies(only -> assertThat(only.text()).isEqualTo("草稿"));
        assertThat(milestone.draft()).isNull();
        assertThat(milestone.reviewer()).isEqualTo("210100");
        milestone.sendBack("请补充责任人员，电话 13912345678", POLICY, OFFICE, at("2026-10-03T10:00"));
        assertThat(milestone.status()).isEqualTo(MilestoneStatus.RETURNED);
        assertThat(milestone.draft()).as("to go on from").isEqualTo("草稿");
        assertThat(milestone.submissions().getLast().review().reason()).isEqualTo("请补充责任人员，电话 139****5678");
        milestone.submit("改好了", POLICY, CLERK, at("2026-10-04T10:00"));
        milestone.accept(POLICY, PROVINCE, at("2026-10-05T10:00"));
        assertThat(milestone.status()).isEqualTo(MilestoneStatus.ACCEPTED);
        assertThat(milestone.wakeAt()).isNull();
        assertThat(milestone.historyIntact()).isTrue();
        assertThat(milestone.sequence()).as("two reviews are told").isEqualTo(2);
    }

    @Test
    void isSubmittedByTheUnitItselfOnly_notTheUnitItself() {
        Caller other = new Caller("x", "x", Set.of(Role.DEPARTMENT_CLERK), "210100-MSA");
        for (Caller stranger : List.of(other, OFFICE)) {
            refuses("not-the-unit-itself", () -> owed(MilestoneKind.PLAN).submit("x", POLICY, stranger, at("2026-10-01T10:00")));
            refuses("not-the-unit-itself", () -> owed(MilestoneKind.PLAN).write("x", POLICY, stranger, at("2026-10-01T10:00")));
        }
    }

    @Test
    void isNeverReviewedByTheUnitItself_reviewerNotAbove() {
        Caller ownOffice = new Caller("x", "x", Set.of(Role.OFFICE_CLERK), "210100-HRSS");
        refuses("reviewer-not-above", () -> submitted().accept(POLICY, ownOffice, at("2026-12-02T10:00")));
        refuses("reviewer-not-above", () -> submitted().sendBack("x", POLICY, ownOffice, at("2026-12-02T10:00")));
        refuses("reviewer-not-above", () -> owed(MilestoneKind.PLAN).waive("x", POLICY, ownOffice, at("2026-12-02T10:00")));
    }

    @Test
    void isNeverReviewedByWhoeverSubmittedIt_reviewerIsSubmitter() {
        Caller moved = new Caller(CLERK.account(), "x", Set.of(Role.OFFICE_CLERK), "210100");
        refuses("reviewer-is-submitter", () -> submitted().accept(POLICY, moved, at("2026-12-02T10:00")));
    }

    @Test
    void needsSomethingToHandIn_nothingWritten() {
        refuses("nothing-written", () -> owed(MilestoneKind.PLAN).submit(null, POLICY, CLERK, at("2026-10-01T10:00")));
    }

    @Test
    void isSubmittedSoOftenOnly_tooManySubmissions() {
        Milestone milestone = owed(MilestoneKind.PLAN);
        for (int i = 0; i < Milestone.MOST_SUBMISSIONS; i++) {
            milestone.submit("第 " + i + " 稿", POLICY, CLERK, at("2026-10-01T10:00"));
            milestone.sendBack("再改", POLICY, OFFICE, at("2026-10-01T10:00"));
        }
        refuses("too-many-submissions", () -> milestone.submit("x", POLICY, CLERK, at("2026-10-01T10:00")));
    }

    @Test
    void leavesTheRosterToWhereItIsSubmitted_rosterElsewhere() {
        refuses("roster-elsewhere", () -> owed(MilestoneKind.ROSTER).write("x", POLICY, CLERK, at("2026-10-01T10:00")));
        refuses("roster-elsewhere", () -> owed(MilestoneKind.ROSTER).submit("x", POLICY, CLERK, at("2026-10-01T10:00")));
        Milestone roster = owed(MilestoneKind.ROSTER);
        roster.rosterSubmitted("ros_1", 1, 30, false, POLICY, at("2026-10-01T10:00"));
        refuses("roster-elsewhere", () -> roster.accept(POLICY, OFFICE, at("2026-10-02T10:00")));
        assertThat(roster.actions(OFFICE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = MilestoneStatus.class, names = {"SUBMITTED", "ACCEPTED", "WAIVED", "NOT_OWED"})
    void refusesWhatItsStatusDoesNotAllow_illegalTransition(MilestoneStatus status) {
        Milestone milestone = owed(MilestoneKind.SUMMARY);
        switch (status) {
            case SUBMITTED -> milestone.submit("x", POLICY, CLERK, at("2026-12-01T10:00"));
            case ACCEPTED -> {
                milestone.submit("x", POLICY, CLERK, at("2026-12-01T10:00"));
                milestone.accept(POLICY, OFFICE, at("2026-12-02T10:00"));
            }
            case WAIVED -> milestone.waive("新设单位", POLICY, OFFICE, at("2026-12-01T10:00"));
            default -> milestone.reconcile(Owing.BUREAU, false, Owing.DUE, POLICY, at("2026-12-01T10:00"));
        }
        assertThat(milestone.status()).isEqualTo(status);
        refuses("illegal-transition", () -> milestone.submit("x", POLICY, CLERK, at("2026-12-03T10:00")));
        assertThat(milestone.wakeAt()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"2026-12-20T23:59,false", "2026-12-21T00:00,true"})
    void isLateAfterTheLastDayInChina(String time, boolean late) {
        Milestone milestone = owed(MilestoneKind.SUMMARY);
        milestone.submit("x", POLICY, CLERK, at(time));
        assertThat(milestone.late()).isEqualTo(late);
        assertThat(milestone.overdue()).isFalse();
    }

    @Test
    void staysAsLateAsItFirstWas() {
        Milestone milestone = submitted();
        milestone.sendBack("补充", POLICY, OFFICE, at("2026-12-22T10:00"));
        assertThat(milestone.overdue()).as("it is to be handed in again, and its day has passed").isTrue();
        milestone.submit("x", POLICY, CLERK, at("2026-12-23T10:00"));
        assertThat(milestone.late()).isFalse();
        assertThat(milestone.submissions()).extracting(Submission::late).containsExactly(false, true);
    }

    @Test
    void remindsBeforeAndOnTheLastDayAndSaysThatItIsMissed() {
        Milestone milestone = owed(MilestoneKind.SUMMARY);
        List<String> said = new java.util.ArrayList<>();
        while (milestone.wakeAt() != null) {
            java.time.Instant now = milestone.wakeAt();
            milestone.clockStrikes(now, POLICY);
            said.add(java.time.LocalDateTime.ofInstant(now, China.ZONE) + " " + milestone.history().getLast().note());
        }
        assertThat(said).containsExactly("2026-12-13T09:00 将到期，截止 2026-12-20", "2026-12-17T09:00 将到期，截止 2026-12-20", "2026-12-20T09:00 今日到期，截止 2026-12-20",
                "2026-12-21T00:00 已逾期，截止 2026-12-20");
        assertThat(milestone.sequence()).isEqualTo(4);
        assertThat(milestone.overdue()).isTrue();
        assertThat(milestone.late()).isTrue();
    }

    @Test
    void tellsTheLastOfSeveralRemindersAfterAnOutage() {
        Milestone milestone = owed(MilestoneKind.SUMMARY);
        milestone.clockStrikes(at("2026-12-20T10:00"), POLICY);
        assertThat(milestone.history()).extracting(HistoryEntry::action).containsExactly("begin", "remind");
        assertThat(milestone.history().getLast().note()).startsWith("今日到期");
        milestone.clockStrikes(at("2026-12-20T10:05"), POLICY);
        assertThat(milestone.history()).as("once").hasSize(2);
    }

    @Test
    void remindsNobodyWhoHasSubmitted() {
        Milestone milestone = submitted();
        milestone.clockStrikes(at("2026-12-20T10:00"), POLICY);
        assertThat(milestone.sequence()).isZero();
    }

    @Test
    void tellsNobodyOfDaysThatHadPassedBeforeItBegan() {
        var milestone = new Milestone(Owing.BUREAU, 2024, MilestoneKind.PLAN, LocalDate.of(2024, 10, 15), POLICY, at("2026-11-01T10:00"));
        assertThat(milestone.overdue()).isTrue();
        assertThat(milestone.wakeAt()).isNull();
        assertThat(milestone.sequence()).isZero();
    }

    @Test
    void isAskedAnewWhenItsDayIsMoved() {
        Milestone milestone = owed(MilestoneKind.SUMMARY);
        milestone.clockStrikes(at("2026-12-21T10:00"), POLICY);
        milestone.reconcile(Owing.BUREAU, true, LocalDate.of(2026, 12, 31), POLICY, at("2026-12-22T10:00"));
        assertThat(milestone.overdue()).isFalse();
        assertThat(milestone.late()).isFalse();
        assertThat(milestone.wakeAt()).as("seven days before has passed on the way, three has not").isEqualTo(at("2026-12-24T09:00"));
    }

    @Test
    void takesOverNameAndPlaceOfTheUnitAndComesBackIntoScope() {
        Milestone milestone = owed(MilestoneKind.SUMMARY);
        var moved = new Unit("210100-HRSS", "沈阳市人社局", UnitKind.DEPARTMENT, "210102", List.of("210000", "210100", "210102", "210100-HRSS"), false, 2);
        milestone.reconcile(moved, false, Owing.DUE, POLICY, at("2026-10-01T10:00"));
        assertThat(milestone.status()).isEqualTo(MilestoneStatus.NOT_OWED);
        assertThat(milestone.unitName()).isEqualTo("沈阳市人社局");
        assertThat(milestone.within()).contains("210102");
        milestone.reconcile(moved, true, Owing.DUE, POLICY, at("2026-10-02T10:00"));
        assertThat(milestone.status()).isEqualTo(MilestoneStatus.DRAFT);
        assertThat(milestone.wakeAt()).isNotNull();
    }

    @Test
    void takesWhatIsToldOfRostersInAnyOrderAndOnce() {
        Milestone milestone = owed(MilestoneKind.ROSTER);
        assertThat(milestone.rosterReviewed(1, "210100", false, "缺人", POLICY, at("2026-10-02T10:00"))).as("of what it does not know").isFalse();
        assertThat(milestone.rosterSubmitted("ros_1", 2, 31, false, POLICY, at("2026-10-03T10:00"))).isTrue();
        assertThat(milestone.rosterSubmitted("ros_1", 1, 30, true, POLICY, at("2026-10-01T10:00"))).isTrue();
        assertThat(milestone.rosterReviewed(1, "210100", false, "缺人", POLICY, at("2026-10-02T10:00"))).isTrue();
        assertThat(milestone.status()).as("the last submission counts").isEqualTo(MilestoneStatus.SUBMITTED);
        assertThat(milestone.late()).as("the first says whether it was late").isTrue();
        assertThat(milestone.rosterReviewed(2, "210100", true, null, POLICY, at("2026-10-04T10:00"))).isTrue();
        assertThat(milestone.status()).isEqualTo(MilestoneStatus.ACCEPTED);
        assertThat(milestone.rosterSubmitted("ros_1", 2, 31, false, POLICY, at("2026-10-03T10:00"))).isFalse();
        assertThat(milestone.rosterReviewed(2, "210100", true, null, POLICY, at("2026-10-04T10:00"))).isFalse();
    }

    @Test
    void offersEverybodyWhatTheyMayDo() {
        assertThat(owed(MilestoneKind.PLAN).actions(CLERK)).containsExactly(MilestoneAction.WRITE, MilestoneAction.SUBMIT);
        assertThat(owed(MilestoneKind.PLAN).actions(OFFICE)).containsExactly(MilestoneAction.WAIVE);
        assertThat(submitted().actions(OFFICE)).containsExactly(MilestoneAction.ACCEPT, MilestoneAction.RETURN);
        assertThat(submitted().actions(Persona.PROVINCE_LEADER.caller())).isEmpty();
    }

    private static void refuses(String rule, ThrowingCallable what) {
        assertThatThrownBy(what).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.name()).isEqualTo(rule));
    }
}
