package cn.tiyan.reporting.document;

import static cn.tiyan.reporting.document.JobAction.CANCEL;
import static cn.tiyan.reporting.document.JobAction.EXPIRE;
import static cn.tiyan.reporting.document.JobAction.FAIL;
import static cn.tiyan.reporting.document.JobAction.FINISH;
import static cn.tiyan.reporting.document.JobAction.TAKE;
import static cn.tiyan.reporting.document.JobStatus.CANCELLED;
import static cn.tiyan.reporting.document.JobStatus.EXPIRED;
import static cn.tiyan.reporting.document.JobStatus.FAILED;
import static cn.tiyan.reporting.document.JobStatus.QUEUED;
import static cn.tiyan.reporting.document.JobStatus.READY;
import static cn.tiyan.reporting.document.JobStatus.RUNNING;

import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.lifecycle.Lifecycle.Line;
import java.util.List;

/** The life of a document's making as a table. */
final class JobLifecycle {

    static final Lifecycle<JobStatus, JobAction> TABLE = Lifecycle.of("文档", List.of(
            new Line<>(QUEUED, TAKE, RUNNING, null),
            new Line<>(QUEUED, CANCEL, CANCELLED, null),
            new Line<>(RUNNING, TAKE, RUNNING, null),
            new Line<>(RUNNING, CANCEL, CANCELLED, null),
            new Line<>(RUNNING, FAIL, FAILED, null),
            new Line<>(RUNNING, FINISH, READY, null),
            new Line<>(READY, EXPIRE, EXPIRED, null)));

    private JobLifecycle() {
    }
}
