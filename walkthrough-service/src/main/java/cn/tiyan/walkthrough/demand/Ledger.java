package cn.tiyan.walkthrough.demand;

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
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
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
 * Takes events into matters and their sums, each event exactly once without a transaction:
 * <ol>
 * <li>the matter takes in all that was read of it at once, and keeps what it came to before, in one write guarded by its version;
 * <li>the difference is added to the sums; these remember the offset they have counted up to and refuse what they have counted.
 * </ol>
 * After a crash in between the events come again at the same offsets: the matter knows them, and at the last of them says the same
 * difference once more; only the sums that missed it take it. A duplicate at a later offset is stopped by the matter, which knows
 * the sequence. Until the sums have counted an event its partition waits, so none moves past an offset that is still owed.
 */
@Component
class Ledger implements Subscription.Together {

    static final String SUMS = "sums";
    /** All that is asked of a unit's items: bucket by bucket, for some periods. */
    static final String BY_BUCKET = "by-bucket-and-period";
    private static final String MATTERS = "matter";
    private static final String VERSION = "version";
    private static final String ID = "_id";

    private final MongoTemplate mongo;
    private final ThreadLocal<@Nullable List<Entry>> putOff = new ThreadLocal<>();

    /** What one event means for its matter. */
    private record Entry(Delivery<?> delivery, Side side, UnaryOperator<Counted> change, @Nullable List<String> seenBy) {
    }

    Ledger(MongoTemplate mongo) {
        this.mongo = mongo;
        mongo.indexOps(SUMS).createIndex(new Index().named(BY_BUCKET).on("unit", Sort.Direction.ASC).on("bucket", Sort.Direction.ASC)
                .on("period", Sort.Direction.ASC));
    }

    /** From here on events of this thread are put off, until {@link #end}. */
    @Override
    public void begin() {
        putOff.set(new ArrayList<>());
    }

    /** Takes in what was put off. */
    @Override
    public void end() {
        List<Entry> waiting = putOff.get();
        putOff.remove();
        for (int done = 0; waiting != null && done < waiting.size(); ) {
            done += take(waiting.subList(done, waiting.size()));
        }
    }

    /**
     * Takes in what one event means: at once, or, between {@link #begin} and {@link #end}, together with others.
     *
     * @param seenBy codes of all units that may see the record itself; null where the event does not say
     */
    void take(Delivery<?> delivery, Side side, UnaryOperator<Counted> change, @Nullable List<String> seenBy) {
        List<Entry> waiting = putOff.get();
        var entry = new Entry(delivery, side, change, seenBy);
        if (waiting == null) {
            take(List.of(entry));
        } else {
            waiting.add(entry);
        }
    }

    /**
     * Takes in as many of these as can be written together, and says how many. A matter may take in several events at once; but not
     * before the sums have what events read again still owe them, nor from two partitions.
     */
    private int take(List<Entry> waiting) {
        try {
            Map<String, Matter> matters = matters(waiting);
            Set<Matter> taken = new LinkedHashSet<>();
            Set<Matter> again = new LinkedHashSet<>();
            int done = 0;
            for (Entry next : waiting) {
                Delivery<?> delivery = next.delivery();
                Matter matter = matters.computeIfAbsent(delivery.aggregateId(), Matter::new);
                if (!matter.knows(delivery.sequence())) {
                    boolean elsewhere = matter.lastReadElsewhere(delivery);
                    if (again.contains(matter) || elsewhere && taken.contains(matter)) {
                        break;
                    }
                    if (elsewhere) {
                        // The topic was given more partitions, and the old one may not be through with its last events yet.
                        count(matter.owed());
                    }
                    matter.take(delivery, next.side(), next.change(), next.seenBy(), taken.add(matter));
                } else if (!taken.contains(matter) && matter.lastTook(delivery)) {
                    again.add(matter);
                }
                done++;
            }
            if (!taken.isEmpty()) {
                mongo.execute(MATTERS, stored -> save(stored, taken));
            }
            taken.addAll(again);
            List<Addition> owed = new ArrayList<>();
            taken.forEach(matter -> owed.addAll(matter.owed()));
            owed.sort(Comparator.comparingLong(Addition::offset));
            count(again.isEmpty() ? together(owed) : owed);
            noteWalks(taken);
            return done;
        } catch (OptimisticLockingFailureException e) {
            throw e;
        } catch (DataAccessException e) {
            // Matters may be written and sums not. Parking the events would leave it so: rather wait for the database.
            throw new DataAccessResourceFailureException("Not all is counted yet", e);
        }
    }

    /**
     * One addition to a document. Only of what was never counted: of what is read again a document may have counted one part and not
     * another, and each is to be refused or taken by itself.
     */
    private static Collection<Addition> together(List<Addition> owed) {
        Map<String, Addition> targets = new LinkedHashMap<>();
        owed.forEach(addition -> targets.merge(addition.target(), addition, Addition::and));
        return targets.values();
    }

