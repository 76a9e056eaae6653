package cn.tiyan.experiencer.recruitment;

import cn.tiyan.platform.lifecycle.Lifecycle;

/** Where an invitation is. Which status follows which is said in {@link InvitationLifecycle} alone. */
public enum InvitationStatus implements Lifecycle.Status {
    /** 待回应: its link works. */
    OPEN("待回应"),
    /** 已接受: the person's record is there. */
    ACCEPTED("已接受"),
    /** 已谢绝. */
    DECLINED("已谢绝"),
    /** 已撤销: by the office. */
    REVOKED("已撤销"),
    /** 已过期: nobody answered in time. */
    EXPIRED("已过期");

    private final String chinese;

    InvitationStatus(String chinese) {
        this.chinese = chinese;
    }

    @Override
    public String chinese() {
        return chinese;
    }
}
