package cn.tiyan.walkthrough.authenticity;

import cn.tiyan.platform.lifecycle.Lifecycle;

/** How far a signal has come. Which status follows which is said in {@link SignalLifecycle} alone. */
public enum SignalStatus implements Lifecycle.Status {
    /** 待说明: the walker has not answered yet. */
    RAISED("待说明"),
    /** 待认定: the walker has answered. */
    ANSWERED("待认定"),
    /** 不成立: the rule was wrong. */
    UNFOUNDED("不成立"),
    /** 已合理说明: the rule was right, and there is a good reason. */
    EXPLAINED("已合理说明"),
    /** 属实. */
    CONFIRMED("属实"),
    /** 已消除: looked at again, the rule does not apply any more. */
    LAPSED("已消除");

    private final String chinese;

    SignalStatus(String chinese) {
        this.chinese = chinese;
    }

    @Override
    public String chinese() {
        return chinese;
    }

    /** Whether somebody still has to say something. */
    boolean isOpen() {
        return this == RAISED || this == ANSWERED;
    }
}
