package cn.tiyan.reporting.cube;

import static cn.tiyan.platform.time.China.day;
import static cn.tiyan.reporting.cube.Folding.step;

import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.walkthrough.WalkthroughRecorded;
import cn.tiyan.platform.messaging.Delivery;

/**
 * What a walkthrough means for the figures: it counts on the day it began, for the walker's unit, by role and by channel. It may look
 * at several dimensions, so each is a count of its own.
 */
public final class WalkthroughFolding {

    private final Folding folding;

    public WalkthroughFolding(Folding folding) {
        this.folding = folding;
    }

    /** 走流程. */
    public void walked(Delivery<WalkthroughRecorded> delivery) {
        WalkthroughRecorded walkthrough = delivery.event();
        Step step = step(delivery)
                .at(folding.at(Subject.WALKTHROUGH, day(walkthrough.startedAt()), walkthrough.unit(), walkthrough.role(), walkthrough.channel(), null,
                        walkthrough.serviceItem()))
                .set(Count.WALKTHROUGHS, true)
                .set(Count.WALKTHROUGHS_PLANNED, walkthrough.planEntryId() != null)
                .set(Count.FINDINGS, walkthrough.findings());
        if (walkthrough.dimensions() != null) {
            for (Dimension dimension : walkthrough.dimensions()) {
                step = step.set(walked(dimension), true);
            }
        }
        folding.fold(delivery, step);
    }

    /** What counts walkthroughs that looked at a dimension. */
    public static Count walked(Dimension dimension) {
        return switch (dimension) {
            case COVERAGE -> Count.WALKED_COVERAGE;
            case CONNECTION -> Count.WALKED_CONNECTION;
            case QUALITY -> Count.WALKED_QUALITY;
            case SPEED -> Count.WALKED_SPEED;
            case COST -> Count.WALKED_COST;
        };
    }
}
