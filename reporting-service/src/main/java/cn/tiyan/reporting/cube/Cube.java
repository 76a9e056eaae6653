package cn.tiyan.reporting.cube;

import cn.tiyan.platform.messaging.Delivery;
import cn.tiyan.platform.messaging.Subscription;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * Folds events into rows and cells, each event exactly once without a transaction:
 * <ol>
 * <li>the row takes in the event and keeps what the aggregate added to which cell before and after it, in one write guarded by
 * the row's version;
 * <li>the difference is added to the cells; a cell remembers the offset it has counted up to and refuses what it has counted.
 * </ol>
 * After a crash in between the event comes again at the same offset: the row knows it and says the same difference, and only the
 * cells that missed it take it. A duplicate at a later offset is stopped by the row, which knows the sequence. Until the cells
 * have counted an event its partition waits, so no cell moves past an offset that is still owed.
 */
@Component
class Cube implements Subscription.Together {

    static final String CELLS = "cell";
    /** Every answer asks for a line of units and a span of days. */
    static final String FIGURES_INDEX = "figures";
    private static final String ROWS = "row";
    private static final String VERSION = "version";
    private static final int DUPLICATE_KEY = 11000;

    private final MongoTemplate mongo;
    private final ThreadLocal<@Nullable List<Fold>> putOff = new ThreadLocal<>();

    /** What one event means. */
    private record Fold(Delivery<?> delivery, Step step) {
    }

    Cube(MongoTemplate mongo) {
        this.mongo = mongo;
        mongo.indexOps(CELLS).createIndex(new Index().named(FIGURES_INDEX).on("within", Sort.Direction.ASC).on("day", Sort.Direction.ASC));
    }

    /** From here on events of this thread are put off, until {@link #end}. */
    @Override
    public void begin() {
        putOff.set(new ArrayList<>());
    }

    /** Takes in what was put off. */
    @Override
    public void end() {
        List<Fold> waiting = putOff.get();
        putOff.remove();
        for (int done = 0; done < waiting.size(); ) {
            done += fold(waiting.subList(done, waiting.size()));
        }
    }

    /** Takes in what one event means: at once, or, between {@link #begin} and {@link #end}, together with others. */
    void fold(Delivery<?> delivery, Step step) {
        List<Fold> waiting = putOff.get();
        var fold = new Fold(delivery, step);
        if (waiting == null) {
            fold(List.of(fold));
        } else {
            waiting.add(fold);
        }
    }

    /**
     * Takes in as many of these as can be written together, and says how many. A row may take in several events, and owes its cells
     * their sum, at the offset of the last; but not before its cells have what it owed them already, nor from two partitions.
     */
    private int fold(List<Fold> waiting) {
        try {
            Map<String, Row> rows = rows(waiting);
            var taken = new LinkedHashSet<Row>();
            var owed = new LinkedHashSet<Row>();
            int done = 0;
            for (Fold next : waiting) {
                Delivery<?> delivery = next.delivery();
                Row row = rows.computeIfAbsent(delivery.aggregateId(), Row::new);
                boolean elsewhere = row.lastReadElsewhere(delivery.partition());
                if (!row.knows(next.step().sequence())) {
                    if (owed.contains(row) && (elsewhere || !taken.contains(row))) {
                        break;
                    }
                    if (elsewhere) {
                        // The topic was given more partitions, and the old one may not be through with its last event yet.
                        count(List.of(row));
                    }
                    row.take(next.step(), delivery, taken.add(row));
                    // Cells are counted in the order of offsets.
                    owed.remove(row);
                    owed.add(row);
                } else if (row.lastTook(delivery)) {
                    owed.add(row);
                }
                done++;
            }
            if (!taken.isEmpty()) {
                mongo.execute(ROWS, stored -> save(stored, taken));
            }
            count(owed);
            return done;
        } catch (OptimisticLockingFailureException e) {
            throw e;
        } catch (DataAccessException e) {
            // Rows may be written and cells not. Parking the events would leave it so: rather wait for the database.
            throw new DataAccessResourceFailureException("Not all is counted yet", e);
        }
    }

    private Map<String, Row> rows(List<Fold> group) {
        List<String> ids = group.stream().map(fold -> fold.delivery().aggregateId()).distinct().toList();
        Map<String, Row> rows = new HashMap<>();
        mongo.find(Query.query(Criteria.where("_id").in(ids)), Row.class).forEach(row -> rows.put(row.id(), row));
        return rows;
    }

    /** @throws OptimisticLockingFailureException where another consumer has written one of them meanwhile; the others are written */
    private @Nullable Void save(MongoCollection<Document> stored, Collection<Row> rows) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (Row row : rows) {
            var document = new Document();
            mongo.getConverter().write(row, document);
            document.put(VERSION, row.nextVersion());
            writes.add(row.isNew() ? new InsertOneModel<>(document)
                    : new ReplaceOneModel<>(new Document("_id", row.id()).append(VERSION, row.version()), document));
        }
        try {
            var result = stored.bulkWrite(writes, new BulkWriteOptions().ordered(false));
            if (result.getInsertedCount() + result.getMatchedCount() < writes.size()) {
                throw new OptimisticLockingFailureException("Another consumer has written one of these rows");
            }
        } catch (MongoBulkWriteException e) {
            if (isDuplicate(e)) {
                throw new OptimisticLockingFailureException("Another consumer has just begun one of these rows", e);
            }
            throw new DataAccessResourceFailureException("The rows were not all written", e);
        }
        return null;
    }

    private void count(Collection<Row> rows) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (Row row : rows) {
            row.differences().forEach((coordinates, counts) -> writes.add(addition(row, coordinates, counts)));
        }
        if (!writes.isEmpty()) {
            mongo.execute(CELLS, cells -> write(cells, writes));
        }
    }

    private static WriteModel<Document> addition(Row row, Coordinates coordinates, Map<Count, Long> counts) {
        var increments = new Document();
        counts.forEach((count, difference) -> increments.put("counts." + count, difference));
        var notCounted = new Document("_id", coordinates.cell(row.partition())).append("counted", new Document("$lt", row.offset()));
        var update = new Document("$inc", increments)
                .append("$set", new Document("counted", row.offset()))
                .append("$max", new Document("asOf", Date.from(row.time())))
                .append("$setOnInsert", new Document("subject", coordinates.subject().name()).append("day", coordinates.day())
                        .append("unit", coordinates.unit()).append("within", coordinates.within()).append("source", coordinates.source())
                        .append("kind", coordinates.kind()).append("dimension", coordinates.dimension()).append("item", coordinates.item()));
        return new UpdateOneModel<>(notCounted, update, new UpdateOptions().upsert(true));
    }

    /** In order, as a cell refuses what lies before an offset it has counted. */
    private static @Nullable Void write(MongoCollection<Document> cells, List<WriteModel<Document>> writes) {
        int done = 0;
        while (done < writes.size()) {
            try {
                cells.bulkWrite(writes.subList(done, writes.size()), new BulkWriteOptions().ordered(true));
                return null;
            } catch (MongoBulkWriteException e) {
                // A cell that has counted this offset is not found, and adding it anew meets its own id: it is up to date.
                if (!isDuplicate(e)) {
                    throw new DataAccessResourceFailureException("The cells were not all written", e);
                }
                done += e.getWriteErrors().getFirst().getIndex() + 1;
            }
        }
        return null;
    }

    private static boolean isDuplicate(MongoBulkWriteException e) {
        return e.getWriteConcernError() == null && e.getWriteErrors().stream().allMatch(error -> error.getCode() == DUPLICATE_KEY);
    }
}
