package cn.tiyan.walkthrough.plan;

import cn.tiyan.platform.lifecycle.Lifecycle;

/** Where in its life a plan is. */
public enum PlanStatus implements Lifecycle.Status {
    /** 草拟: only its makers go by it. */
    DRAFT("草拟"),
    /** 已发布: walkers go by it. */
    PUBLISHED("已发布"),
    /** 已完成: every entry has been walked. */
    DONE("已完成"),
    /** 已终止: given up, or its time is over, with the reason. */
    CLOSED("已终止");

    private final String chinese;

    PlanStatus(String chinese) {
        this.chinese = chinese;
    }

    @Override
    public String chinese() {
        return chinese;
    }
}
