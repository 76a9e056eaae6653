package cn.tiyan.reporting.cube;

import static java.util.Objects.requireNonNull;

import cn.tiyan.platform.organisation.Organisation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/** Adds up cells; never looks at a row. The cost grows with the units and stretches of time that are shown, not with what happened. */
@Component
public class CubeReader {

    private final MongoTemplate mongo;
    private final Generations generations;
    private final Organisation organisation;

    CubeReader(MongoTemplate mongo, Generations generations, Organisation organisation) {
        this.mongo = mongo;
        this.organisation = organisation;
        this.generations = generations;
    }

    /** Everything in the slice, added up. */
    public Totals total(Slice slice) {
        var sum = new Totals.Sum();
        each(slice.filter(), Spread.SUMS, (_, cell) -> sum.add(cell.get(Spread.SUMS, Document.class), cell.getDate("asOf").toInstant()));
        return sum.totals();
    }

    /** Added up by the units one level below, by code. What belongs to the unit itself stands under its own code. */
    public Map<String, Totals> byUnitBelow(Slice slice) {
        Map<String, Totals> units = below(slice);
        Totals own = total(slice).less(units.values());
        if (!own.isEmpty()) {
            units.put(slice.unit(), own);
        }
        return units;
    }

    private Map<String, Totals> below(Slice slice) {
        return below(slice, List.of(slice.unit()));
    }

    /**
     * Added up by the units one level below several, by code, without what belongs to these themselves.
     *
     * @param above within the slice's unit
     */
    public Map<String, Totals> below(Slice slice, List<String> above) {
        Map<String, Totals.Sum> sums = new TreeMap<>();
        each(slice.filterBelow(above), Spread.SUMS, (_, cell) -> sums.computeIfAbsent(cell.getString("unit"), _ -> new Totals.Sum())
                .add(cell.get(Spread.SUMS, Document.class), cell.getDate("asOf").toInstant()));
        return nonZero(sums);
    }

    /** Added up by source, kind or dimension; what is not known stands under {@code -}. */
    public Map<String, Totals> by(Facet facet, Slice slice) {
        Map<String, Totals.Sum> sums = new TreeMap<>();
        String part = Spread.PARTS + "." + facet;
        each(slice.filter(), part, (_, cell) -> {
            Document values = cell.get(Spread.PARTS, new Document()).get(facet.name(), new Document());
            values.forEach((value, counts) -> sums.computeIfAbsent(value, _ -> new Totals.Sum())
                    .add((Document) counts, cell.getDate("asOf").toInstant()));
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
        Map<String, List<Integer>> wanted = new HashMap<>();
        List<Totals.Sum> sums = new ArrayList<>();
        for (int i = 0; i < stretches.size(); i++) {
            sums.add(new Totals.Sum());
            for (String period : slice.over(stretches.get(i).from(), stretches.get(i).to()).periods()) {
                wanted.computeIfAbsent(period, _ -> new ArrayList<>()).add(i);
            }
        }
        var filter = new Document("unit", slice.unit()).append("period", new Document("$in", List.copyOf(wanted.keySet()))).append("within", slice.seen());
        each(filter, Spread.SUMS, (period, cell) -> requireNonNull(wanted.get(period)).forEach(i ->
                sums.get(i).add(cell.get(Spread.SUMS, Document.class), cell.getDate("asOf").toInstant())));
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
        if (isSummed(slice, period)) {
            return mongo.execute(generations.answering().items(), cells -> cells.find(items(slice, subject, List.of(period)))
                    .sort(new Document(Spread.HEAT, -1)).limit(limit).map(CubeReader::ofItem).into(new ArrayList<>()));
        }
        Map<String, Totals.Sum> sums = new HashMap<>();
        Map<String, Long> heat = new HashMap<>();
        mongo.execute(generations.answering().items(), cells -> {
            cells.find(items(slice, subject, months(period))).forEach(cell -> {
                heat.merge(cell.getString("item"), ((Number) cell.get(Spread.HEAT)).longValue(), Long::sum);
                sums.computeIfAbsent(cell.getString("item"), _ -> new Totals.Sum()).add(cell.get(Spread.SUMS, Document.class), cell.getDate("asOf").toInstant());
            });
            return null;
        });
        return heat.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey())).limit(limit)
                .map(entry -> new OfItem(entry.getKey(), requireNonNull(sums.get(entry.getKey())).totals())).toList();
    }

    /** How much there was of every service item, by its code. */
    public Map<String, Long> heat(Slice slice, Subject subject, String period) {
        Map<String, Long> heat = new HashMap<>();
        List<String> periods = isSummed(slice, period) ? List.of(period) : months(period);
        mongo.execute(generations.answering().items(), cells -> {
            cells.find(items(slice, subject, periods)).projection(new Document("_id", 0).append("item", 1).append(Spread.HEAT, 1))
                    .forEach(cell -> heat.merge(cell.getString("item"), ((Number) cell.get(Spread.HEAT)).longValue(), Long::sum));
            return null;
        });
        return heat;
    }

