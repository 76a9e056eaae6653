package cn.tiyan.walkthrough.walkthrough;

/** 跨域办: at which end of a cross-region case a step was done (notice, section 三(一)3). */
public enum End {
    /** 本地端: where the applicant is. */
    NEAR("本地端"),
    /** 异地端: the other region or department. */
    FAR("异地端");

    private final String chinese;

    End(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
