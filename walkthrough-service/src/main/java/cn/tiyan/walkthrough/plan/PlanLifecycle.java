package cn.tiyan.walkthrough.plan;

import static cn.tiyan.walkthrough.plan.PlanAction.AMEND;
import static cn.tiyan.walkthrough.plan.PlanAction.CLOSE;
import static cn.tiyan.walkthrough.plan.PlanAction.COMPLETE;
import static cn.tiyan.walkthrough.plan.PlanAction.EDIT;
import static cn.tiyan.walkthrough.plan.PlanAction.PUBLISH;
import static cn.tiyan.walkthrough.plan.PlanAction.WALK;
import static cn.tiyan.walkthrough.plan.PlanStatus.CLOSED;
import static cn.tiyan.walkthrough.plan.PlanStatus.DONE;
import static cn.tiyan.walkthrough.plan.PlanStatus.DRAFT;
import static cn.tiyan.walkthrough.plan.PlanStatus.PUBLISHED;

import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.lifecycle.Lifecycle.Line;
import java.util.List;

/** The life of a plan as a table. It is told to nobody: whoever walks an entry says so in the walkthrough's own event. */
final class PlanLifecycle {

    static final PlanStatus BEGINNING = DRAFT;

    static final Lifecycle<PlanStatus, PlanAction> TABLE = Lifecycle.of("计划", List.of(
            new Line<>(DRAFT, EDIT, DRAFT, null),
            new Line<>(DRAFT, PUBLISH, PUBLISHED, null),
            new Line<>(DRAFT, CLOSE, CLOSED, null),
            new Line<>(PUBLISHED, AMEND, PUBLISHED, null),
            new Line<>(PUBLISHED, WALK, PUBLISHED, null),
            new Line<>(PUBLISHED, COMPLETE, DONE, null),
            new Line<>(PUBLISHED, CLOSE, CLOSED, null),
            new Line<>(DONE, WALK, DONE, null),
            new Line<>(CLOSED, WALK, CLOSED, null)));

    private PlanLifecycle() {
    }
}
