package cn.tiyan.walkthrough.walkthrough;

/** How far the issue a finding led to has come, as its walker follows it. */
public enum IssueStage {
    /** 登记 */
    REGISTERED,
    /** 研判 */
    TRIAGED,
    /** 派单 */
    DISPATCHED,
    /** 退单: the unit says that it is not theirs; the office reviews that. */
    RETURN_REQUESTED,
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
    CLOSED,
    /** 归档: settled, and it held whenever somebody looked back. */
    ARCHIVED,
    /** 合并: a duplicate, settled when the issue it follows is. */
    MERGED,
    /** 不予受理: settled, for a reason. */
    REJECTED
}
