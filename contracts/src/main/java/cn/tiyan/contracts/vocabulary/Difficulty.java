package cn.tiyan.contracts.vocabulary;

/** How hard an issue is to rectify; decides its time limit. */
public enum Difficulty {
    /** 简单 */
    EASY("简单"),
    /** 一般 */
    MEDIUM("一般"),
    /** 疑难 */
    HARD("疑难");

    private final String chinese;

    Difficulty(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
