package cn.tiyan.reporting.cube;

import cn.tiyan.platform.messaging.Delivery;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * The beginning of a generation: whole lives of aggregates, folded in memory and written once, row by row and cell by cell. It comes
 * to what {@link Cube} comes to event by event, for both go by {@link Contribution}; only cells that would hold nothing but zeros are
 * not there. Nobody else writes to the generation meanwhile, and what a crash leaves of it is thrown away.
 */
final class Gathering {

    private static final int BATCH = 1_000;
    /** Cells are far bigger than the lives they are summed from: so many are summed up in memory before they are written. */
    private static final int MOST_CELLS = 10_000;

    private final MongoTemplate mongo;
    private final Generation generation;
    private Map<String, Row> rows = new HashMap<>();

    Gathering(MongoTemplate mongo, Generation generation) {
        this.mongo = mongo;
        this.generation = generation;
    }

    void take(Delivery<?> delivery, Step step) {
        Row row = rows.computeIfAbsent(delivery.aggregateId(), Row::new);
        if (!row.knows(step.sequence())) {
            row.take(step, delivery, true);
        }
    }

    /**
     * Writes what was gathered.
     *
     * @param partition where all of it lay
     * @param end the partition is read before this offset
     */
    void write(int partition, long end) {
        Map<Cell, Sum> cells = new HashMap<>();
        List<Document> documents = new ArrayList<>(BATCH);
        for (Row row : rows.values()) {
            Spread.of(row.contribution().places()).forEach((cell, fields) -> cells.computeIfAbsent(cell, _ -> new Sum()).add(fields, row.newest()));
            documents.add(row.document());
            if (documents.size() == BATCH) {
                insert(documents);
            }
            if (cells.size() >= MOST_CELLS) {
                write(cells, partition, end);
            }
        }
        insert(documents);
        write(cells, partition, end);
        rows = new HashMap<>();
    }

    private void write(Map<Cell, Sum> cells, int partition, long end) {
        List<WriteModel<Document>> sums = new ArrayList<>(BATCH);
        List<WriteModel<Document>> ofItems = new ArrayList<>(BATCH);
        cells.forEach((cell, sum) -> {
            List<WriteModel<Document>> writes = cell.item() == null ? sums : ofItems;
            writes.add(sum.addedTo(cell, partition, end));
            if (writes.size() == BATCH) {
                write(writes, cell.item() == null ? generation.cells() : generation.items());
            }
        });
        write(sums, generation.cells());
        write(ofItems, generation.items());
        cells.clear();
    }

    private void insert(List<Document> documents) {
        if (!documents.isEmpty()) {
            mongo.getCollection(generation.rows()).insertMany(documents, new InsertManyOptions().ordered(false));
            documents.clear();
        }
    }

    private void write(List<WriteModel<Document>> writes, String collection) {
        if (!writes.isEmpty()) {
            mongo.getCollection(collection).bulkWrite(writes, new BulkWriteOptions().ordered(false));
            writes.clear();
        }
    }

    /** What is added to one cell. */
    private static final class Sum {

        private final Map<String, Long> fields = new HashMap<>();
        private Instant asOf = Instant.EPOCH;

        void add(Map<String, Long> more, Instant time) {
            more.forEach((field, value) -> fields.merge(field, value, Long::sum));
            if (time.isAfter(asOf)) {
                asOf = time;
            }
        }

        WriteModel<Document> addedTo(Cell cell, int partition, long end) {
            var increments = new Document();
            fields.forEach(increments::put);
            return new UpdateOneModel<>(new Document("_id", cell.id()), new Document("$inc", increments)
                    .append("$set", new Document("counted.p" + partition, end - 1)).append("$max", new Document("asOf", Date.from(asOf)))
                    .append("$setOnInsert", Cube.identity(cell)), new UpdateOptions().upsert(true));
        }
    }
}
