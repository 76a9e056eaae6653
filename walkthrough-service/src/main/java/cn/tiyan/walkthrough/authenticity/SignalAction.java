package cn.tiyan.walkthrough.authenticity;

import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.security.Role;
import java.util.Set;

/** What can be done with a signal. */
public enum SignalAction implements Lifecycle.Action {
    /** 说明: by the walker, once. */
    ANSWER("说明", Role.WALKER),
    /** 认定不成立: by an office above. */
    DISMISS("认定不成立", Role.OFFICE_CLERK, Role.LEADER),
    /** 认可说明: by an office above. */
    ACCEPT("认可说明", Role.OFFICE_CLERK, Role.LEADER),
    /** 认定属实: by an office above; the walker is heard first. */
    CONFIRM("认定属实", Role.OFFICE_CLERK, Role.LEADER),
    /** 消除: it was looked at again, and the rule does not apply any more. */
    LAPSE("消除"),
    /** 重新提出: it was looked at again, and the rule applies once more. */
    RAISE("重新提出");

    private final String chinese;
    private final Set<Role> roles;

    SignalAction(String chinese, Role... roles) {
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
