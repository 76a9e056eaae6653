package cn.tiyan.walkthrough.gap;

import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.settings.Live;
import cn.tiyan.walkthrough.demand.Asked;
import cn.tiyan.walkthrough.demand.DemandReader;
import cn.tiyan.walkthrough.demand.DemandSettings;
import cn.tiyan.walkthrough.demand.ItemSums;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The gap between supply and demand (notice, section 一: 将政务服务供给侧的流程体验和企业群众需求侧的办事体验相结合). All items of the unit
 * are passed over for each page, and no more of them are held than the page has.
 */
@Component
public class Gap {

    /** More lines than this in one workbook nobody reads. */
    static final int MOST_LINES = 20_000;

    private final DemandReader reader;
    private final Organisation organisation;
    private final Live<DemandSettings> settings;
    private final Clock clock;

    Gap(DemandReader reader, Organisation organisation, Live<DemandSettings> settings, Clock clock) {
        this.reader = reader;
        this.organisation = organisation;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A page of the view.
     *
     * @param unit code of the unit
     * @param definition what the disagreement is, in words
     * @param enoughWalkthroughs with fewer walkthroughs an item is a small sample
     * @param enoughFeedback with fewer feedback records it is one
     * @param overall all items of the unit together
     * @param next what to pass as {@code after} for the next page; absent on the last
     */
    public record View(String unit, String unitName, YearMonth from, YearMonth to, String definition, int enoughWalkthroughs, int enoughFeedback,
            GapLine overall, List<GapLine> items, @Nullable String next) {
    }

    /** What is asked about; the last twelve months of the caller's own unit unless said otherwise. */
    public Asked asked(Caller caller, @Nullable String unit, @Nullable YearMonth from, @Nullable YearMonth to) {
        return Asked.by(caller, unit, from, to, organisation, clock);
    }

    /**
     * One page.
     *
     * @param limit 1 to 200
     * @param after {@link View#next} of the page before, or null for the first
     */
    public View view(Asked asked, GapOrder order, int limit, @Nullable String after) {
        DemandSettings now = settings.get();
        List<Placed> page = first(asked, order, now, limit + 1, after == null ? null : parse(after, order));
        boolean more = page.size() > limit;
        List<GapLine> items = page.stream().limit(limit).map(placed -> GapLine.of(placed.sums(), now)).toList();
        return new View(asked.unit().code(), asked.unit().name(), asked.from(), asked.to(), Disagreement.DEFINITION, now.enoughWalkthroughs(),
                now.enoughFeedback(), GapLine.of(reader.total(asked), now), items, more ? key(order, page.get(limit - 1).place()) : null);
    }

    /** As a workbook: all lines, up to a bound. */
    public GapSheet sheet(Asked asked, GapOrder order, Caller caller) {
        DemandSettings now = settings.get();
        List<GapLine> lines = first(asked, order, now, MOST_LINES, null).stream().map(placed -> GapLine.of(placed.sums(), now)).toList();
        String by = organisation.find(caller.unit()).map(unit -> unit.name()).orElse(caller.unit());
        return new GapSheet(asked, by, lines, clock.instant());
    }

    private record Placed(GapOrder.Place place, ItemSums sums) {
    }

    /** The first so many after a place. */
    private List<Placed> first(Asked asked, GapOrder order, DemandSettings now, int count, GapOrder.@Nullable Place after) {
        var best = new PriorityQueue<Placed>(Comparator.comparing(Placed::place).reversed());
        reader.each(asked, sums -> {
            if (sums.counted()) {
                GapOrder.Place place = order.place(sums, now);
                if (after == null || place.compareTo(after) > 0) {
                    best.add(new Placed(place, sums));
                    if (best.size() > count) {
                        best.remove();
                    }
                }
            }
        });
        List<Placed> first = new ArrayList<>(best);
        first.sort(Comparator.comparing(Placed::place));
        return first;
    }

    private static String key(GapOrder order, GapOrder.Place place) {
        String text = order + " " + place.last() + " " + place.first() + " " + place.second() + " " + place.item();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static GapOrder.Place parse(String key, GapOrder order) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(key), StandardCharsets.UTF_8).split(" ", 5);
            if (parts[0].equals(order.name())) {
                return new GapOrder.Place(Boolean.parseBoolean(parts[1]), Double.parseDouble(parts[2]), Double.parseDouble(parts[3]), parts[4]);
            }
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            // As good as none; said below.
        }
        throw Refusal.malformed("after", "翻页标记无效，请使用上一页返回的 next");
    }
}
