package cn.tiyan.walkthrough.checklist;

/** What a role's form asks for, beside what every step records: start, end, result. */
public enum FormField {
    /** 办理渠道 */
    CHANNEL("办理渠道"),
    /** 要求的材料 */
    MATERIALS("要求的材料"),
    /** 到现场次数 */
    VISITS("到现场次数"),
    /** 承诺时限 */
    PROMISED_MINUTES("承诺时限"),
    /** 办事人原话 */
    CITIZEN_WORDS("办事人原话"),
    /** 佐证 */
    EVIDENCE("佐证"),
    /** 备注 */
    NOTE("备注"),
    /** 陪同的企业群众 */
    CITIZEN_GROUP("陪同的企业群众"),
    /** 特殊群体 */
    SPECIAL_GROUPS("特殊群体"),
    /** 重点领域: 市场准入, 投资建设, 民生事务 */
    AREA("重点领域"),
    /** 跨域方式: 跨省通办, 区域通办, 跨部门 */
    CROSSING("跨域方式"),
    /** 对方单位: the other end of a case that crosses a border */
    OTHER_UNIT("对方单位"),
    /** 数据是否共享 */
    DATA_SHARED("数据是否共享"),
    /** 业务协同情况 */
    COORDINATION("业务协同情况"),
    /** 诉求编号: from 12345, 好差评, 办不成事 */
    FEEDBACK("诉求编号"),
    /** 回访结果 */
    CALL_BACK_RESULT("回访结果"),
    /** 是否解决到位 */
    SOLVED("是否解决到位"),
    /** 行政执法三项制度: which of the three it ties to */
    ENFORCEMENT_SYSTEM("行政执法三项制度");

    private final String chinese;

    FormField(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
