package cn.tiyan.experiencer.contribution;

/** How somebody is thanked. */
public enum CommendationKind {
    /** 表扬 */
    PRAISE("表扬"),
    /** 证书 */
    CERTIFICATE("证书");

    private final String chinese;

    CommendationKind(String chinese) {
        this.chinese = chinese;
    }

    /** The term people see. */
    public String chinese() {
        return chinese;
    }
}
