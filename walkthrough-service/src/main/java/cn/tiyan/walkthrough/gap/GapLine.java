package cn.tiyan.walkthrough.gap;

import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.walkthrough.demand.DemandSettings;
import cn.tiyan.walkthrough.demand.ItemSums;
import cn.tiyan.walkthrough.demand.Share;
import cn.tiyan.walkthrough.demand.Tally;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service item, with what walkers found beside what citizens said.
 *
 * @param item code; empty for all items together
 * @param name name of the item
 */
public record GapLine(String item, String name, Walkers walkers, Citizens citizens, Disagreement disagreement) {

    /**
     * 供给侧.
     *
     * @param walkthroughs how many
     * @param tried what experiencers tried out and reported on beside them
     * @param withFindings of both, the share that found a problem or a demand
     * @param findings problems and demands; one walkthrough or trial may find several
     * @param meanSeverity 1 一般 to 3 严重; absent where nothing was found
     * @param byDimension findings by dimension; those with none are left out
     */
    public record Walkers(long walkthroughs, long tried, Share withFindings, long findings, @Nullable Double meanSeverity, Map<Dimension, Long> byDimension) {
    }

    /**
     * 需求侧.
     *
     * @param feedback records that stand: 12345, 好差评, 办不成事
     * @param bad the share of them that is not content
     * @param hotline 12345 orders among them
     * @param notDone 办不成事 among them
     * @param badRatings bad ratings (below 3) among ratings
     * @param meanSatisfaction 1 to 5; absent where nobody rated
     * @param withdrawn withdrawn or malicious, counted nowhere else
     */
    public record Citizens(long feedback, Share bad, long hotline, long notDone, Share badRatings, @Nullable Double meanSatisfaction, long withdrawn) {
    }

    static GapLine of(ItemSums sums, DemandSettings settings) {
        Map<Dimension, Long> byDimension = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            long found = sums.of(Tally.found(dimension));
            if (found > 0) {
                byDimension.put(dimension, found);
            }
        }
        var walkers = new Walkers(sums.of(Tally.SESSIONS), sums.of(Tally.TRIED), sums.withFindings(settings), sums.of(Tally.FINDINGS),
                mean(sums.of(Tally.SEVERITY), sums.of(Tally.FINDINGS)), byDimension);
        var citizens = new Citizens(sums.of(Tally.FEEDBACK), sums.bad(settings), sums.of(Tally.HOTLINE), sums.of(Tally.NOT_DONE),
                sums.badRatings(settings), mean(sums.of(Tally.STARS), sums.of(Tally.RATINGS)), sums.of(Tally.WITHDRAWN));
        return new GapLine(sums.item(), sums.name(), walkers, citizens, Disagreement.between(citizens.bad(), walkers.withFindings()));
    }

    private static @Nullable Double mean(long sum, long of) {
        return of == 0 ? null : (double) sum / of;
    }
}
