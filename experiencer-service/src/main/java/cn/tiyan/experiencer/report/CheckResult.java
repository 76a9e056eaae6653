package cn.tiyan.experiencer.report;

/** What was seen at a checkpoint. */
public enum CheckResult {
    /** 符合 */
    OK("符合"),
    /** 不符合 */
    WANTING("不符合"),
    /** 不适用: this item has nothing of the kind. */
    NOT_APPLICABLE("不适用");

    private final String chinese;

    CheckResult(String chinese) {
        this.chinese = chinese;
    }

    /** The term people see. */
    public String chinese() {
        return chinese;
    }
}
