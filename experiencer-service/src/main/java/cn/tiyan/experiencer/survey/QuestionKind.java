package cn.tiyan.experiencer.survey;

/** How a question is answered. */
public enum QuestionKind {
    /** 单选: the number of one choice. */
    SINGLE("单选"),
    /** 多选: the numbers of several choices. */
    MULTIPLE("多选"),
    /** 量表: a whole number from 1. */
    SCALE("量表"),
    /** 文字: in one's own words. */
    TEXT("文字");

    private final String chinese;

    QuestionKind(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
