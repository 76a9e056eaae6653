package cn.tiyan.issue.commonproblem;

import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.security.Role;
import java.util.Set;

/** What can be done with a self-check. */
public enum SelfCheckAction implements Lifecycle.Action {
    /** 报送自查: say what was found and corrected. By the unit itself. */
    ANSWER("报送自查", Role.DEPARTMENT_CLERK, Role.OFFICE_CLERK),
    /** 审核通过: accept the answer. By an office above. */
    ACCEPT("审核通过", Role.OFFICE_CLERK),
    /** 退回自查: say that the answer does not do. By an office above. */
    SEND_BACK("退回自查", Role.OFFICE_CLERK),
    /** 超期: the last day has passed. */
    EXPIRE("超期");

    private final String chinese;
    private final Set<Role> roles;

    SelfCheckAction(String chinese, Role... roles) {
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
