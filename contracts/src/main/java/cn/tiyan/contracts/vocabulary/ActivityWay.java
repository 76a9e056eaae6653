package cn.tiyan.contracts.vocabulary;

/** How an activity is carried out (notice, section 三(二)2). */
public enum ActivityWay {
    /** 集中组织: all at one place and time */
    TOGETHER("集中组织"),
    /** 个人分散: each alone, within a period */
    ALONE("个人分散");

    private final String chinese;

    ActivityWay(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
