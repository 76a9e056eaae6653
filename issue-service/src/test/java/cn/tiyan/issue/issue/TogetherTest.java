package cn.tiyan.issue.issue;

import static cn.tiyan.issue.issue.People.HANDLER;
import static cn.tiyan.issue.issue.People.NOW;
import static cn.tiyan.issue.issue.People.OFFICE;
import static cn.tiyan.issue.issue.People.PROVINCE_OFFICE;
import static cn.tiyan.issue.issue.People.SHENYANG_HRSS;
import static cn.tiyan.issue.issue.People.VERIFIER;
import static cn.tiyan.issue.issue.People.acting;
import static cn.tiyan.issue.issue.People.anIssue;
import static cn.tiyan.issue.issue.People.anIssueIn;
import static cn.tiyan.issue.issue.People.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Role;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Where more than one unit has a say: returns, mergers, supervision, consultation; and the person concerned, who has none. */
class TogetherTest {

    private static final Unit MSA = People.unit("210100-MSA", "沈阳市市场监管局", UnitKind.DEPARTMENT, "210000", "210100");
    private static final Acting MSA_CLERK = acting("shenyang.shichang", MSA, Role.DEPARTMENT_CLERK);

    @Test
    void goesBackToTheOfficeWhenAReturnIsApproved() {
        Issue issue = anIssueIn(Status.RETURN_REQUESTED);
        issue.reviewReturn(true, "确属市场监管局职责", OFFICE, NOW);
        assertThat(issue.status()).isEqualTo(Status.TRIAGED);
        assertThat(issue.handlingUnit()).isNull();
        assertThat(issue.returned()).isTrue();
        issue.dispatch(MSA, null, null, OFFICE, NOW);
        assertThat(issue.desk()).isEqualTo("210100-MSA");
        assertThat(issue.returned()).isFalse();
    }

    @Test
    void staysWhereItIsWhenAReturnIsRefused() {
        Issue issue = anIssueIn(Status.RETURN_REQUESTED);
        issue.reviewReturn(false, "应由你单位办理", OFFICE, NOW);
        assertThat(issue.status()).isEqualTo(Status.DISPATCHED);
        assertThat(issue.handlingUnit()).isEqualTo("210100-HRSS");
        assertThat(issue.returns()).singleElement().satisfies(review -> assertThat(review.approved()).isFalse());
    }

    @Test
    void asksOnceForAReturnOfOneDispatch_returnRefusedBefore() {
        Issue issue = anIssueIn(Status.RETURN_REQUESTED);
        issue.reviewReturn(false, "应由你单位办理", OFFICE, NOW);
        refuses("return-refused-before", () -> issue.requestReturn("仍不是我单位职责", HANDLER, at("2026-11-23T15:00")));
        assertThat(issue.actions(HANDLER)).contains(Action.ACCEPT).doesNotContain(Action.REQUEST_RETURN);
        issue.mergeInto(anIssue(), null, OFFICE, NOW);
        issue.split("不是同一事项", OFFICE, NOW);
        issue.triage(People.assessed(cn.tiyan.contracts.vocabulary.Difficulty.EASY), null, OFFICE, NOW);
        issue.dispatch(SHENYANG_HRSS, null, null, OFFICE, at("2026-11-24T10:00"));
        issue.requestReturn("职责已划出", HANDLER, at("2026-11-24T11:00"));
        assertThat(issue.status()).as("another dispatch").isEqualTo(Status.RETURN_REQUESTED);
    }

    @Test
    void goesAfterAForcedConsultationToOneThatMet_dispatchOutsideConsultation() {
        Issue issue = returnedTwice();
        assertThat(issue.actions(OFFICE)).doesNotContain(Action.DISPATCH);
        issue.convene("由谁办理", List.of("职责划分"), MSA, List.of(), NOW.at(), OFFICE, NOW);
        issue.conclude(issue.consultations().getFirst().consultationId(), "由市场监管局办理", List.of(), OFFICE, NOW);
        refuses("dispatch-outside-consultation", () -> issue.dispatch(SHENYANG_HRSS, null, null, OFFICE, NOW));
        issue.convene("再议由谁办理", List.of("职责划分"), SHENYANG_HRSS, List.of(MSA), NOW.at(), OFFICE, NOW);
        issue.conclude(issue.consultations().getLast().consultationId(), "由人社局牵头，市场监管局配合", List.of(), OFFICE, NOW);
        issue.dispatch(MSA, null, null, OFFICE, NOW);
        assertThat(issue.actions(MSA_CLERK)).doesNotContain(Action.REQUEST_RETURN);
    }

