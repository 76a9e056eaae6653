package cn.tiyan.issue.issue;

import static cn.tiyan.issue.issue.People.HANDLER;
import static cn.tiyan.issue.issue.People.NOW;
import static cn.tiyan.issue.issue.People.OFFICE;
import static cn.tiyan.issue.issue.People.PROVINCE_OFFICE;
import static cn.tiyan.issue.issue.People.SHENYANG_HRSS;
import static cn.tiyan.issue.issue.People.VERIFIER;
import static cn.tiyan.issue.issue.People.WALKER;
import static cn.tiyan.issue.issue.People.aPlan;
import static cn.tiyan.issue.issue.People.anIssueIn;
import static cn.tiyan.issue.issue.People.assessed;
import static cn.tiyan.issue.issue.People.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.contracts.SourceRef;
import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.IssueStep;
import cn.tiyan.contracts.vocabulary.RatingOrigin;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.time.China;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What time does to an issue, and who may change that. */
class DeadlineTest {

    @ParameterizedTest
    @CsvSource({"EASY,2026-11-30", "MEDIUM,2026-12-07", "HARD,2026-12-14"})
    void runsFromAcceptanceByDifficulty(Difficulty difficulty, LocalDate lastDay) {
        Issue issue = anIssueIn(Status.REGISTERED);
        assertThat(due(issue)).as("triage within a working day").isEqualTo("2026-11-24T17:00");
        issue.triage(assessed(difficulty), null, OFFICE, NOW);
        issue.dispatch(SHENYANG_HRSS, null, null, OFFICE, NOW);
        assertThat(due(issue)).as("accept within a working day").isEqualTo("2026-11-24T17:00");
        assertThat(issue.deadline()).hasValueSatisfying(deadline -> assertThat(deadline.step()).isEqualTo(IssueStep.ACCEPT));
        issue.accept(null, HANDLER, NOW);
        assertThat(due(issue)).isEqualTo(lastDay.atTime(17, 0).toString());
        issue.plan(aPlan("措施"), HANDLER, NOW);
        assertThat(due(issue)).as("planning gains no time").isEqualTo(lastDay.atTime(17, 0).toString());
    }

    @Test
    void countsMakeUpDaysAndLeavesOutHolidays() {
        Issue issue = anIssueIn(Status.DISPATCHED);
        issue.accept(null, HANDLER, at("2026-02-13T10:00"));
        assertThat(due(issue)).as("14 February is worked, 15 to 23 are off, 28 is worked").isEqualTo("2026-03-05T17:00");
    }

    @Test
    void takesItsLengthFromThePolicyInForce() {
        var limits = new Limits(LocalTime.of(8, 30), LocalTime.of(16, 30), 1, 1, 1, 1, Map.of(IssueKind.PROBLEM, Map.of(Difficulty.MEDIUM, 2)), 3, 5, 2, 5, 3, 2, 1, null);
        var policy = new IssuePolicy(3, 2, 2, 15, 2, 3, List.of(30, 90), limits);
        Issue issue = anIssueIn(Status.DISPATCHED);
        issue.accept(null, HANDLER, new Moment(NOW.at(), policy, NOW.calendar()));
        assertThat(due(issue)).isEqualTo("2026-11-25T16:30");
        assertThat(limits.days(IssueStep.RECTIFY, SourceKind.WALKTHROUGH, IssueKind.DEMAND, Difficulty.MEDIUM)).as("what is left out stays").isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({"EASY,5", "MEDIUM,5", "HARD,10"})
    void isShorterForASourceThatHasLessTime(Difficulty difficulty, int days) {
        for (IssueKind kind : IssueKind.values()) {
            assertThat(HURRIED.days(IssueStep.RECTIFY, SourceKind.CANNOT_GET_DONE, kind, difficulty)).isEqualTo(days);
            assertThat(HURRIED.days(IssueStep.RECTIFY, SourceKind.HOTLINE_12345, kind, difficulty)).as("others as before")
                    .isEqualTo(People.POLICY.limits().days(IssueStep.RECTIFY, SourceKind.HOTLINE_12345, kind, difficulty));
        }
        assertThat(HURRIED.days(IssueStep.VERIFY, SourceKind.CANNOT_GET_DONE, IssueKind.PROBLEM, difficulty)).as("what is left out stays").isEqualTo(3);
    }

    @Test
    void isNeverLongerBecauseOfItsSource() {
        assertThat(HURRIED.days(IssueStep.DISPATCH, SourceKind.CANNOT_GET_DONE, IssueKind.PROBLEM, null)).as("ten against one").isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-23T10:00,2026-11-23T17:00", "2026-11-23T16:59,2026-11-23T17:00", "2026-11-23T17:00,2026-11-24T17:00", "2026-11-20T20:00,2026-11-23T17:00",
            "2026-11-21T10:00,2026-11-23T17:00", "2026-02-14T10:00,2026-02-14T17:00", "2026-02-15T10:00,2026-02-24T17:00"})
    void endsTheSameDayAsLongAsBusinessGoesOn(String now, String due) {
        Issue issue = cannotGetDone(hurried(now));
        assertThat(due(issue)).isEqualTo(due);
        assertThat(issue.deadline().orElseThrow().warnAt()).isBefore(issue.deadline().orElseThrow().due());
    }

