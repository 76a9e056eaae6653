package cn.tiyan.walkthrough.plan.web;

import cn.tiyan.walkthrough.plan.Plan;
import java.time.LocalDate;
import java.util.List;

/** Of one plan, what it asks of one walker; nothing of what it asks of others. */
record WalkerLine(String plan, String unit, String title, LocalDate from, LocalDate to, List<PlanView.EntryView> entries) {

    static WalkerLine of(Plan plan, String walker) {
        return new WalkerLine(plan.id(), plan.unit(), plan.title(), plan.from(), plan.to(),
                plan.entries().stream().filter(entry -> entry.walker().equals(walker)).map(PlanView.EntryView::of).toList());
    }
}
