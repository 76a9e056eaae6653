package cn.tiyan.experiencer.report;

import cn.tiyan.contracts.vocabulary.IssueKind;
import java.util.Optional;

/** What an entry of a report is. */
public enum EntryKind {
    /** 问题: something is broken; an issue is to be registered. */
    PROBLEM("问题"),
    /** 需求: something is wished for; an issue is to be registered. */
    DEMAND("需求"),
    /** 建议: how it could be done better; an office answers. */
    SUGGESTION("建议"),
    /** 点赞: something that was good. */
    PRAISE("点赞");

    private final String chinese;

    EntryKind(String chinese) {
        this.chinese = chinese;
    }

    /** The term people see. */
    public String chinese() {
        return chinese;
    }

    /** The kind of issue it calls for, if it calls for one. */
    public Optional<IssueKind> issue() {
        return switch (this) {
            case PROBLEM -> Optional.of(IssueKind.PROBLEM);
            case DEMAND -> Optional.of(IssueKind.DEMAND);
            case SUGGESTION, PRAISE -> Optional.empty();
        };
    }
}