    @Test
    void escalatesTheSameDayWhenNobodyActs() {
        Issue issue = cannotGetDone(hurried("2026-11-23T10:00"));
        issue.clockStrikes(hurried("2026-11-23T13:30"));
        assertThat(actions(issue)).endsWith("warn");
        issue.clockStrikes(hurried("2026-11-23T17:00"));
        assertThat(actions(issue)).endsWith("escalate");
        assertThat(issue.overdue()).isTrue();
    }

    @Test
    void leavesTheLastWordOnDifficultyToTriage() {
        Issue issue = cannotGetDone(hurried("2026-11-23T10:00"));
        assertThat(issue.difficulty()).as("as the window said").isEqualTo(Difficulty.HARD);
        issue.triage(assessed(Difficulty.EASY), null, OFFICE, hurried("2026-11-23T10:00"));
        issue.dispatch(SHENYANG_HRSS, null, null, OFFICE, hurried("2026-11-23T10:00"));
        issue.accept(null, HANDLER, hurried("2026-11-23T10:00"));
        assertThat(due(issue)).isEqualTo("2026-11-30T17:00");
    }

    private static final Limits HURRIED = new Limits(LocalTime.of(9, 0), LocalTime.of(17, 0), 1, 1, 1, 1, null, 3, 5, 2, 5, 3, 2, 1,
            Map.of(SourceKind.CANNOT_GET_DONE, new Limits.Shorter(0, 10, 0, Map.of(Difficulty.EASY, 5, Difficulty.MEDIUM, 5, Difficulty.HARD, 10))));

    private static Moment hurried(String local) {
        Moment moment = at(local);
        return new Moment(moment.at(), new IssuePolicy(3, 2, 2, 15, 2, 3, List.of(30, 90), HURRIED), moment.calendar());
    }

    private static Issue cannotGetDone(Moment now) {
        var source = new SourceRef(SourceKind.CANNOT_GET_DONE, "fbk_window");
        return Issue.register(SHENYANG_HRSS, new Registration(source, IssueKind.PROBLEM, Severity.HIGH, Difficulty.HARD, Dimension.QUALITY, null, null, "办不成事", "跑了三趟",
                null, null, null, now.at()), 0, People.INTAKE, now);
    }

    @Test
    void warnsBeforeAndEscalatesAfterOneLevelUpEachTime() {
        Issue issue = anIssueIn(Status.ACCEPTED);
        assertThat(local(issue.wakeAt())).as("two working days before").isEqualTo("2026-12-03T09:00");
        issue.clockStrikes(at("2026-12-03T09:00"));
        assertThat(actions(issue)).endsWith("warn");
        assertThat(issue.overdue()).isFalse();
        assertThat(local(issue.wakeAt())).isEqualTo("2026-12-07T17:00");
        issue.clockStrikes(at("2026-12-07T17:00"));
        assertThat(issue.history().getLast().note()).contains("第 1 级提醒 210100");
        assertThat(issue.overdue()).isTrue();
        assertThat(local(issue.wakeAt())).isEqualTo("2026-12-08T17:00");
        issue.clockStrikes(at("2026-12-08T17:00"));
        assertThat(issue.history().getLast().note()).contains("第 2 级提醒 210000");
        assertThat(issue.wakeAt()).as("nobody is above the province").isNull();
    }

