package cn.tiyan.contracts.vocabulary;

/** Age band of an experiencer; the notice asks for different ages. */
public enum AgeBand {
    /** 30 岁以下 */
    UNDER_30("30 岁以下"),
    /** 30 至 44 岁 */
    FROM_30_TO_44("30 至 44 岁"),
    /** 45 至 59 岁 */
    FROM_45_TO_59("45 至 59 岁"),
    /** 60 岁及以上 */
    FROM_60("60 岁及以上");

    private final String chinese;

    AgeBand(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
