package cn.tiyan.issue.issue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The coarse course of an issue, for those who need not know its steps; steps may be added without changing it. */
public enum Phase {
    /** 受理: it waits for an office. */
    INTAKE("受理"),
    /** 整改: it waits for the handling unit. */
    RECTIFICATION("整改"),
    /** 核查评价: it waits for a verifier, a rating or the closing office. */
    ASSESSMENT("核查评价"),
    /** 销号: settled. */
    CLOSED("已销号"),
    /** 合并: it goes on as another one. */
    MERGED("已合并"),
    /** 不予受理. */
    REJECTED("不予受理");

    private final String chinese;

    Phase(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }

    /** The statuses it consists of. */
    public Set<Status> statuses() {
        return Arrays.stream(Status.values()).filter(status -> status.phase() == this)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Status.class)));
    }
}
