package cn.tiyan.reporting.document;

import cn.tiyan.platform.lifecycle.Lifecycle;

/** Where in its life the making of a document is. Which status follows which is said in {@link JobLifecycle} alone. */
public enum JobStatus implements Lifecycle.Status {
    /** 排队中. */
    QUEUED("排队中"),
    /** 生成中: an instance works at it, or died over it and another takes it up. */
    RUNNING("生成中"),
    /** 可下载. */
    READY("可下载"),
    /** 未能生成: it says why. */
    FAILED("未能生成"),
    /** 已取消. */
    CANCELLED("已取消"),
    /** 已过期: its file has been deleted. */
    EXPIRED("已过期");

    private final String chinese;

    JobStatus(String chinese) {
        this.chinese = chinese;
    }

    @Override
    public String chinese() {
        return chinese;
    }
}
