package cn.tiyan.reporting.cube;

import static cn.tiyan.platform.time.China.day;
import static cn.tiyan.reporting.cube.Folding.step;

import cn.tiyan.contracts.practice.PracticeAdopted;
import cn.tiyan.contracts.practice.PracticeEffectReported;
import cn.tiyan.contracts.practice.PracticePromoted;
import cn.tiyan.contracts.practice.PracticeReviewed;
import cn.tiyan.contracts.practice.PracticeSubmitted;
import cn.tiyan.platform.messaging.Delivery;

/**
 * What each event of a practice or of an adoption means for the figures. A practice counts on the day it was first submitted, for
 * the unit whose it is; an adoption on its own day, for the unit that took the practice over.
 */
public final class PracticeFolding {

    private final Folding folding;

    public PracticeFolding(Folding folding) {
        this.folding = folding;
    }

    /** 报送; once more it is the same practice of the same day. */
    public void submitted(Delivery<PracticeSubmitted> delivery) {
        PracticeSubmitted practice = delivery.event();
        Step step = step(delivery).set(Count.PRACTICES, true);
        folding.fold(delivery, practice.again() ? step
                : step.at(folding.at(Subject.PRACTICE, day(delivery.time()), practice.unit(), null, null, null, practice.serviceItem())));
    }

    /** 审核. */
    public void reviewed(Delivery<PracticeReviewed> delivery) {
        folding.fold(delivery, step(delivery).set(Count.PRACTICES_ACCEPTED, delivery.event().accepted()));
    }

    /** 推广. */
    public void promoted(Delivery<PracticePromoted> delivery) {
        folding.fold(delivery, step(delivery).set(Count.PRACTICES_PROMOTED, true));
    }

    /** 采用. */
    public void adopted(Delivery<PracticeAdopted> delivery) {
        folding.fold(delivery, step(delivery)
                .at(folding.at(Subject.ADOPTION, day(delivery.time()), delivery.event().unit(), null, null, null, null))
                .set(Count.ADOPTIONS, true));
    }

    /** 成效反馈. */
    public void effectReported(Delivery<PracticeEffectReported> delivery) {
        folding.fold(delivery, step(delivery).set(Count.ADOPTIONS_REPORTED, true));
    }
}
