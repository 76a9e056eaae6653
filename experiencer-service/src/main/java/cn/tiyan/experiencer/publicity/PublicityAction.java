package cn.tiyan.experiencer.publicity;

import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.security.Role;
import java.util.Set;

/** What can be done with a publicity record. */
public enum PublicityAction implements Lifecycle.Action {
    /** 修改 */
    EDIT("修改"),
    /** 撤回 */
    WITHDRAW("撤回");

    private final String chinese;

    PublicityAction(String chinese) {
        this.chinese = chinese;
    }

    @Override
    public String chinese() {
        return chinese;
    }

    @Override
    public Set<Role> roles() {
        return Set.of(Role.EXPERIENCER, Role.OFFICE_CLERK);
    }
}
