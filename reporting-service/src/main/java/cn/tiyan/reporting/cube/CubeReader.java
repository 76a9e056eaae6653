package cn.tiyan.reporting.cube;

import static java.util.Objects.requireNonNull;

import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/** Adds up cells, and rows only for days of units far down, see {@link DayRows}. The cost grows with the units and stretches of time that are shown, not with what happened. */
@Component
public class CubeReader {

    private final MongoTemplate mongo;
    private final Generations generations;
    private final DayRows dayRows;
    private final Organisation organisation;

    CubeReader(MongoTemplate mongo, Generations generations, DayRows dayRows, Organisation organisation) {
        this.mongo = mongo;
        this.dayRows = dayRows;
        this.organisation = organisation;
        this.generations = generations;
    }

    /** Everything in the slice, added up. */
    public Totals total(Slice slice) {
        var sum = new Totals.Sum();
        each(slice, slice.sums(), (cell, sign) -> sum.add(sums(cell, Spread.SUMS), asOf(cell), sign));
        return sum.totals();
    }

    /** Added up by the units one level below, by code. What belongs to the unit itself stands under its own code. */
    public Map<String, Totals> byUnitBelow(Slice slice) {
        Map<String, Totals> units = below(slice, List.of(slice.unit()));
        Totals own = total(slice).less(units.values());
        if (!own.isEmpty()) {
            units.put(slice.unit(), own);
        }
        return units;
    }

    /**
     * Added up for each of several units, by code.
     *
     * @param units within the slice's unit
     */
    public Map<String, Totals> of(Slice slice, List<Unit> units) {
        Map<Boolean, List<Unit>> kinds = units.stream().collect(Collectors.partitioningBy(unit -> DayRows.isDeep(unit.within().size())));
        Map<String, Totals> totals = new TreeMap<>();
        List<String> shallow = requireNonNull(kinds.get(false)).stream().map(Unit::code).toList();
        if (!shallow.isEmpty()) {
            Map<String, Integer> terms = slice.terms();
            Map<String, Totals.Sum> sums = new HashMap<>();
            add(slice, slice.filter(shallow, terms.keySet()), terms, sums);
            totals.putAll(nonZero(sums));
        }
        Set<String> deep = requireNonNull(kinds.get(true)).stream().map(Unit::code).collect(Collectors.toSet());
        if (!deep.isEmpty()) {
            List<String> above = requireNonNull(kinds.get(true)).stream().map(unit -> requireNonNull(unit.parent())).distinct().toList();
            below(slice, above).forEach((unit, total) -> {
                if (deep.contains(unit)) {
                    totals.put(unit, total);
                }
            });
        }
        return totals;
    }

    /** Of the units one level below several, which lie within the slice's unit; without what belongs to these themselves. */
    private Map<String, Totals> below(Slice slice, List<String> above) {
        Map<String, Totals.Sum> sums = new TreeMap<>();
        boolean deep = DayRows.isDeep(level(above.getFirst()) + 1);
        Map<String, Integer> terms = deep ? slice.plainTerms() : slice.terms();
        add(slice, slice.filterBelow(above, deep ? summed(terms.keySet()) : terms.keySet()), terms, sums);
        if (deep) {
            dayRows.below(slice, above, day -> addCell(day, terms, sums));
        }
        return nonZero(sums);
    }

    private void add(Slice slice, Document filter, Map<String, Integer> terms, Map<String, Totals.Sum> units) {
        cells(filter, slice.sums(), cell -> addCell(cell, terms, units));
    }

    private static void addCell(Document cell, Map<String, Integer> terms, Map<String, Totals.Sum> units) {
        units.computeIfAbsent(cell.getString("unit"), _ -> new Totals.Sum())
                .add(sums(cell, Spread.SUMS), asOf(cell), requireNonNull(terms.get(cell.getString("period"))));
    }

    /** Added up by source, kind or dimension; what is not known stands under {@code -}. */
    public Map<String, Totals> by(Facet facet, Slice slice) {
        Map<String, Totals.Sum> sums = new TreeMap<>();
        String part = Spread.PARTS + "." + facet;
        each(slice, List.of(part), (cell, sign) -> {
            Document values = state(cell).get(Spread.PARTS, new Document()).get(facet.name(), new Document());
            values.forEach((value, counts) -> sums.computeIfAbsent(value, _ -> new Totals.Sum()).add((Document) counts, asOf(cell), sign));
        });
        return nonZero(sums);
    }

