package cn.tiyan.issue.issue;

import cn.tiyan.contracts.SourceRef;
import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.security.Role;
import java.time.Duration;
import java.util.List;

/** An issue with every kind of unit around it, brought by the model to where an action can be asked for; and whoever asks. */
final class Cast {

    static final String RAISER = "zhongxin.ganbu";
    static final String SUBMITTER = "renshe.tijiao";
    static final String CONCERNED = "renshe.dangshi";

    /** Units around the issue, in the order of authorization.txt. */
    enum Place {
        HANDLING(People.SHENYANG_HRSS),
        BELOW(People.unit("210100-HRSSC", "沈阳市社保中心", UnitKind.DEPARTMENT, "210000", "210100", "210100-HRSS")),
        OFFICE(People.SHENYANG),
        ABOVE(People.PROVINCE),
        GUEST(People.unit("210100-DATA", "沈阳市数据局", UnitKind.DEPARTMENT, "210000", "210100")),
        SIBLING(People.unit("210100-MSA", "沈阳市市场监管局", UnitKind.DEPARTMENT, "210000", "210100")),
        STRANGER(People.unit("210200", "大连市", UnitKind.CITY, "210000"));

        private final Unit unit;

        Place(Unit unit) {
            this.unit = unit;
        }

        Unit unit() {
            return unit;
        }

        /** Somebody who works there. */
        Acting somebody(Role role) {
            return somebody(role, "somebody.there");
        }

        Acting somebody(Role role, String account) {
            return People.acting(account, unit, role);
        }
    }

    private static final Acting OFFICE = Place.OFFICE.somebody(Role.OFFICE_CLERK);
    private static final Acting ABOVE = Place.ABOVE.somebody(Role.OFFICE_CLERK);
    private static final Acting HANDLER = Place.HANDLING.somebody(Role.DEPARTMENT_CLERK, SUBMITTER);
    private static final Acting VERIFIER = Place.OFFICE.somebody(Role.VERIFIER);

    private final Moment now;

    /** @param now when things happen, or where it takes time, when they have come so far */
    Cast(Moment now) {
        this.now = now;
    }

    static Acting raiser() {
        return Place.BELOW.somebody(Role.WALKER, RAISER);
    }

    /** An issue in this status to which the action can be done now, if by the right one. */
    Issue readyFor(Action action, Status status) {
        Moment then = action == Action.LOOK_BACK ? new Moment(now.at().minus(Duration.ofDays(31)), now.policy(), now.calendar()) : now;
        Issue issue = registered(then);
        issue.supervise("先行督办", 3, List.of(Place.GUEST.unit()), ABOVE, then);
        issue.answerSupervision(issue.supervisions().getFirst().supervisionId(), "已安排", OFFICE, then);
        issue.liftSupervision(issue.supervisions().getFirst().supervisionId(), null, ABOVE, then);
        come(issue, status, then);
        prepare(action, issue);
        return issue;
    }

    /** A new one, about the same unit and raised by the same person. */
    Issue registered() {
        return registered(now);
    }

    private Issue registered(Moment at) {
        return Issue.register(Place.HANDLING.unit(), new Registration(new SourceRef(SourceKind.WALKTHROUGH, Ids.next("fnd")), IssueKind.PROBLEM, Severity.MEDIUM,
                Dimension.QUALITY, People.aFinding("fnd_x").serviceItem(), null, "窗口仍要求纸质证明", "可在线核验", RAISER, Place.BELOW.unit(), CONCERNED, at.at()),
                0, People.INTAKE, at);
    }

    private void come(Issue issue, Status status, Moment at) {
        if (status == Status.REJECTED) {
            issue.reject("不属于政务服务范围", OFFICE, at);
        } else if (status == Status.MERGED) {
            issue.mergeInto(registered(at), null, OFFICE, at);
        } else if (status.compareTo(Status.TRIAGED) >= 0) {
            issue.triage(People.assessed(Difficulty.MEDIUM), null, OFFICE, at);
            if (status.compareTo(Status.DISPATCHED) >= 0) {
                issue.dispatch(Place.HANDLING.unit(), null, null, OFFICE, at);
            }
            if (status == Status.RETURN_REQUESTED) {
                issue.requestReturn("不是我单位职责", HANDLER, at);
            } else if (status.compareTo(Status.ACCEPTED) >= 0) {
                rectify(issue, status, at);
            }
        }
    }

    private static void rectify(Issue issue, Status status, Moment at) {
        issue.accept(null, HANDLER, at);
        if (status.compareTo(Status.RECTIFYING) >= 0) {
            issue.plan(People.aPlan("改为在线核验"), HANDLER, at);
            issue.addEvidence(People.aPhoto("one"), HANDLER, at);
        }
        if (status.compareTo(Status.SUBMITTED) >= 0) {
            issue.submit("已取消", HANDLER, at);
        }
        if (status.compareTo(Status.VERIFIED) >= 0) {
            issue.verify("属实", VERIFIER, at);
        }
        if (status.compareTo(Status.RATED) >= 0) {
            issue.rate(People.content(5), raiser(), at);
        }
        if (status.compareTo(Status.CLOSED) >= 0) {
            issue.close(null, OFFICE, at);
        }
    }

