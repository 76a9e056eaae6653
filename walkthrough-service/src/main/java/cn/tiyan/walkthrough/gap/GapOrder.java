package cn.tiyan.walkthrough.gap;

import java.util.function.ToDoubleFunction;

/** By what items are sorted, largest first. Where an order needs both sides, small samples have no place in it: they follow, by code. */
public enum GapOrder {
    /** 分歧: what the two shares differ by at the least. */
    DISAGREEMENT(true, line -> line.disagreement().atLeast()),
    /** 群众更不满意: where citizens complain and walkers found little. */
    CITIZENS_WORSE(true, line -> line.disagreement().lowOr(0)),
    /** 走流程发现更多: where walkers found much and citizens do not complain. */
    WALKERS_WORSE(true, line -> -line.disagreement().highOr(0)),
    /** 群众反馈数. */
    FEEDBACK(false, line -> line.citizens().feedback()),
    /** 走流程次数. */
    WALKTHROUGHS(false, line -> line.walkers().walkthroughs());

    private final boolean ranked;
    private final ToDoubleFunction<GapLine> by;

    GapOrder(boolean ranked, ToDoubleFunction<GapLine> by) {
        this.ranked = ranked;
        this.by = by;
    }

    Place place(GapLine line) {
        boolean last = ranked && line.disagreement().smallSample();
        return new Place(last, last ? 0 : by.applyAsDouble(line), ranked && !last ? Math.abs(line.disagreement().differenceOr(0)) : 0, line.item());
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
