package cn.tiyan.reporting.cube;

import cn.tiyan.platform.messaging.Delivery;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Comparator;
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

    private static final int BATCH = 3_000;
    private static final int BYTES_A_FIELD = 250;
    /** Cells are far bigger than the lives they are summed from: so much of them is summed up in memory before it is written. */
    private static final int MOST_FIELDS = (int) (Runtime.getRuntime().maxMemory() / 16 / BYTES_A_FIELD);

    private final MongoTemplate mongo;
    private final Generation generation;
    private final Map<String, Row> rows = new HashMap<>();

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
        var sums = new Sums();
        List<Document> documents = new ArrayList<>(BATCH);
        // Lives of the same days lie in the same cells.
        for (Row row : rows.values().stream().sorted(Comparator.comparing(Gathering::day)).toList()) {
            sums.add(row.contribution().places(), end - 1, row.newest());
            documents.add(row.document());
            if (documents.size() == BATCH) {
                insert(documents);
            }
            if (sums.fields() >= MOST_FIELDS) {
                write(sums, partition);
                sums = new Sums();
            }
        }
        insert(documents);
        write(sums, partition);
    }

    private static String day(Row row) {
        Coordinates at = row.contribution().coordinates();
        return at == null ? "" : at.day();
    }

    /** Whatever the cells have counted: all parts of a partition end at the same offset. */
    private void write(Sums sums, int partition) {
        sums.in(generation).forEach((collection, cells) -> {
            MongoCollection<Document> stored = mongo.getCollection(collection);
            Cube.inLanes(cells, lane -> {
                List<WriteModel<Document>> writes = new ArrayList<>();
                Cube.read(stored, partition, lane, (state, sum) -> {
                    sum.addTo(state);
                    writes.add(state.overwrite());
                });
                stored.bulkWrite(writes, new BulkWriteOptions().ordered(false));
            });
        });
    }

    private void insert(List<Document> documents) {
        MongoCollection<Document> stored = mongo.getCollection(generation.rows());
        Cube.inLanes(documents, lane -> stored.insertMany(lane, new InsertManyOptions().ordered(false)));
        documents.clear();
    }
}