    private static Issue returnedTwice() {
        Issue issue = anIssueIn(Status.RETURN_REQUESTED);
        issue.reviewReturn(true, null, OFFICE, NOW);
        issue.dispatch(MSA, null, null, OFFICE, NOW);
        issue.requestReturn("也不是我单位职责", MSA_CLERK, NOW);
        issue.reviewReturn(true, null, OFFICE, NOW);
        return issue;
    }

    @Test
    void staysWithAUnitThatSomebodyIsAbove_dispatchedToTheTop() {
        Issue issue = anIssueIn(Status.TRIAGED);
        refuses("dispatched-to-the-top", () -> issue.dispatch(People.PROVINCE, null, null, PROVINCE_OFFICE, NOW));
        issue.dispatch(People.SHENYANG, null, null, OFFICE, NOW);
        issue.accept(null, OFFICE, NOW);
        assertThat(issue.status()).as("an office takes on what is its own").isEqualTo(Status.ACCEPTED);
    }

    @Test
    void isNotReviewedByTheUnitThatReturnsIt_reviewerNotIndependent() {
        Acting own = acting("renshe.ban", SHENYANG_HRSS, Role.OFFICE_CLERK);
        refuses("reviewer-not-independent", () -> anIssueIn(Status.RETURN_REQUESTED).reviewReturn(true, null, own, NOW));
    }

    @Test
    void goesToAConsultationAfterTooManyReturnsAndThenCannotBeReturned_consultationRequired() {
        Issue issue = returnedTwice();
        assertThat(issue.consultationForced()).isTrue();
        refuses("consultation-required", () -> issue.dispatch(SHENYANG_HRSS, null, null, OFFICE, NOW));
        issue.convene("由谁办理", List.of("职责划分"), SHENYANG_HRSS, List.of(MSA), NOW.at(), OFFICE, NOW);
        issue.conclude(issue.consultations().getFirst().consultationId(), "由人社局牵头", List.of(), OFFICE, NOW);
        assertThat(issue.consultationForced()).isFalse();
        issue.dispatch(SHENYANG_HRSS, null, null, OFFICE, NOW);
        refuses("return-after-consultation", () -> issue.requestReturn("还是不想办", HANDLER, NOW));
    }

    @Test
    void turnsResolutionsIntoTasksThatMustBeDone_tasksOpen() {
        Issue issue = anIssueIn(Status.RECTIFYING);
        issue.convene("数据共享", List.of("接口由谁开通"), SHENYANG_HRSS, List.of(MSA, MSA), NOW.at(), OFFICE, NOW);
        assertThat(issue.within()).contains("210100-MSA");
        assertThat(issue.consultations().getFirst().coUnits()).containsExactly("210100-MSA");
        refuses("consultation-open", () -> issue.submit("已改", HANDLER, NOW));
        refuses("consultation-open", () -> issue.convene("又一次", List.of("议题"), SHENYANG_HRSS, List.of(), NOW.at(), OFFICE, NOW));
        String consultation = issue.consultations().getFirst().consultationId();
        refuses("resolution-outside-consultation", () -> issue.conclude(consultation, "纪要", List.of(new Issue.Resolution("开通", People.HEPING, 3)), OFFICE, NOW));
        assertThat(issue.tasks()).isEmpty();
        issue.conclude(consultation, "市场监管局开通接口", List.of(new Issue.Resolution("开通接口", MSA, 3)), OFFICE, NOW);
        refuses("consultation-concluded", () -> issue.conclude(consultation, "再来", List.of(), OFFICE, NOW));
        refuses("tasks-open", () -> issue.submit("已改", HANDLER, NOW));
        String task = issue.tasks().getFirst().taskId();
        refuses("not-the-tasked-unit", () -> issue.completeTask(task, "已开通", HANDLER, NOW));
        issue.completeTask(task, "已开通", MSA_CLERK, NOW);
        refuses("task-done", () -> issue.completeTask(task, "又开通", MSA_CLERK, NOW));
        issue.submit("已改", HANDLER, NOW);
        assertThat(issue.status()).isEqualTo(Status.SUBMITTED);
    }

