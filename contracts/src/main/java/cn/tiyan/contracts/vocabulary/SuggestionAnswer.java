package cn.tiyan.contracts.vocabulary;

/** What an office makes of a suggestion. */
public enum SuggestionAnswer {
    /** 研究中 */
    UNDER_STUDY("研究中"),
    /** 已采纳: it will be done */
    ADOPTED("已采纳"),
    /** 未采纳: with a reason */
    NOT_ADOPTED("未采纳"),
    /** 已落实: what was promised is done */
    DONE("已落实");

    private final String chinese;

    SuggestionAnswer(String chinese) {
        this.chinese = chinese;
    }

    /** The term people see. */
    public String chinese() {
        return chinese;
    }
}
