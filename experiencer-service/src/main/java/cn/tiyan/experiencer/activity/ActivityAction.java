package cn.tiyan.experiencer.activity;

import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.security.Role;
import java.util.Set;

/** What can be done with an activity, by a clerk of the organising unit or of one above it. */
public enum ActivityAction implements Lifecycle.Action {
    /** 修改计划: nobody knows of it yet. */
    REVISE("修改计划"),
    /** 邀请: one round of experiencers, chosen by criteria. */
    INVITE("邀请"),
    /** 签到、记录到场: while it goes on. */
    ATTEND("记录到场"),
    /** 记录开展情况: it took place. */
    HOLD("记录开展情况"),
    /** 取消: with a reason. */
    CANCEL("取消");

    private final String chinese;

    ActivityAction(String chinese) {
        this.chinese = chinese;
    }

    @Override
    public String chinese() {
        return chinese;
    }

    @Override
    public Set<Role> roles() {
        return Set.of(Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK);
    }
}
