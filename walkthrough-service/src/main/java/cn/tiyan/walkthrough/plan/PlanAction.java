package cn.tiyan.walkthrough.plan;

import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.security.Role;
import java.util.Set;

/** What can be done with a plan. */
public enum PlanAction implements Lifecycle.Action {
    /** 修改草稿. */
    EDIT("修改", Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK),
    /** 发布. */
    PUBLISH("发布", Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK),
    /** 调整, with a reason. */
    AMEND("调整", Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK),
    /** An entry was walked; others are left. */
    WALK("走流程"),
    /** The last entry was walked. */
    COMPLETE("完成"),
    /** 终止, with a reason. */
    CLOSE("终止", Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK);

    private final String chinese;
    private final Set<Role> roles;

    PlanAction(String chinese, Role... roles) {
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
