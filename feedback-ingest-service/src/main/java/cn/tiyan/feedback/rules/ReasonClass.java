package cn.tiyan.feedback.rules;

import cn.tiyan.contracts.vocabulary.Severity;

/** Why something could not be got done, as the window that was told of it sees it. */
public enum ReasonClass {
    /** 材料不全 */
    MATERIALS("材料不全", Severity.MEDIUM),
    /** 政策 */
    POLICY("政策", Severity.MEDIUM),
    /** 多部门: what no single department can mend */
    SEVERAL_DEPARTMENTS("多部门", Severity.HIGH),
    /** 系统 */
    SYSTEM("系统", Severity.MEDIUM),
    /** 其他 */
    OTHER("其他", Severity.MEDIUM);

    private final String chinese;
    private final Severity severity;

    ReasonClass(String chinese, Severity severity) {
        this.chinese = chinese;
        this.severity = severity;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }

    /** How bad it is, unless it is one of the hardest. */
    Severity severity() {
        return severity;
    }
}
