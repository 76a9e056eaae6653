package cn.tiyan.reporting.milestone;

import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.security.Role;
import java.util.Set;

/** What can be done with a milestone of a unit. */
public enum MilestoneAction implements Lifecycle.Action {
    /** 起草: by the unit itself. */
    WRITE("起草", Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK),
    /** 报送: by the unit itself. */
    SUBMIT("报送", Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK),
    /** 接收: by an office above. */
    ACCEPT("接收", Role.OFFICE_CLERK),
    /** 退回: by an office above, with the reason. */
    RETURN("退回", Role.OFFICE_CLERK),
    /** 免报: an office above asks it no longer. */
    WAIVE("免报", Role.OFFICE_CLERK),
    /** 恢复报送: it does again. */
    REQUIRE("恢复报送", Role.OFFICE_CLERK),
    /** 移出范围: follows from the calendar and the tree. */
    RELEASE("移出范围"),
    /** 列入范围: likewise. */
    CALL("列入范围");

    private final String chinese;
    private final Set<Role> roles;

    MilestoneAction(String chinese, Role... roles) {
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

    /** Whether it is the unit's own to do, and not that of an office above. */
    boolean ofTheUnit() {
        return this == WRITE || this == SUBMIT;
    }
}
