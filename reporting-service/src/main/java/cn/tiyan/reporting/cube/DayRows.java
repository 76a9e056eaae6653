package cn.tiyan.reporting.cube;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Days of units so far down the tree that no cells are kept of them: so little happens there that the rows themselves are added up. Each
 * row is told of as the cell it would have made, were it alone.
 */
@Component
class DayRows {

    private static final List<String> SUBJECTS = Arrays.stream(Subject.values()).map(Subject::name).toList();
    private static final List<Count> MARKS = List.of(Count.OVERDUE_NOW, Count.CLOSED_THEN);

    private static final Document SEEN = new Document("_id", 0).append(Row.SHOWN, 1).append(Row.COUNTS, 1).append(Row.MARKS, 1).append(Row.STATE + ".took", 1).append(Row.STATE + ".asOf", 1);

    private final MongoTemplate mongo;
    private final Generations generations;

    DayRows(MongoTemplate mongo, Generations generations) {
        this.mongo = mongo;
        this.generations = generations;
    }

    /** Whether a unit at this level has no cells of days. */
    static boolean isDeep(int level) {
        return level > Spread.LEVELS_WITH_DAYS;
    }

    /**
     * Of the unit's own subtree.
     *
     * @param periods among which the days are
     * @param taken one row's cell: unit, period, sums and parts as in a cell of that day
     */
    void of(Slice slice, Collection<String> periods, Consumer<Document> taken) {
        read(slice.days(periods), List.of(slice.unit()), _ -> slice.unit(), taken);
    }

    /** Of the units one level below these, which lie within the slice's unit; what belongs to these themselves is left out. */
    void below(Slice slice, List<String> above, Consumer<Document> taken) {
        read(slice.days(slice.periods()), above, within -> {
            int below = 1;
            while (!above.contains(within.get(below - 1))) {
                below++;
            }
            return below < within.size() ? within.get(below) : null;
        }, taken);
    }

    /** @param counting the unit a row counts for, by the line of units it lies within; null where it does not */
    private void read(List<Slice> stretches, List<String> units, Function<List<String>, @Nullable String> counting, Consumer<Document> taken) {
        for (Slice stretch : stretches) {
            String from = stretch.from().toString();
            String to = stretch.to().toString();
            each(stretch, new Document(Row.SHOWN + ".within", new Document("$in", units)).append(Row.SHOWN + ".subject", new Document("$in", SUBJECTS))
                    .append(Row.SHOWN + ".day", new Document("$gte", from).append("$lte", to)), counting, (row, unit) -> taken.accept(cell(row, unit)));
            List<Document> marked = units.stream().flatMap(unit -> MARKS.stream().map(count -> new Document(Row.MARKED, new Document("$elemMatch",
                    new Document("$gte", Row.marked(unit, count, from)).append("$lte", Row.marked(unit, count, to)))))).toList();
            each(stretch, new Document("$or", marked), counting, (row, unit) -> row.get(Row.STATE, Document.class).get("marks", Document.class).forEach((count, day) -> {
                if (from.compareTo((String) day) <= 0 && to.compareTo((String) day) >= 0) {
                    taken.accept(cell(row, unit, (String) day, new Document(count, 1L), new Document(count, 1L)));
                }
            }));
        }
    }

    private void each(Slice slice, Document filter, Function<List<String>, @Nullable String> counting, BiConsumer<Document, String> counted) {
        var seen = new Document(Row.SHOWN + ".within", new Document("$all", List.of(slice.unit(), slice.seen())));
        mongo.execute(generations.answering().rows(), rows -> {
            rows.find(new Document("$and", List.of(filter, seen))).projection(SEEN).batchSize(2_000).forEach(row -> {
                String unit = counting.apply(row.get(Row.SHOWN, Document.class).getList("within", String.class));
                if (unit != null) {
                    counted.accept(row, unit);
                }
            });
            return null;
        });
    }

    private static Document cell(Document row, String unit) {
        Document state = row.get(Row.STATE, Document.class);
        Document counts = state.get(Spread.SUMS, Document.class);
        var all = new Document(counts);
        state.getList("took", String.class).forEach(took -> all.append(took, 1L));
        return cell(row, unit, row.get(Row.SHOWN, Document.class).getString("day"), all, counts);
    }

    /** @param counted of all, what there is by source, kind and dimension */
    private static Document cell(Document row, String unit, String day, Document all, Document counted) {
        Coordinates at = Coordinates.of(row.get(Row.SHOWN, Document.class));
        var parts = new Document();
        for (Facet facet : Facet.values()) {
            parts.append(facet.name(), new Document(Spread.name(facet.of(at)), counted));
        }
        return new Document("unit", unit).append("period", day).append(CellState.STATE,
                new Document("asOf", row.get(Row.STATE, Document.class).getDate("asOf")).append(Spread.SUMS, all).append(Spread.PARTS, parts));
    }
}
