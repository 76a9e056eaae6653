package cn.tiyan.reporting.cube;

import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.refusal.Refusal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/** Looks behind a figure: which records it is made of. */
@Component
public class RowReader {

    /** Counted on a day of their own, not on that of the record. */
    private static final Set<Count> MARKED = EnumSet.of(Count.OVERDUE_NOW, Count.CLOSED_THEN);

    private final MongoTemplate mongo;
    private final Generations generations;

    RowReader(MongoTemplate mongo, Generations generations) {
        this.mongo = mongo;
        this.generations = generations;
    }

    /**
     * A record that counts.
     *
     * @param id of the issue, walkthrough, feedback record and so on
     * @param day it counts on, in China
     * @param unit it counts for
     * @param source where it came from, by subject
     * @param kind by subject
     * @param item service item code, where known
     * @param counts what it adds, counts of 0 left out
     */
    public record Shown(String id, Subject subject, String day, String unit, @Nullable String source, @Nullable String kind, @Nullable String dimension,
            @Nullable String item, Map<Count, Long> counts) {
    }

    /**
     * The records of a subject that add to a count, newest first, by keyset.
     *
     * @param after {@link Page#next} of the page before, or null for the first
     * @throws Refusal malformed, if {@code after} is no such key
     */
    public Page<Shown> adding(Slice slice, Subject subject, Count count, int limit, @Nullable String after) {
        List<Document> all = new ArrayList<>();
        if (Row.isRare(count)) {
            all.add(new Document(Row.TAGS, Row.tag(slice.unit(), count)));
            all.add(new Document(Row.SHOWN + ".within", slice.seen()));
        } else {
            all.add(new Document(Row.SHOWN + ".within", slice.unit()));
            if (!slice.seen().equals(slice.unit())) {
                all.add(new Document(Row.SHOWN + ".within", slice.seen()));
            }
        }
        all.add(new Document(Row.SHOWN + ".subject", subject.name()));
        var days = new Document("$gte", slice.from().toString()).append("$lte", slice.to().toString());
        if (MARKED.contains(count)) {
            all.add(new Document(Row.MARKS + "." + count.key(), days));
        } else {
            all.add(new Document(Row.SHOWN + ".day", days));
            all.add(new Document(Row.COUNTS + "." + count.key(), new Document("$gt", 0)));
        }
        if (after != null) {
            all.add(DayKey.parse(after).further(Row.SHOWN + ".day").getCriteriaObject());
        }
        var order = new Document(Row.SHOWN + ".day", -1).append("_id", -1);
        List<Shown> found = mongo.execute(generations.answering().rows(), rows -> rows.find(new Document("$and", all)).sort(order).limit(limit + 1)
                .projection(new Document(Row.SHOWN, 1).append(Row.COUNTS, 1)).map(RowReader::shown).into(new ArrayList<>()));
        return Page.of(found, limit, record -> new DayKey(record.day(), record.id()).toString());
    }

    /**
     * Where a record counts, without what would name it.
     *
     * @param day it counts on, in China
     * @param within codes from the province down to the unit it counts for
     */
    public record Placed(String day, List<String> within, @Nullable String source, @Nullable String kind, @Nullable String dimension, @Nullable String item,
            Map<Count, Long> counts) {
    }

    /** Every record of a subject in the slice, one after another as they are read. */
    public void each(Slice slice, Subject subject, Consumer<Placed> taken) {
        List<Document> all = new ArrayList<>();
        all.add(new Document(Row.SHOWN + ".within", slice.unit()));
        if (!slice.seen().equals(slice.unit())) {
            all.add(new Document(Row.SHOWN + ".within", slice.seen()));
        }
        all.add(new Document(Row.SHOWN + ".subject", subject.name()));
        all.add(new Document(Row.SHOWN + ".day", new Document("$gte", slice.from().toString()).append("$lte", slice.to().toString())));
        mongo.execute(generations.answering().rows(), rows -> {
            rows.find(new Document("$and", all)).projection(new Document("_id", 0).append(Row.SHOWN, 1).append(Row.COUNTS, 1)).batchSize(2_000).forEach(row -> {
                Document shown = row.get(Row.SHOWN, Document.class);
                Coordinates at = Coordinates.of(shown);
                taken.accept(new Placed(at.day(), at.within(), at.source(), at.kind(), at.dimension(), at.item(), counts(row)));
            });
            return null;
        });
    }

    private static Map<Count, Long> counts(Document row) {
        Map<Count, Long> counts = new EnumMap<>(Count.class);
        row.get(Row.STATE, Document.class).get(Spread.SUMS, Document.class).forEach((count, value) -> counts.put(Count.valueOf(count), (Long) value));
        return counts;
    }

    private static Shown shown(Document row) {
        Document shown = row.get(Row.SHOWN, Document.class);
        Coordinates at = Coordinates.of(shown);
        return new Shown(row.getString("_id"), at.subject(), at.day(), at.unit(), at.source(), at.kind(), at.dimension(), at.item(), counts(row));
    }
}
