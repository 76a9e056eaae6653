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
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Folds events into rows and cells, each event exactly once without a transaction:
 * <ol>
 * <li>the row takes in the event, or several, and keeps which deliveries brought them, in one write guarded by the row's version;
 * <li>what each changed is added to the cells; a cell remembers, for each partition, the offset it has counted up to and refuses
 * what it has counted.
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
    /** So many documents are read or written one after another. */
    private static final int FEW = 500;
    private static final int LANES = 3;
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
                for (int done = 0; done < waiting.folds().size(); ) {
                    done += fold(generation, waiting.folds().subList(done, waiting.folds().size()));
                }
            }
        };
    }

    /** From here on what events of this thread mean is gathered, until it is told to stop. */
    void gather(@Nullable Gathering gathering) {
        gatherings.set(gathering);
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
     * before its cells have what an event read again still owes them, nor from two partitions. What is read again is counted one by one,
     * apart from what is new.
     */
    private int fold(Generation generation, List<Fold> waiting) {
        try {
            Map<String, Row> rows = rows(generation, waiting);
            var taken = new LinkedHashSet<Row>();
            var again = new HashSet<Row>();
            List<Row.Owed> owed = new ArrayList<>();
            int done = 0;
            for (Fold next : waiting) {
                if (!again.isEmpty() && done == FEW) {
                    break;
                }
                Delivery<?> delivery = next.delivery();
                Row row = rows.computeIfAbsent(delivery.aggregateId(), Row::new);
                if (!row.knows(next.step().sequence())) {
                    boolean elsewhere = row.lastReadElsewhere(delivery.partition());
                    if (again.contains(row) || elsewhere && taken.contains(row)) {
                        break;
                    }
                    if (elsewhere) {
                        // The topic was given more partitions, and the old one may not be through with its last events yet.
                        count(generation, eachAlone(row.owed()), true);
                    }
                    row.take(next.step(), delivery, taken.add(row));
                    owed.add(row.owed(delivery.offset()));
                } else if (!taken.contains(row) && row.lastTook(delivery)) {
                    if (again.isEmpty() && !taken.isEmpty()) {
                        break;
                    }
                    again.add(row);
                    owed.add(row.owed(delivery.offset()));
                }
                done++;
            }
            inLanes(List.copyOf(taken), some -> mongo.execute(generation.rows(), stored -> save(stored, some)));
            if (again.isEmpty()) {
                count(generation, together(owed), false);
            } else {
                count(generation, eachAlone(owed), true);
            }
            return done;
        } catch (OptimisticLockingFailureException e) {
            throw e;
        } catch (DataAccessException e) {
            // Rows may be written and cells not. Parking the events would leave it so: rather wait for the database.
            throw new DataAccessResourceFailureException("Not all is counted yet", e);
        }
    }

    /**
     * One addition a cell and partition. Only of what was never counted: of what is read again a cell may have counted one part and not another,
     * and each is to be refused or taken by itself.
     */
    private static List<Addition> together(List<Row.Owed> owed) {
        Map<Integer, Sums> partitions = new LinkedHashMap<>();
        owed.forEach(one -> partitions.computeIfAbsent(one.partition(), _ -> new Sums()).add(one.differences(), one.offset(), one.time()));
        List<Addition> additions = new ArrayList<>();
        partitions.forEach((partition, sums) -> additions.addAll(sums.additions(partition)));
        return additions;
    }

    private static List<Addition> eachAlone(List<Row.Owed> owed) {
        return owed.stream().flatMap(one -> together(List.of(one)).stream()).toList();
    }

    private Map<String, Row> rows(Generation generation, List<Fold> group) {
        List<String> ids = group.stream().map(fold -> fold.delivery().aggregateId()).distinct().toList();
        Map<String, Row> rows = new ConcurrentHashMap<>();
        inLanes(ids, some -> mongo.execute(generation.rows(), stored -> {
            stored.find(new Document("_id", new Document("$in", some))).batchSize(2_000).forEach(found -> rows.put(found.getString("_id"), Row.of(found)));
            return null;
        }));
        return rows;
    }

    /** Much is read and written in several lanes at once, little in one; the first failure is told when all have ended. */
    static <T> void inLanes(List<T> all, Consumer<List<T>> lane) {
        if (all.size() <= FEW) {
            if (!all.isEmpty()) {
                lane.accept(all);
            }
            return;
        }
        int each = (all.size() + LANES - 1) / LANES;
        List<CompletableFuture<Void>> lanes = new ArrayList<>();
        for (int from = 0; from < all.size(); from += each) {
            List<T> some = all.subList(from, Math.min(all.size(), from + each));
            lanes.add(CompletableFuture.runAsync(() -> lane.accept(some), THREADS));
        }
        try {
            CompletableFuture.allOf(lanes.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** @throws OptimisticLockingFailureException where another consumer has written one of them meanwhile; the others are written */
    private static @Nullable Void save(MongoCollection<Document> stored, List<Row> rows) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (Row row : rows) {
            writes.add(row.isNew() ? new InsertOneModel<>(row.document())
                    : new ReplaceOneModel<>(new Document("_id", row.id()).append(Row.VERSION, row.version()), row.document()));
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

    /** @param inOrder whether several are for one cell: it refuses what lies before an offset it has counted */
    private void count(Generation generation, List<Addition> additions, boolean inOrder) {
        Map<Boolean, List<Addition>> kinds = additions.stream().collect(Collectors.partitioningBy(addition -> addition.cell().page() == null));
        kinds.forEach((whole, some) -> {
            String collection = whole ? generation.cells() : generation.items();
            if (inOrder && !some.isEmpty()) {
                mongo.execute(collection, cells -> writeInOrder(cells, some));
            } else {
                inLanes(some, lane -> mongo.execute(collection, cells -> write(cells, lane)));
            }
        });
    }

    private static WriteModel<Document> write(Addition addition, boolean upsert) {
        var notCounted = new Document("_id", addition.cell().id()).append(counted(addition), new Document("$not", new Document("$gte", addition.offset())));
        Document update = update(addition);
        if (upsert) {
            update.append("$setOnInsert", identity(addition.cell()));
        }
        return new UpdateOneModel<>(notCounted, update, new UpdateOptions().upsert(upsert));
    }

    /** What it changes in its cell. */
    static Document update(Addition addition) {
        var update = new Document("$set", new Document(counted(addition), addition.offset())).append("$max", new Document("asOf", Date.from(addition.time())));
        return addition.increments().isEmpty() ? update : update.append("$inc", addition.increments());
    }

    private static String counted(Addition addition) {
        return "counted.p" + addition.partition();
    }

    /** What a cell is found by. */
    static Document identity(Cell cell) {
        var identity = new Document("subject", cell.subject().name()).append("period", cell.period()).append("unit", cell.unit()).append("within", cell.path());
        if (cell.parent() != null) {
            identity.append("parent", cell.parent());
        }
        if (cell.page() != null) {
            identity.append(PAGE, cell.page());
        }
        return identity;
    }

    /**
     * Additions to as many cells. One that is not found among those that have not counted this offset, and whose id is there, has
     * counted it; or another consumer has begun it just now, for another partition: so what was refused is asked once more.
     */
    private static @Nullable Void write(MongoCollection<Document> cells, List<Addition> additions) {
        try {
            cells.bulkWrite(additions.stream().map(addition -> write(addition, true)).toList(), new BulkWriteOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            if (!Duplicates.only(e)) {
                throw new DataAccessResourceFailureException("The cells were not all written", e);
            }
            cells.bulkWrite(e.getWriteErrors().stream().map(error -> write(additions.get(error.getIndex()), false)).toList(), new BulkWriteOptions().ordered(false));
        }
        return null;
    }

    /** The same where several are for one cell: first the first of each cell, then the second of each, and so on. */
    private static @Nullable Void writeInOrder(MongoCollection<Document> cells, List<Addition> additions) {
        Map<Cell, Integer> before = new HashMap<>();
        List<List<Addition>> rounds = new ArrayList<>();
        for (Addition addition : additions) {
            int round = before.merge(addition.cell(), 1, Integer::sum) - 1;
            if (round == rounds.size()) {
                rounds.add(new ArrayList<>());
            }
            rounds.get(round).add(addition);
        }
        rounds.forEach(round -> write(cells, round));
        return null;
    }
}
