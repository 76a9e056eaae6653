package cn.tiyan.experiencer.experiencer;

/** Where an experiencer's record stands. */
public enum ExperiencerStatus {
    /** 待聘任: put forward, not yet decided on. */
    APPLIED("待聘任", true),
    /** 已聘任: holds a certificate for a term. */
    APPOINTED("已聘任", true),
    /** 未予聘任: turned down, with a reason. */
    REJECTED("未予聘任", false);

    private final String chinese;
    private final boolean standing;

    ExperiencerStatus(String chinese, boolean standing) {
        this.chinese = chinese;
        this.standing = standing;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }

    /** Whether a record in this status keeps the same person from being recruited again. */
    boolean standing() {
        return standing;
    }
}
