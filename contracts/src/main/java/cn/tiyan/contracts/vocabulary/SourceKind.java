package cn.tiyan.contracts.vocabulary;

/** Where an issue or a piece of feedback comes from. */
public enum SourceKind {
    /** 走流程 */
    WALKTHROUGH("走流程"),
    /** 政务服务体验员 */
    EXPERIENCER("政务服务体验员"),
    /** 12345 热线 */
    HOTLINE_12345("12345 热线"),
    /** 好差评 */
    SERVICE_RATING("好差评"),
    /** 办不成事 */
    CANNOT_GET_DONE("办不成事"),
    /** 问题自查: registered by hand (notice, section 三(四)1) */
    SELF_CHECK("问题自查");

    private final String chinese;

    SourceKind(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
