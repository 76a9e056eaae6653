package cn.tiyan.reporting.cube;

import cn.tiyan.contracts.Event;
import cn.tiyan.platform.messaging.Delivery;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.model.BulkWriteOptions;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;

/**
 * Folds events into rows and cells, each event exactly once without a transaction:
 * <ol>
 * <li>the row says what its aggregate adds to which cell, before and after the event;
 * <li>the difference is added to the cells first; a cell remembers the offset it has counted up to and refuses what it has
 * counted;
 * <li>the row is written last, guarded by the aggregate's sequence.
 * </ol>
 * A crash in between leaves the row as it was: the event comes again at the same offset, gives the same difference, and only
 * the cells that missed it take it. A duplicate at a later offset is stopped by the row's sequence.
 */
@Component
public class Cube {

    static final String CELLS = "cell";
    private static final int DUPLICATE_KEY = 11000;

    private final MongoTemplate mongo;

    Cube(MongoTemplate mongo) {
        this.mongo = mongo;
        mongo.indexOps(CELLS).createIndex(new Index().named("figures").on("within", Sort.Direction.ASC).on("subject", Sort.Direction.ASC).on("day", Sort.Direction.ASC));
    }

    /** Takes in one event; {@code change} says what it means for the aggregate's row. */
    <E extends Event> void fold(Delivery<E> delivery, Consumer<Row> change) {
        Row stored = mongo.findById(delivery.aggregateId(), Row.class);
        if (stored != null && stored.sequence() >= delivery.sequence()) {
            return;
        }
        Row row = stored == null ? new Row(delivery.aggregateId()) : stored;
        Map<Coordinates, Map<Count, Long>> differences = new HashMap<>();
        contribute(row, -1, differences);
        change.accept(row);
        contribute(row, 1, differences);
        row.foldedUpTo(delivery.sequence(), delivery.time());
        add(differences, delivery);
        write(row, stored == null);
    }

    private static void contribute(Row row, int sign, Map<Coordinates, Map<Count, Long>> differences) {
        Coordinates coordinates = row.coordinates();
        if (coordinates != null) {
            row.counts().forEach((count, value) -> differences
                    .computeIfAbsent(coordinates, _ -> new EnumMap<>(Count.class)).merge(count, sign * value, Long::sum));
        }
    }

    private void add(Map<Coordinates, Map<Count, Long>> differences, Delivery<?> delivery) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        differences.forEach((coordinates, counts) -> {
            var increments = new Document();
            counts.forEach((count, difference) -> {
                if (difference != 0) {
                    increments.put("counts." + count, difference);
                }
            });
            if (!increments.isEmpty()) {
                var notCounted = new Document("_id", coordinates.cell(delivery.partition()))
                        .append("counted", new Document("$lt", delivery.offset()));
                var update = new Document("$inc", increments)
                        .append("$set", new Document("counted", delivery.offset()))
                        .append("$max", new Document("asOf", Date.from(delivery.time())))
                        .append("$setOnInsert", new Document("subject", coordinates.subject().name()).append("day", coordinates.day())
                                .append("unit", coordinates.unit()).append("within", coordinates.within()).append("source", coordinates.source())
                                .append("kind", coordinates.kind()).append("dimension", coordinates.dimension()).append("item", coordinates.item()));
                writes.add(new UpdateOneModel<>(notCounted, update, new UpdateOptions().upsert(true)));
            }
        });
        if (writes.isEmpty()) {
            return;
        }
        try {
            mongo.getCollection(CELLS).bulkWrite(writes, new BulkWriteOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            // A cell that has counted this offset is not found, and adding it anew meets its own id: it is up to date.
            if (e.getWriteErrors().stream().anyMatch(error -> error.getCode() != DUPLICATE_KEY)) {
                throw e;
            }
        }
    }

    private void write(Row row, boolean isNew) {
        var document = new Document();
        mongo.getConverter().write(row, document);
        if (isNew) {
            mongo.execute(Row.class, rows -> rows.insertOne(document));
        } else {
            mongo.execute(Row.class, rows -> rows.replaceOne(new Document("_id", row.id()).append("sequence", new Document("$lt", row.sequence())), document));
        }
    }
}
