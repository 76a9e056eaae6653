package cn.tiyan.walkthrough.catalogue;

import java.util.EnumSet;
import java.util.Set;

/** What is to become, or has become, of a row. */
public enum RowState {
    /** 新增: the unit has no such item yet. */
    NEW("新增"),
    /** 变更: something about the item is different. */
    CHANGED("变更"),
    /** 恢复: the item had been withdrawn. */
    RESTORED("恢复"),
    /** 无变化: the item says the same already; no version is made of it. */
    UNCHANGED("无变化"),
    /** 有误: something in it must be mended first. */
    BAD("有误"),
    /** 未出现: no row, but an item in use that a full table leaves out. */
    ABSENT("未出现"),
    /** 已导入: the catalogue took it over. */
    TAKEN("已导入"),
    /** 已取消: the item that was left out is withdrawn. */
    WITHDRAWN("已取消");

    private final String chinese;

    RowState(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }

    /** What the catalogue takes over. */
    static Set<RowState> toTake() {
        return EnumSet.of(NEW, CHANGED, RESTORED);
    }
}
