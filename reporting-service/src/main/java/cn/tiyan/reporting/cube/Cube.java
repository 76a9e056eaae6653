package cn.tiyan.reporting.cube;

import cn.tiyan.platform.messaging.Delivery;
import cn.tiyan.platform.messaging.Subscription;
import cn.tiyan.platform.storage.Duplicates;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
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
 * <li>the row takes in the event, or several, and keeps which deliveries brought them, in one write guarded by the row's version;
 * <li>what each changed is added to the cells; a cell remembers the offset it has counted up to and refuses what it has counted.
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
     * Takes in as many of these as can be written together, and says how many. A row may take in several events at once; but not
     * before its cells have what an event read again still owes them, nor from two partitions.
     */
    private int fold(List<Fold> waiting) {
        try {
            Map<String, Row> rows = rows(waiting);
            var taken = new LinkedHashSet<Row>();
            var again = new HashSet<Row>();
            List<Addition> owed = new ArrayList<>();
            int done = 0;
            for (Fold next : waiting) {
                Delivery<?> delivery = next.delivery();
                Row row = rows.computeIfAbsent(delivery.aggregateId(), Row::new);
                if (!row.knows(next.step().sequence())) {
                    boolean elsewhere = row.lastReadElsewhere(delivery.partition());
                    if (again.contains(row) || elsewhere && taken.contains(row)) {
                        break;
                    }
                    if (elsewhere) {
                        // The topic was given more partitions, and the old one may not be through with its last events yet.
                        count(row.owed());
                    }
                    row.take(next.step(), delivery, taken.add(row));
                    owed.addAll(row.owed(delivery.offset()));
                } else if (!taken.contains(row) && row.lastTook(delivery)) {
                    again.add(row);
                    owed.addAll(row.owed(delivery.offset()));
                }
                done++;
            }
            if (!taken.isEmpty()) {
                mongo.execute(ROWS, stored -> save(stored, taken));
            }
            count(again.isEmpty() ? together(owed) : owed);
            return done;
        } catch (OptimisticLockingFailureException e) {
            throw e;
        } catch (DataAccessException e) {
            // Rows may be written and cells not. Parking the events would leave it so: rather wait for the database.
            throw new DataAccessResourceFailureException("Not all is counted yet", e);
        }
    }

    /**
     * One addition a cell. Only of what was never counted: of what is read again a cell may have counted one part and not another,
     * and each is to be refused or taken by itself.
     */
    private static Collection<Addition> together(List<Addition> owed) {
        Map<String, Addition> cells = new LinkedHashMap<>();
        owed.forEach(addition -> cells.merge(addition.cell(), addition, Addition::and));
        return cells.values();
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
            if (Duplicates.only(e)) {
                throw new OptimisticLockingFailureException("Another consumer has just begun one of these rows", e);
            }
            throw new DataAccessResourceFailureException("The rows were not all written", e);
        }
        return null;
    }

    private void count(Collection<Addition> additions) {
        if (!additions.isEmpty()) {
            List<WriteModel<Document>> writes = additions.stream().map(Cube::write).toList();
            mongo.execute(CELLS, cells -> write(cells, writes));
        }
    }

    private static WriteModel<Document> write(Addition addition) {
        var increments = new Document();
        addition.counts().forEach((count, difference) -> increments.put("counts." + count, difference));
        Coordinates coordinates = addition.coordinates();
        var notCounted = new Document("_id", addition.cell()).append("counted", new Document("$lt", addition.offset()));
        var update = new Document("$inc", increments)
                .append("$set", new Document("counted", addition.offset()))
                .append("$max", new Document("asOf", Date.from(addition.time())))
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
                if (!Duplicates.only(e)) {
                    throw new DataAccessResourceFailureException("The cells were not all written", e);
                }
                done += e.getWriteErrors().getFirst().getIndex() + 1;
            }
        }
        return null;
    }
}
