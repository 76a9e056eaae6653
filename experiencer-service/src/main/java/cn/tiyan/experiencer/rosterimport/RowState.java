package cn.tiyan.experiencer.rosterimport;

/** What is to become, or has become, of a row. */
public enum RowState {
    /** 无误: can be taken in. */
    GOOD("无误"),
    /** 有误: something in it must be mended first. */
    BAD("有误"),
    /** 重复: the same person is in another row, or an experiencer already. */
    DUPLICATE("重复"),
    /** 已导入: is a record now. */
    TAKEN("已导入"),
    /** 未导入: was not good when the others were taken in. */
    LEFT_OUT("未导入");

    private final String chinese;

    RowState(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
