package cn.tiyan.contracts.vocabulary;

/** What an activity is about (notice, section 三(二)2). */
public enum ActivityTheme {
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
    DISABLED("助残服务");

    private final String chinese;

    ActivityTheme(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