    @Test
    void marksATaskThatIsLate() {
        Issue issue = anIssueIn(Status.RECTIFYING);
        issue.convene("数据共享", List.of("接口"), SHENYANG_HRSS, List.of(), NOW.at(), OFFICE, NOW);
        issue.conclude(issue.consultations().getFirst().consultationId(), "纪要", List.of(new Issue.Resolution("开通接口", SHENYANG_HRSS, 1)), OFFICE, NOW);
        issue.clockStrikes(at("2026-11-24T17:00"));
        assertThat(issue.tasks().getFirst().overdue()).isTrue();
        assertThat(issue.history().getLast().action()).isEqualTo("task-overdue");
    }

    @Test
    void isProvisionalByWhatIsAwaitedInAYearWithoutSchedule() {
        Issue issue = anIssueIn(Status.RECTIFYING);
        issue.supervise("限期反馈", 40, List.of(), PROVINCE_OFFICE, NOW);
        issue.convene("数据共享", List.of("接口"), SHENYANG_HRSS, List.of(), NOW.at(), OFFICE, NOW);
        issue.conclude(issue.consultations().getFirst().consultationId(), "纪要",
                List.of(new Issue.Resolution("开通接口", SHENYANG_HRSS, 40), new Issue.Resolution("发文", SHENYANG_HRSS, 3)), OFFICE, NOW);
        assertThat(issue.deadline()).hasValueSatisfying(deadline -> assertThat(deadline.provisional()).isFalse());
        assertThat(issue.tasks()).extracting(Task::provisional).containsExactly(true, false);
        Supervision supervision = issue.supervisions().getFirst();
        assertThat(supervision.provisional()).isTrue();
        issue.answerSupervision(supervision.supervisionId(), "在办", HANDLER, NOW);
        assertThat(issue.supervisions().getFirst().provisional()).as("nothing is awaited by it").isFalse();
        issue.completeTask(issue.tasks().getFirst().taskId(), "已开通", HANDLER, NOW);
        assertThat(issue.tasks()).extracting(Task::provisional).containsExactly(false, false);
    }

    @Test
    void isSupervisedFromAboveAndClosedOnlyWhenThatIsLifted_supervisionOpen() {
        Issue issue = anIssueIn(Status.RATED);
        refuses("supervisor-not-above", () -> issue.supervise("快办", 3, List.of(), acting("renshe.ban", SHENYANG_HRSS, Role.OFFICE_CLERK), NOW));
        issue.supervise("限期办结", 3, List.of(People.SHENYANG, People.PROVINCE), PROVINCE_OFFICE, NOW);
        Supervision supervision = issue.supervisions().getFirst();
        assertThat(supervision.jointUnits()).as("not with itself").containsExactly("210100");
        assertThat(supervision.state()).isEqualTo(Supervision.State.OPEN);
        refuses("supervision-open", () -> issue.close(null, OFFICE, NOW));
        refuses("supervision-unanswered", () -> issue.liftSupervision(supervision.supervisionId(), null, PROVINCE_OFFICE, NOW));
        refuses("not-the-answering-unit", () -> issue.answerSupervision(supervision.supervisionId(), "在办", OFFICE, NOW));
        issue.answerSupervision(supervision.supervisionId(), "已办结", HANDLER, NOW);
        issue.liftSupervision(supervision.supervisionId(), null, OFFICE, NOW);
        assertThat(issue.supervisions().getFirst().state()).isEqualTo(Supervision.State.LIFTED);
        refuses("supervision-lifted", () -> issue.answerSupervision(supervision.supervisionId(), "又答", HANDLER, NOW));
        issue.close(null, OFFICE, NOW);
        assertThat(issue.status()).isEqualTo(Status.CLOSED);
    }

    @Test
    void isLiftedOnlyByWhoeverSupervises_notTheSupervisingUnit() {
        Issue issue = anIssueIn(Status.RECTIFYING);
        issue.supervise("限期办结", 3, List.of(), PROVINCE_OFFICE, NOW);
        String id = issue.supervisions().getFirst().supervisionId();
        issue.answerSupervision(id, "在办", HANDLER, NOW);
        refuses("not-the-supervising-unit", () -> issue.liftSupervision(id, null, OFFICE, NOW));
    }

    @Test
    void isLiftedByWhoeverSupervisesJointly() {
        Issue issue = anIssueIn(Status.RECTIFYING);
        issue.supervise("联合督办", 3, List.of(MSA), PROVINCE_OFFICE, NOW);
        String id = issue.supervisions().getFirst().supervisionId();
        issue.answerSupervision(id, "在办", HANDLER, NOW);
        issue.liftSupervision(id, null, acting("shichang.ban", MSA, Role.OFFICE_CLERK), NOW);
        assertThat(issue.supervisions().getFirst().state()).isEqualTo(Supervision.State.LIFTED);
    }