    private Map<String, Matter> matters(List<Entry> group) {
        List<String> ids = group.stream().map(entry -> entry.delivery().aggregateId()).distinct().toList();
        Map<String, Matter> matters = new HashMap<>();
        mongo.find(Query.query(Criteria.where(ID).in(ids)), Matter.class).forEach(matter -> matters.put(matter.id(), matter));
        return matters;
    }

    /** @throws OptimisticLockingFailureException where another consumer has written one of them meanwhile; the others are written */
    private @Nullable Void save(MongoCollection<Document> stored, Collection<Matter> matters) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (Matter matter : matters) {
            var document = new Document();
            mongo.getConverter().write(matter, document);
            document.put(VERSION, matter.nextVersion());
            writes.add(matter.isNew() ? new InsertOneModel<>(document)
                    : new ReplaceOneModel<>(new Document(ID, matter.id()).append(VERSION, matter.version()), document));
        }
        try {
            var result = stored.bulkWrite(writes, new BulkWriteOptions().ordered(false));
            if (result.getInsertedCount() + result.getMatchedCount() < writes.size()) {
                throw new OptimisticLockingFailureException("Another consumer has written one of these matters");
            }
        } catch (MongoBulkWriteException e) {
            if (Duplicates.only(e)) {
                throw new OptimisticLockingFailureException("Another consumer has just begun one of these matters", e);
            }
            throw new DataAccessResourceFailureException("The matters were not all written", e);
        }
        return null;
    }

    private void count(Collection<Addition> additions) {
        if (!additions.isEmpty()) {
            mongo.execute(SUMS, sums -> count(sums, additions));
        }
    }

    /**
     * A document that is not there, and one that has counted already, look the same at first. So where any is missed all are made sure
     * of, and then asked once more: what has counted refuses again, and two who begin the same document at once do not lose anything.
     */
    private static @Nullable Void count(MongoCollection<Document> sums, Collection<Addition> additions) {
        List<WriteModel<Document>> writes = additions.stream().map(Ledger::write).toList();
        if (sums.bulkWrite(writes, new BulkWriteOptions().ordered(true)).getMatchedCount() < writes.size()) {
            Map<String, WriteModel<Document>> missing = new LinkedHashMap<>();
            additions.forEach(addition -> missing.put(addition.cell().id(), begun(addition.cell())));
            sums.bulkWrite(List.copyOf(missing.values()), new BulkWriteOptions().ordered(false));
            sums.bulkWrite(writes, new BulkWriteOptions().ordered(true));
        }
        return null;
    }

    private static WriteModel<Document> write(Addition addition) {
        String counted = "counted." + addition.partition();
        var set = new Document(counted, addition.offset());
        set.putAll(addition.names());
        var update = new Document("$set", set).append("$max", new Document("asOf", Date.from(addition.heardAt())));
        if (!addition.sums().isEmpty()) {
            update.append("$inc", new Document(new LinkedHashMap<String, Object>(addition.sums())));
        }
        return new UpdateOneModel<>(new Document(ID, addition.cell().id()).append(counted, new Document("$not", new Document("$gte", addition.offset()))), update);
    }

    private static WriteModel<Document> begun(Cell cell) {
        return new UpdateOneModel<>(new Document(ID, cell.id()), new Document("$setOnInsert", identity(cell)), new UpdateOptions().upsert(true));
    }

    private static Document identity(Cell cell) {
        return new Document("unit", cell.unit()).append("within", cell.within()).append("period", cell.period()).append("bucket", cell.bucket());
    }

    /** The newest day stands, however often it is said. */
    private void noteWalks(Collection<Matter> matters) {
        Map<String, Matter.Walked> newest = new LinkedHashMap<>();
        matters.forEach(matter -> matter.walked().forEach(walked -> newest.merge(walked.cell().id() + " " + walked.place(), walked,
                (one, other) -> one.day().compareTo(other.day()) >= 0 ? one : other)));
        if (!newest.isEmpty()) {
            List<WriteModel<Document>> writes = newest.values().stream().<WriteModel<Document>>map(walked -> {
                var update = new Document("$max", new Document(walked.place(), walked.day())).append("$setOnInsert", identity(walked.cell()));
                if (!walked.names().isEmpty()) {
                    update.append("$set", new Document(new LinkedHashMap<String, Object>(walked.names())));
                }
                return new UpdateOneModel<>(new Document(ID, walked.cell().id()), update, new UpdateOptions().upsert(true));
            }).toList();
            mongo.execute(SUMS, sums -> sums.bulkWrite(writes, new BulkWriteOptions().ordered(false)));
        }
    }
}
