package cn.tiyan.issue.commonproblem;

import static cn.tiyan.issue.commonproblem.ProblemAction.CONFIRM;
import static cn.tiyan.issue.commonproblem.ProblemAction.DISMISS;
import static cn.tiyan.issue.commonproblem.ProblemAction.GATHER;
import static cn.tiyan.issue.commonproblem.ProblemAction.PROPOSE;
import static cn.tiyan.issue.commonproblem.ProblemAction.RECEDE;
import static cn.tiyan.issue.commonproblem.ProblemAction.RECUR;
import static cn.tiyan.issue.commonproblem.ProblemAction.SETTLE;
import static cn.tiyan.issue.commonproblem.ProblemAction.SPREAD;
import static cn.tiyan.issue.commonproblem.ProblemStatus.CONFIRMED;
import static cn.tiyan.issue.commonproblem.ProblemStatus.DISMISSED;
import static cn.tiyan.issue.commonproblem.ProblemStatus.GATHERING;
import static cn.tiyan.issue.commonproblem.ProblemStatus.PROPOSED;
import static cn.tiyan.issue.commonproblem.ProblemStatus.RECURRED;
import static cn.tiyan.issue.commonproblem.ProblemStatus.SETTLED;

import cn.tiyan.contracts.commonproblem.CommonProblemConfirmed;
import cn.tiyan.contracts.commonproblem.CommonProblemDismissed;
import cn.tiyan.contracts.commonproblem.CommonProblemProposed;
import cn.tiyan.contracts.commonproblem.CommonProblemRecurred;
import cn.tiyan.contracts.commonproblem.CommonProblemSettled;
import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.lifecycle.Lifecycle.Line;
import java.util.List;

/** The life of a common problem as a table (notice, section 三(四)4). docs/common-problems.md is drawn from it. */
final class CommonProblemLifecycle {

    static final ProblemStatus BEGINNING = GATHERING;

    static final Lifecycle<ProblemStatus, ProblemAction> TABLE = Lifecycle.of("共性问题", List.of(
            new Line<>(GATHERING, PROPOSE, PROPOSED, CommonProblemProposed.class),
            new Line<>(PROPOSED, RECEDE, GATHERING, null),
            new Line<>(PROPOSED, CONFIRM, CONFIRMED, CommonProblemConfirmed.class),
            new Line<>(PROPOSED, DISMISS, DISMISSED, CommonProblemDismissed.class),
            new Line<>(DISMISSED, GATHER, GATHERING, null),
            new Line<>(CONFIRMED, SETTLE, SETTLED, CommonProblemSettled.class),
            new Line<>(CONFIRMED, SPREAD, RECURRED, null),
            new Line<>(SETTLED, RECUR, RECURRED, CommonProblemRecurred.class),
            new Line<>(SETTLED, GATHER, GATHERING, null),
            new Line<>(RECURRED, CONFIRM, CONFIRMED, CommonProblemConfirmed.class),
            new Line<>(RECURRED, DISMISS, SETTLED, CommonProblemSettled.class),
            new Line<>(RECURRED, SETTLE, SETTLED, CommonProblemSettled.class)));

    private CommonProblemLifecycle() {
    }
}
