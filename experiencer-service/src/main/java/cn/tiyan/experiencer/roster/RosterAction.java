package cn.tiyan.experiencer.roster;

import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.security.Role;
import java.util.Set;

/** What can be done with a roster. */
public enum RosterAction implements Lifecycle.Action {
    /** 上报: by the unit itself, again when it changed. */
    SUBMIT("上报", Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK),
    /** 接收: by an office above. */
    ACCEPT("接收", Role.OFFICE_CLERK),
    /** 退回: by an office above, with reasons. */
    RETURN("退回", Role.OFFICE_CLERK);

    private final String chinese;
    private final Set<Role> roles;

    RosterAction(String chinese, Role... roles) {
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