    /**
     * Added up for each of several stretches of time, with one question.
     *
     * @param slice the unit; its days do not matter
     * @param stretches first and last days, in the order they are wanted
     */
    public List<Totals> each(Slice slice, List<Stretch> stretches) {
        record Part(Totals.Sum of, int sign) {
        }
        Map<String, List<Part>> wanted = new HashMap<>();
        List<Totals.Sum> sums = new ArrayList<>();
        for (Stretch stretch : stretches) {
            var sum = new Totals.Sum();
            sums.add(sum);
            terms(slice.over(stretch.from(), stretch.to())).forEach((period, sign) -> wanted.computeIfAbsent(period, _ -> new ArrayList<>()).add(new Part(sum, sign)));
        }
        each(slice, wanted.keySet(), slice.sums(), cell -> requireNonNull(wanted.get(cell.getString("period"))).forEach(part ->
                part.of().add(sums(cell, Spread.SUMS), asOf(cell), part.sign())));
        return sums.stream().map(Totals.Sum::totals).toList();
    }

    /**
     * Some days.
     *
     * @param from first
     * @param to last
     */
    public record Stretch(LocalDate from, LocalDate to) {
    }

    /**
     * The service items of which there was most, most first.
     *
     * @param period {@code 2026} or {@code 2026-11}
     */
    public List<OfItem> hottest(Slice slice, Subject subject, String period, int limit) {
        List<String> hottest = heat(slice, subject, period).items().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey())).limit(limit).map(Map.Entry::getKey).toList();
        return ofItems(slice, List.of(subject), period, hottest);
    }

    /**
     * These service items, in this order, with what there was of each.
     *
     * @param subjects of which kinds
     * @param period {@code 2026} or {@code 2026-11}
     * @param items codes
     */
    public List<OfItem> ofItems(Slice slice, Collection<Subject> subjects, String period, List<String> items) {
        Map<String, Totals.Sum> sums = new HashMap<>();
        pages(slice, subjects, periods(slice, period), items, (item, page) -> sums.computeIfAbsent(item, _ -> new Totals.Sum()).add(ofItem(page, item), asOf(page), 1));
        return items.stream().map(item -> new OfItem(item, sums.containsKey(item) ? requireNonNull(sums.get(item)).totals() : Totals.NONE)).toList();
    }

    /**
     * All service items of which there was anything, by code.
     *
     * @param period {@code 2026} or {@code 2026-11}
     */
    public Map<String, Totals> byItem(Slice slice, String period) {
        Map<String, Totals.Sum> sums = new HashMap<>();
        wholePages(slice, List.of(Subject.values()), period, Spread.ITEMS, (items, asOf) -> items.forEach((item, counts) ->
                sums.computeIfAbsent(Spread.value(item), _ -> new Totals.Sum()).add((Document) counts, asOf, 1)));
        return nonZero(sums);
    }

    /**
     * How much there was of every service item.
     *
     * @param items by code
     * @param asOf time of the newest event counted; null where nothing was
     */
    public record Heat(Map<String, Long> items, @Nullable Instant asOf) {
    }

    /** How much there was of every service item, by its code. */
    public Heat heat(Slice slice, Subject subject, String period) {
        Map<String, Long> heat = new HashMap<>();
        List<Instant> counted = new ArrayList<>();
        wholePages(slice, List.of(subject), period, Spread.HEAT, (items, asOf) -> {
            counted.add(asOf);
            items.forEach((item, more) -> heat.merge(Spread.value(item), ((Number) more).longValue(), Long::sum));
        });
        heat.values().removeIf(much -> much == 0);
        return new Heat(heat, newest(counted));
    }

    /**
     * Which service items were walked.
     *
     * @param roles by {@link cn.tiyan.contracts.vocabulary.WalkthroughRole} and item: how many walkthroughs, and how many looked at each dimension
     * @param asOf time of the newest event counted; null where nothing was
     */
    public record Walked(Map<String, Map<String, Map<Count, Long>>> roles, @Nullable Instant asOf) {
    }

    /** Which service items were walked in which role. */
    public Walked walked(Slice slice, String period) {
        Map<String, Map<String, Totals.Sum>> roles = new HashMap<>();
        List<Instant> counted = new ArrayList<>();
        wholePages(slice, List.of(Subject.WALKTHROUGH), period, Spread.WALKED, (inRoles, asOf) -> {
            counted.add(asOf);
            inRoles.forEach((role, items) -> ((Document) items).forEach((item, counts) -> roles.computeIfAbsent(role, _ -> new HashMap<>())
                    .computeIfAbsent(Spread.value(item), _ -> new Totals.Sum()).add((Document) counts, asOf, 1)));
        });
        Map<String, Map<String, Map<Count, Long>>> walked = new HashMap<>();
        roles.forEach((role, items) -> nonZero(items).forEach((item, totals) -> walked.computeIfAbsent(role, _ -> new HashMap<>()).put(item, totals.counts())));
        return new Walked(walked, newest(counted));
    }

    /** Months are there always, years where there is much. */
    private List<String> periods(Slice slice, String period) {
        return period.length() > 4 || level(slice.unit()) <= Spread.LEVELS_WITH_YEARS_OF_ITEMS ? List.of(period)
                : IntStream.rangeClosed(1, 12).mapToObj(month -> "%s-%02d".formatted(period, month)).toList();
    }

    private static Document filter(Slice slice, Collection<Subject> subjects, Collection<String> periods) {
        return new Document("unit", slice.unit()).append("period", new Document("$in", List.copyOf(periods))).append("within", slice.seen())
                .append("subject", new Document("$in", subjects.stream().map(Subject::name).toList()));
    }

    /** Reads one part of all pages of a year or a month; where a page has nothing of it, an empty one. */
    private void wholePages(Slice slice, Collection<Subject> subjects, String period, String part, BiConsumer<Document, Instant> taken) {
        mongo.execute(generations.answering().items(), pages -> {
            pages.find(filter(slice, subjects, periods(slice, period))).projection(new Document("_id", 0).append(in("asOf"), 1).append(in(part), 1)).batchSize(2_000)
                    .forEach(page -> taken.accept(state(page).get(part, new Document()), asOf(page)));
            return null;
        });
    }

    /** Looks these items up on their pages. */
    private void pages(Slice slice, Collection<Subject> subjects, Collection<String> periods, Collection<String> items, BiConsumer<String, Document> taken) {
        int level = level(slice.unit());
        Map<Integer, List<String>> wanted = items.stream().collect(Collectors.groupingBy(item -> Spread.page(item, level)));
        var fields = new Document("_id", 0).append("period", 1).append(in("asOf"), 1).append(Cube.PAGE, 1);
        items.forEach(item -> fields.append(in(Spread.ITEMS + "." + Spread.name(item)), 1));
        mongo.execute(generations.answering().items(), pages -> {
            pages.find(filter(slice, subjects, periods).append(Cube.PAGE, new Document("$in", List.copyOf(wanted.keySet())))).projection(fields).batchSize(2_000)
                    .forEach(page -> requireNonNull(wanted.get(page.getInteger(Cube.PAGE))).forEach(item -> taken.accept(item, page)));
            return null;
        });
    }

    private static @Nullable Document ofItem(Document page, String item) {
        return state(page).get(Spread.ITEMS, new Document()).get(Spread.name(item), Document.class);
    }

    /** What there was of one service item in each of these months, of all subjects together. */
    public Map<String, Totals> ofItem(Slice slice, String item, List<String> periods) {
        return ofItems(slice, List.of(item), periods).getOrDefault(item, Map.of());
    }

    /** The same of several service items, by item and month; items of which there was nothing are left out. */
    public Map<String, Map<String, Totals>> ofItems(Slice slice, Collection<String> items, Collection<String> periods) {
        Map<String, Map<String, Totals.Sum>> sums = new HashMap<>();
        pages(slice, List.of(Subject.values()), periods, items, (item, page) -> sums.computeIfAbsent(item, _ -> new TreeMap<>())
                .computeIfAbsent(page.getString("period"), _ -> new Totals.Sum()).add(ofItem(page, item), asOf(page), 1));
        Map<String, Map<String, Totals>> totals = new HashMap<>();
        sums.forEach((item, periodsOfItem) -> {
            Map<String, Totals> some = nonZero(periodsOfItem);
            if (!some.isEmpty()) {
                totals.put(item, some);
            }
        });
        return totals;
    }

    /** What there was of all service items but these together, in each of these months. */
    public Map<String, Totals> ofOtherItems(Slice slice, Collection<String> but, Collection<String> periods) {
        Map<String, Totals.Sum> sums = new TreeMap<>();
        cells(slice.filter(periods), List.of(Spread.ABOUT_ITEMS), cell -> sums.computeIfAbsent(cell.getString("period"), _ -> new Totals.Sum())
                .add(sums(cell, Spread.ABOUT_ITEMS), asOf(cell), 1));
        Map<String, List<Totals>> apart = new HashMap<>();
        ofItems(slice, but, periods).values().forEach(item -> item.forEach((period, totals) -> apart.computeIfAbsent(period, _ -> new ArrayList<>()).add(totals)));
        Map<String, Totals> others = new LinkedHashMap<>();
        sums.forEach((period, sum) -> {
            Totals left = sum.totals().less(apart.getOrDefault(period, List.of()));
            if (!left.isEmpty()) {
                others.put(period, left);
            }
        });
        return others;
    }

    /**
     * What there was of one service item.
     *
     * @param item its code
     */
    public record OfItem(String item, Totals totals) {
    }

    private int level(String unit) {
        return organisation.find(unit).map(found -> found.within().size()).orElse(1);
    }

    /** Of units far down there are no cells of days, and nothing can be taken away from a month. */
    private Map<String, Integer> terms(Slice slice) {
        return DayRows.isDeep(level(slice.unit())) ? slice.plainTerms() : slice.terms();
    }

    /** All of the slice, each cell with its sign. */
    private void each(Slice slice, List<String> fields, ObjIntConsumer<Document> taken) {
        Map<String, Integer> terms = terms(slice);
        each(slice, terms.keySet(), fields, cell -> taken.accept(cell, requireNonNull(terms.get(cell.getString("period")))));
    }

    /** Of the slice's unit, in these periods: from cells, or where there are none, from rows. */
    private void each(Slice slice, Collection<String> periods, List<String> fields, Consumer<Document> taken) {
        boolean deep = DayRows.isDeep(level(slice.unit()));
        cells(slice.filter(deep ? summed(periods) : periods), fields, taken);
        if (deep) {
            dayRows.of(slice, periods, taken);
        }
    }

    /** Months and years. */
    private static List<String> summed(Collection<String> periods) {
        return periods.stream().filter(period -> !Slice.isDay(period)).toList();
    }

    private void cells(Document filter, List<String> fields, Consumer<Document> taken) {
        var shown = new Document("_id", 0).append("unit", 1).append("period", 1).append(in("asOf"), 1);
        fields.forEach(field -> shown.append(in(field), 1));
        mongo.execute(generations.answering().cells(), cells -> {
            cells.find(filter).projection(shown).batchSize(2_000).forEach(taken);
            return null;
        });
    }

    private static String in(String field) {
        return CellState.STATE + "." + field;
    }

    private static Document state(Document cell) {
        return cell.get(CellState.STATE, Document.class);
    }

    private static @Nullable Document sums(Document cell, String part) {
        return state(cell).get(part, Document.class);
    }

    private static @Nullable Instant newest(List<Instant> counted) {
        return counted.stream().max(Comparator.naturalOrder()).orElse(null);
    }

    private static Instant asOf(Document cell) {
        return state(cell).getDate("asOf").toInstant();
    }

    /** What moved elsewhere leaves empty cells behind. */
    private static Map<String, Totals> nonZero(Map<String, Totals.Sum> sums) {
        Map<String, Totals> totals = new LinkedHashMap<>();
        sums.forEach((key, sum) -> {
            Totals total = sum.totals();
            if (!total.isEmpty()) {
                totals.put(key, total);
            }
        });
        return totals;
    }
}
