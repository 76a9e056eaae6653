package cn.tiyan.experiencer.activity;

/** What an invited experiencer has answered. */
public enum Answer {
    /** 待答复: nothing yet. */
    NONE("待答复"),
    /** 已接受: will come, if there is a seat. */
    ACCEPTED("已接受"),
    /** 已婉拒: will not come. */
    DECLINED("已婉拒");

    private final String chinese;

    Answer(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
