package cn.tiyan.walkthrough.gap;

import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.walkthrough.demand.Asked;
import cn.tiyan.walkthrough.demand.DemandReader;
import cn.tiyan.walkthrough.demand.ItemSums;
import cn.tiyan.walkthrough.demand.Tally;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What has been walked and what never: items, roles, dimensions and units. */
@Component
public class Coverage {

    private final DemandReader reader;
    private final Organisation organisation;

    Coverage(DemandReader reader, Organisation organisation) {
        this.reader = reader;
        this.organisation = organisation;
    }

    /**
     * One item and who walked it.
     *
     * @param item code
     * @param listed whether the catalogue has it
     * @param walkthroughs how many in the months asked about
     * @param roles walkthroughs by role; all five, 0 where there was none
     * @param dimensions walkthroughs that looked at each dimension, or found something there; all five
     * @param lastWalked day of the last walk, in these months or not; absent where there never was one
     * @param tried how often experiencers tried it out in these months: no walk, whatever role
     * @param feedback what citizens said of it in these months
     */
    public record ItemCoverage(String item, String name, boolean listed, long walkthroughs, Map<WalkthroughRole, Long> roles, Map<Dimension, Long> dimensions,
            @Nullable LocalDate lastWalked, long tried, long feedback) {

        static ItemCoverage of(ItemSums sums) {
            Map<WalkthroughRole, Long> roles = new EnumMap<>(WalkthroughRole.class);
            for (WalkthroughRole role : WalkthroughRole.values()) {
                roles.put(role, sums.of(Tally.of(role)));
            }
            Map<Dimension, Long> dimensions = new EnumMap<>(Dimension.class);
            for (Dimension dimension : Dimension.values()) {
                dimensions.put(dimension, sums.of(Tally.looked(dimension)));
            }
            return new ItemCoverage(sums.item(), sums.name(), sums.listed(), sums.of(Tally.SESSIONS), roles, dimensions, sums.lastWalked().orElse(null),
                    sums.of(Tally.TRIED), sums.of(Tally.FEEDBACK));
        }
    }

    /**
     * A page of items, and what all of them come to.
     *
     * @param unit code of the unit
     * @param known items that are known: in the catalogue, walked at any time, or spoken of by citizens in the months asked about
     * @param listed of these, in the catalogue
     * @param walked of these, walked in these months
     * @param longAgo of these, walked before, but not in these months
     * @param never of these, never walked
     * @param overall all items together: by role and by dimension, 0 where there was none
     * @param next what to pass as {@code after} for the next page; absent on the last
     */
    public record View(String unit, String unitName, YearMonth from, YearMonth to, long known, long listed, long walked, long longAgo, long never,
            ItemCoverage overall, List<ItemCoverage> items, @Nullable String next) {
    }

    /**
     * One unit.
     *
     * @param unit code
     * @param walkthroughs how many in the months asked about, in this unit or below it
     * @param lastWalked day of the last; absent where there never was one
     */
    public record UnitCoverage(String unit, String name, long walkthroughs, long findings, Map<WalkthroughRole, Long> roles, @Nullable LocalDate lastWalked) {
    }

    /**
     * Items in the order of their codes.
     *
     * @param walked only those that were walked in these months, or only those that were not; null for all
     * @param limit 1 to 200
     * @param after code of the last item of the page before, or null for the first
     */
    public View view(Asked asked, @Nullable Boolean walked, int limit, @Nullable String after) {
        long[] counts = new long[4];
        var first = new PriorityQueue<ItemSums>(Comparator.comparing(ItemSums::item).reversed());
        reader.eachEver(asked, sums -> {
            boolean now = sums.of(Tally.SESSIONS) > 0;
            if (now || sums.counted() || sums.listed() || sums.lastWalked().isPresent()) {
                counts[3] += sums.listed() ? 1 : 0;
                counts[now ? 0 : sums.lastWalked().isPresent() ? 1 : 2]++;
                if ((walked == null || walked == now) && (after == null || sums.item().compareTo(after) > 0)) {
                    first.add(sums);
                    if (first.size() > limit + 1) {
                        first.remove();
                    }
                }
            }
        });
        boolean more = first.size() > limit;
        List<ItemCoverage> items = first.stream().sorted(Comparator.comparing(ItemSums::item)).limit(limit).map(ItemCoverage::of).toList();
        return new View(asked.unit().code(), asked.unit().name(), asked.from(), asked.to(), counts[0] + counts[1] + counts[2], counts[3], counts[0], counts[1],
                counts[2], ItemCoverage.of(reader.total(asked)), items, more ? items.getLast().item() : null);
    }

    /**
     * The active units of the subtree in the order of their codes, each with all below it.
     *
     * @param limit 1 to 200
     * @param after code of the last unit of the page before, or null for the first
     */
    public Page<UnitCoverage> units(Asked asked, int limit, @Nullable String after) {
        List<Unit> units = organisation.below(asked.unit().code()).stream().filter(unit -> after == null || unit.code().compareTo(after) > 0)
                .limit(limit + 1L).toList();
        List<Unit> page = units.stream().limit(limit).toList();
        Map<String, ItemSums> totals = reader.totals(asked, page.stream().map(Unit::code).toList());
        List<UnitCoverage> covered = page.stream().map(unit -> of(unit, totals.get(unit.code()))).toList();
        return new Page<>(covered, units.size() > limit ? page.getLast().code() : null);
    }

    private static UnitCoverage of(Unit unit, @Nullable ItemSums sums) {
        Map<WalkthroughRole, Long> roles = new EnumMap<>(WalkthroughRole.class);
        for (WalkthroughRole role : WalkthroughRole.values()) {
            roles.put(role, sums == null ? 0 : sums.of(Tally.of(role)));
        }
        return new UnitCoverage(unit.code(), unit.name(), sums == null ? 0 : sums.of(Tally.SESSIONS), sums == null ? 0 : sums.of(Tally.FINDINGS), roles,
                sums == null ? null : sums.lastWalked().orElse(null));
    }
}
