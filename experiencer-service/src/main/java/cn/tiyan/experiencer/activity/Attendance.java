package cn.tiyan.experiencer.activity;

/** Whether somebody who was invited came. */
public enum Attendance {
    /** 到场. */
    CAME("到场"),
    /** 未到场: put on record by a clerk, or not on record as having come when the activity was over. */
    ABSENT("未到场");

    private final String chinese;

    Attendance(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
