package cn.tiyan.contracts.vocabulary;

/** Who an experiencer is (notice, section 三(二)1). */
public enum ExperiencerCategory {
    /** 人大代表 */
    PEOPLES_CONGRESS_DEPUTY("人大代表"),
    /** 政协委员 */
    CPPCC_MEMBER("政协委员"),
    /** 营商环境监督员 */
    BUSINESS_ENVIRONMENT_SUPERVISOR("营商环境监督员"),
    /** 网格员 */
    GRID_WORKER("网格员"),
    /** 专家学者 */
    EXPERT("专家学者"),
    /** 企业代表 */
    ENTERPRISE_REPRESENTATIVE("企业代表"),
    /** 群众代表 */
    CITIZEN_REPRESENTATIVE("群众代表");

    private final String chinese;

    ExperiencerCategory(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
