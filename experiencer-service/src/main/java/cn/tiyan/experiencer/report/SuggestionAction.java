package cn.tiyan.experiencer.report;

import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.security.Role;
import java.util.Set;

/** What an office can do with a suggestion. */
public enum SuggestionAction implements Lifecycle.Action {
    /** 列入研究: say that it is being looked into. */
    STUDY("列入研究"),
    /** 采纳: promise what will change, and until when. */
    ADOPT("采纳"),
    /** 不采纳: say why not. */
    DECLINE("不采纳"),
    /** 落实: say what was done. */
    COMPLETE("落实");

    private final String chinese;

    SuggestionAction(String chinese) {
        this.chinese = chinese;
    }

    @Override
    public String chinese() {
        return chinese;
    }

    @Override
    public Set<Role> roles() {
        return Set.of(Role.OFFICE_CLERK);
    }
}
