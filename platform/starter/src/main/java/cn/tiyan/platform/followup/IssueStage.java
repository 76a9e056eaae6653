package cn.tiyan.platform.followup;

/** How far the issue a finding led to has come, as whoever raised the finding follows it. */
public enum IssueStage {
    /** 登记 */
    REGISTERED("已登记"),
    /** 研判 */
    TRIAGED("已研判"),
    /** 派单 */
    DISPATCHED("已派单"),
    /** 退单: the unit says that it is not theirs; the office reviews that. */
    RETURN_REQUESTED("退单审核中"),
    /** 签收 */
    ACCEPTED("已签收"),
    /** 整改 */
    RECTIFYING("整改中"),
    /** 提交 */
    SUBMITTED("已提交整改结果"),
    /** 退回整改: another unit was not convinced. */
    SENT_BACK("退回整改"),
    /** 核查通过 */
    VERIFIED("核查通过，待评价"),
    /** 评价 */
    RATED("已评价"),
    /** 重办: the result did not hold. */
    REOPENED("重办中"),
    /** 销号: settled. */
    CLOSED("已销号"),
    /** 归档: settled, and it held whenever somebody looked back. */
    ARCHIVED("已归档"),
    /** 合并: a duplicate, settled when the issue it follows is. */
    MERGED("已合并办理"),
    /** 不予受理: settled, for a reason. */
    REJECTED("不予受理");

    private final String chinese;

    IssueStage(String chinese) {
        this.chinese = chinese;
    }

    /** The term people see. */
    public String chinese() {
        return chinese;
    }
}
