package cn.tiyan.walkthrough.plan;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.platform.privacy.Masking;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one walker is to walk, and whether it has been walked.
 *
 * @param id what a walkthrough names it by
 * @param unit code of the unit whose service is walked
 * @param walker account of who walks
 * @param experiencers ids of experiencers who are to come along
 * @param plannedOn an ISO date of China
 * @param walkthroughs ids of the walkthroughs made for it, oldest first; at most {@link #MOST_WALKTHROUGHS}
 * @param walkedOn day of the first of them, an ISO date of China
 */
public record PlanEntry(String id, ServiceItemRef serviceItem, String unit, WalkthroughRole role, String walker, List<String> experiencers,
        Set<Company> company, String plannedOn, @Nullable String reason, List<String> walkthroughs, @Nullable String walkedOn) {

    /** Walking one entry again and again is possible; remembering all of it is not asked for. */
    static final int MOST_WALKTHROUGHS = 20;

    static PlanEntry of(String id, PlanDraft.Entry draft) {
        Set<Company> company = EnumSet.noneOf(Company.class);
        company.addAll(draft.company());
        String reason = draft.reason();
        return new PlanEntry(id, draft.serviceItem(), draft.unit(), draft.role(), draft.walker(), draft.experiencers().stream().distinct().toList(), company,
                draft.plannedOn().toString(), Masking.textIfAny(reason), List.of(), null);
    }

    /** What is to be walked stays; the rest is as it is handed in now. */
    PlanEntry as(PlanDraft.Entry draft) {
        PlanEntry now = of(id, draft);
        return new PlanEntry(id, now.serviceItem, now.unit, now.role, now.walker, now.experiencers, now.company, now.plannedOn, now.reason, walkthroughs, walkedOn);
    }

    PlanEntry with(String walkthrough, LocalDate day) {
        if (walkthroughs.contains(walkthrough) || walkthroughs.size() == MOST_WALKTHROUGHS) {
            return this;
        }
        List<String> more = new ArrayList<>(walkthroughs);
        more.add(walkthrough);
        String first = walkedOn == null || walkedOn.compareTo(day.toString()) > 0 ? day.toString() : walkedOn;
        return new PlanEntry(id, serviceItem, unit, role, walker, experiencers, company, plannedOn, reason, more, first);
    }

    /** Whether it has been walked. */
    public boolean walked() {
        return !walkthroughs.isEmpty();
    }

    /** Whether another entry means the same walk. */
    boolean sameWalk(PlanEntry other) {
        return serviceItem.code().equals(other.serviceItem.code()) && unit.equals(other.unit) && role == other.role && walker.equals(other.walker)
                && plannedOn.equals(other.plannedOn);
    }

    /** Whether it is the same that somebody has walked already. */
    boolean keepsWhatWasWalked(PlanEntry other) {
        return serviceItem.code().equals(other.serviceItem.code()) && unit.equals(other.unit) && role == other.role && walker.equals(other.walker);
    }
}
