package cn.tiyan.feedback.reprocessing;

/** How far it has come. */
public enum ReprocessingState {
    /** Under way, or waiting for a replica that goes on with it. */
    RUNNING("进行中"),
    /** All was read. */
    DONE("已完成"),
    /** Somebody stopped it. */
    CANCELLED("已取消");

    private final String chinese;

    ReprocessingState(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
