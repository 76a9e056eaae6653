package cn.tiyan.reporting.notice;

import cn.tiyan.platform.security.Role;
import java.util.Set;

/** What somebody is told of, and which roles of the unit it is for. */
public enum NoticeKind {
    /** 每日摘要 */
    DIGEST("每日摘要", Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK, Role.VERIFIER, Role.LEADER),
    /** 超期: a deadline of the unit has passed */
    DEADLINE_MISSED("问题超期", Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK, Role.VERIFIER, Role.LEADER),
    /** 超期升级: a deadline of a unit below has passed, and this unit is told */
    ESCALATED("超期升级", Role.OFFICE_CLERK, Role.LEADER),
    /** 退回重办: sent back, reopened, or a return refused or approved */
    RETURNED("退回重办", Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK, Role.VERIFIER, Role.LEADER),
    /** 督办: a unit above presses for an issue */
    SUPERVISED("督办", Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK, Role.LEADER),
    /** 报送退回: what the unit had handed in by the calendar was returned */
    MILESTONE_RETURNED("报送退回", Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK, Role.LEADER),
    /** 报送提醒: what the unit owes by the calendar is due */
    MILESTONE_REMINDER("报送提醒", Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK, Role.LEADER);

    private final String chinese;
    private final Set<Role> roles;

    NoticeKind(String chinese, Role... roles) {
        this.chinese = chinese;
        this.roles = Set.of(roles);
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }

    /** Whom it is for, in the unit. */
    public Set<Role> roles() {
        return roles;
    }
}
