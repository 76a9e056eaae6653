package cn.tiyan.contracts.vocabulary;

/** At which stage of a service something went wrong (notice, section 三(四)1). */
public enum Stage {
    /** 咨询 */
    CONSULTATION("咨询"),
    /** 申请 */
    APPLICATION("申请"),
    /** 受理 */
    ACCEPTANCE("受理"),
    /** 网办 */
    ONLINE("网办"),
    /** 帮办 */
    ASSISTANCE("帮办"),
    /** 发证 */
    ISSUANCE("发证"),
    /** 评价 */
    EVALUATION("评价");

    private final String chinese;

    Stage(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
