package cn.tiyan.feedback.feedback;

/** What became of a push. */
public enum Effect {
    /** It was the newest of its matter when it was processed: the record shows it. */
    APPLIED("已更新"),
    /** The very same content was there already: nothing changed. */
    DUPLICATE("重复推送"),
    /** Newer content was there already; the record goes on showing that. */
    SUPERSEDED("已有更新的内容"),
    /** It could not be processed and waits in the dead-letter topic for an operator. */
    PARKED("待人工处理");

    private final String chinese;

    Effect(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
