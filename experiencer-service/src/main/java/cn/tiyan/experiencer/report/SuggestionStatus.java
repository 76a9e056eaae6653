package cn.tiyan.experiencer.report;

import cn.tiyan.contracts.vocabulary.SuggestionAnswer;
import cn.tiyan.platform.lifecycle.Lifecycle;
import org.jspecify.annotations.Nullable;

/** Where in its life a suggestion is. Which status follows which is said in {@link SuggestionLifecycle} alone. */
public enum SuggestionStatus implements Lifecycle.Status {
    /** 待答复 */
    RAISED("待答复", null),
    /** 研究中 */
    UNDER_STUDY("研究中", SuggestionAnswer.UNDER_STUDY),
    /** 已采纳: it will be done. */
    ADOPTED("已采纳", SuggestionAnswer.ADOPTED),
    /** 已落实: what was promised is done. */
    DONE("已落实", SuggestionAnswer.DONE),
    /** 未采纳: with a reason. */
    NOT_ADOPTED("未采纳", SuggestionAnswer.NOT_ADOPTED);

    private final String chinese;
    private final @Nullable SuggestionAnswer answer;

    SuggestionStatus(String chinese, @Nullable SuggestionAnswer answer) {
        this.chinese = chinese;
        this.answer = answer;
    }

    @Override
    public String chinese() {
        return chinese;
    }

    /** What others are told it is; null while nobody has answered. */
    @Nullable SuggestionAnswer answer() {
        return answer;
    }

    /** Whether an answer is still owed. */
    public boolean open() {
        return this == RAISED || this == UNDER_STUDY;
    }

    /** Whether an office took it up. */
    public boolean adopted() {
        return this == ADOPTED || this == DONE;
    }
}
