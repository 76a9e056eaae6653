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
import static cn.tiyan.issue.issue.People.content;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.platform.refusal.Refusal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole lifecycle, pair by pair. The table here is written out by hand a second time: a slip in one shows in the other. */
class IssueLifecycleTest {

    private static final Map<Status, Map<Action, Status>> LIFE = new EnumMap<>(Map.ofEntries(
            Map.entry(Status.REGISTERED, Map.of(Action.TRIAGE, Status.TRIAGED, Action.REJECT, Status.REJECTED, Action.MERGE, Status.MERGED,
                    Action.WITHDRAW, Status.REJECTED)),
            Map.entry(Status.TRIAGED, Map.of(Action.TRIAGE, Status.TRIAGED, Action.REJECT, Status.REJECTED, Action.MERGE, Status.MERGED,
                    Action.DISPATCH, Status.DISPATCHED)),
            Map.entry(Status.DISPATCHED, Map.of(Action.ACCEPT, Status.ACCEPTED, Action.REQUEST_RETURN, Status.RETURN_REQUESTED, Action.MERGE, Status.MERGED)),
            Map.entry(Status.RETURN_REQUESTED, Map.of(Action.APPROVE_RETURN, Status.TRIAGED, Action.REFUSE_RETURN, Status.DISPATCHED)),
            Map.entry(Status.ACCEPTED, Map.of(Action.PLAN, Status.RECTIFYING, Action.MERGE, Status.MERGED)),
            Map.entry(Status.RECTIFYING, Map.of(Action.SUBMIT, Status.SUBMITTED, Action.PLAN, Status.RECTIFYING, Action.COMPLETE_STEP, Status.RECTIFYING,
                    Action.MERGE, Status.MERGED)),
            Map.entry(Status.SUBMITTED, Map.of(Action.VERIFY, Status.VERIFIED, Action.SEND_BACK, Status.RECTIFYING)),
            Map.entry(Status.VERIFIED, Map.of(Action.RATE, Status.RATED)),
            Map.entry(Status.RATED, Map.of(Action.CLOSE, Status.CLOSED, Action.REOPEN, Status.RECTIFYING)),
            Map.entry(Status.CLOSED, Map.of(Action.LOOK_BACK, Status.CLOSED, Action.REOPEN, Status.RECTIFYING, Action.ARCHIVE, Status.ARCHIVED)),
            Map.entry(Status.ARCHIVED, Map.of()),
            Map.entry(Status.MERGED, Map.of(Action.SPLIT, Status.REGISTERED)),
            Map.entry(Status.REJECTED, Map.of(Action.RECONSIDER, Status.REGISTERED))));

    private static final Set<Action> FOLLOWS = EnumSet.of(Action.WITHDRAW, Action.REOPEN, Action.ARCHIVE);
    private static final Set<Status> OPEN = EnumSet.range(Status.REGISTERED, Status.RATED);
    private static final Set<Status> BEFORE_SUBMISSION = EnumSet.range(Status.REGISTERED, Status.RECTIFYING);
    private static final Set<Status> IN_WORK = EnumSet.of(Status.ACCEPTED, Status.RECTIFYING);

    /** What leaves an issue where it is, and where it can be done. */
    private static final Map<Action, Set<Status>> ASIDES = Map.ofEntries(
            Map.entry(Action.ADD_EVIDENCE, IN_WORK), Map.entry(Action.SUPPLEMENT, EnumSet.range(Status.REGISTERED, Status.RECTIFYING)),
            Map.entry(Action.REQUEST_EXTENSION, IN_WORK), Map.entry(Action.REVIEW_EXTENSION, IN_WORK),
            Map.entry(Action.PAUSE, IN_WORK), Map.entry(Action.RESUME, IN_WORK),
            Map.entry(Action.CHANGE_DEADLINE, EnumSet.of(Status.DISPATCHED, Status.ACCEPTED, Status.RECTIFYING)),
            Map.entry(Action.SUPERVISE, OPEN), Map.entry(Action.ANSWER_SUPERVISION, OPEN), Map.entry(Action.LIFT_SUPERVISION, OPEN),
            Map.entry(Action.CONVENE, BEFORE_SUBMISSION), Map.entry(Action.CONCLUDE, BEFORE_SUBMISSION), Map.entry(Action.COMPLETE_TASK, BEFORE_SUBMISSION),
            Map.entry(Action.RECORD_OPTIMIZATION, EnumSet.range(Status.RECTIFYING, Status.CLOSED)));

