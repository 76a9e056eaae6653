package cn.tiyan.issue.commonproblem;

import cn.tiyan.platform.lifecycle.Lifecycle;

/** Where in its life a common problem is. Which status follows which is said in {@link CommonProblemLifecycle} alone. */
public enum ProblemStatus implements Lifecycle.Status {
    /** 归集中: there are cases, but not enough of them. */
    GATHERING("归集中"),
    /** 待认定: there are; an office must decide. */
    PROPOSED("待认定"),
    /** 自查中: an office took it for a common problem; units check themselves. */
    CONFIRMED("自查中"),
    /** 不予认定: an office did not. */
    DISMISSED("不予认定"),
    /** 已办结: every unit concerned has checked itself; it is watched whether it comes back. */
    SETTLED("已办结"),
    /** 已复发: it came back, or is also where nobody was asked; an office must decide again. */
    RECURRED("已复发");

    private final String chinese;

    ProblemStatus(String chinese) {
        this.chinese = chinese;
    }

    @Override
    public String chinese() {
        return chinese;
    }
}