    private static Document items(Slice slice, Subject subject, List<String> periods) {
        return new Document("unit", slice.unit()).append("subject", subject.name()).append("period", periods.size() == 1 ? periods.getFirst() : new Document("$in", periods))
                .append("within", slice.seen()).append(Spread.HEAT, new Document("$gt", 0));
    }

    /** Whether there are cells of items for it: months are there always, years where there is much. */
    private boolean isSummed(Slice slice, String period) {
        return period.length() > 4 || organisation.find(slice.unit()).filter(unit -> unit.within().size() <= Spread.YEARS_OF_ITEMS).isPresent();
    }

    private static List<String> months(String year) {
        return IntStream.rangeClosed(1, 12).mapToObj(month -> "%s-%02d".formatted(year, month)).toList();
    }

    /** What there was of one service item in each of these months, of all subjects together. */
    public Map<String, Totals> ofItem(Slice slice, String item, List<String> periods) {
        var filter = new Document("item", item).append("unit", slice.unit()).append("period", new Document("$in", periods)).append("within", slice.seen());
        Map<String, Totals.Sum> sums = new TreeMap<>();
        mongo.execute(generations.answering().items(), cells -> {
            cells.find(filter).forEach(cell -> sums.computeIfAbsent(cell.getString("period"), _ -> new Totals.Sum())
                    .add(cell.get(Spread.SUMS, Document.class), cell.getDate("asOf").toInstant()));
            return null;
        });
        return nonZero(sums);
    }

    /** The same of several service items, by item and month; items of which there was nothing are left out. */
    public Map<String, Map<String, Totals>> ofItems(Slice slice, Collection<String> items, Collection<String> periods) {
        var filter = new Document("item", new Document("$in", List.copyOf(items))).append("unit", slice.unit())
                .append("period", new Document("$in", List.copyOf(periods))).append("within", slice.seen());
        Map<String, Map<String, Totals.Sum>> sums = new HashMap<>();
        mongo.execute(generations.answering().items(), cells -> {
            cells.find(filter).forEach(cell -> sums.computeIfAbsent(cell.getString("item"), _ -> new TreeMap<>())
                    .computeIfAbsent(cell.getString("period"), _ -> new Totals.Sum()).add(cell.get(Spread.SUMS, Document.class), cell.getDate("asOf").toInstant()));
            return null;
        });
        Map<String, Map<String, Totals>> totals = new HashMap<>();
        sums.forEach((item, periodsOfItem) -> totals.put(item, nonZero(periodsOfItem)));
        return totals;
    }

    /** What there was of all service items but these together, in each of these months; added up by the database. */
    public Map<String, Totals> ofOtherItems(Slice slice, Collection<String> but, Collection<String> periods) {
        var match = new Document("unit", slice.unit()).append("subject", new Document("$in", Arrays.stream(Subject.values()).map(Subject::name).toList()))
                .append("period", new Document("$in", List.copyOf(periods))).append("within", slice.seen()).append("item", new Document("$nin", List.copyOf(but)));
        var group = new Document("_id", "$period").append("asOf", new Document("$max", "$asOf"));
        Spread.OF_ITEMS.forEach(count -> group.append(count.key(), new Document("$sum", "$" + Spread.SUMS + "." + count.key())));
        Map<String, Totals.Sum> sums = new TreeMap<>();
        mongo.execute(generations.answering().items(), cells -> {
            cells.aggregate(List.of(new Document("$match", match), new Document("$group", group))).forEach(found -> {
                var counts = new Document(found);
                String period = found.getString("_id");
                counts.keySet().removeAll(List.of("_id", "asOf"));
                sums.computeIfAbsent(period, _ -> new Totals.Sum()).add(counts, found.getDate("asOf").toInstant());
            });
            return null;
        });
        return nonZero(sums);
    }

    /**
     * What there was of one service item.
     *
     * @param item its code
     */
    public record OfItem(String item, Totals totals) {
    }

    private static OfItem ofItem(Document cell) {
        var sum = new Totals.Sum();
        sum.add(cell.get(Spread.SUMS, Document.class), cell.getDate("asOf").toInstant());
        return new OfItem(cell.getString("item"), sum.totals());
    }

    private void each(Document filter, String fields, BiConsumer<String, Document> taken) {
        mongo.execute(generations.answering().cells(), cells -> {
            cells.find(filter).projection(new Document("_id", 0).append("unit", 1).append("period", 1).append("asOf", 1).append(fields, 1))
                    .batchSize(2_000).forEach(cell -> taken.accept(cell.getString("period"), cell));
            return null;
        });
    }

    /** What moved elsewhere leaves cells of zeros behind. */
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
