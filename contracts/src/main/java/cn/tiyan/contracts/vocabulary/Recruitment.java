package cn.tiyan.contracts.vocabulary;

/** How an experiencer was found (notice, section 三(二)1). */
public enum Recruitment {
    /** 公开征集 */
    OPEN_CALL("公开征集"),
    /** 单位推荐 */
    UNIT_RECOMMENDATION("单位推荐"),
    /** 定向邀约 */
    TARGETED_INVITATION("定向邀约");

    private final String chinese;

    Recruitment(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
