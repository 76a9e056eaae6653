package cn.tiyan.walkthrough.walkthrough;

/** 陪同办: the field a citizen or enterprise is accompanied in (notice, section 三(一)2). */
public enum Area {
    /** 市场准入 */
    MARKET_ACCESS("市场准入"),
    /** 投资建设 */
    INVESTMENT("投资建设"),
    /** 民生事务 */
    LIVELIHOOD("民生事务");

    private final String chinese;

    Area(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
