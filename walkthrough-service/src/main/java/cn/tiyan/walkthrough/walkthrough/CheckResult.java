package cn.tiyan.walkthrough.walkthrough;

/** What was found at a checkpoint. */
public enum CheckResult {
    /** 符合 */
    MET("符合"),
    /** 不符合 */
    NOT_MET("不符合"),
    /** 不涉及 */
    NOT_APPLICABLE("不涉及");

    private final String chinese;

    CheckResult(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
