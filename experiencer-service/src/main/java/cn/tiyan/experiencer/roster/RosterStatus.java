package cn.tiyan.experiencer.roster;

import cn.tiyan.platform.lifecycle.Lifecycle;

/** Where in its life a roster is. Which status follows which is said in {@link RosterLifecycle} alone. */
public enum RosterStatus implements Lifecycle.Status {
    /** 未上报: begun, not submitted. */
    DRAFT("未上报"),
    /** 已上报: an office above must look at it. */
    SUBMITTED("已上报"),
    /** 已退回: to be put right and submitted again. */
    RETURNED("已退回"),
    /** 已接收: taken; submitted again when it changes. */
    ACCEPTED("已接收");

    private final String chinese;

    RosterStatus(String chinese) {
        this.chinese = chinese;
    }

    @Override
    public String chinese() {
        return chinese;
    }
}
