package cn.tiyan.walkthrough.catalogue;

import cn.tiyan.platform.lifecycle.Lifecycle;

/** Whether an item is provided. Which status follows which is said in {@link ItemLifecycle} alone. */
public enum ItemStatus implements Lifecycle.Status {
    /** 在用. */
    ACTIVE("在用"),
    /** 已取消: not provided any more; kept for what was walked. */
    WITHDRAWN("已取消");

    private final String chinese;

    ItemStatus(String chinese) {
        this.chinese = chinese;
    }

    @Override
    public String chinese() {
        return chinese;
    }
}
