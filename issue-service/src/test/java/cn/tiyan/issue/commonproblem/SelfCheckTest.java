package cn.tiyan.issue.commonproblem;

import static cn.tiyan.issue.commonproblem.Bureaus.DALIAN_CLERK;
import static cn.tiyan.issue.commonproblem.Bureaus.DUE;
import static cn.tiyan.issue.commonproblem.Bureaus.NOW;
import static cn.tiyan.issue.commonproblem.Bureaus.PROVINCE_OFFICE;
import static cn.tiyan.issue.commonproblem.Bureaus.SHENYANG_CLERK;
import static cn.tiyan.issue.commonproblem.Bureaus.SHENYANG_OFFICE;
import static cn.tiyan.issue.commonproblem.Bureaus.aSelfCheck;
import static cn.tiyan.issue.commonproblem.Bureaus.clerk;
import static cn.tiyan.issue.commonproblem.Bureaus.found;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.issue.calendar.Term;
import cn.tiyan.issue.calendar.WorkingCalendar;
import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.Refusal.FieldError;
import cn.tiyan.platform.security.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SelfCheckTest {

    private static final WorkingCalendar CALENDAR = WorkingCalendar.bundled();
    private static final Instant OVER = Instant.parse("2026-12-07T16:00:00Z");

    @Test
    void isAnsweredSentBackAnsweredAgainAndAccepted() {
        SelfCheck check = aSelfCheck();
        check.answer(found(2), SHENYANG_CLERK, NOW);
        check.sendBack("请补充其余窗口", null, SHENYANG_OFFICE, NOW);
        check.answer(found(4), SHENYANG_CLERK, NOW);
        check.accept(null, PROVINCE_OFFICE, NOW);
        assertThat(check.status()).isEqualTo(SelfCheckStatus.COMPLETED);
        assertThat(check.history()).extracting(HistoryEntry::action).containsExactly("assign", "answer", "send-back", "answer", "accept");
        assertThat(check.historyIntact()).isTrue();
        assertThat(check.answered().answer().corrected()).isEqualTo(4);
    }

    @Test
    void isSeenAlongItsUnitsLine() {
        assertThat(aSelfCheck().within()).containsExactly("210000", "210100", "210100-HRSS");
    }

    @Test
    void isAnsweredByTheUnitItselfAlone_notTheUnitItself() {
        refuses("not-the-unit-itself", () -> aSelfCheck().answer(found(1), DALIAN_CLERK, NOW));
        refuses("not-the-unit-itself", () -> aSelfCheck().answer(found(1), SHENYANG_OFFICE, NOW));
        assertThat(aSelfCheck().actions(SHENYANG_CLERK)).containsExactly(SelfCheckAction.ANSWER);
        assertThat(aSelfCheck().actions(SHENYANG_OFFICE)).isEmpty();
    }

    @Test
    void isNeverReviewedByTheUnitItself_reviewerNotAbove() {
        SelfCheck check = answered();
        var own = clerk("shenyang.renshe.ban", "210100-HRSS", Role.OFFICE_CLERK);
        refuses("reviewer-not-above", () -> check.accept(null, own, NOW));
        refuses("reviewer-not-above", () -> check.sendBack("不行", null, own, NOW));
        refuses("reviewer-not-above", () -> check.accept(null, clerk("dalian.ban", "210200", Role.OFFICE_CLERK), NOW));
        assertThat(check.actions(own)).isEmpty();
        assertThat(check.actions(SHENYANG_OFFICE)).containsExactly(SelfCheckAction.ACCEPT, SelfCheckAction.SEND_BACK);
    }

    @Test
    void isNeverReviewedByWhoAnsweredEvenFromAbove_reviewerIsAnswerer() {
        SelfCheck check = answered();
        var moved = clerk(SHENYANG_CLERK.account(), "210100", Role.OFFICE_CLERK);
        refuses("reviewer-is-answerer", () -> check.accept(null, moved, NOW));
    }

    @Test
    void takesOneStepAfterAnother_illegalTransition() {
        refuses("illegal-transition", () -> aSelfCheck().accept(null, SHENYANG_OFFICE, NOW));
        SelfCheck check = answered();
        refuses("illegal-transition", () -> check.answer(found(1), SHENYANG_CLERK, NOW));
        check.accept(null, SHENYANG_OFFICE, NOW);
        refuses("illegal-transition", () -> check.sendBack("晚了", null, SHENYANG_OFFICE, NOW));
    }

    @Test
    void isOverdueWhenItsLastDayHasPassedInChina() {
        SelfCheck check = aSelfCheck();
        assertThat(check.wakeAt()).isEqualTo(OVER);
        check.clockStrikes(OVER.minusSeconds(1), CALENDAR);
        assertThat(check.overdue()).isFalse();
        assertThat(check.wakeAt()).as("woken early it sleeps on").isEqualTo(OVER);
        SelfCheck late = aSelfCheck();
        late.clockStrikes(OVER, CALENDAR);
        assertThat(late.overdue()).isTrue();
        assertThat(late.wakeAt()).as("it is told once").isNull();
        assertThat(late.sequence()).isEqualTo(2);
        late.answer(found(1), SHENYANG_CLERK, OVER);
        assertThat(late.overdue()).as("an answer does not undo it").isTrue();
    }

    @Test
    void isNotOverdueWhileAReviewTakesItsTime() {
        SelfCheck check = answered();
        assertThat(check.wakeAt()).isNull();
        check.clockStrikes(OVER, CALENDAR);
        assertThat(check.overdue()).isFalse();
        check.sendBack("请补充", Term.until(DUE.plusDays(3), DUE, CALENDAR), SHENYANG_OFFICE, OVER);
        assertThat(check.dueOn()).isEqualTo(DUE.plusDays(3));
        assertThat(check.wakeAt()).isEqualTo(OVER.plus(Duration.ofDays(3)));
    }

    @Test
    void keepsItsLastDayWhenSentBackWithNoneOrAnEarlierOne() {
        SelfCheck check = answered();
        check.sendBack("请补充", Term.until(DUE.minusDays(3), DUE, CALENDAR), SHENYANG_OFFICE, NOW);
        assertThat(check.dueOn()).isEqualTo(DUE);
        assertThat(check.wakeAt()).isEqualTo(OVER);
    }

    @Test
    void isProvisionalWhileAnAnswerIsAwaitedInAYearWithoutSchedule() {
        SelfCheck check = answered();
        check.sendBack("请补充", Term.of(DUE, 30, CALENDAR), SHENYANG_OFFICE, NOW);
        assertThat(check.dueOn()).isEqualTo("2027-01-19");
        assertThat(check.provisional()).isTrue();
        check.answer(found(2), SHENYANG_CLERK, NOW);
        assertThat(check.provisional()).isFalse();
    }

    @Test
    void wantsToKnowEitherWhatWasFoundOrWhyTheUnitIsNotConcerned() {
        assertThat(wrong(() -> new Answer(null, null, null, null))).containsExactly("found", "done");
        assertThat(wrong(() -> new Answer(true, null, "已自查", null))).containsExactly("corrected");
        assertThat(wrong(() -> new Answer(false, 3, "已自查", null))).containsExactly("corrected");
        assertThat(wrong(() -> new Answer(true, 3, "已自查", "没有该事项"))).containsExactly("found", "corrected", "done");
        assertThat(new Answer(null, null, null, "没有该事项").concerned()).isFalse();
        assertThat(new Answer(false, null, "已自查", null).concerned()).isTrue();
    }

    private static SelfCheck answered() {
        SelfCheck check = aSelfCheck();
        check.answer(found(1), SHENYANG_CLERK, NOW);
        return check;
    }

    private static List<String> wrong(ThrowingCallable answer) {
        var fields = new java.util.ArrayList<String>();
        assertThatThrownBy(answer).isInstanceOfSatisfying(Refusal.class,
                refusal -> refusal.fieldErrors().stream().map(FieldError::field).forEach(fields::add));
        return fields;
    }

    private static void refuses(String rule, ThrowingCallable command) {
        assertThatThrownBy(command).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.name()).isEqualTo(rule));
    }
}
