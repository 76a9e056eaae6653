package cn.tiyan.walkthrough.authenticity;

/** What kind of thing about a walkthrough needs a second look. */
public enum SignalKind {
    /** Faster than anybody can be, or in two places at once. */
    IMPOSSIBLE_PACE("速度异常"),
    /** Hours in the middle of a day without an entry. */
    LONG_GAP("长时间中断"),
    /** Nearly the words of another walkthrough. */
    COPIED_TEXT("文字雷同"),
    /** A photo that another walkthrough has used. */
    SEEN_PHOTO("照片重复"),
    /** 明察: those walked in on knew of it. No fault by itself; it lowers what others need. */
    ANNOUNCED("事先告知"),
    /** Much of a unit's year in the last days before a deadline. */
    DEADLINE_CLUSTER("临期集中"),
    /** Nothing found where citizens complain about the same item. */
    ALL_PERFECT("与群众反映不符");

    private final String chinese;

    SignalKind(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }

    /** Whether it only explains the others: nobody has to answer it, and nobody concludes on it. */
    public boolean isCircumstance() {
        return this == ANNOUNCED;
    }
}
