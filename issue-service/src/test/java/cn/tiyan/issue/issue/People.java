package cn.tiyan.issue.issue;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.SourceRef;
import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.issue.calendar.WorkingCalendar;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.time.China;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Units, people and issues at every stage, for tests of the model. */
public final class People {

    static final IssuePolicy POLICY = new IssuePolicy(3, 2, 2, 15, 2, 3, List.of(30, 90),
            new Limits(LocalTime.of(9, 0), LocalTime.of(17, 0), 1, 1, 1, 1, null, 3, 5, 2, 5, 3, 2, 1, null));
    /** Monday, ten in the morning in China. */
    public static final Moment NOW = at("2026-11-23T10:00");
    public static final Unit SHENYANG = unit("210100", "沈阳市", UnitKind.CITY, "210000");
    public static final Unit SHENYANG_HRSS = unit("210100-HRSS", "沈阳市人社局", UnitKind.DEPARTMENT, "210000", "210100");
    public static final Unit HEPING = unit("210102", "和平区", UnitKind.COUNTY, "210000", "210100");
    public static final Unit PROVINCE = unit("210000", "辽宁省", UnitKind.PROVINCE);
    public static final Unit DALIAN_HRSS = unit("210200-HRSS", "大连市人社局", UnitKind.DEPARTMENT, "210000", "210200");

    public static final Acting OFFICE = acting("shenyang.ban", SHENYANG, Role.OFFICE_CLERK);
    public static final Acting PROVINCE_OFFICE = acting("sheng.ban", PROVINCE, Role.OFFICE_CLERK);
    public static final Acting HANDLER = acting("shenyang.renshe", SHENYANG_HRSS, Role.DEPARTMENT_CLERK);
    public static final Acting VERIFIER = acting("shenyang.hecha", SHENYANG, Role.VERIFIER);
    public static final Acting WALKER = acting("shenyang.ganbu", SHENYANG_HRSS, Role.WALKER);

    static final Actor INTAKE = Actor.service("issue-intake");

    private People() {
    }

    /** That time in China, with the usual policy and the bundled calendar. */
    static Moment at(String local) {
        return new Moment(LocalDateTime.parse(local).atZone(China.ZONE).toInstant(), POLICY, WorkingCalendar.bundled());
    }

    static Issue.Assessment assessed(Difficulty difficulty) {
        return new Issue.Assessment(difficulty, null, null, null, null);
    }

    static Plan aPlan(String measures) {
        return new Plan(measures, List.of());
    }

    static Acting acting(String account, Unit unit, Role... roles) {
        return new Acting(new Caller(account, account, Set.of(roles), unit.code()), unit);
    }

    static Unit unit(String code, String name, UnitKind kind, String... above) {
        var within = new java.util.ArrayList<>(Arrays.asList(above));
        within.add(code);
        return new Unit(code, name, kind, above.length == 0 ? null : above[above.length - 1], List.copyOf(within), true, 1);
    }

    public static Registration aFinding(String findingId) {
        return new Registration(new SourceRef(SourceKind.WALKTHROUGH, findingId), IssueKind.PROBLEM, Severity.MEDIUM, Dimension.QUALITY,
                new ServiceItemRef("112101000001234567001", "企业职工参保登记"), null, "窗口仍要求提交纸质社保缴费证明",
                "系统可在线核验参保信息，窗口仍要求申请人往返打印纸质证明。", WALKER.account(), SHENYANG_HRSS, null, NOW.at().minusSeconds(60));
    }

    /** A new issue about Shenyang's human resources bureau, raised by {@link #WALKER}. */
    public static Issue anIssue() {
        return Issue.register(SHENYANG_HRSS, aFinding(Ids.next("fnd")), 0, INTAKE, NOW);
    }

    static Evidence aPhoto(String content) {
        return new Evidence("evd_" + content, "2026/11/23/evf_" + content, "现场.png", "image/png", 10, content, content, HANDLER.account(),
                null, NOW.at(), null, null);
    }

    /** An issue that has come to this status in the straightest way. */
    static Issue anIssueIn(Status status) {
        Issue issue = anIssue();
        switch (status) {
            case REJECTED -> issue.reject("不属于政务服务范围", OFFICE, NOW);
            case MERGED -> issue.mergeInto(anIssue(), null, OFFICE, NOW);
            case RETURN_REQUESTED -> {
                come(issue, Status.DISPATCHED);
                issue.requestReturn("不是我单位职责", HANDLER, NOW);
            }
            case ARCHIVED -> {
                come(issue, Status.CLOSED);
                issue.clockStrikes(at("2026-12-24T10:00"));
                issue.lookBack(true, "未复发", VERIFIER, at("2026-12-24T11:00"));
                issue.clockStrikes(at("2027-02-23T10:00"));
                issue.lookBack(true, "未复发", VERIFIER, at("2027-02-23T11:00"));
            }
            default -> come(issue, status);
        }
        return issue;
    }

    private static void come(Issue issue, Status status) {
        if (status.compareTo(Status.TRIAGED) >= 0) {
            issue.triage(assessed(Difficulty.MEDIUM), null, OFFICE, NOW);
        }
        if (status.compareTo(Status.DISPATCHED) >= 0) {
            issue.dispatch(SHENYANG_HRSS, null, null, OFFICE, NOW);
        }
        if (status.compareTo(Status.ACCEPTED) >= 0) {
            issue.accept(null, HANDLER, NOW);
        }
        if (status.compareTo(Status.RECTIFYING) >= 0) {
            issue.plan(aPlan("取消纸质证明，改为在线核验"), HANDLER, NOW);
            issue.addEvidence(aPhoto("one"), HANDLER, NOW);
        }
        if (status.compareTo(Status.SUBMITTED) >= 0) {
            issue.submit("已取消", HANDLER, NOW);
        }
        if (status.compareTo(Status.VERIFIED) >= 0) {
            issue.verify("现场核查属实", VERIFIER, NOW);
        }
        if (status.compareTo(Status.RATED) >= 0) {
            issue.rate(content(5), WALKER, NOW);
        }
        if (status.compareTo(Status.CLOSED) >= 0) {
            issue.close(null, OFFICE, NOW);
        }
    }

    static Judgement content(int satisfaction) {
        return new Judgement(null, true, satisfaction, null);
    }
}
