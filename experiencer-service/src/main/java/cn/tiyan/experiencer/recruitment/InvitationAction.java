package cn.tiyan.experiencer.recruitment;

import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.security.Role;
import java.util.Set;

/** What can be done with an invitation, and by whom; whoever holds its link needs no role. */
public enum InvitationAction implements Lifecycle.Action {
    /** 接受. By whoever holds the link. */
    ACCEPT("接受邀约"),
    /** 谢绝. By whoever holds the link. */
    DECLINE("谢绝邀约"),
    /** 撤销. */
    REVOKE("撤销邀约", Role.OFFICE_CLERK),
    /** 重发: a new link; the old one is worth nothing. */
    RENEW("重发邀约", Role.OFFICE_CLERK),
    /** 过期: by time alone. */
    EXPIRE("过期");

    private final String chinese;
    private final Set<Role> roles;

    InvitationAction(String chinese, Role... roles) {
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
