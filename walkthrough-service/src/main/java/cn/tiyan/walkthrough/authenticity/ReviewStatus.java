package cn.tiyan.walkthrough.authenticity;

/** What a review waits for; it follows from its signals. */
public enum ReviewStatus {
    /** 无疑点: nothing was noticed. */
    CLEAR("无疑点"),
    /** 待说明: the walker has signals to answer. */
    ANSWER_AWAITED("待说明"),
    /** 待认定: the office has answers to conclude on. */
    CONCLUSION_AWAITED("待认定"),
    /** 已认定: all is said. */
    CONCLUDED("已认定"),
    /** 已退回: the walkthrough was returned for what is confirmed. */
    RETURNED("已退回");

    private final String chinese;

    ReviewStatus(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
