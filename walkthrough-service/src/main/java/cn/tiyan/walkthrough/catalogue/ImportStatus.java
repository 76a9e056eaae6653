package cn.tiyan.walkthrough.catalogue;

import cn.tiyan.platform.lifecycle.Lifecycle;

/** Where in its life an import is. Which status follows which is said in {@link ImportLifecycle} alone. */
public enum ImportStatus implements Lifecycle.Status {
    /** 读取中: its rows are being read; what stays so for an hour is given up. */
    READING("读取中"),
    /** 待确认: what it would change can be looked at. */
    PREVIEWED("待确认"),
    /** 导入中: the catalogue takes it over, in the background. */
    COMMITTING("导入中"),
    /** 已导入. */
    COMMITTED("已导入"),
    /** 已放弃: by its keeper, or because nobody went on with it. */
    DISCARDED("已放弃");

    private final String chinese;

    ImportStatus(String chinese) {
        this.chinese = chinese;
    }

    @Override
    public String chinese() {
        return chinese;
    }
}
