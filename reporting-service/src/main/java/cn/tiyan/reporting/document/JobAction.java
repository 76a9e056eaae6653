package cn.tiyan.reporting.document;

import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.security.Role;
import java.util.Set;

/** What can be done with the making of a document. */
public enum JobAction implements Lifecycle.Action {
    /** 开始生成: an instance takes it up. */
    TAKE("开始生成"),
    /** 生成完毕. */
    FINISH("生成完毕"),
    /** 未能生成. */
    FAIL("未能生成"),
    /** 取消. */
    CANCEL("取消", Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK, Role.LEADER),
    /** 过期: the file is not kept any longer. */
    EXPIRE("过期");

    private final String chinese;
    private final Set<Role> roles;

    JobAction(String chinese, Role... roles) {
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
