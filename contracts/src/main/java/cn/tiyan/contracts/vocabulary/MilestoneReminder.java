package cn.tiyan.contracts.vocabulary;

/** Why a unit is reminded of a milestone. */
public enum MilestoneReminder {
    /** 将到期: its last day comes */
    COMING("将到期"),
    /** 今日到期: today is its last day */
    TODAY("今日到期"),
    /** 已逾期: its last day has passed */
    MISSED("已逾期");

    private final String chinese;

    MilestoneReminder(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
