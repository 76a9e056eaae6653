package cn.tiyan.walkthrough.plan;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A plan as it is handed in: complete in form, not yet checked against the rules.
 *
 * @param title one line
 * @param from first day of its period, in China
 * @param to last day
 * @param entries in their order
 */
public record PlanDraft(String title, LocalDate from, LocalDate to, List<Entry> entries) {

    /**
     * What one walker is to walk.
     *
     * @param id of an entry the plan has already; null for a new one
     * @param serviceItem what is to be walked
     * @param unit code of the unit whose service is walked
     * @param role in whose shoes
     * @param walker account of who walks
     * @param experiencers experiencers who are to come along
     * @param company groups of which somebody is to come along
     * @param plannedOn a day within the period
     * @param reason why this item
     */
    public record Entry(@Nullable String id, ServiceItemRef serviceItem, String unit, WalkthroughRole role, String walker, List<String> experiencers,
            Set<Company> company, LocalDate plannedOn, @Nullable String reason) {
    }
}
