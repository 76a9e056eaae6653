package cn.tiyan.reporting.cube;

import cn.tiyan.platform.messaging.Delivery;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
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
class Cube {

    static final String CELLS = "cell";
    /** Every answer asks for a line of units and a span of days. */
    static final String FIGURES_INDEX = "figures";
    private static final int DUPLICATE_KEY = 11000;

    private final MongoTemplate mongo;

    Cube(MongoTemplate mongo) {
        this.mongo = mongo;
        mongo.indexOps(CELLS).createIndex(new Index().named(FIGURES_INDEX).on("within", Sort.Direction.ASC).on("day", Sort.Direction.ASC));
    }

    /** Takes in what one event means. */
    void fold(Delivery<?> delivery, Step step) {
        try {
            Row row = mongo.findById(delivery.aggregateId(), Row.class);
            if (row == null) {
                row = new Row(delivery.aggregateId());
            }
            if (!row.knows(step.sequence())) {
                if (row.lastReadElsewhere(delivery.partition())) {
                    // The topic was given more partitions, and the old one may not be through with its last event yet.
                    count(row);
                }
                row.take(step, delivery);
                mongo.save(row);
                count(row);
            } else if (row.lastTook(delivery)) {
                count(row);
            }
        } catch (OptimisticLockingFailureException e) {
            throw e;
        } catch (DuplicateKeyException e) {
            throw new OptimisticLockingFailureException("Another consumer has just begun this row", e);
        } catch (DataAccessException e) {
            // The row may be written and the cells not. Parking the event would leave it so: rather wait for the database.
            throw new DataAccessResourceFailureException("Not all is counted yet", e);
        }
    }

    private void count(Row row) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        row.differences().forEach((coordinates, counts) -> writes.add(addition(row, coordinates, counts)));
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

    private static @Nullable Void write(MongoCollection<Document> cells, List<WriteModel<Document>> writes) {
        try {
            cells.bulkWrite(writes, new BulkWriteOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            // A cell that has counted this offset is not found, and adding it anew meets its own id: it is up to date.
            boolean upToDate = e.getWriteConcernError() == null && e.getWriteErrors().stream().allMatch(error -> error.getCode() == DUPLICATE_KEY);
            if (!upToDate) {
                throw new DataAccessResourceFailureException("The cells were not all written", e);
            }
        }
        return null;
    }
}
