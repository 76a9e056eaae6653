package cn.tiyan.walkthrough.catalogue;

import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.security.Role;
import java.util.Set;

/** What can be done with an item, by those who keep the catalogue of its unit. */
public enum ItemAction implements Lifecycle.Action {
    /** 变更: a new version. */
    CHANGE("变更"),
    /** 取消: it is not provided any more. */
    WITHDRAW("取消"),
    /** 恢复: it is provided again, in a new version. */
    RESTORE("恢复");

    /** Who may keep a catalogue at all, within their own subtree. */
    static final Role[] KEEPERS = {Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK, Role.ADMIN};

    private final String chinese;

    ItemAction(String chinese) {
        this.chinese = chinese;
    }

    @Override
    public String chinese() {
        return chinese;
    }

    @Override
    public Set<Role> roles() {
        return Set.of(KEEPERS);
    }
}
