package cn.tiyan.reporting.cube;

import cn.tiyan.platform.messaging.Delivery;
import cn.tiyan.platform.messaging.Subscription;
import cn.tiyan.platform.storage.Duplicates;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Folds events into rows and cells, each event exactly once without a transaction:
 * <ol>
 * <li>the row takes in the event, or several, and keeps which deliveries brought them, in one write; of two rows the one with more steps
 * stays, and whoever has written the other is told so;
 * <li>what each changed is added to the cells. A cell is kept for each partition with the offset it has counted up to; of two, the one that
 * has counted more stays, see {@link CellState}.
 * </ol>
 * After a crash in between the event comes again at the same offset: the row knows it and says the same difference, and only the
 * cells that missed it take it. A duplicate at a later offset is stopped by the row, which knows the sequence. Until the cells
 * have counted an event its partition waits, so no cell moves past an offset that is still owed.
 */
@Component
class Cube {

    /** Every answer asks for a unit and stretches of time. */
    static final String FIGURES_INDEX = "figures";
    /** The number of a page of service items. */
    static final String PAGE = "page";
    /** So many documents are read or written with one request. */
    private static final int FEW = 1_000;
    private static final int LANES = 3;
    /** Events taken in together take this much memory, with their rows and cells. */
    private static final long BYTES_AN_EVENT = 20_000;
    private static final int MOST_TOGETHER = (int) (Runtime.getRuntime().maxMemory() / BYTES_AN_EVENT);
    private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();

    private final MongoTemplate mongo;
    private final Generations generations;
    private final ThreadLocal<@Nullable PutOff> putOff = new ThreadLocal<>();
    private final ThreadLocal<@Nullable Gathering> gatherings = new ThreadLocal<>();

    /** What one event means. */
    private record Fold(Delivery<?> delivery, Step step) {
    }

    /** What waits for the end of what was read at once. */
    private record PutOff(Generation generation, List<Fold> folds) {
    }

    Cube(MongoTemplate mongo, Generations generations) {
        this.mongo = mongo;
        this.generations = generations;
    }

    /** What is handed over between its begin and its end, on one thread, is folded into this generation, many events at once. */
    Subscription.Together into(Generation generation) {
        return new Subscription.Together() {
            @Override
            public void begin() {
                putOff.set(new PutOff(generation, new ArrayList<>()));
            }

            @Override
            public void end() {
                PutOff waiting = putOff.get();
                putOff.remove();
                List<Fold> folds = waiting.folds();
                for (int done = 0; done < folds.size(); ) {
                    done += fold(generation, folds.subList(done, Math.min(folds.size(), done + MOST_TOGETHER)));
                }
            }
        };
    }

    /** From here on what events of this thread mean is gathered. */
    void gather(Gathering gathering) {
        gatherings.set(gathering);
    }

    /** No longer: what was gathered on this thread. */
    Gathering gathered() {
        Gathering gathered = Objects.requireNonNull(gatherings.get());
        gatherings.remove();
        return gathered;
    }

    /** Takes in what one event means: at once, into what answers, or together with others, see {@link #into}. */
    void fold(Delivery<?> delivery, Step step) {
        Gathering gathering = gatherings.get();
        if (gathering != null) {
            gathering.take(delivery, step);
            return;
        }
        PutOff waiting = putOff.get();
        var fold = new Fold(delivery, step);
        if (waiting == null) {
            fold(generations.answering(), List.of(fold));
        } else {
            waiting.folds().add(fold);
        }
    }

