package cn.tiyan.walkthrough.walkthrough;

/** 跟踪办: the three systems of administrative enforcement (notice, section 三(一)5). */
public enum Enforcement {
    /** 行政执法公示制度 */
    PUBLICITY("行政执法公示"),
    /** 执法全过程记录制度 */
    FULL_RECORD("执法全过程记录"),
    /** 重大执法决定法制审核制度 */
    LEGAL_REVIEW("重大执法决定法制审核");

    private final String chinese;

    Enforcement(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
