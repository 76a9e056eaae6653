package cn.tiyan.contracts.vocabulary;

/** A step of an issue's life that has a time limit of its own. */
public enum IssueStep {
    /** 研判 */
    TRIAGE("研判"),
    /** 派单 */
    DISPATCH("派单"),
    /** 签收 */
    ACCEPT("签收"),
    /** 退单审核 */
    REVIEW_RETURN("退单审核"),
    /** 整改 */
    RECTIFY("整改"),
    /** 核查 */
    VERIFY("核查"),
    /** 评价, in person or by call-back */
    RATE("评价"),
    /** 销号 */
    CLOSE("销号"),
    /** 回头看 */
    LOOK_BACK("回头看");

    private final String chinese;

    IssueStep(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
