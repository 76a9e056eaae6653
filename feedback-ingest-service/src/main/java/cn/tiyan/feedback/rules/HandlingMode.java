package cn.tiyan.feedback.rules;

import cn.tiyan.contracts.vocabulary.IssueKind;

/** What a caller of the hotline wants. */
public enum HandlingMode {
    /** 咨询 */
    CONSULTATION("咨询", IssueKind.DEMAND),
    /** 求助 */
    HELP("求助", IssueKind.DEMAND),
    /** 投诉 */
    COMPLAINT("投诉", IssueKind.PROBLEM),
    /** 举报 */
    REPORT("举报", IssueKind.PROBLEM),
    /** 建议 */
    SUGGESTION("建议", IssueKind.DEMAND),
    /** 表扬 */
    PRAISE("表扬", IssueKind.DEMAND);

    private final String chinese;
    private final IssueKind kind;

    HandlingMode(String chinese, IssueKind kind) {
        this.chinese = chinese;
        this.kind = kind;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }

    /** What an issue raised for it is: something broken, or something wished for. */
    IssueKind kind() {
        return kind;
    }
}
