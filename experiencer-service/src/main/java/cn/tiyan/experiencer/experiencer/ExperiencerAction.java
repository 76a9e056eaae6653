package cn.tiyan.experiencer.experiencer;

import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.security.Role;
import java.util.Set;

/** What can be done with an experiencer's record, and by whom. */
public enum ExperiencerAction implements Lifecycle.Action {
    /** 审核通过: the public notice begins. */
    APPROVE("审核通过", Role.OFFICE_CLERK),
    /** 登记异议: somebody objects during the notice. */
    RECORD_OBJECTION("登记异议", Role.OFFICE_CLERK),
    /** 异议处理: an objection is upheld or not. */
    DECIDE_OBJECTION("处理异议", Role.OFFICE_CLERK),
    /** 聘任: for a term, with a certificate. */
    APPOINT("聘任", Role.OFFICE_CLERK),
    /** 不予聘任: with a reason. */
    REJECT("不予聘任", Role.OFFICE_CLERK),
    /** 撤回申请: by the person, or entered by the office. */
    WITHDRAW("撤回申请", Role.EXPERIENCER, Role.OFFICE_CLERK),
    /** 暂停: with a reason. */
    SUSPEND("暂停", Role.OFFICE_CLERK),
    /** 恢复: for what is left of the term. */
    RESUME("恢复", Role.OFFICE_CLERK),
    /** 续聘: for another term, under the same certificate number. */
    RENEW("续聘", Role.OFFICE_CLERK),
    /** 辞任: by the person, or entered by the office. */
    RESIGN("辞任", Role.EXPERIENCER, Role.OFFICE_CLERK),
    /** 解聘: for a cause, with a reason. */
    DISMISS("解聘", Role.OFFICE_CLERK),
    /** 任期届满: by time alone. */
    EXPIRE("任期届满"),
    /** 聘任转录: an appointment on paper, with the roster it is handed in with. */
    TAKE_OVER("聘任转录");

    private final String chinese;
    private final Set<Role> roles;

    ExperiencerAction(String chinese, Role... roles) {
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
