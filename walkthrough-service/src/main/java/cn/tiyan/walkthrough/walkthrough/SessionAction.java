package cn.tiyan.walkthrough.walkthrough;

import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.security.Role;
import java.util.Set;

/** What can be done with a walkthrough. */
public enum SessionAction implements Lifecycle.Action {
    /** 补充记录: entries, photos or hard cases are added. By its walker. */
    SUPPLEMENT("补充记录", Role.WALKER),
    /** 完成并提交: its findings are told and the office may review it. By its walker. */
    FINISH("完成并提交", Role.WALKER),
    /** 审核通过. By an office above the walker's unit. */
    ACCEPT("审核通过", Role.OFFICE_CLERK),
    /** 退回: say what is missing. By an office above the walker's unit. */
    RETURN("退回", Role.OFFICE_CLERK),
    /** 安排再走一次: at the look-back (回头看). By its walker or an office of its line. */
    PLAN_RE_WALK("安排再走一次", Role.WALKER, Role.OFFICE_CLERK);

    private final String chinese;
    private final Set<Role> roles;

    SessionAction(String chinese, Role... roles) {
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
