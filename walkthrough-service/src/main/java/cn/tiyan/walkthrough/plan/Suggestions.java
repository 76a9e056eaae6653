package cn.tiyan.walkthrough.plan;

import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.settings.Live;
import cn.tiyan.platform.time.China;
import cn.tiyan.walkthrough.demand.Asked;
import cn.tiyan.walkthrough.demand.DemandReader;
import cn.tiyan.walkthrough.demand.DemandSettings;
import cn.tiyan.walkthrough.demand.ItemSums;
import cn.tiyan.walkthrough.demand.Share;
import cn.tiyan.walkthrough.demand.Tally;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Help in choosing what to walk (notice, section 三(一)1 高频热点事项, 三(一)4 反映较为集中的疑难问题): items of a unit, each with its reason in
 * one sentence, by what citizens said in the last twelve months and by when somebody walked them last.
 */
@Component
public class Suggestions {

    private final DemandReader reader;
    private final Organisation organisation;
    private final Live<DemandSettings> settings;
    private final Clock clock;

    Suggestions(DemandReader reader, Organisation organisation, Live<DemandSettings> settings, Clock clock) {
        this.reader = reader;
        this.organisation = organisation;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * One item.
     *
     * @param item code
     * @param reason one sentence
     * @param feedback what citizens said in these months
     * @param bad the share of it that is not content
     * @param badRatings bad ratings among ratings
     * @param lastWalked day of the last walk; absent where there never was one
     */
    public record Suggestion(String item, String name, String reason, long feedback, Share bad, Share badRatings, @Nullable LocalDate lastWalked) {
    }

    /**
     * Lists to choose from; an item may be on several.
     *
     * @param mostComplaints most citizens not content, most first
     * @param worstRated largest share of bad ratings, by the lower end of its interval: what is surely bad comes first
     * @param worstRatedSmallSamples items with bad ratings and too few ratings to be ranked; by code
     * @param neverWalked of the catalogue or spoken of by citizens, and never walked; those that they spoke of most first
     * @param longNotWalked last walked longest ago first
     */
    public record View(String unit, String unitName, YearMonth from, YearMonth to, List<Suggestion> mostComplaints, List<Suggestion> worstRated,
            List<Suggestion> worstRatedSmallSamples, List<Suggestion> neverWalked, List<Suggestion> longNotWalked) {
    }

    /**
     * For the caller's own unit unless another is named.
     *
     * @param limit of each list, 1 to 50
     */
    public View view(@Nullable String unit, int limit, Caller caller) {
        Asked asked = Asked.by(caller, unit, null, null, organisation, clock);
        DemandSettings now = settings.get();
        LocalDate today = China.day(clock.instant());
        LocalDate longAgo = today.minusDays(now.longNotWalkedDays());
        Comparator<ItemSums> byCode = Comparator.comparing(ItemSums::item);
        var complained = new Top(limit, Comparator.<ItemSums>comparingLong(sums -> -sums.of(Tally.BAD)).thenComparing(byCode));
        var worst = new Top(limit, Comparator.<ItemSums>comparingDouble(sums -> -low(sums, now)).thenComparing(byCode));
        var small = new Top(limit, byCode);
        var never = new Top(limit, Comparator.<ItemSums>comparingLong(sums -> -sums.of(Tally.FEEDBACK)).thenComparing(byCode));
        var longSince = new Top(limit, Comparator.<ItemSums, LocalDate>comparing(sums -> sums.lastWalked().orElse(today)).thenComparing(byCode));
        reader.eachEver(asked, sums -> {
            if (sums.of(Tally.BAD) > 0) {
                complained.add(sums);
            }
            if (sums.of(Tally.BAD_RATINGS) > 0) {
                (sums.badRatings(now).smallSample() ? small : worst).add(sums);
            }
            if (sums.lastWalked().isEmpty() && (sums.of(Tally.FEEDBACK) > 0 || sums.listed())) {
                never.add(sums);
            }
            if (sums.lastWalked().filter(day -> day.isBefore(longAgo)).isPresent()) {
                longSince.add(sums);
            }
        });
        return new View(asked.unit().code(), asked.unit().name(), asked.from(), asked.to(),
                complained.as(now, sums -> "近十二个月群众不满意 " + sums.of(Tally.BAD) + " 件（共反映 " + sums.of(Tally.FEEDBACK) + " 件），"
                        + walkedWords(sums, today) + "。"),
                worst.as(now, sums -> "近十二个月评价 " + sums.of(Tally.RATINGS) + " 次，差评 " + sums.of(Tally.BAD_RATINGS) + " 次，差评率 "
                        + interval(sums.badRatings(now)) + "，" + walkedWords(sums, today) + "。"),
                small.as(now, sums -> "近十二个月评价仅 " + sums.of(Tally.RATINGS) + " 次（不足 " + now.enoughFeedback() + " 次，不参与排名），其中差评 "
                        + sums.of(Tally.BAD_RATINGS) + " 次。"),
                never.as(now, sums -> "从未走过流程，近十二个月群众反映 " + sums.of(Tally.FEEDBACK) + " 件。"),
                longSince.as(now, sums -> walkedWords(sums, today) + "，超过 " + now.longNotWalkedDays() + " 天；近十二个月群众反映 "
                        + sums.of(Tally.FEEDBACK) + " 件。"));
    }

    private static double low(ItemSums sums, DemandSettings now) {
        Double low = sums.badRatings(now).low();
        return low == null ? 0 : low;
    }

    private static String walkedWords(ItemSums sums, LocalDate today) {
        return sums.lastWalked().map(day -> "最近一次走流程在 " + day + "，距今 " + ChronoUnit.DAYS.between(day, today) + " 天").orElse("尚未走过流程");
    }

    private static String interval(Share share) {
        return percent(share.rate()) + "（95% 区间 " + percent(share.low()) + " 至 " + percent(share.high()) + "）";
    }

    private static String percent(@Nullable Double share) {
        return share == null ? "—" : String.format(Locale.ROOT, "%.1f%%", share * 100);
    }

    /** The first so many by some order, and no more of them held. */
    private static final class Top {

        private final int limit;
        private final Comparator<ItemSums> order;
        private final PriorityQueue<ItemSums> last;

        Top(int limit, Comparator<ItemSums> order) {
            this.limit = limit;
            this.order = order;
            this.last = new PriorityQueue<>(order.reversed());
        }

        void add(ItemSums sums) {
            last.add(sums);
            if (last.size() > limit) {
                last.remove();
            }
        }

        List<Suggestion> as(DemandSettings now, Function<ItemSums, String> reason) {
            List<ItemSums> first = new ArrayList<>(last);
            first.sort(order);
            return first.stream().map(sums -> new Suggestion(sums.item(), sums.name(), reason.apply(sums), sums.of(Tally.FEEDBACK), sums.bad(now),
                    sums.badRatings(now), sums.lastWalked().orElse(null))).toList();
        }
    }
}
