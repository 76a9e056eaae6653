package cn.tiyan.walkthrough.checklist;

import cn.tiyan.platform.lifecycle.Lifecycle;

/** Where in its life an office's own edition is. Which status follows which is said in {@link ExtensionLifecycle} alone. */
public enum ExtensionStatus implements Lifecycle.Status {
    /** 草稿: its unit may still change it; nobody walks by it. */
    DRAFT("草稿"),
    /** 已发布: it never changes again; it holds until the unit releases a newer one. */
    PUBLISHED("已发布"),
    /** 已停用: new walkthroughs do not go by it; what went by it still does. */
    RETIRED("已停用");

    private final String chinese;

    ExtensionStatus(String chinese) {
        this.chinese = chinese;
    }

    @Override
    public String chinese() {
        return chinese;
    }
}
