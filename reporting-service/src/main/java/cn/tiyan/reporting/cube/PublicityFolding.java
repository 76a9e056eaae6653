package cn.tiyan.reporting.cube;

import static cn.tiyan.reporting.cube.Folding.step;

import cn.tiyan.contracts.publicity.PublicityRecorded;
import cn.tiyan.platform.messaging.Delivery;

/** What a record of publicity means for the figures: counted on the day it came out, by medium, as it was last corrected. */
public final class PublicityFolding {

    private final Folding folding;

    public PublicityFolding(Folding folding) {
        this.folding = folding;
    }

    /** 宣传报道; withdrawn, it counts no longer. */
    public void recorded(Delivery<PublicityRecorded> delivery) {
        PublicityRecorded piece = delivery.event();
        boolean counts = !piece.withdrawn();
        folding.fold(delivery, step(delivery)
                .at(folding.at(Subject.PUBLICITY, piece.on(), piece.unit(), piece.medium(), null, null, null))
                .set(Count.PUBLICITY, counts)
                .set(Count.PUBLICITY_REACH, counts && piece.reach() != null ? piece.reach() : 0));
    }
}
