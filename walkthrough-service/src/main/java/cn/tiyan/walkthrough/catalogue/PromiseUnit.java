package cn.tiyan.walkthrough.catalogue;

/** In what a promised time is counted. */
public enum PromiseUnit implements Choice {
    /** 工作日 */
    WORKING_DAYS("工作日"),
    /** 自然日 */
    CALENDAR_DAYS("自然日"),
    /** 小时 */
    HOURS("小时"),
    /** 分钟 */
    MINUTES("分钟");

    private final String chinese;

    PromiseUnit(String chinese) {
        this.chinese = chinese;
    }

    @Override
    public String chinese() {
        return chinese;
    }
}
