package cn.tiyan.walkthrough.walkthrough;

/** How far the issue a finding led to has come, as its walker follows it. */
public enum IssueStage {
    /** 登记 */
    REGISTERED,
    /** 研判 */
    TRIAGED,
    /** 派单 */
    DISPATCHED,
    /** 签收 */
    ACCEPTED,
    /** 整改 */
    RECTIFYING,
    /** 提交 */
    SUBMITTED,
    /** 退回整改: another unit was not convinced. */
    SENT_BACK,
    /** 核查通过 */
    VERIFIED,
    /** 评价 */
    RATED,
    /** 重办: the result did not hold. */
    REOPENED,
    /** 销号: settled. */
    CLOSED
}
