package cn.tiyan.feedback.deadletter;

/** How far a dead letter has come. */
public enum DeadLetterState {
    /** It waits for somebody. */
    OPEN("待处理"),
    /** It was folded after all, or taken in after all. */
    REPLAYED("已重放"),
    /** It will not be folded: somebody decided so. */
    DISCARDED("已作废");

    private final String chinese;

    DeadLetterState(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
