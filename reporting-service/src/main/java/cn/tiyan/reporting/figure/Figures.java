package cn.tiyan.reporting.figure;

import cn.tiyan.contracts.vocabulary.ServiceTheme;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.time.China;
import cn.tiyan.reporting.cube.Count;
import cn.tiyan.reporting.cube.CubeReader;
import cn.tiyan.reporting.cube.CubeReader.Stretch;
import cn.tiyan.reporting.cube.Facet;
import cn.tiyan.reporting.cube.Gaps;
import cn.tiyan.reporting.cube.Slice;
import cn.tiyan.reporting.cube.Subject;
import cn.tiyan.reporting.cube.Totals;
import cn.tiyan.reporting.item.Items;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers what the figures are, within what the caller may see. */
@Component
public class Figures {

    private final CubeReader cube;
    private final Organisation organisation;
    private final Gaps gaps;
    private final Items items;
    private final Clock clock;

    Figures(CubeReader cube, Organisation organisation, Gaps gaps, Items items, Clock clock) {
        this.cube = cube;
        this.gaps = gaps;
        this.items = items;
        this.organisation = organisation;
        this.clock = clock;
    }

    /** Today, in China. */
    public LocalDate today() {
        return China.day(clock.instant());
    }

    /** The period asked for, or this year. */
    public String orThisYear(@Nullable String period) {
        return period == null ? String.valueOf(today().getYear()) : period;
    }

    /**
     * A unit that the caller may see; by default the caller's own.
     *
     * @throws Refusal not found, also where the caller may not know that it exists
     */
    public Unit visible(Caller caller, @Nullable String unit) {
        return organisation.visible(caller, unit);
    }

    private Slice slice(Caller caller, Unit unit, Period period) {
        Period read = period.read(today());
        return Slice.of(caller, unit.code(), read.from(), read.to());
    }

    /** All figures of a unit's subtree. */
    public Overview overview(Caller caller, Unit unit, Period period) {
        return Overview.of(unit.code(), unit.name(), period, cube.total(slice(caller, unit, period)), gaps.incompleteSince());
    }

    /**
     * All figures beside those of the period before and of the same days a year earlier.
     *
     * @param before as long, and just before
     * @param yearBefore a year earlier
     */
    public record Compared(Overview now, Overview before, Overview yearBefore) {
    }

    /** All figures of a unit's subtree, and what they were. */
    public Compared compared(Caller caller, Unit unit, Period period) {
        List<Overview> all = overviews(caller, unit, List.of(period, period.before(), period.yearBefore()), null);
        return new Compared(all.get(0), all.get(1), all.get(2));
    }

    /**
     * Figures of a unit's subtree for each step of a period.
     *
     * @param figures which; null for all
     */
    public List<Overview> trend(Caller caller, Unit unit, Period period, Period.Step step, @Nullable Set<Figure> figures) {
        return overviews(caller, unit, period.in(step), figures);
    }

    private List<Overview> overviews(Caller caller, Unit unit, List<Period> periods, @Nullable Set<Figure> figures) {
        List<Stretch> stretches = periods.stream().map(period -> period.read(today())).map(read -> new Stretch(read.from(), read.to())).toList();
        List<Totals> totals = cube.each(made(slice(caller, unit, periods.getFirst()), figures), stretches);
        List<Overview> all = new ArrayList<>();
        for (int i = 0; i < periods.size(); i++) {
            all.add(Overview.of(unit.code(), unit.name(), periods.get(i), totals.get(i), gaps.incompleteSince()));
        }
        return all;
    }

    /** The same for every unit one level below, by code: only those with something to count. */
    public List<Overview> byUnit(Caller caller, Unit unit, Period period) {
        Map<String, Totals> units = cube.byUnitBelow(slice(caller, unit, period));
        return named(units, organisation.findAll(units.keySet()), period);
    }

    private List<Overview> named(Map<String, Totals> units, Map<String, Unit> known, Period period) {
        return units.entrySet().stream().map(entry -> {
            Unit unit = known.get(entry.getKey());
            return Overview.of(entry.getKey(), unit == null ? entry.getKey() : unit.name(), period, entry.getValue(), gaps.incompleteSince());
        }).toList();
    }

    /** The same by source, kind or dimension, such as HOTLINE_12345; what is not known stands under {@code -}. */
    public Map<String, Overview> by(Facet facet, Caller caller, Unit unit, Period period) {
        Map<String, Overview> parts = new LinkedHashMap<>();
        cube.by(facet, slice(caller, unit, period)).forEach((value, totals) -> parts.put(value, Overview.of(unit.code(), unit.name(), period, totals, gaps.incompleteSince())));
        return parts;
    }

