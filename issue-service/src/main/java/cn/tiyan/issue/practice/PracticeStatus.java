package cn.tiyan.issue.practice;

import cn.tiyan.platform.lifecycle.Lifecycle;

/** Where in its life a practice is. Which status follows which is said in {@link PracticeLifecycle} alone. */
public enum PracticeStatus implements Lifecycle.Status {
    /** 待审核: an office above must read it. */
    SUBMITTED("待审核"),
    /** 已退回: it must be better told. */
    RETURNED("已退回"),
    /** 已入库: it is in the library. */
    ACCEPTED("已入库"),
    /** 推广中: it is recommended to other units. */
    PROMOTED("推广中");

    private final String chinese;

    PracticeStatus(String chinese) {
        this.chinese = chinese;
    }

    @Override
    public String chinese() {
        return chinese;
    }
}
