package cn.tiyan.reporting.cube;

import static cn.tiyan.reporting.cube.Folding.step;

import cn.tiyan.contracts.roster.RosterReviewed;
import cn.tiyan.contracts.roster.RosterSubmitted;
import cn.tiyan.platform.messaging.Delivery;

/**
 * What each event of a roster means for the figures: one for each unit and year, counted on the day as of which it was first
 * submitted. How many people it names is not added up: a city's roster names those of its counties again.
 */
public final class RosterFolding {

    private static final int FIRST = 1;

    private final Folding folding;

    public RosterFolding(Folding folding) {
        this.folding = folding;
    }

    /** 名单上报; once more when it changed, and then it waits to be accepted anew. */
    public void submitted(Delivery<RosterSubmitted> delivery) {
        RosterSubmitted roster = delivery.event();
        Step step = step(delivery).set(Count.ROSTERS, true).set(Count.ROSTERS_LATE, roster.late()).set(Count.ROSTERS_ACCEPTED, false);
        folding.fold(delivery, roster.submission() > FIRST ? step
                : step.at(folding.at(Subject.ROSTER, roster.date(), roster.unit(), null, null, null, null)));
    }

    /** 名单审核. */
    public void reviewed(Delivery<RosterReviewed> delivery) {
        folding.fold(delivery, step(delivery).set(Count.ROSTERS_ACCEPTED, delivery.event().accepted()));
    }
}
