package cn.tiyan.walkthrough.plan.web;

import cn.tiyan.walkthrough.plan.Plan;
import cn.tiyan.walkthrough.plan.PlanStatus;
import cn.tiyan.walkthrough.plan.Progress;
import java.time.LocalDate;

/** A plan as one line of a list. */
record PlanLine(String id, String unit, String title, LocalDate from, LocalDate to, PlanStatus status, String statusName, Progress progress) {

    static PlanLine of(Plan plan, LocalDate today) {
        return new PlanLine(plan.id(), plan.unit(), plan.title(), plan.from(), plan.to(), plan.status(), plan.status().chinese(),
                Progress.of(plan.entries(), today));
    }
}
