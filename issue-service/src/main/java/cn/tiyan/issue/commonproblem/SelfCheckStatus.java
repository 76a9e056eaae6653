package cn.tiyan.issue.commonproblem;

import cn.tiyan.platform.lifecycle.Lifecycle;

/** Where in its life a self-check is. Which status follows which is said in {@link SelfCheckLifecycle} alone. */
public enum SelfCheckStatus implements Lifecycle.Status {
    /** 待自查: the unit must check itself. */
    ASSIGNED("待自查"),
    /** 待审核: it says what it found. */
    ANSWERED("待审核"),
    /** 已退回: the answer does not do. */
    SENT_BACK("已退回"),
    /** 已完成: the answer was accepted. */
    COMPLETED("已完成");

    private final String chinese;

    SelfCheckStatus(String chinese) {
        this.chinese = chinese;
    }

    @Override
    public String chinese() {
        return chinese;
    }
}
