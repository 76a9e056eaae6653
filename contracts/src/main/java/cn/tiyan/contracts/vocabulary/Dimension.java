package cn.tiyan.contracts.vocabulary;

/** The five dimensions of experience (notice, section 四). */
public enum Dimension {
    /** 全不全 */
    COVERAGE("全不全"),
    /** 通不通 */
    CONNECTION("通不通"),
    /** 优不优 */
    QUALITY("优不优"),
    /** 快不快 */
    SPEED("快不快"),
    /** 高不高 */
    COST("高不高");

    private final String chinese;

    Dimension(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
