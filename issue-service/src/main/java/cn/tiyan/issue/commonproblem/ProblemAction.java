package cn.tiyan.issue.commonproblem;

import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.security.Role;
import java.util.Set;

/** What can be done with a common problem. */
public enum ProblemAction implements Lifecycle.Action {
    /** 提请认定: enough cases from enough units have come together. */
    PROPOSE("提请认定"),
    /** 撤回提请: cases were withdrawn or judged anew, and there are not enough any more. */
    RECEDE("撤回提请"),
    /** 认定: take it for a common problem and have the units check themselves. */
    CONFIRM("认定", Role.OFFICE_CLERK),
    /** 不予认定: say that the cases are no common problem; where it had come back, that it has not. */
    DISMISS("不予认定", Role.OFFICE_CLERK),
    /** 办结: the last self-check was accepted; or what had brought it back is no case any more. */
    SETTLE("办结"),
    /** 另有案例: the last self-check was accepted, but there are cases about units that were not asked. */
    SPREAD("另有案例"),
    /** 复发: a new case came up while it was watched. */
    RECUR("复发"),
    /** 重新归集: a new case came up after it was dismissed, or was watched long enough. */
    GATHER("重新归集");

    private final String chinese;
    private final Set<Role> roles;

    ProblemAction(String chinese, Role... roles) {
        this.chinese = chinese;
        this.roles = Set.of(roles);
    }

    @Override
    public String chinese() {
        return chinese;
    }

    @Override
    public Set<Role> roles() {
        return roles;
    }
}
