package cn.tiyan.walkthrough.gap;

/** What the two sides come to beside one another. */
public enum Verdict {
    /** 群众更不满意: the difference is surely above 0. */
    CITIZENS_WORSE("群众反映的问题多于走流程发现"),
    /** 走流程发现更多: surely below 0. */
    WALKERS_WORSE("走流程发现的问题多于群众反映"),
    /** The difference may be chance. */
    NO_CLEAR_DIFFERENCE("两侧未见明显差异"),
    /** Too little on one side, or on both. */
    TOO_FEW("样本不足，不作比较");

    private final String chinese;

    Verdict(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
