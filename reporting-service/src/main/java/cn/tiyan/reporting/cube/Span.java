package cn.tiyan.reporting.cube;

/** Days between two stages of an issue's life; of a stage that was come to several times, the last time counts. */
public enum Span {
    TO_DISPATCH(Stage.REGISTERED, Stage.DISPATCHED, "派单用时"),
    TO_ACCEPT(Stage.DISPATCHED, Stage.ACCEPTED, "签收用时"),
    TO_SUBMIT(Stage.ACCEPTED, Stage.SUBMITTED, "整改用时"),
    TO_VERIFY(Stage.SUBMITTED, Stage.VERIFIED, "核查用时"),
    TO_CLOSE(Stage.REGISTERED, Stage.CLOSED, "全程用时");

    private final Stage from;
    private final Stage to;
    private final String chinese;

    Span(Stage from, Stage to, String chinese) {
        this.from = from;
        this.to = to;
        this.chinese = chinese;
    }

    Stage from() {
        return from;
    }

    Stage to() {
        return to;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
