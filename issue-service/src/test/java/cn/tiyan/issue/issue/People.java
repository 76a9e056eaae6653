package cn.tiyan.issue.issue;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.SourceRef;
import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Units, people and issues at every stage, for tests of the model. */
public final class People {

    public static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
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

    static final IssuePolicy POLICY = new IssuePolicy(3);
    static final Actor INTAKE = Actor.service("issue-intake");

    private People() {
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
                new ServiceItemRef("112101000001234567001", "企业职工参保登记"), "窗口仍要求提交纸质社保缴费证明",
                "系统可在线核验参保信息，窗口仍要求申请人往返打印纸质证明。", WALKER.account(), SHENYANG_HRSS, NOW.minusSeconds(60));
    }

    /** A new issue about Shenyang's human resources bureau, raised by {@link #WALKER}. */
    public static Issue anIssue() {
        return Issue.register(SHENYANG_HRSS, aFinding(Ids.next("fnd")), 0, INTAKE, NOW);
    }

    static Evidence aPhoto(String content) {
        return new Evidence("evd_" + content, "5f0000000000000000000000", "现场.png", "image/png", 10, content, HANDLER.account(), NOW);
    }

    /** An issue that has come to this status in the straightest way. */
    static Issue anIssueIn(Status status) {
        Issue issue = anIssue();
        if (status.compareTo(Status.TRIAGED) >= 0) {
            issue.triage(Difficulty.MEDIUM, null, null, OFFICE, NOW);
        }
        if (status.compareTo(Status.DISPATCHED) >= 0) {
            issue.dispatch(SHENYANG_HRSS, null, OFFICE, NOW);
        }
        if (status.compareTo(Status.ACCEPTED) >= 0) {
            issue.accept(null, HANDLER, NOW);
        }
        if (status.compareTo(Status.RECTIFYING) >= 0) {
            issue.plan("取消纸质证明，改为在线核验", HANDLER, NOW);
            issue.addEvidence(aPhoto("one"), HANDLER, NOW);
        }
        if (status.compareTo(Status.SUBMITTED) >= 0) {
            issue.submit("已取消", HANDLER, NOW);
        }
        if (status.compareTo(Status.VERIFIED) >= 0) {
            issue.verify("现场核查属实", VERIFIER, NOW);
        }
        if (status.compareTo(Status.RATED) >= 0) {
            issue.rate(content(5), POLICY, WALKER, NOW);
        }
        if (status.compareTo(Status.CLOSED) >= 0) {
            issue.close(null, OFFICE, NOW);
        }
        return issue;
    }

    static Judgement content(int satisfaction) {
        return new Judgement(null, true, satisfaction, null);
    }
}
