package cn.tiyan.reporting.cube;

import static cn.tiyan.platform.time.China.day;
import static cn.tiyan.reporting.cube.Folding.step;

import cn.tiyan.contracts.experiencer.ExperiencerApplied;
import cn.tiyan.contracts.experiencer.ExperiencerAppointed;
import cn.tiyan.contracts.experiencer.ExperiencerStatusChanged;
import cn.tiyan.platform.messaging.Delivery;

/** What each event of an experiencer means for the figures: counted on the day they were put forward, by recruitment and category. */
public final class ExperiencerFolding {

    private final Folding folding;

    public ExperiencerFolding(Folding folding) {
        this.folding = folding;
    }

    /** 征集: somebody was put forward. */
    public void applied(Delivery<ExperiencerApplied> delivery) {
        ExperiencerApplied experiencer = delivery.event();
        folding.fold(delivery, step(delivery)
                .at(folding.at(Subject.EXPERIENCER, day(delivery.time()), experiencer.unit(), experiencer.recruitment(), experiencer.category(), null, null))
                .set(Count.APPLIED, true));
    }

    /** 聘任. */
    public void appointed(Delivery<ExperiencerAppointed> delivery) {
        folding.fold(delivery, step(delivery).set(Count.APPOINTED, true).set(Count.ACTIVE, true));
    }

    /** 暂停, 恢复, 续聘, 届满, 辞任, 解聘; what becomes of an application before that is no appointment. */
    public void changed(Delivery<ExperiencerStatusChanged> delivery) {
        Step step = step(delivery);
        folding.fold(delivery, switch (delivery.event().status()) {
            case APPOINTED -> step.set(Count.ACTIVE, true).set(Count.ENDED, false);
            case SUSPENDED -> step.set(Count.ACTIVE, false);
            case EXPIRED, RESIGNED, DISMISSED -> step.set(Count.ACTIVE, false).set(Count.ENDED, true);
            case ON_NOTICE, REJECTED, WITHDRAWN -> step;
        });
    }
}
