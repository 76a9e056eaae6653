package cn.tiyan.walkthrough.catalogue;

import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.security.Role;
import java.util.Set;

/** What can be done with an import. */
enum ImportAction implements Lifecycle.Action {
    /** 读取完毕: follows from the upload. */
    PREVIEW("读取完毕"),
    /** 改正: one row is to say something else. */
    CORRECT("改正", ItemAction.KEEPERS),
    /** 导入: the catalogue takes it over. */
    COMMIT("导入", ItemAction.KEEPERS),
    /** 导入完毕: follows from the last row. */
    FINISH("导入完毕"),
    /** 放弃. */
    DISCARD("放弃", ItemAction.KEEPERS),
    /** 过期: nobody went on with it. */
    LAPSE("过期");

    private final String chinese;
    private final Set<Role> roles;

    ImportAction(String chinese, Role... roles) {
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
