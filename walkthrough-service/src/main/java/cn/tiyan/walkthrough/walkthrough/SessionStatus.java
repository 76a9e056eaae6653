package cn.tiyan.walkthrough.walkthrough;

import cn.tiyan.platform.lifecycle.Lifecycle;

/** Where a walkthrough is on its way from the phone to the office that reviews it. */
public enum SessionStatus implements Lifecycle.Status {
    /** 走流程中: it is being recorded. */
    OPEN("走流程中"),
    /** 待审核: the walker finished it. */
    SUBMITTED("待审核"),
    /** 退回补充: the office said what is missing. */
    RETURNED("退回补充"),
    /** 审核通过: the office took it over; nothing is added any more. */
    ACCEPTED("审核通过");

    private final String chinese;

    SessionStatus(String chinese) {
        this.chinese = chinese;
    }

    @Override
    public String chinese() {
        return chinese;
    }
}