    /**
     * The regions below a unit: cities, or cities' counties, or zones; departments are part of theirs.
     *
     * @param depth 1 for those just below, 2 for those below these
     * @param figures which; null for all. Regions with nothing to count for them are left out
     */
    public List<Overview> regions(Caller caller, Unit unit, Period period, int depth, @Nullable Set<Figure> figures) {
        List<Unit> regions = regionsBelow(List.of(unit));
        List<Unit> shown = depth == 1 ? regions : regionsBelow(regions);
        return named(cube.of(made(slice(caller, unit, period), figures), shown), shown.stream().collect(Collectors.toMap(Unit::code, region -> region)), period);
    }

    /** What these figures are made of. */
    private static Slice made(Slice slice, @Nullable Set<Figure> figures) {
        return figures == null ? slice : slice.only(Figure.counts(figures));
    }

    private List<Unit> regionsBelow(List<Unit> above) {
        return organisation.children(above.stream().map(Unit::code).toList()).stream().filter(Figures::isRegion).toList();
    }

    private static boolean isRegion(Unit unit) {
        return unit.kind() != UnitKind.DEPARTMENT;
    }

    /**
     * One step of the loop.
     *
     * @param name 中文名称
     * @param value how many came this far
     * @param ofFirst their share of all; absent where there are none
     * @param ofBefore their share of those that came as far as the step before; absent for the first
     */
    public record FunnelStep(Figure figure, String name, long value, @Nullable Double ofFirst, @Nullable Double ofBefore) {
    }

    /**
     * How far what was found has come.
     *
     * @param asOf time of the newest event counted; absent where nothing was
     * @param incompleteSince when the earliest event happened that could not be counted yet; absent where none is missing
     */
    public record Funnel(String unit, String unitName, LocalDate from, LocalDate to, @Nullable Instant asOf, @Nullable Instant incompleteSince, List<FunnelStep> steps) {
    }

    /** How far what was found has come. */
    public Funnel funnel(Caller caller, Unit unit, Period period) {
        Totals totals = cube.total(slice(caller, unit, period));
        List<FunnelStep> steps = new ArrayList<>();
        long first = totals.of(Count.FOUND);
        for (Figure figure : List.of(Figure.FOUND, Figure.DISPATCHED, Figure.ACCEPTED, Figure.SUBMITTED, Figure.VERIFIED, Figure.CLOSED)) {
            long value = totals.of(figure.numerator());
            Long before = steps.isEmpty() ? null : steps.getLast().value();
            steps.add(new FunnelStep(figure, figure.chinese(), value, share(value, first), before == null ? null : share(value, before)));
        }
        return new Funnel(unit.code(), unit.name(), period.from(), period.to(), totals.asOf(), gaps.incompleteSince(), steps);
    }

    private static @Nullable Double share(long value, long of) {
        return of == 0 ? null : (double) value / of;
    }

    /**
     * A unit's place.
     *
     * @param rank from 1, by the lower end of the interval; absent for a small sample, which is shown and not ranked
     * @param asOf time of the newest event counted; absent where nothing was
     */
    public record Place(@Nullable Integer rank, String unit, String unitName, Value value, @Nullable Instant asOf) {
    }

