package cn.tiyan.reporting.milestone;

import cn.tiyan.platform.lifecycle.Lifecycle;

/** Where in its life a milestone of a unit is. Which status follows which is said in {@link MilestoneLifecycle} alone. */
public enum MilestoneStatus implements Lifecycle.Status {
    /** 未报: owed, not submitted. */
    DRAFT("未报"),
    /** 已报: an office above must look at it. */
    SUBMITTED("已报"),
    /** 已退回: to be put right and submitted again. */
    RETURNED("已退回"),
    /** 已接收: done. */
    ACCEPTED("已接收"),
    /** 免报: an office above said that this unit need not. */
    WAIVED("免报"),
    /** 不在范围: the calendar of the year does not ask this unit, or no longer. */
    NOT_OWED("不在范围");

    private final String chinese;

    MilestoneStatus(String chinese) {
        this.chinese = chinese;
    }

    @Override
    public String chinese() {
        return chinese;
    }

    /** Whether the unit still has something to hand in. */
    public boolean outstanding() {
        return this == DRAFT || this == RETURNED;
    }
}
