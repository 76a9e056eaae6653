package cn.tiyan.experiencer.rosterimport;

import cn.tiyan.platform.lifecycle.Lifecycle;

/** Where in its life an import is. Which status follows which is said in {@link ImportLifecycle} alone. */
public enum ImportStatus implements Lifecycle.Status {
    /** 读取中: its rows are being read; what stays so for an hour is given up. */
    READING("读取中"),
    /** 待确认: its rows can be looked at and mended. */
    PREVIEWED("待确认"),
    /** 导入中: its good rows become records, in the background. */
    COMMITTING("导入中"),
    /** 已导入: done; nothing personal is left of it. */
    COMMITTED("已导入"),
    /** 已放弃: by the office, or because nobody went on with it; nothing personal is left of it. */
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