    @Test
    void catchesUpOnAllThatALongSleepMissed() {
        Issue issue = anIssueIn(Status.ACCEPTED);
        issue.clockStrikes(at("2027-01-20T09:00"));
        assertThat(actions(issue)).endsWith("escalate", "escalate").doesNotContain("warn");
        assertThat(issue.wakeAt()).isNull();
        assertThat(issue.historyIntact()).isTrue();
    }

    @Test
    void doesNothingBeforeItsTime() {
        Issue issue = anIssueIn(Status.ACCEPTED);
        int entries = issue.history().size();
        issue.clockStrikes(at("2026-12-03T08:59"));
        assertThat(issue.history()).hasSize(entries);
        assertThat(local(issue.wakeAt())).isEqualTo("2026-12-03T09:00");
    }

    @Test
    void isProvisionalOverAYearWithoutSchedule() {
        Issue issue = anIssueIn(Status.DISPATCHED);
        issue.accept(null, HANDLER, at("2026-12-25T10:00"));
        assertThat(issue.deadline()).hasValueSatisfying(deadline -> {
            assertThat(deadline.provisional()).isTrue();
            assertThat(deadline.provisionalIn()).isEqualTo(2027);
        });
        assertThat(due(issue)).isEqualTo("2027-01-11T17:00");
        assertThat(issue.overdue()).isFalse();
    }

    @Test
    void isExtendedWhenAskedInTimeAndGrantedFromAbove() {
        Issue issue = anIssueIn(Status.RECTIFYING);
        issue.requestExtension(5, "系统改造需联调，联系人13812345678", HANDLER, NOW);
        assertThat(issue.extensionRequest().reason()).contains("138****5678");
        refuses("extension-pending", () -> issue.requestExtension(1, "再要", HANDLER, NOW));
        issue.reviewExtension(true, "同意", OFFICE, NOW);
        assertThat(due(issue)).isEqualTo("2026-12-14T17:00");
        assertThat(actions(issue)).endsWith("request-extension", "review-extension", "deadline");
        assertThat(issue.extensions()).singleElement().satisfies(review -> assertThat(review.unit()).isEqualTo("210100"));
    }

    @Test
    void staysAsItIsWhenAnExtensionIsNotGranted() {
        Issue issue = anIssueIn(Status.RECTIFYING);
        String before = due(issue);
        issue.requestExtension(5, "系统改造", HANDLER, NOW);
        issue.reviewExtension(false, "理由不充分", PROVINCE_OFFICE, NOW);
        assertThat(due(issue)).isEqualTo(before);
        refuses("no-extension-requested", () -> issue.reviewExtension(true, null, OFFICE, NOW));
    }

    @Test
    void isNotExtendedAfterTheFact_extensionTooLate() {
        Issue issue = anIssueIn(Status.RECTIFYING);
        issue.requestExtension(1, "赶不上了", HANDLER, at("2026-12-07T17:00"));
        Issue late = anIssueIn(Status.RECTIFYING);
        refuses("extension-too-late", () -> late.requestExtension(1, "赶不上了", HANDLER, at("2026-12-07T17:01")));
    }

    @Test
    void isNotExtendedWithoutEnd_tooManyExtensions() {
        Issue issue = anIssueIn(Status.RECTIFYING);
        refuses("too-many-extensions", () -> issue.requestExtension(16, "十六天", HANDLER, NOW));
        for (int days : new int[] {5, 5}) {
            issue.requestExtension(days, "再延", HANDLER, NOW);
            issue.reviewExtension(true, null, OFFICE, NOW);
        }
        refuses("too-many-extensions", () -> issue.requestExtension(1, "第三次", HANDLER, NOW));
    }

