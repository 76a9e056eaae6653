package cn.tiyan.reporting.milestone;

import static cn.tiyan.reporting.milestone.MilestoneAction.ACCEPT;
import static cn.tiyan.reporting.milestone.MilestoneAction.CALL;
import static cn.tiyan.reporting.milestone.MilestoneAction.RELEASE;
import static cn.tiyan.reporting.milestone.MilestoneAction.REQUIRE;
import static cn.tiyan.reporting.milestone.MilestoneAction.RETURN;
import static cn.tiyan.reporting.milestone.MilestoneAction.SUBMIT;
import static cn.tiyan.reporting.milestone.MilestoneAction.WAIVE;
import static cn.tiyan.reporting.milestone.MilestoneAction.WRITE;
import static cn.tiyan.reporting.milestone.MilestoneStatus.ACCEPTED;
import static cn.tiyan.reporting.milestone.MilestoneStatus.DRAFT;
import static cn.tiyan.reporting.milestone.MilestoneStatus.NOT_OWED;
import static cn.tiyan.reporting.milestone.MilestoneStatus.RETURNED;
import static cn.tiyan.reporting.milestone.MilestoneStatus.SUBMITTED;
import static cn.tiyan.reporting.milestone.MilestoneStatus.WAIVED;

import cn.tiyan.contracts.milestone.MilestoneReviewed;
import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.lifecycle.Lifecycle.Line;
import java.util.List;

/** The life of what a unit owes by the calendar, as a table (notice, section 五). */
final class MilestoneLifecycle {

    static final Lifecycle<MilestoneStatus, MilestoneAction> TABLE = Lifecycle.of("报送任务", List.of(
            new Line<>(DRAFT, WRITE, DRAFT, null),
            new Line<>(DRAFT, SUBMIT, SUBMITTED, null),
            new Line<>(SUBMITTED, ACCEPT, ACCEPTED, MilestoneReviewed.class),
            new Line<>(SUBMITTED, RETURN, RETURNED, MilestoneReviewed.class),
            new Line<>(RETURNED, WRITE, RETURNED, null),
            new Line<>(RETURNED, SUBMIT, SUBMITTED, null),
            new Line<>(DRAFT, WAIVE, WAIVED, null),
            new Line<>(RETURNED, WAIVE, WAIVED, null),
            new Line<>(WAIVED, REQUIRE, DRAFT, null),
            new Line<>(DRAFT, RELEASE, NOT_OWED, null),
            new Line<>(RETURNED, RELEASE, NOT_OWED, null),
            new Line<>(NOT_OWED, CALL, DRAFT, null)));

    private MilestoneLifecycle() {
    }
}
