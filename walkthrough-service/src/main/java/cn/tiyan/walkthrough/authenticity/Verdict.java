package cn.tiyan.walkthrough.authenticity;

/** What an office above concludes on a signal. */
public enum Verdict {
    /** 不成立: the rule was wrong. */
    UNFOUNDED(SignalAction.DISMISS),
    /** 已合理说明: the walker's answer explains it. */
    EXPLAINED(SignalAction.ACCEPT),
    /** 属实: it is as it seems; the walkthrough may be returned for it. */
    CONFIRMED(SignalAction.CONFIRM);

    private final SignalAction action;

    Verdict(SignalAction action) {
        this.action = action;
    }

    SignalAction action() {
        return action;
    }
}
