package cn.tiyan.walkthrough.plan.web;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.walkthrough.plan.Company;
import cn.tiyan.walkthrough.plan.Plan;
import cn.tiyan.walkthrough.plan.PlanAction;
import cn.tiyan.walkthrough.plan.PlanEntry;
import cn.tiyan.walkthrough.plan.PlanStatus;
import cn.tiyan.walkthrough.plan.Progress;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A plan as it is shown.
 *
 * @param statusName as officials call it
 * @param actions what the caller may do with it now
 * @param closedBecause why it was closed, where it was
 */
record PlanView(String id, String unit, @Nullable String madeBy, String title, LocalDate from, LocalDate to, PlanStatus status, String statusName,
        Progress progress, List<EntryView> entries, @Nullable String closedBecause, List<PlanAction> actions, Instant createdAt, Instant changedAt) {

    /**
     * One entry.
     *
     * @param id what a walkthrough names it by
     * @param walkthroughs ids of the walkthroughs made for it
     * @param walkedOn day of the first of them
     */
    record EntryView(String id, ServiceItemRef serviceItem, String unit, WalkthroughRole role, String walker, List<String> experiencers, Set<Company> company,
            LocalDate plannedOn, @Nullable String reason, boolean walked, List<String> walkthroughs, @Nullable LocalDate walkedOn) {

        static EntryView of(PlanEntry entry) {
            String walkedOn = entry.walkedOn();
            return new EntryView(entry.id(), entry.serviceItem(), entry.unit(), entry.role(), entry.walker(), entry.experiencers(),
                    new TreeSet<>(entry.company()), LocalDate.parse(entry.plannedOn()), entry.reason(), entry.walked(), entry.walkthroughs(),
                    walkedOn == null ? null : LocalDate.parse(walkedOn));
        }
    }

    static PlanView of(Plan plan, LocalDate today, Caller caller) {
        return new PlanView(plan.id(), plan.unit(), plan.owner(), plan.title(), plan.from(), plan.to(), plan.status(), plan.status().chinese(),
                Progress.of(plan.entries(), today), plan.entries().stream().map(EntryView::of).toList(), plan.closedBecause(), plan.actions(caller),
                plan.createdAt(), plan.changedAt());
    }
}
