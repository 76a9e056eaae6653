package cn.tiyan.experiencer.recruitment;

import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.security.Role;
import java.util.Set;

/** What can be done with an open call, and by whom. */
public enum CampaignAction implements Lifecycle.Action {
    /** 修改: its words, period and quotas. */
    EDIT("修改", Role.OFFICE_CLERK),
    /** 发布. */
    PUBLISH("发布", Role.OFFICE_CLERK),
    /** 延长征集期. */
    EXTEND("延长征集期", Role.OFFICE_CLERK),
    /** 提前截止: with a reason. */
    CLOSE("提前截止", Role.OFFICE_CLERK),
    /** 到期截止: by time alone. */
    END("到期截止");

    private final String chinese;
    private final Set<Role> roles;

    CampaignAction(String chinese, Role... roles) {
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
