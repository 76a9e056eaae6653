package cn.tiyan.reporting.cube;

import static cn.tiyan.platform.time.China.day;
import static cn.tiyan.reporting.cube.Folding.step;

import cn.tiyan.contracts.commonproblem.CommonProblemConfirmed;
import cn.tiyan.contracts.commonproblem.CommonProblemDismissed;
import cn.tiyan.contracts.commonproblem.CommonProblemProposed;
import cn.tiyan.contracts.commonproblem.CommonProblemRecurred;
import cn.tiyan.contracts.commonproblem.CommonProblemSettled;
import cn.tiyan.platform.messaging.Delivery;

/**
 * What each event of a common problem means for the figures. It counts on the day it was first proposed, for the lowest office over
 * all units with cases, by cause and by stage.
 */
public final class CommonProblemFolding {

    private static final int FIRST = 1;

    private final Folding folding;

    public CommonProblemFolding(Folding folding) {
        this.folding = folding;
    }

    /** 提请认定. Nothing is told of it before; proposed again it may have come to a higher office, and keeps its day. */
    public void proposed(Delivery<CommonProblemProposed> delivery) {
        CommonProblemProposed problem = delivery.event();
        Step step = step(delivery).set(Count.PROBLEMS_PROPOSED, true).set(Count.PROBLEMS_DISMISSED, false);
        folding.fold(delivery, delivery.sequence() == FIRST
                ? step.at(folding.at(Subject.COMMON_PROBLEM, day(delivery.time()), problem.unit(), problem.cause(), problem.stage(), problem.dimension(), problem.serviceItem()))
                : step.movedTo(folding.within("unit", problem.unit())));
    }

    /** 认定; once more where it came back, and then it is settled no longer. */
    public void confirmed(Delivery<CommonProblemConfirmed> delivery) {
        folding.fold(delivery, step(delivery).set(Count.PROBLEMS_CONFIRMED, true).set(Count.PROBLEMS_SETTLED, false));
    }

    /** 不予认定. */
    public void dismissed(Delivery<CommonProblemDismissed> delivery) {
        folding.fold(delivery, step(delivery).set(Count.PROBLEMS_DISMISSED, true));
    }

    /** 办结. */
    public void settled(Delivery<CommonProblemSettled> delivery) {
        folding.fold(delivery, step(delivery).set(Count.PROBLEMS_SETTLED, true));
    }

    /** 复发 takes that back. */
    public void recurred(Delivery<CommonProblemRecurred> delivery) {
        folding.fold(delivery, step(delivery).set(Count.PROBLEMS_RECURRED, true).set(Count.PROBLEMS_SETTLED, false));
    }
}
