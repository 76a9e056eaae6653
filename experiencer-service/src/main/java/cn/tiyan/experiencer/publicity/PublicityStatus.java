package cn.tiyan.experiencer.publicity;

import cn.tiyan.platform.lifecycle.Lifecycle;

/** Whether a publicity record counts. */
public enum PublicityStatus implements Lifecycle.Status {
    /** 有效 */
    RECORDED("有效"),
    /** 已撤回: with a reason; it does not count any more. */
    WITHDRAWN("已撤回");

    private final String chinese;

    PublicityStatus(String chinese) {
        this.chinese = chinese;
    }

    @Override
    public String chinese() {
        return chinese;
    }
}