    /**
     * Regions by a rate: the surely good before the perhaps good.
     *
     * @throws Refusal {@code not-ranked} for a number: how many problems were found is no score
     */
    public List<Place> ranking(Caller caller, Unit unit, Period period, int depth, Figure figure) {
        if (figure.denominator() == null) {
            throw Refusal.rule("not-ranked", "figure", "数量类指标不作排名：发现问题的多少不是考核分数");
        }
        record Measured(Overview overview, Value value) {

            Place at(@Nullable Integer rank) {
                return new Place(rank, overview.unit(), overview.unitName(), value, overview.asOf());
            }
        }
        List<Measured> all = regions(caller, unit, period, depth, Set.of(figure)).stream().map(overview -> new Measured(overview, overview.figures().get(figure))).toList();
        List<Measured> ranked = all.stream().filter(measured -> !Boolean.TRUE.equals(measured.value().smallSample()))
                .sorted(Comparator.comparing((Measured measured) -> measured.value().low(), Comparator.nullsLast(Comparator.reverseOrder()))
                        .thenComparing(measured -> measured.overview().unit())).toList();
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < ranked.size(); i++) {
            places.add(ranked.get(i).at(i + 1));
        }
        all.stream().filter(measured -> Boolean.TRUE.equals(measured.value().smallSample()))
                .forEach(measured -> places.add(measured.at(null)));
        return places;
    }

    /**
     * Issues overdue now.
     *
     * @param name 中文名称
     * @param issues how many
     * @param fromDays so many days at least since the deadline
     * @param toDays and so many at most; absent for the oldest
     * @param asOf time of the newest event counted; absent where nothing was
     */
    public record Overdue(String name, long issues, int fromDays, @Nullable Integer toDays, @Nullable Instant asOf) {
    }

    /** Issues overdue now, by how long. */
    public List<Overdue> overdue(Caller caller, Unit unit) {
        LocalDate today = today();
        int[] ages = {0, 4, 8, 16, 31, 91};
        List<Stretch> stretches = new ArrayList<>();
        for (int i = 0; i < ages.length; i++) {
            LocalDate oldest = i + 1 < ages.length ? today.minusDays(ages[i + 1] - 1L) : today.minusYears(10).withDayOfYear(1);
            stretches.add(new Stretch(oldest, today.minusDays(ages[i])));
        }
        List<Totals> totals = cube.each(slice(caller, unit, new Period(today, today)), stretches);
        List<Overdue> overdue = new ArrayList<>();
        for (int i = 0; i < ages.length; i++) {
            Integer until = i + 1 < ages.length ? Integer.valueOf(ages[i + 1] - 1) : null;
            overdue.add(new Overdue(until == null ? "超期 " + ages[i] + " 天及以上" : "超期 " + ages[i] + "–" + until + " 天", totals.get(i).of(Count.OVERDUE_NOW), ages[i], until,
                    totals.get(i).asOf()));
        }
        return overdue;
    }

    /**
     * A service item.
     *
     * @param item its code
     * @param name its name, where it is known
     * @param figures those that are kept of items, without those that are 0
     * @param asOf time of the newest event counted; absent where nothing was
     */
    public record ItemFigures(String item, @Nullable String name, Map<Figure, Value> figures, @Nullable Instant asOf) {
    }

    /** The service items with most issues, walkthroughs or feedback. */
    public List<ItemFigures> hotItems(Caller caller, Unit unit, String period, Subject subject, int limit) {
        return named(cube.hottest(slice(caller, unit, Period.yearOrMonth(period, "事项热度")), subject, period, limit));
    }

    /** These service items, in this order. */
    public List<ItemFigures> byItem(Caller caller, Unit unit, String period, List<String> codes) {
        return named(cube.ofItems(slice(caller, unit, Period.yearOrMonth(period, "按事项的指标")), List.of(Subject.values()), period, codes));
    }

    private List<ItemFigures> named(List<CubeReader.OfItem> found) {
        Map<String, String> names = items.names(found.stream().map(CubeReader.OfItem::item).toList());
        return found.stream().map(each -> new ItemFigures(each.item(), names.get(each.item()), chosen(Value.all(each.totals())), each.totals().asOf())).toList();
    }

    /**
     * Figures by theme of the service items they are about; items whose theme is not known stand under OTHER.
     *
     * @param figures which, of those that are kept of items
     * @throws Refusal {@code not-of-items} for others
     */
    public Map<ServiceTheme, Overview> byTheme(Caller caller, Unit unit, String period, Set<Figure> figures) {
        Period days = Period.yearOrMonth(period, "按主题的指标");
        if (!Figure.OF_ITEMS.containsAll(figures)) {
            throw Refusal.rule("not-of-items", "figures", "按主题只统计这些指标：" + Figure.OF_ITEMS.stream().sorted().map(Figure::chinese).collect(Collectors.joining("、")));
        }
        Map<ServiceTheme, Overview> overviews = new EnumMap<>(ServiceTheme.class);
        items.byTheme(cube.byItem(slice(caller, unit, days), period)).forEach((theme, found) -> overviews.put(theme,
                Overview.of(unit.code(), unit.name(), days, Totals.together(found.values()), gaps.incompleteSince()).only(figures)));
        return overviews;
    }

    private static Map<Figure, Value> chosen(Map<Figure, Value> values) {
        Map<Figure, Value> chosen = new EnumMap<>(values);
        chosen.keySet().retainAll(Figure.OF_ITEMS);
        chosen.values().removeIf(value -> value.value() == 0 && (value.of() == null || value.of() == 0));
        return chosen;
    }
}