    private void prepare(Action action, Issue issue) {
        switch (action) {
            case COMPLETE_STEP -> issue.plan(new Plan("分步整改", List.of(Plan.Step.of("改系统", null))), HANDLER, now);
            case REVIEW_EXTENSION -> issue.requestExtension(2, "系统改造", HANDLER, now);
            case RESUME -> issue.pause("等待批复", OFFICE, now);
            case ANSWER_SUPERVISION -> supervise(issue);
            case LIFT_SUPERVISION -> {
                supervise(issue);
                issue.answerSupervision(issue.supervisions().getLast().supervisionId(), "正在办理", issue.handlingUnit() == null ? OFFICE : HANDLER, now);
            }
            case CONCLUDE -> convene(issue, OFFICE);
            case COMPLETE_TASK -> {
                convene(issue, OFFICE);
                issue.conclude(issue.consultations().getLast().consultationId(), "会议纪要",
                        List.of(new Issue.Resolution("开通接口", Place.GUEST.unit(), 3)), OFFICE, now);
            }
            case LOOK_BACK -> issue.clockStrikes(now);
            default -> { }
        }
    }

    private void supervise(Issue issue) {
        issue.supervise("限期办结", 3, List.of(Place.GUEST.unit()), ABOVE, now);
    }

    private void convene(Issue issue, Acting by) {
        issue.convene("数据共享", List.of("接口由谁开通"), Place.HANDLING.unit(), List.of(Place.GUEST.unit()), now.at(), by, now);
    }

    /** Somebody takes the action. */
    void take(Action action, Issue issue, Acting by) {
        switch (action) {
            case TRIAGE -> issue.triage(People.assessed(Difficulty.EASY), null, by, now);
            case REJECT -> issue.reject("不属于政务服务范围", by, now);
            case RECONSIDER -> issue.reconsider("补充了材料", by, now);
            case MERGE -> issue.mergeInto(registered(), "重复", by, now);
            case SPLIT -> issue.split("不是同一事项", by, now);
            case DISPATCH -> issue.dispatch(Place.HANDLING.unit(), null, null, by, now);
            case ACCEPT -> issue.accept(null, by, now);
            case REQUEST_RETURN -> issue.requestReturn("不是我单位职责", by, now);
            case APPROVE_RETURN -> issue.reviewReturn(true, null, by, now);
            case REFUSE_RETURN -> issue.reviewReturn(false, "应由你单位办理", by, now);
            case PLAN -> issue.plan(People.aPlan("再作整改"), by, now);
            case COMPLETE_STEP -> issue.completeStep(1, by, now);
            case ADD_EVIDENCE -> issue.addEvidence(People.aPhoto("two"), by, now);
            case SUPPLEMENT -> {
                issue.permit(Action.SUPPLEMENT, by);
                issue.addEvidence(People.aPhoto("three"), by, now);
            }
            case REQUEST_EXTENSION -> issue.requestExtension(2, "系统改造", by, now);
            case REVIEW_EXTENSION -> issue.reviewExtension(true, null, by, now);
            case CHANGE_DEADLINE -> issue.changeDeadline(now.calendar().plusWorkingDays(now.today(), 20).date(), "重大活动", by, now);
            case PAUSE -> issue.pause("等待上级批复", by, now);
            case RESUME -> issue.resume("批复已到", by, now);
            case SUBMIT -> issue.submit("已整改", by, now);
            case VERIFY -> issue.verify("属实", by, now);
            case SEND_BACK -> issue.sendBack("仍在收取", by, now);
            case RATE -> issue.rate(new Judgement(by.account().equals(RAISER) ? null : true, true, 5, null), by, now);
            case CLOSE -> issue.close(null, by, now);
            case LOOK_BACK -> issue.lookBack(true, "未复发", by, now);
            case SUPERVISE -> issue.supervise("限期办结", 3, List.of(), by, now);
            case ANSWER_SUPERVISION -> issue.answerSupervision(issue.supervisions().getLast().supervisionId(), "正在办理", by, now);
            case LIFT_SUPERVISION -> issue.liftSupervision(issue.supervisions().getLast().supervisionId(), null, by, now);
            case CONVENE -> convene(issue, by);
            case CONCLUDE -> issue.conclude(issue.consultations().getLast().consultationId(), "会议纪要", List.of(), by, now);
            case COMPLETE_TASK -> issue.completeTask(issue.tasks().getLast().taskId(), "已开通", by, now);
            case RECORD_OPTIMIZATION -> issue.recordOptimization(null, "取消纸质证明", null, null, new Optimization.Change(4, 2), null, by, now);
            case WITHDRAW, REOPEN, ARCHIVE -> throw new IllegalArgumentException("nobody does it by hand");
        }
    }
}
