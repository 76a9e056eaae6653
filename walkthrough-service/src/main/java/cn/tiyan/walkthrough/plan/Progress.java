package cn.tiyan.walkthrough.plan;

import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How far a plan has come; every number with what it is out of.
 *
 * @param walked entries that have been walked
 * @param of all entries
 * @param overdue entries planned for a day that is over, and not walked
 * @param ahead entries planned for today or later, and not walked
 * @param roles the same by role; roles the plan does not have are left out
 */
public record Progress(int walked, int of, int overdue, int ahead, Map<WalkthroughRole, Done> roles) {

    /** @param of all entries in this role */
    public record Done(int walked, int of) {
    }

    /** @param today in China */
    public static Progress of(Collection<PlanEntry> entries, LocalDate today) {
        int walked = count(entries, true);
        int overdue = (int) entries.stream().filter(entry -> !entry.walked() && LocalDate.parse(entry.plannedOn()).isBefore(today)).count();
        Map<WalkthroughRole, Done> roles = new EnumMap<>(WalkthroughRole.class);
        for (WalkthroughRole role : WalkthroughRole.values()) {
            List<PlanEntry> ofRole = entries.stream().filter(entry -> entry.role() == role).toList();
            if (!ofRole.isEmpty()) {
                roles.put(role, new Done(count(ofRole, true), ofRole.size()));
            }
        }
        return new Progress(walked, entries.size(), overdue, entries.size() - walked - overdue, roles);
    }

    private static int count(Collection<PlanEntry> entries, boolean walked) {
        return (int) entries.stream().filter(entry -> entry.walked() == walked).count();
    }
}
