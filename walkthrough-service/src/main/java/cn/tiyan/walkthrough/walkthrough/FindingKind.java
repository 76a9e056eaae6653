package cn.tiyan.walkthrough.walkthrough;

import cn.tiyan.contracts.vocabulary.IssueKind;
import java.util.Optional;

/** What a finding is. */
public enum FindingKind {
    /** 问题: something is broken; an issue is to be registered. */
    PROBLEM,
    /** 需求: something is wished for; an issue is to be registered. */
    DEMAND,
    /** 创新做法: something worth learning from (notice, section 三(四)4); nobody has to rectify it. */
    PRACTICE;

    /** The kind of issue it calls for, if it calls for one. */
    public Optional<IssueKind> issue() {
        return switch (this) {
            case PROBLEM -> Optional.of(IssueKind.PROBLEM);
            case DEMAND -> Optional.of(IssueKind.DEMAND);
            case PRACTICE -> Optional.empty();
        };
    }
}