    /**
     * Takes in as many of these as can be written together, and says how many. A row may take in several events at once; but not
     * before its cells have what an event read again still owes them, nor from two partitions.
     */
    private int fold(Generation generation, List<Fold> waiting) {
        try {
            Map<String, Row> rows = rows(generation, waiting);
            var taken = new LinkedHashSet<Row>();
            var again = new HashSet<Row>();
            List<Row.Owed> owed = new ArrayList<>();
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
                        count(generation, row.owed());
                    }
                    row.take(next.step(), delivery, taken.add(row));
                    owed.add(row.owed(delivery.offset()));
                } else if (!taken.contains(row) && row.lastTook(delivery)) {
                    again.add(row);
                    owed.add(row.owed(delivery.offset()));
                }
                done++;
            }
            inLanes(List.copyOf(taken), some -> mongo.execute(generation.rows(), stored -> save(stored, some)));
            count(generation, owed);
            return done;
        } catch (OptimisticLockingFailureException e) {
            throw e;
        } catch (DataAccessException e) {
            // Rows may be written and cells not. Parking the events would leave it so: rather wait for the database.
            throw new DataAccessResourceFailureException("Not all is counted yet", e);
        }
    }

    private Map<String, Row> rows(Generation generation, List<Fold> group) {
        List<String> ids = group.stream().map(fold -> fold.delivery().aggregateId()).distinct().toList();
        Map<String, Row> rows = new ConcurrentHashMap<>();
        inLanes(ids, some -> mongo.execute(generation.rows(), stored -> {
            stored.find(new Document("_id", new Document("$in", some))).batchSize(FEW).forEach(found -> rows.put(found.getString("_id"), Row.of(found)));
            return null;
        }));
        return rows;
    }

    /** Much is read and written by some at once, in several lanes; the first failure is told when all lanes have ended. */
    static <T> void inLanes(List<T> all, Consumer<List<T>> some) {
        if (all.size() <= FEW) {
            bySome(all, some);
            return;
        }
        int each = (all.size() + LANES - 1) / LANES;
        List<CompletableFuture<Void>> lanes = new ArrayList<>();
        for (int from = 0; from < all.size(); from += each) {
            List<T> lane = all.subList(from, Math.min(all.size(), from + each));
            lanes.add(CompletableFuture.runAsync(() -> bySome(lane, some), THREADS));
        }
        try {
            CompletableFuture.allOf(lanes.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static <T> void bySome(List<T> all, Consumer<List<T>> some) {
        for (int from = 0; from < all.size(); from += FEW) {
            some.accept(all.subList(from, Math.min(all.size(), from + FEW)));
        }
    }

    /** @throws OptimisticLockingFailureException where another consumer has written one of them meanwhile; the others are written */
    private static @Nullable Void save(MongoCollection<Document> stored, List<Row> rows) {
        try {
            var result = stored.bulkWrite(rows.stream().map(Row::write).toList(), new BulkWriteOptions().ordered(false));
            if (result.getInsertedCount() + result.getModifiedCount() < rows.size()) {
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

    /** Adds to the cells what they are owed and have not counted yet. */
    private void count(Generation generation, List<Row.Owed> owed) {
        owed.stream().collect(Collectors.groupingBy(Row.Owed::partition)).forEach((partition, inOrder) -> {
            var all = new Sums();
            inOrder.forEach(one -> all.add(one.differences(), one.offset(), one.time()));
            all.in(generation).forEach((collection, cells) -> inLanes(cells, lane ->
                    mongo.execute(collection, stored -> count(stored, partition, lane, inOrder))));
        });
    }

    private static @Nullable Void count(MongoCollection<Document> stored, int partition, List<Map.Entry<Cell, Sums.Sum>> sums, List<Row.Owed> owed) {
        List<CellState> changed = new ArrayList<>();
        Map<Cell, CellState> again = new HashMap<>();
        read(stored, partition, sums, (state, sum) -> {
            if (state.counted() < sum.first()) {
                sum.addTo(state);
                changed.add(state);
            } else {
                again.put(state.cell(), state);
            }
        });
        if (!again.isEmpty()) {
            changed.addAll(addRest(again, owed));
        }
        if (!changed.isEmpty()) {
            try {
                stored.bulkWrite(changed.stream().map(CellState::write).toList(), new BulkWriteOptions().ordered(false));
            } catch (MongoBulkWriteException e) {
                if (!Duplicates.only(e)) {
                    throw new DataAccessResourceFailureException("The cells were not all written", e);
                }
                stored.bulkWrite(e.getWriteErrors().stream().map(error -> changed.get(error.getIndex()).ifNewer()).toList(), new BulkWriteOptions().ordered(false));
            }
        }
        return null;
    }

    /**
     * Of what is read again, a cell may have counted a part: the rest is added, delivery by delivery, once for all these cells.
     *
     * @return those that something was added to
     */
    private static Set<CellState> addRest(Map<Cell, CellState> cells, List<Row.Owed> owed) {
        Set<CellState> changed = new LinkedHashSet<>();
        for (Row.Owed one : owed) {
            var alone = new Sums();
            alone.add(one.differences(), one.offset(), one.time());
            alone.cells().forEach((cell, sum) -> {
                CellState state = cells.get(cell);
                if (state != null && one.offset() > state.counted()) {
                    sum.addTo(state);
                    changed.add(state);
                }
            });
        }
        return changed;
    }

    /** Reads the cells these sums are for, and hands each over with its sum. */
    static void read(MongoCollection<Document> stored, int partition, List<Map.Entry<Cell, Sums.Sum>> sums, BiConsumer<CellState, Sums.Sum> each) {
        List<String> ids = sums.stream().map(entry -> CellState.id(entry.getKey(), partition)).toList();
        Map<String, RawBsonDocument> found = new HashMap<>();
        stored.withDocumentClass(RawBsonDocument.class).find(new Document("_id", new Document("$in", ids))).projection(new Document(CellState.STATE, 1))
                .batchSize(FEW).forEach(cell -> found.put(cell.getString("_id").getValue(), cell));
        for (int i = 0; i < ids.size(); i++) {
            each.accept(new CellState(sums.get(i).getKey(), partition, found.get(ids.get(i))), sums.get(i).getValue());
        }
    }
}
