package cn.tiyan.contracts.vocabulary;

/** What a service item is about: the themes of activities (notice, section 三(二)2), and the fields that 三(一)2 adds to them. */
public enum ServiceTheme {
    /** 市场准入 */
    MARKET_ENTRY("市场准入"),
    /** 惠企政策 */
    ENTERPRISE_SUPPORT("惠企政策"),
    /** 就业创业 */
    EMPLOYMENT("就业创业"),
    /** 社会保障 */
    SOCIAL_SECURITY("社会保障"),
    /** 婚育服务 */
    MARRIAGE_AND_BIRTH("婚育服务"),
    /** 出行服务 */
    TRAVEL("出行服务"),
    /** 老年人服务 */
    ELDERLY("老年人服务"),
    /** 助残服务 */
    DISABLED("助残服务"),
    /** 投资建设 */
    INVESTMENT("投资建设"),
    /** 民生事务 */
    LIVELIHOOD("民生事务"),
    /** 其他 */
    OTHER("其他");

    private final String chinese;

    ServiceTheme(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