    @Test
    void isNotLiftedByWhoeverAnswersForIt_jointUnitPressed() {
        Issue dispatched = anIssueIn(Status.DISPATCHED);
        refuses("joint-unit-pressed", () -> dispatched.supervise("联合督办", 3, List.of(SHENYANG_HRSS), PROVINCE_OFFICE, NOW));
        refuses("joint-unit-pressed", () -> dispatched.supervise("联合督办", 3, List.of(People.PROVINCE), OFFICE, NOW));
        Issue issue = anIssueIn(Status.TRIAGED);
        refuses("joint-unit-pressed", () -> issue.supervise("联合督办", 3, List.of(People.SHENYANG), PROVINCE_OFFICE, NOW));
        issue.supervise("联合督办", 3, List.of(SHENYANG_HRSS), PROVINCE_OFFICE, NOW);
        issue.dispatch(SHENYANG_HRSS, null, null, OFFICE, NOW);
        String id = issue.supervisions().getFirst().supervisionId();
        issue.answerSupervision(id, "在办", HANDLER, NOW);
        refuses("not-the-supervising-unit", () -> issue.liftSupervision(id, null, acting("renshe.ban", SHENYANG_HRSS, Role.OFFICE_CLERK), NOW));
        issue.liftSupervision(id, null, PROVINCE_OFFICE, NOW);
    }

    @Test
    void doesNotEndWhileSomebodyPresses_supervisionOpen() {
        Issue issue = anIssueIn(Status.TRIAGED);
        issue.supervise("限期办结", 3, List.of(), PROVINCE_OFFICE, NOW);
        refuses("supervision-open", () -> issue.reject("不属于受理范围", OFFICE, NOW));
        refuses("supervision-open", () -> issue.mergeInto(anIssueIn(Status.RECTIFYING), null, OFFICE, NOW));
        assertThat(issue.actions(OFFICE)).contains(Action.DISPATCH).doesNotContain(Action.REJECT, Action.MERGE);
    }

    @Test
    void comesToNobodyByWayOfAnother_personConcernedDiffers() {
        refuses("person-concerned-differs", () -> about(HANDLER.account()).mergeInto(anIssueIn(Status.DISPATCHED), null, OFFICE, NOW));
        Issue issue = about(HANDLER.account());
        issue.mergeInto(about(HANDLER.account()), null, OFFICE, NOW);
        assertThat(issue.status()).isEqualTo(Status.MERGED);
    }

    @Test
    void followsOnlyWhatTheOfficeHasASayIn_survivorNotInCharge() {
        Acting dalian = acting("dalian.ban", People.unit("210200", "大连市", UnitKind.CITY, "210000"), Role.OFFICE_CLERK);
        var finding = People.aFinding("fnd_dalian");
        Issue issue = Issue.register(People.DALIAN_HRSS, finding, 0, People.INTAKE, NOW);
        refuses("survivor-not-in-charge", () -> issue.mergeInto(anIssue(), null, dalian, NOW));
        issue.mergeInto(anIssue(), null, PROVINCE_OFFICE, NOW);
        assertThat(issue.status()).isEqualTo(Status.MERGED);
    }

    @Test
    void beginsAnewWhenItIsSplit_evidenceMissing() {
        Issue issue = anIssueIn(Status.RECTIFYING);
        assertThat(issue.evidence()).isNotEmpty();
        issue.mergeInto(anIssue(), null, OFFICE, NOW);
        issue.split("不是同一事项", OFFICE, NOW);
        assertThat(issue.plan()).isNull();
        issue.triage(People.assessed(cn.tiyan.contracts.vocabulary.Difficulty.EASY), null, OFFICE, NOW);
        issue.dispatch(MSA, null, null, OFFICE, NOW);
        issue.accept(null, MSA_CLERK, NOW);
        issue.plan(People.aPlan("另行整改"), MSA_CLERK, NOW);
        refuses("evidence-missing", () -> issue.submit("用的是别的单位的材料", MSA_CLERK, NOW));
        issue.addEvidence(People.aPhoto("two"), MSA_CLERK, NOW);
        issue.submit("已改", MSA_CLERK, NOW);
        assertThat(issue.status()).isEqualTo(Status.SUBMITTED);
    }

