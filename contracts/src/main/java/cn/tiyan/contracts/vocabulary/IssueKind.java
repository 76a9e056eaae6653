package cn.tiyan.contracts.vocabulary;

/** Whether an issue is something broken or something wished for. */
public enum IssueKind {
    /** 问题 */
    PROBLEM("问题"),
    /** 需求 */
    DEMAND("需求");

    private final String chinese;

    IssueKind(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
