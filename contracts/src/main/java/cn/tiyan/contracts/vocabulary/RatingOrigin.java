package cn.tiyan.contracts.vocabulary;

/** Whose word a rating is; origins are never counted together. */
public enum RatingOrigin {
    /** 本人评价 */
    RAISER("本人评价"),
    /** 回访代录 */
    CALL_BACK("回访代录"),
    /** 系统默认 */
    DEFAULT("系统默认");

    private final String chinese;

    RatingOrigin(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