    @Test
    void isDecidedOnOnlyByTheOfficesInCharge_officeNotInCharge() {
        Acting guest = acting("dalian.ban", People.unit("210200", "大连市", UnitKind.CITY, "210000"), Role.OFFICE_CLERK);
        Issue issue = anIssueIn(Status.TRIAGED);
        issue.convene("跨市协同", List.of("数据共享"), People.DALIAN_HRSS, List.of(guest.home()), NOW.at(), OFFICE, NOW);
        assertThat(issue.within()).contains("210200");
        refuses("office-not-in-charge", () -> issue.reject("不归我管", guest, NOW));
        refuses("office-not-in-charge", () -> issue.dispatch(People.DALIAN_HRSS, null, null, guest, NOW));
        refuses("office-not-in-charge", () -> issue.mergeInto(anIssue(), null, guest, NOW));
        Acting own = acting("renshe.ban", SHENYANG_HRSS, Role.OFFICE_CLERK);
        refuses("office-not-in-charge", () -> issue.reject("与我局无关", own, NOW));
    }

    @Test
    void isClosedNeitherByTheHandlingUnitNorCalledBackByWhoeverSubmitted_callBackBySubmitter() {
        Acting own = acting("renshe.ban", SHENYANG_HRSS, Role.OFFICE_CLERK);
        refuses("reviewer-not-independent", () -> anIssueIn(Status.RATED).close(null, own, NOW));
        Acting promoted = acting(HANDLER.account(), People.SHENYANG, Role.OFFICE_CLERK);
        refuses("call-back-by-submitter", () -> anIssueIn(Status.VERIFIED).rate(new Judgement(true, true, 5, null), promoted, NOW));
    }

    @Test
    void marksASupervisionThatNobodyAnsweredInTime() {
        Issue issue = anIssueIn(Status.RECTIFYING);
        issue.supervise("限期反馈", 1, List.of(), OFFICE, NOW);
        issue.clockStrikes(at("2026-11-24T17:00"));
        assertThat(issue.supervisions().getFirst().overdue()).isTrue();
        int entries = issue.history().size();
        issue.clockStrikes(at("2026-11-24T17:01"));
        assertThat(issue.history()).as("once").hasSize(entries);
    }

    @Test
    void followsItsSurvivorAndCanBeSplitAgain() {
        Issue survivor = anIssueIn(Status.RECTIFYING);
        Issue duplicate = anIssueIn(Status.TRIAGED);
        duplicate.mergeInto(survivor, "同一窗口同一问题", OFFICE, NOW);
        assertThat(duplicate.status()).isEqualTo(Status.MERGED);
        assertThat(duplicate.wakeAt()).as("no clock runs for it").isNull();
        assertThat(duplicate.follow(survivor.id(), false, NOW)).isFalse();
        assertThat(duplicate.follow(survivor.id(), true, NOW)).isTrue();
        assertThat(duplicate.survivorClosed()).isTrue();
        duplicate.split("经核实是另一事项", OFFICE, NOW);
        assertThat(duplicate.status()).isEqualTo(Status.REGISTERED);
        assertThat(duplicate.survivor()).isNull();
        assertThat(duplicate.deadline()).isPresent();
        assertThat(duplicate.follow(survivor.id(), true, NOW)).as("follows nobody now").isFalse();
    }

    @Test
    void isNotMergedIntoItselfOrIntoWhatGoesNowhere_survivorNotOpen() {
        Issue issue = anIssue();
        refuses("merged-into-itself", () -> issue.mergeInto(issue, null, OFFICE, NOW));
        for (Status status : List.of(Status.MERGED, Status.REJECTED, Status.VERIFIED, Status.RATED, Status.CLOSED, Status.ARCHIVED)) {
            refuses("survivor-not-open", () -> issue.mergeInto(anIssueIn(status), null, OFFICE, NOW));
        }
    }

    @Test
    void tellsTheReporterWhyItIsOutOfScope() {
        Issue issue = anIssue();
        issue.reject("不属于政务服务，请拨打物业电话13812345678", OFFICE, NOW);
        assertThat(issue.dismissal().reason()).contains("138****5678");
        issue.reconsider("补充材料后属于受理范围", OFFICE, NOW);
        assertThat(issue.dismissal()).isNull();
        assertThat(issue.status()).isEqualTo(Status.REGISTERED);
    }

