package cn.tiyan.reporting.opendata;

import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.settings.Live;
import cn.tiyan.platform.settings.LiveSettings;
import cn.tiyan.reporting.cube.Count;
import cn.tiyan.reporting.cube.Gaps;
import cn.tiyan.reporting.cube.RowReader;
import cn.tiyan.reporting.cube.Slice;
import cn.tiyan.reporting.cube.Subject;
import cn.tiyan.reporting.figure.Figures;
import cn.tiyan.reporting.figure.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Issues as they may be given away: nothing of them but region, month, source, kind, dimension and item, as far as k others have the same,
 * and whether they were closed, overdue or reopened. Quarter by quarter, and only of quarters that are over: so no two answers about
 * different periods differ by a few records.
 */
@Component
public class OpenIssues {

    private final RowReader rows;
    private final Figures figures;
    private final Organisation organisation;
    private final Gaps gaps;
    private final Live<OpenDataPolicy> policy;

    OpenIssues(RowReader rows, Figures figures, Organisation organisation, Gaps gaps, LiveSettings settings) {
        this.rows = rows;
        this.figures = figures;
        this.organisation = organisation;
        this.gaps = gaps;
        this.policy = settings.bind("tiyan.reporting.open-data", OpenDataPolicy.class);
    }

    /**
     * What is asked for.
     *
     * @param quarters those that are over, first and last days
     * @param k so many records at least look alike
     */
    public record Request(Caller caller, Unit unit, List<Period> quarters, int k) {
    }

    /**
     * A record, or several that are the same.
     *
     * @param region code of the city, or of the province for what belongs to no city
     * @param regionName its name
     * @param time month, or quarter
     * @param source {@code *} stands for what is left out here and below, nothing for what is not known
     * @param closed whether it is closed
     * @param overdue whether a deadline was missed
     * @param reopened whether it was reopened
     */
    public record Entry(String region, String regionName, String time, String source, String kind, String dimension, String item,
            boolean closed, boolean overdue, boolean reopened) {
    }

    /**
     * What was published, and what was not.
     *
     * @param from first day, in China
     * @param to last day, in China; of the last quarter that is over
     * @param k so many records at least look alike
     * @param published how many records
     * @param full of these, with every detail
     * @param withoutItem of these, without the service item
     * @param withoutDimension of these, without the dimension, too
     * @param byQuarter of these, with the quarter for the month, too
     * @param suppressed how many there are besides
     * @param incompleteSince when the earliest event happened that could not be counted yet; absent where none is missing
     */
    public record Summary(String unit, String unitName, LocalDate from, LocalDate to, int k, long published, long full, long withoutItem, long withoutDimension,
            long byQuarter, long suppressed, @Nullable Instant incompleteSince) {
    }

    /** How many look alike at least, where nothing else is asked for, and how many may be asked for at least. */
    public OpenDataPolicy policy() {
        return policy.get();
    }

    /**
     * A province or city that the caller may see, by default the caller's own.
     *
     * @throws Refusal forbidden, if the caller's own is neither; {@code open-data-of-regions}, if the one asked for is not
     */
    public Unit region(Caller caller, @Nullable String unit) {
        if (!isRegion(figures.visible(caller, null))) {
            throw Refusal.forbidden("只有省、市两级可以发布开放数据");
        }
        Unit asked = figures.visible(caller, unit);
        if (!isRegion(asked)) {
            throw Refusal.rule("open-data-of-regions", "unit", "开放数据按省或市发布");
        }
        return asked;
    }

    private static boolean isRegion(Unit unit) {
        return unit.kind() == UnitKind.PROVINCE || unit.kind() == UnitKind.CITY;
    }

    /**
     * Checks what is asked for.
     *
     * @param period a year or a quarter
     * @param k null for what is usual
     * @throws Refusal malformed; {@code open-data-k-too-small}; {@code open-data-not-over}, if no quarter of the period is over
     */
    public Request request(Caller caller, @Nullable String unit, String period, @Nullable Integer k) {
        Unit asked = region(caller, unit);
        if (!period.matches("\\d{4}(-Q[1-4])?")) {
            throw Refusal.malformed("period", "开放数据按年或季度发布，请写作 2026 或 2026-Q3");
        }
        int alike = k == null ? policy.get().k() : k;
        if (alike < policy.get().leastK()) {
            throw Refusal.rule("open-data-k-too-small", "k", "k 不能小于 " + policy.get().leastK());
        }
        List<Period> over = Period.of(period, null, null, figures.today()).in(Period.Step.QUARTER).stream()
                .filter(quarter -> quarter.to().isBefore(figures.today())).toList();
        if (over.isEmpty()) {
            throw Refusal.rule("open-data-not-over", "period", "该时段尚无已结束的季度；季度结束后才能发布");
        }
        return new Request(caller, asked, over, alike);
    }

    /** Hands over record by record, many times the same, and says at the end what it was. */
    public Summary publish(Request request, Consumer<Entry> publication) {
        var anonymiser = new Anonymiser(request.k());
        Map<String, String> strings = new HashMap<>();
        Map<List<String>, String> regions = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        for (Period quarter : request.quarters()) {
            rows.each(Slice.of(request.caller(), request.unit().code(), quarter.from(), quarter.to()), Subject.ISSUE, row ->
                    anonymiser.add(like(row, regions.computeIfAbsent(row.within(), this::regionOf), text -> strings.computeIfAbsent(text, same -> same)),
                            new Anonymiser.Outcome(has(row, Count.CLOSED), has(row, Count.OVERDUE), has(row, Count.REOPENED))));
            anonymiser.publish(same -> {
                var like = same.like();
                var entry = new Entry(like.region(), names.computeIfAbsent(like.region(), this::name), like.time(), like.source(), like.kind(), like.dimension(),
                        like.item(), same.outcome().closed(), same.outcome().overdue(), same.outcome().reopened());
                for (long i = 0; i < same.records(); i++) {
                    publication.accept(entry);
                }
            });
        }
        Map<Anonymiser.Detail, Long> published = anonymiser.published();
        return new Summary(request.unit().code(), request.unit().name(), request.quarters().getFirst().from(), request.quarters().getLast().to(), request.k(),
                published.values().stream().mapToLong(Long::longValue).sum(), published.getOrDefault(Anonymiser.Detail.FULL, 0L),
                published.getOrDefault(Anonymiser.Detail.NO_ITEM, 0L), published.getOrDefault(Anonymiser.Detail.NO_DIMENSION, 0L),
                published.getOrDefault(Anonymiser.Detail.QUARTER, 0L), anonymiser.suppressed(), gaps.incompleteSince());
    }

    private static Anonymiser.Like like(RowReader.Placed row, String region, UnaryOperator<String> same) {
        return new Anonymiser.Like(region, same.apply(row.day().substring(0, 7)), same.apply(orEmpty(row.source())), same.apply(orEmpty(row.kind())),
                same.apply(orEmpty(row.dimension())), same.apply(orEmpty(row.item())));
    }

    /** The city; for what belongs to none, the province. */
    private String regionOf(List<String> within) {
        if (within.size() > 1 && organisation.find(within.get(1)).filter(unit -> unit.kind() == UnitKind.CITY).isPresent()) {
            return within.get(1);
        }
        return within.getFirst();
    }

    private String name(String region) {
        return organisation.find(region).map(Unit::name).orElse(region);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static boolean has(RowReader.Placed row, Count count) {
        return row.counts().getOrDefault(count, 0L) > 0;
    }
}
