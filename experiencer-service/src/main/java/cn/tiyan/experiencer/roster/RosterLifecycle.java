package cn.tiyan.experiencer.roster;

import static cn.tiyan.experiencer.roster.RosterAction.ACCEPT;
import static cn.tiyan.experiencer.roster.RosterAction.RETURN;
import static cn.tiyan.experiencer.roster.RosterAction.SUBMIT;
import static cn.tiyan.experiencer.roster.RosterStatus.ACCEPTED;
import static cn.tiyan.experiencer.roster.RosterStatus.DRAFT;
import static cn.tiyan.experiencer.roster.RosterStatus.RETURNED;
import static cn.tiyan.experiencer.roster.RosterStatus.SUBMITTED;

import cn.tiyan.contracts.roster.RosterReviewed;
import cn.tiyan.contracts.roster.RosterSubmitted;
import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.lifecycle.Lifecycle.Line;
import java.util.List;

/** The life of a unit's roster of one year as a table (notice, section 五(一)). */
final class RosterLifecycle {

    static final Lifecycle<RosterStatus, RosterAction> TABLE = Lifecycle.of("名单", List.of(
            new Line<>(DRAFT, SUBMIT, SUBMITTED, RosterSubmitted.class),
            new Line<>(SUBMITTED, ACCEPT, ACCEPTED, RosterReviewed.class),
            new Line<>(SUBMITTED, RETURN, RETURNED, RosterReviewed.class),
            new Line<>(RETURNED, SUBMIT, SUBMITTED, RosterSubmitted.class),
            new Line<>(ACCEPTED, SUBMIT, SUBMITTED, RosterSubmitted.class)));

    private RosterLifecycle() {
    }
}