    @Test
    void isNeverDispatchedToThePersonItIsAbout_dispatchedToPersonConcerned() {
        Issue issue = about(HANDLER.account());
        issue.triage(People.assessed(cn.tiyan.contracts.vocabulary.Difficulty.EASY), null, OFFICE, NOW);
        refuses("dispatched-to-person-concerned", () -> issue.dispatch(SHENYANG_HRSS, HANDLER.account(), null, OFFICE, NOW));
        issue.dispatch(SHENYANG_HRSS, "another.clerk", null, OFFICE, NOW);
        refuses("person-concerned", () -> issue.accept(null, HANDLER, NOW));
        assertThat(issue.actions(HANDLER)).isEmpty();
        Acting another = acting("another.clerk", SHENYANG_HRSS, Role.DEPARTMENT_CLERK);
        issue.accept(null, another, NOW);
        assertThat(issue.status()).isEqualTo(Status.ACCEPTED);
    }

    @Test
    void isNeverJudgedByThePersonItIsAbout_personConcerned() {
        Issue issue = about(OFFICE.account());
        refuses("person-concerned", () -> issue.triage(People.assessed(cn.tiyan.contracts.vocabulary.Difficulty.EASY), null, OFFICE, NOW));
        refuses("person-concerned", () -> issue.reject("与我无关", OFFICE, NOW));
    }

    @Test
    void doesNotSubmitAPlanHalfDone_stepsOpen() {
        Issue issue = anIssueIn(Status.RECTIFYING);
        issue.plan(new Plan("两步", List.of(Plan.Step.of("改系统", LocalDate.parse("2026-11-30")), Plan.Step.of("改指南", null))), HANDLER, NOW);
        assertThat(issue.history().getLast().note()).as("stays on record when it is planned anew").isEqualTo("两步；第 1 步：改系统（2026-11-30 前）；第 2 步：改指南");
        issue.completeStep(2, HANDLER, NOW);
        refuses("steps-open", () -> issue.submit("已改", HANDLER, NOW));
        refuses("step-done", () -> issue.completeStep(2, HANDLER, NOW));
        assertThatThrownBy(() -> issue.completeStep(3, HANDLER, NOW)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
        issue.completeStep(1, HANDLER, NOW);
        issue.submit("已改", HANDLER, NOW);
        assertThat(issue.plan().steps()).allSatisfy(step -> assertThat(step.doneBy()).isEqualTo(HANDLER.account()));
    }

    @Test
    void keepsWhatChangedForGood() {
        Issue issue = anIssueIn(Status.CLOSED);
        issue.recordOptimization(null, "取消纸质证明", new Optimization.Change(5, 3), null, new Optimization.Change(4, 2), new Optimization.Change(2, 0), HANDLER, NOW);
        assertThat(issue.optimizations()).singleElement().satisfies(optimization -> {
            assertThat(optimization.serviceItem().name()).isEqualTo("企业职工参保登记");
            assertThat(optimization.materials()).isEqualTo(new Optimization.Change(4, 2));
            assertThat(optimization.days()).isNull();
        });
        issue.recordOptimization(new ServiceItemRef("210100X", "社保卡申领"), "合并环节", new Optimization.Change(5, 4), null, null, null, HANDLER, NOW);
        assertThat(issue.optimizations()).hasSize(2);
        refuses("nothing-changed", () -> issue.recordOptimization(null, "没有变化", null, null, null, null, HANDLER, NOW));
        refuses("nothing-changed", () -> issue.recordOptimization(null, "反而多了", new Optimization.Change(3, 9), null, null, null, HANDLER, NOW));
        refuses("nothing-changed", () -> issue.recordOptimization(null, "没有变化", new Optimization.Change(3, 3), null, null, null, HANDLER, NOW));
    }

    @Test
    void keepsNoEndlessLists_tooManyEntries() {
        Issue issue = anIssueIn(Status.RECTIFYING);
        for (int i = 0; i < Issue.MOST_ENTRIES; i++) {
            issue.supervise("第 " + i + " 次", 3, List.of(), OFFICE, NOW);
        }
        refuses("too-many-entries", () -> issue.supervise("再一次", 3, List.of(), OFFICE, NOW));
        assertThat(issue.historyIntact()).isTrue();
        assertThat(issue.actions(VERIFIER)).isEmpty();
    }

    private static Issue about(String account) {
        var finding = People.aFinding(cn.tiyan.platform.id.Ids.next("fnd"));
        return Issue.register(SHENYANG_HRSS, new Registration(finding.source(), finding.kind(), finding.severity(), finding.dimension(), finding.serviceItem(),
                null, finding.title(), finding.text(), finding.raisedBy(), null, account, finding.occurredAt()), 0, People.INTAKE, NOW);
    }

    private static void refuses(String rule, ThrowingCallable command) {
        assertThatThrownBy(command).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.name()).isEqualTo(rule);
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.RULE_BROKEN);
        });
    }
}