    @Test
    void isChangedOnlyFromAbove_approverNotAbove() {
        Acting own = People.acting("renshe.ban", SHENYANG_HRSS, cn.tiyan.platform.security.Role.OFFICE_CLERK);
        Issue issue = anIssueIn(Status.RECTIFYING);
        issue.requestExtension(5, "系统改造", HANDLER, NOW);
        refuses("approver-not-above", () -> issue.reviewExtension(true, null, own, NOW));
        refuses("approver-not-above", () -> issue.pause("等批复", own, NOW));
        refuses("approver-not-above", () -> issue.changeDeadline(LocalDate.parse("2026-12-30"), "调整", own, NOW));
    }

    @Test
    void standsStillWhilePausedAndGoesOnWithTheDaysAdded() {
        Issue issue = anIssueIn(Status.RECTIFYING);
        issue.pause("等待上级批复", OFFICE, at("2026-11-26T10:00"));
        assertThat(issue.wakeAt()).isNull();
        refuses("deadline-paused", () -> issue.pause("再停", OFFICE, NOW));
        refuses("deadline-paused", () -> issue.changeDeadline(LocalDate.parse("2026-12-30"), "调整", OFFICE, NOW));
        issue.clockStrikes(at("2027-03-01T10:00"));
        assertThat(issue.overdue()).isFalse();
        issue.resume("批复已到", OFFICE, at("2026-12-01T10:00"));
        assertThat(due(issue)).as("three working days later").isEqualTo("2026-12-10T17:00");
        assertThat(issue.history().getLast()).satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("resume");
            assertThat(entry.note()).isEqualTo("2026-12-10：批复已到");
            assertThat(entry.by()).isEqualTo(OFFICE.account());
        });
        refuses("deadline-not-paused", () -> issue.resume("再来", OFFICE, NOW));
    }

    @Test
    void goesOnStandingStillWhenMoreTimeIsGrantedMeanwhile() {
        Issue issue = anIssueIn(Status.RECTIFYING);
        issue.requestExtension(5, "系统改造", HANDLER, NOW);
        issue.pause("等待上级批复", OFFICE, at("2026-11-26T10:00"));
        issue.reviewExtension(true, null, OFFICE, at("2026-12-21T10:00"));
        assertThat(issue.deadline().orElseThrow().pausedAt()).isEqualTo(at("2026-11-26T10:00").at());
        assertThat(issue.wakeAt()).isNull();
        issue.resume("批复已到", OFFICE, at("2026-12-22T10:00"));
        assertThat(issue.deadline().orElseThrow().days()).as("ten, five more, and eighteen that it stood still").isEqualTo(33);
    }

    @Test
    void isSetAnewOnlyToADayAhead_deadlineNotAhead() {
        Issue issue = anIssueIn(Status.RECTIFYING);
        refuses("deadline-not-ahead", () -> issue.changeDeadline(LocalDate.parse("2026-11-22"), "笔误", OFFICE, NOW));
        issue.changeDeadline(LocalDate.parse("2026-12-18"), "重大活动", OFFICE, NOW);
        assertThat(due(issue)).isEqualTo("2026-12-18T17:00");
        assertThat(issue.history().getLast().note()).isEqualTo("2026-12-18：重大活动");
    }

    @Test
    void isSetToTheVeryDayThatWasAsked_deadlineNotAWorkingDay() {
        Issue issue = anIssueIn(Status.RECTIFYING);
        refuses("deadline-not-a-working-day", () -> issue.changeDeadline(LocalDate.parse("2026-12-05"), "周六", OFFICE, NOW));
        refuses("deadline-not-a-working-day", () -> issue.changeDeadline(LocalDate.parse("2026-11-23"), "当天", OFFICE, NOW));
        assertThat(issue.history()).noneMatch(entry -> entry.action().equals("change-deadline"));
    }

    @Test
    void isNotExtendedAfterTheFactBecauseItStandsStill_extensionTooLate() {
        Issue issue = anIssueIn(Status.RECTIFYING);
        Moment late = at("2026-12-31T10:00");
        issue.pause("等待批复", OFFICE, late);
        refuses("extension-too-late", () -> issue.requestExtension(2, "补申请", HANDLER, late));
    }

    @Test
    void forgetsCallsInVainOnceItWasRectifiedAnew() {
        Issue issue = anIssueIn(Status.VERIFIED);
        issue.rate(new Judgement(false, null, null, null), OFFICE, NOW);
        issue.rate(new Judgement(false, null, null, null), OFFICE, NOW);
        assertThat(issue.callBacksInVain()).as("once a day").isEqualTo(1);
        issue.rate(new Judgement(true, false, 1, null), OFFICE, NOW);
        issue.submit("再次整改", HANDLER, NOW);
        issue.verify("属实", VERIFIER, NOW);
        assertThat(issue.callBacksInVain()).isZero();
    }

    @Test
    void givesWhatWasLeftOfTheTimeWhenSentBackButAtLeastThreeDays() {
        Issue early = anIssueIn(Status.SUBMITTED);
        early.sendBack("仍在收取", VERIFIER, at("2026-11-25T10:00"));
        assertThat(due(early)).isEqualTo("2026-12-07T17:00");
        assertThat(early.returned()).isTrue();
        Issue late = anIssueIn(Status.SUBMITTED);
        late.sendBack("仍在收取", VERIFIER, at("2026-12-07T10:00"));
        assertThat(due(late)).isEqualTo("2026-12-10T17:00");
    }

    @Test
    void isRatedByTimeOnlyWhenThePersonWasAsked() {
        Issue raised = anIssueIn(Status.VERIFIED);
        raised.clockStrikes(at("2026-12-01T09:00"));
        assertThat(raised.status()).isEqualTo(Status.RATED);
        assertThat(raised.ratings()).singleElement().satisfies(rating -> {
            assertThat(rating.origin()).isEqualTo(RatingOrigin.DEFAULT);
            assertThat(rating.satisfaction()).isEqualTo(3);
            assertThat(rating.unit()).isNull();
        });
    }

    @Test
    void isNotRatedByTimeWhereNobodyCalled_butEscalated() {
        Issue nobodyCalled = unowned();
        nobodyCalled.clockStrikes(at("2026-12-01T09:00"));
        assertThat(nobodyCalled.status()).isEqualTo(Status.VERIFIED);
        assertThat(nobodyCalled.overdue()).isTrue();
        Issue calledTwice = unowned();
        calledTwice.rate(new Judgement(false, null, null, "无人接听"), OFFICE, NOW);
        calledTwice.rate(new Judgement(false, null, null, "停机"), OFFICE, at("2026-11-24T10:00"));
        calledTwice.clockStrikes(at("2026-12-01T09:00"));
        assertThat(calledTwice.ratings()).singleElement().extracting(Rating::origin).isEqualTo(RatingOrigin.DEFAULT);
    }

    @Test
    void comesBackAfterThirtyAndNinetyDaysAndIsArchivedWhenBothHeld() {
        Issue issue = anIssueIn(Status.CLOSED);
        assertThat(issue.desk()).isNull();
        assertThat(local(issue.wakeAt())).isEqualTo("2026-12-23T09:00");
        refuses("look-back-not-due", () -> issue.lookBack(true, "还早", VERIFIER, at("2026-12-20T09:00")));
        issue.clockStrikes(at("2026-12-23T09:00"));
        assertThat(issue.desk()).isEqualTo("210100");
        issue.lookBack(true, "抽查未复发", VERIFIER, at("2026-12-23T10:00"));
        assertThat(issue.status()).isEqualTo(Status.CLOSED);
        assertThat(local(issue.wakeAt())).isEqualTo("2027-02-21T09:00");
        issue.clockStrikes(at("2027-02-21T09:00"));
        issue.lookBack(true, "再查未复发", VERIFIER, at("2027-02-21T10:00"));
        assertThat(issue.status()).isEqualTo(Status.ARCHIVED);
        assertThat(issue.wakeAt()).isNull();
        assertThat(actions(issue)).endsWith("look-back", "archive");
    }

    @Test
    void isReopenedWhenALookBackFindsItAgain() {
        Issue issue = anIssueIn(Status.CLOSED);
        issue.clockStrikes(at("2026-12-23T09:00"));
        issue.lookBack(false, "又要求纸质证明", VERIFIER, at("2026-12-23T10:00"));
        assertThat(issue.status()).isEqualTo(Status.RECTIFYING);
        assertThat(issue.reopenings()).isEqualTo(1);
        assertThat(issue.desk()).isEqualTo("210100-HRSS");
        assertThat(issue.returned()).isTrue();
    }

    @Test
    void isNeverLookedBackOnByTheHandlingUnit_verifierNotIndependent() {
        Issue issue = anIssueIn(Status.CLOSED);
        issue.clockStrikes(at("2026-12-23T09:00"));
        Acting colleague = People.acting("renshe.hecha", SHENYANG_HRSS, cn.tiyan.platform.security.Role.VERIFIER);
        refuses("verifier-not-independent", () -> issue.lookBack(true, "未复发", colleague, at("2026-12-23T10:00")));
    }

    @Test
    void tellsWhoseTurnItIs() {
        assertThat(anIssueIn(Status.REGISTERED).desk()).isEqualTo("210100");
        assertThat(anIssueIn(Status.DISPATCHED).desk()).isEqualTo("210100-HRSS");
        assertThat(anIssueIn(Status.RETURN_REQUESTED).desk()).isEqualTo("210100");
        assertThat(anIssueIn(Status.RECTIFYING).desk()).isEqualTo("210100-HRSS");
        assertThat(anIssueIn(Status.SUBMITTED).desk()).isEqualTo("210100");
        assertThat(anIssueIn(Status.VERIFIED).desk()).isEqualTo("210100");
        assertThat(anIssueIn(Status.MERGED).desk()).isNull();
        assertThat(anIssueIn(Status.REJECTED).desk()).isNull();
        Issue handledByTheCity = anIssueIn(Status.TRIAGED);
        Acting cityClerk = People.acting("shenyang.banli", People.SHENYANG, cn.tiyan.platform.security.Role.DEPARTMENT_CLERK);
        handledByTheCity.dispatch(People.SHENYANG, null, null, OFFICE, NOW);
        handledByTheCity.accept(null, cityClerk, NOW);
        handledByTheCity.plan(aPlan("措施"), cityClerk, NOW);
        handledByTheCity.addEvidence(People.aPhoto("one"), cityClerk, NOW);
        handledByTheCity.submit("已改", cityClerk, NOW);
        assertThat(handledByTheCity.desk()).as("the city cannot verify itself").isEqualTo("210000");
    }

    private static Issue unowned() {
        var feedback = People.aFinding("fbk_unowned");
        Issue issue = Issue.register(SHENYANG_HRSS, new Registration(feedback.source(), feedback.kind(), feedback.severity(), feedback.dimension(),
                feedback.serviceItem(), null, feedback.title(), feedback.text(), null, null, null, feedback.occurredAt()), 0, People.INTAKE, NOW);
        issue.triage(assessed(Difficulty.MEDIUM), null, OFFICE, NOW);
        issue.dispatch(SHENYANG_HRSS, null, null, OFFICE, NOW);
        issue.accept(null, HANDLER, NOW);
        issue.plan(aPlan("措施"), HANDLER, NOW);
        issue.addEvidence(People.aPhoto("one"), HANDLER, NOW);
        issue.submit("已改", HANDLER, NOW);
        issue.verify("属实", VERIFIER, NOW);
        assertThat(issue.actions(WALKER)).isEmpty();
        return issue;
    }

    private static String due(Issue issue) {
        return local(issue.deadline().orElseThrow().due());
    }

    private static String local(Instant instant) {
        return LocalDateTime.ofInstant(instant, China.ZONE).toString();
    }

    private static List<String> actions(Issue issue) {
        return issue.history().stream().map(HistoryEntry::action).toList();
    }

    private static void refuses(String rule, ThrowingCallable command) {
        assertThatThrownBy(command).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.name()).isEqualTo(rule));
    }
}
