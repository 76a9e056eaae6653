package cn.tiyan.contracts.vocabulary;

/** How much harm a finding or a piece of feedback speaks of. */
public enum Severity {
    /** 一般 */
    LOW("一般"),
    /** 较重 */
    MEDIUM("较重"),
    /** 严重 */
    HIGH("严重");

    private final String chinese;

    Severity(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
