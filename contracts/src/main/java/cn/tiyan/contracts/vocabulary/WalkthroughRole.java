package cn.tiyan.contracts.vocabulary;

/** In whose shoes an official walks (notice, section 三(一)1-5). */
public enum WalkthroughRole {
    /** 亲自办 */
    APPLICANT("亲自办"),
    /** 陪同办 */
    COMPANION("陪同办"),
    /** 跨域办 */
    CASE_OFFICER("跨域办"),
    /** 督导办 */
    SUPERVISOR("督导办"),
    /** 跟踪办 */
    ENFORCER("跟踪办");

    private final String chinese;

    WalkthroughRole(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