    private static @Nullable Status next(Status status, Action action) {
        return ASIDES.getOrDefault(action, Set.of()).contains(status) ? status : LIFE.get(status).get(action);
    }

    static Stream<Arguments> everyPair() {
        return Arrays.stream(Status.values()).flatMap(status -> Arrays.stream(Action.values()).map(action -> Arguments.of(status, action)));
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void knowsEveryPairOfStatusAndAction(Status status, Action action) {
        Status next = next(status, action);
        if (next == null) {
            assertThatThrownBy(() -> IssueLifecycle.require(status, action)).isInstanceOfSatisfying(Refusal.class, refusal -> {
                assertThat(refusal.name()).isEqualTo("illegal-transition");
                assertThat(refusal.kind()).isEqualTo(Refusal.Kind.RULE_BROKEN);
                assertThat(refusal.getMessage()).contains(status.chinese(), action.chinese());
                LIFE.get(status).keySet().stream().filter(possible -> !FOLLOWS.contains(possible))
                        .forEach(possible -> assertThat(refusal.getMessage()).contains(possible.chinese()));
            });
        } else {
            assertThat(IssueLifecycle.require(status, action).to()).isEqualTo(next);
        }
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void isObeyedByEveryVerb(Status status, Action action) {
        if (FOLLOWS.contains(action)) {
            return;
        }
        Issue issue = anIssueIn(status);
        int entries = issue.history().size();
        Status next = next(status, action);
        if (next == null) {
            assertThatThrownBy(() -> take(action, issue)).isInstanceOfSatisfying(Refusal.class,
                    refusal -> assertThat(refusal.name()).isEqualTo("illegal-transition"));
            assertThat(issue.status()).isEqualTo(status);
            assertThat(issue.history()).hasSize(entries);
        } else {
            prepare(action, issue);
            entries = issue.history().size();
            take(action, issue);
            assertThat(issue.status()).isEqualTo(next);
            assertThat(issue.history()).hasSizeGreaterThan(entries);
            assertThat(issue.reachedAt()).containsKey(next);
        }
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    void hasOneLineAtMostForEachPair(Status status) {
        assertThat(IssueLifecycle.table().stream().filter(line -> line.from() == status).map(Transition::action).toList()).doesNotHaveDuplicates();
    }

    @Test
    void leadsFromTheBeginningToEveryStatus() {
        assertThat(IssueLifecycle.table().stream().map(Transition::to).collect(Collectors.toSet()))
                .containsAll(Arrays.stream(Status.values()).filter(status -> status != IssueLifecycle.BEGINNING).toList());
    }

    @Test
    void saysWhatCanBeDoneNow() {
        assertThatThrownBy(() -> IssueLifecycle.require(Status.SUBMITTED, Action.CLOSE))
                .hasMessage("该问题当前状态为“已提交”，不能进行“销号”；现在可以进行的操作：核查通过、退回整改");
        assertThatThrownBy(() -> IssueLifecycle.require(Status.ARCHIVED, Action.CLOSE)).hasMessageEndingWith("现已没有可进行的操作");
    }

    /** What there must be before there is anything to do. */
    private static void prepare(Action action, Issue issue) {
        switch (action) {
            case COMPLETE_STEP -> issue.plan(new Plan("分步整改", List.of(Plan.Step.of("改系统", null))), HANDLER, NOW);
            case REVIEW_EXTENSION -> issue.requestExtension(2, "系统改造", HANDLER, NOW);
            case RESUME -> issue.pause("等待上级批复", OFFICE, NOW);
            case ANSWER_SUPERVISION -> issue.supervise("限期办结", 3, List.of(), PROVINCE_OFFICE, NOW);
            case LIFT_SUPERVISION -> {
                issue.supervise("限期办结", 3, List.of(), PROVINCE_OFFICE, NOW);
                issue.answerSupervision(issue.supervisions().getLast().supervisionId(), "正在办理", answerer(issue), NOW);
            }
            case CONCLUDE -> convene(issue);
            case COMPLETE_TASK -> {
                convene(issue);
                issue.conclude(issue.consultations().getLast().consultationId(), "会议纪要",
                        List.of(new Issue.Resolution("开通接口", SHENYANG_HRSS, 3)), OFFICE, NOW);
            }
            case LOOK_BACK -> issue.clockStrikes(People.at("2026-12-24T10:00"));
            default -> { }
        }
    }

    private static void convene(Issue issue) {
        issue.convene("数据共享", List.of("接口由谁开通"), SHENYANG_HRSS, List.of(), NOW.at(), OFFICE, NOW);
    }

    /** Whoever has it: the handling unit, or before it is dispatched the office in charge. */
    private static Acting answerer(Issue issue) {
        return issue.handlingUnit() == null ? OFFICE : HANDLER;
    }

    private static void take(Action action, Issue issue) {
        switch (action) {
            case TRIAGE -> issue.triage(assessed(Difficulty.EASY), null, OFFICE, NOW);
            case REJECT -> issue.reject("不属于政务服务范围", OFFICE, NOW);
            case RECONSIDER -> issue.reconsider("补充了材料", OFFICE, NOW);
            case MERGE -> issue.mergeInto(People.anIssue(), "重复", OFFICE, NOW);
            case SPLIT -> issue.split("不是同一事项", OFFICE, NOW);
            case DISPATCH -> issue.dispatch(SHENYANG_HRSS, null, null, OFFICE, NOW);
            case ACCEPT -> issue.accept(null, HANDLER, NOW);
            case REQUEST_RETURN -> issue.requestReturn("不是我单位职责", HANDLER, NOW);
            case APPROVE_RETURN -> issue.reviewReturn(true, null, OFFICE, NOW);
            case REFUSE_RETURN -> issue.reviewReturn(false, "应由你单位办理", OFFICE, NOW);
            case PLAN -> issue.plan(aPlan("再作整改"), HANDLER, NOW);
            case COMPLETE_STEP -> issue.completeStep(1, HANDLER, NOW);
            case ADD_EVIDENCE -> issue.addEvidence(People.aPhoto("two"), HANDLER, NOW);
            case SUPPLEMENT -> {
                issue.permit(Action.SUPPLEMENT, WALKER);
                issue.addEvidence(People.aPhoto("three"), WALKER, NOW);
            }
            case REQUEST_EXTENSION -> issue.requestExtension(2, "系统改造", HANDLER, NOW);
            case REVIEW_EXTENSION -> issue.reviewExtension(true, null, OFFICE, NOW);
            case CHANGE_DEADLINE -> issue.changeDeadline(LocalDate.parse("2026-12-18"), "重大活动", OFFICE, NOW);
            case PAUSE -> issue.pause("等待上级批复", OFFICE, NOW);
            case RESUME -> issue.resume("批复已到", OFFICE, NOW);
            case SUBMIT -> issue.submit("已整改", HANDLER, NOW);
            case VERIFY -> issue.verify("属实", VERIFIER, NOW);
            case SEND_BACK -> issue.sendBack("仍在收取", VERIFIER, NOW);
            case RATE -> issue.rate(content(5), WALKER, NOW);
            case CLOSE -> issue.close(null, OFFICE, NOW);
            case LOOK_BACK -> issue.lookBack(true, "未复发", VERIFIER, People.at("2026-12-24T11:00"));
            case SUPERVISE -> issue.supervise("限期办结", 3, List.of(), PROVINCE_OFFICE, NOW);
            case ANSWER_SUPERVISION -> issue.answerSupervision(issue.supervisions().isEmpty() ? "sup_none" : issue.supervisions().getLast().supervisionId(),
                    "正在办理", answerer(issue), NOW);
            case LIFT_SUPERVISION -> issue.liftSupervision(issue.supervisions().isEmpty() ? "sup_none" : issue.supervisions().getLast().supervisionId(),
                    null, PROVINCE_OFFICE, NOW);
            case CONVENE -> convene(issue);
            case CONCLUDE -> issue.conclude(issue.consultations().isEmpty() ? "con_none" : issue.consultations().getLast().consultationId(), "会议纪要",
                    List.of(), OFFICE, NOW);
            case COMPLETE_TASK -> issue.completeTask(issue.tasks().isEmpty() ? "tsk_none" : issue.tasks().getLast().taskId(), "已开通", HANDLER, NOW);
            case RECORD_OPTIMIZATION -> issue.recordOptimization(null, "取消纸质证明", null, null, new Optimization.Change(4, 2), null, HANDLER, NOW);
            case WITHDRAW, REOPEN, ARCHIVE -> throw new IllegalArgumentException("nobody does it by hand");
        }
    }
}
