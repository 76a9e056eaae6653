package cn.tiyan.walkthrough.gap;

import cn.tiyan.walkthrough.demand.DemandSettings;
import cn.tiyan.walkthrough.demand.ItemSums;
import cn.tiyan.walkthrough.demand.Tally;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** By what items are sorted, largest first. Where an order needs both sides, small samples have no place in it: they follow, by code. */
public enum GapOrder {
    /** 分歧: what the two shares differ by at the least. */
    DISAGREEMENT(Disagreement::atLeast),
    /** 群众更不满意: where citizens complain and walkers found little. */
    CITIZENS_WORSE(disagreement -> disagreement.lowOr(0)),
    /** 走流程发现更多: where walkers found much and citizens do not complain. */
    WALKERS_WORSE(disagreement -> -disagreement.highOr(0)),
    /** 群众反馈数. */
    FEEDBACK(Tally.FEEDBACK),
    /** 走流程次数. */
    WALKTHROUGHS(Tally.SESSIONS);

    private final @Nullable ToDoubleFunction<Disagreement> ranks;
    private final @Nullable Tally counts;

    GapOrder(ToDoubleFunction<Disagreement> ranks) {
        this.ranks = ranks;
        this.counts = null;
    }

    GapOrder(Tally counts) {
        this.ranks = null;
        this.counts = counts;
    }

    /** Asked of every item there is, where only some become lines. */
    Place place(ItemSums sums, DemandSettings settings) {
        if (counts != null) {
            return new Place(false, sums.of(counts), 0, sums.item());
        }
        var disagreement = Disagreement.between(sums.bad(settings), sums.withFindings(settings));
        return disagreement.smallSample() || ranks == null ? new Place(true, 0, 0, sums.item())
                : new Place(false, ranks.applyAsDouble(disagreement), Math.abs(disagreement.differenceOr(0)), sums.item());
    }

    /**
     * Where a line stands.
     *
     * @param last behind all that are ranked
     * @param first the larger comes first
     * @param second among equals, the larger comes first
     * @param item among those, by code
     */
    record Place(boolean last, double first, double second, String item) implements Comparable<Place> {

        @Override
        public int compareTo(Place other) {
            int byRank = Boolean.compare(last, other.last);
            if (byRank != 0) {
                return byRank;
            }
            int byFirst = Double.compare(other.first, first);
            if (byFirst != 0) {
                return byFirst;
            }
            int bySecond = Double.compare(other.second, second);
            return bySecond != 0 ? bySecond : item.compareTo(other.item);
        }
    }
}
