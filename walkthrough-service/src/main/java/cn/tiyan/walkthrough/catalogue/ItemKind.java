package cn.tiyan.walkthrough.catalogue;

/** What kind of 政务服务事项 an item is. */
public enum ItemKind implements Choice {
    /** 行政许可 */
    LICENCE("行政许可"),
    /** 行政确认 */
    CONFIRMATION("行政确认"),
    /** 行政给付 */
    BENEFIT("行政给付"),
    /** 行政奖励 */
    AWARD("行政奖励"),
    /** 行政裁决 */
    ADJUDICATION("行政裁决"),
    /** 行政征收 */
    LEVY("行政征收"),
    /** 其他行政权力 */
    OTHER_POWER("其他行政权力"),
    /** 公共服务 */
    PUBLIC_SERVICE("公共服务");

    private final String chinese;

    ItemKind(String chinese) {
        this.chinese = chinese;
    }

    @Override
    public String chinese() {
        return chinese;
    }
}
