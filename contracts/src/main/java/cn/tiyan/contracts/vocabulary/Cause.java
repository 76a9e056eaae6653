package cn.tiyan.contracts.vocabulary;

/** Why something went wrong, as the triaging office judges it; what lies behind a class of problems rather than one case. */
public enum Cause {
    /** 制度规定: a rule asks for what is not needed, or is missing */
    RULE("制度规定"),
    /** 流程设计: steps, visits or materials too many */
    PROCESS("流程设计"),
    /** 系统功能: the system cannot, or fails */
    SYSTEM("系统功能"),
    /** 数据共享: what one authority knows, another asks for */
    DATA_SHARING("数据共享"),
    /** 部门协同: nobody, or several, feel responsible */
    COORDINATION("部门协同"),
    /** 指南宣传: the guide is wrong, unclear or unknown */
    GUIDANCE("指南宣传"),
    /** 人员作风: skill or conduct of staff */
    CONDUCT("人员作风"),
    /** 设施环境: premises and equipment */
    FACILITY("设施环境"),
    /** 其他 */
    OTHER("其他");

    private final String chinese;

    Cause(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
