package cn.tiyan.walkthrough.checklist;

import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.security.Role;
import java.util.Set;

/** What an office can do with its own edition. */
public enum ExtensionAction implements Lifecycle.Action {
    /** 修改 */
    REVISE("修改"),
    /** 发布 */
    PUBLISH("发布"),
    /** 停用 */
    RETIRE("停用");

    /** Whoever may add checkpoints for their own unit. */
    static final Role[] EDITORS = {Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK};

    private final String chinese;

    ExtensionAction(String chinese) {
        this.chinese = chinese;
    }

    @Override
    public String chinese() {
        return chinese;
    }

    @Override
    public Set<Role> roles() {
        return Set.of(EDITORS);
    }
}
