package cn.tiyan.contracts.vocabulary;

/** Where an experiencer stands, as others see it. */
public enum ExperiencerStanding {
    /** 公示中 */
    ON_NOTICE("公示中"),
    /** 已聘任 */
    APPOINTED("已聘任"),
    /** 已暂停 */
    SUSPENDED("已暂停"),
    /** 任期届满 */
    EXPIRED("任期届满"),
    /** 已辞任 */
    RESIGNED("已辞任"),
    /** 已解聘 */
    DISMISSED("已解聘"),
    /** 未予聘任 */
    REJECTED("未予聘任"),
    /** 已撤回 */
    WITHDRAWN("已撤回");

    private final String chinese;

    ExperiencerStanding(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
