package cn.tiyan.issue.commonproblem;

import static cn.tiyan.issue.commonproblem.SelfCheckAction.ACCEPT;
import static cn.tiyan.issue.commonproblem.SelfCheckAction.ANSWER;
import static cn.tiyan.issue.commonproblem.SelfCheckAction.EXPIRE;
import static cn.tiyan.issue.commonproblem.SelfCheckAction.SEND_BACK;
import static cn.tiyan.issue.commonproblem.SelfCheckStatus.ANSWERED;
import static cn.tiyan.issue.commonproblem.SelfCheckStatus.ASSIGNED;
import static cn.tiyan.issue.commonproblem.SelfCheckStatus.COMPLETED;
import static cn.tiyan.issue.commonproblem.SelfCheckStatus.SENT_BACK;

import cn.tiyan.contracts.commonproblem.SelfCheckCompleted;
import cn.tiyan.contracts.commonproblem.SelfCheckOverdue;
import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.lifecycle.Lifecycle.Line;
import java.util.List;

/** The life of a self-check as a table. docs/common-problems.md is drawn from it. */
final class SelfCheckLifecycle {

    static final SelfCheckStatus BEGINNING = ASSIGNED;

    static final Lifecycle<SelfCheckStatus, SelfCheckAction> TABLE = Lifecycle.of("自查", List.of(
            new Line<>(ASSIGNED, ANSWER, ANSWERED, null),
            new Line<>(ASSIGNED, EXPIRE, ASSIGNED, SelfCheckOverdue.class),
            new Line<>(ANSWERED, ACCEPT, COMPLETED, SelfCheckCompleted.class),
            new Line<>(ANSWERED, SEND_BACK, SENT_BACK, null),
            new Line<>(SENT_BACK, ANSWER, ANSWERED, null),
            new Line<>(SENT_BACK, EXPIRE, SENT_BACK, SelfCheckOverdue.class)));

    private SelfCheckLifecycle() {
    }
}
