package cn.tiyan.issue.practice;

import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.security.Role;
import java.util.Set;

/** What can be done with a practice. */
public enum PracticeAction implements Lifecycle.Action {
    /** 审核入库: take it into the library. By an office above. */
    ACCEPT("审核入库", Role.OFFICE_CLERK),
    /** 退回: say what is missing. By an office above. */
    RETURN("退回", Role.OFFICE_CLERK),
    /** 重新报送: tell it better. By the unit itself. */
    RESUBMIT("重新报送", Role.DEPARTMENT_CLERK, Role.OFFICE_CLERK),
    /** 推广: recommend it to units. By an office of its unit's line. */
    PROMOTE("推广", Role.OFFICE_CLERK),
    /** 采用: take it over. By a unit it is recommended to. */
    ADOPT("采用", Role.DEPARTMENT_CLERK, Role.OFFICE_CLERK);

    private final String chinese;
    private final Set<Role> roles;

    PracticeAction(String chinese, Role... roles) {
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
