package cn.tiyan.walkthrough.walkthrough;

/** 跟踪办: at which kind of enforcement a step was watched (notice, section 三(一)5). */
public enum Scene {
    /** 现场踏勘 */
    SITE_SURVEY("现场踏勘"),
    /** 执法检查 */
    INSPECTION("执法检查");

    private final String chinese;

    Scene(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
