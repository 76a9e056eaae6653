package cn.tiyan.reporting.cube;

import static cn.tiyan.platform.time.China.day;
import static cn.tiyan.reporting.cube.Folding.step;

import cn.tiyan.contracts.commonproblem.SelfCheckAssigned;
import cn.tiyan.contracts.commonproblem.SelfCheckCompleted;
import cn.tiyan.contracts.commonproblem.SelfCheckOverdue;
import cn.tiyan.platform.messaging.Delivery;

/** What each event of a self-check means for the figures. It counts on the day it was assigned, for the unit that checks itself. */
public final class SelfCheckFolding {

    private final Folding folding;

    public SelfCheckFolding(Folding folding) {
        this.folding = folding;
    }

    /** 下发自查. */
    public void assigned(Delivery<SelfCheckAssigned> delivery) {
        folding.fold(delivery, step(delivery)
                .at(folding.at(Subject.SELF_CHECK, day(delivery.time()), delivery.event().unit(), null, null, null, null))
                .set(Count.SELF_CHECKS, true));
    }

    /** 自查完成. */
    public void completed(Delivery<SelfCheckCompleted> delivery) {
        SelfCheckCompleted done = delivery.event();
        folding.fold(delivery, step(delivery)
                .set(Count.SELF_CHECKS_COMPLETED, true)
                .set(Count.SELF_CHECKS_FOUND, done.found())
                .set(Count.SELF_CHECK_CORRECTIONS, done.corrected())
                .set(Count.SELF_CHECKS_OVERDUE, done.overdue()));
    }

    /** 自查超期. */
    public void overdue(Delivery<SelfCheckOverdue> delivery) {
        folding.fold(delivery, step(delivery).set(Count.SELF_CHECKS_OVERDUE, true));
    }
}
