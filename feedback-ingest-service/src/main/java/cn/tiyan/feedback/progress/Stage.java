package cn.tiyan.feedback.progress;

/** How far an issue has come, in words for the citizen who spoke. */
public enum Stage {
    /** 登记 */
    REGISTERED("已登记，等待研判"),
    /** 研判 */
    TRIAGED("已研判，等待派单"),
    /** 派单 */
    DISPATCHED("已派至承办单位，等待签收"),
    /** 退单: the unit says that it is not theirs; the office reviews that. */
    RETURN_REQUESTED("承办单位认为不属于其职责，正在审核"),
    /** 签收 */
    ACCEPTED("承办单位已签收，正在办理"),
    /** 整改 */
    RECTIFYING("承办单位正在整改"),
    /** 提交 */
    SUBMITTED("承办单位已办理，正在核查"),
    /** 退回整改 */
    SENT_BACK("核查未通过，承办单位继续整改"),
    /** 核查 */
    VERIFIED("核查已通过，等待评价"),
    /** 评价 */
    RATED("已评价，等待办结"),
    /** 重办 */
    REOPENED("经评价或回头看，正在重新办理"),
    /** 销号 */
    CLOSED("已办结"),
    /** 归档 */
    ARCHIVED("已办结并归档"),
    /** 合并: it goes on as another issue that is not known here yet. */
    MERGED("与同类问题合并办理"),
    /** 不予受理 */
    REJECTED("不予受理");

    private final String words;

    Stage(String words) {
        this.words = words;
    }

    /** What the citizen may be told. */
    public String words() {
        return words;
    }
}
