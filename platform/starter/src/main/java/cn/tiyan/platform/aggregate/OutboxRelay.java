package cn.tiyan.platform.aggregate;

import cn.tiyan.platform.messaging.EventPublisher;
import cn.tiyan.platform.worker.Worker;
import com.mongodb.WriteConcern;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * Publishes what aggregates have in their outboxes. Given the entries right after a write; a sweep finds what a crash, an outage
 * or an overflow left.
 *
 * <p>Whoever sends, sends a document's whole pending list from its head, and the next event of a document only after Kafka has
 * confirmed the one before: order per aggregate holds whatever fails. The list it is given by a write is whole, for the write
 * was guarded by the version at which the outbox was read, and nobody adds to an outbox without raising the version. The same
 * event may be sent twice (by two replicas, or after a crash between sending and confirming); consumers drop what they have seen
 * by its sequence.
 *
 * <p>What costs, it does for many at once: under load it sends every {@link #BREATH}, and it takes confirmed events out of their
 * documents some {@link #CONFIRMS_AFTER} later, so that an aggregate that is changed several times running is confirmed once.
 * That write need not be in the journal: if it is lost, the sweep finds the events, and they are taken out once more, or sent again
 * by a process that does not know of them.
 */
public class OutboxRelay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final String OLDEST = "outbox.0.recordedAt";
    private static final int BATCH = 500;
    private static final int MOST_WAITING = 10_000;
    private static final int MOST_REMEMBERED = 10_000;
    /** Not more than one round of sending in this time. */
    static final Duration BREATH = Duration.ofMillis(100);
    /** How long confirmed events may stay in their documents. */
    static final Duration CONFIRMS_AFTER = Duration.ofMillis(500);
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(5);
    private static final Duration LEFT_BEHIND = Duration.ofSeconds(3);
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(15);

    private final MongoTemplate mongo;
    private final EventPublisher publisher;
    private final Clock clock;
    private final BlockingQueue<Pending> handedIn = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Worker worker = new Worker("outbox-relay", SEND_TIMEOUT);

    /** The last event of a document that Kafka is known to have; the relay's own thread alone uses it, and the next. */
    private final Map<Address, OutboxEntry> confirmed = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Address, OutboxEntry> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };
    /** What is still to be taken out of documents, by the ids of events. */
    private final Map<Address, Set<String>> owed = new LinkedHashMap<>();
    private long owedSince;

    /** A document with pending events. */
    private record Address(String collection, String id) {
    }

    /** All that can be in its outbox. */
    private record Pending(Address address, List<OutboxEntry> entries) {
    }

    OutboxRelay(MongoTemplate mongo, EventPublisher publisher, Clock clock) {
        this.mongo = mongo;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Hands it all that can be in an aggregate's outbox. If too much is waiting already, the sweep will find it. */
    void send(Class<? extends Aggregate> type, String id, List<OutboxEntry> entries) {
        boolean accepted = handedIn.offer(new Pending(new Address(mongo.getCollectionName(type), id), List.copyOf(entries)));
        if (!accepted) {
            log.debug("More than {} documents wait for the relay; the sweep will find {}", MOST_WAITING, id);
        }
    }

    @Override
    public void start() {
        worker.start(this::run);
    }

    @Override
    public void stop() {
        worker.stop(Thread::interrupt);
    }

    @Override
    public boolean isRunning() {
        return worker.isRunning();
    }

    /** Before the message listeners and the web server start, after them it stops. */
    @Override
    public int getPhase() {
        return -100;
    }

    private void run() {
        Instant nextSweep = Instant.MIN;
        long breathed = System.nanoTime() - BREATH.toNanos();
        boolean indexed = false;
        while (worker.goesOn()) {
            try {
                if (!indexed) {
                    collections().forEach(this::index);
                    indexed = true;
                }
                List<Pending> batch = new ArrayList<>();
                Pending first = handedIn.poll((owed.isEmpty() ? SWEEP_EVERY : CONFIRMS_AFTER).toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    TimeUnit.NANOSECONDS.sleep(breathed + BREATH.toNanos() - System.nanoTime());
                    batch.add(first);
                    handedIn.drainTo(batch, BATCH - 1);
                }
                if (clock.instant().isAfter(nextSweep)) {
                    for (String collection : collections()) {
                        List<Pending> leftBehind = leftBehind(collection);
                        leftBehind.forEach(this::oweAgain);
                        batch.addAll(leftBehind);
                    }
                    nextSweep = clock.instant().plus(SWEEP_EVERY);
                }
                relay(batch);
                breathed = System.nanoTime();
                if (owed.size() >= BATCH || System.nanoTime() - owedSince >= CONFIRMS_AFTER.toNanos()) {
                    confirm();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            } catch (RuntimeException e) {
                log.warn("Events wait in their outboxes: {}", e.toString());
                pause();
            }
        }
        confirmBeforeStopping();
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void relay(List<Pending> batch) throws InterruptedException {
        Map<Address, NavigableMap<Long, OutboxEntry>> pending = new HashMap<>();
        for (Pending document : batch) {
            OutboxEntry last = confirmed.get(document.address());
            for (OutboxEntry entry : document.entries()) {
                if (last == null || entry.isAfter(last)) {
                    pending.computeIfAbsent(document.address(), _ -> new TreeMap<>()).put(entry.sequence(), entry);
                }
            }
        }
        while (!pending.isEmpty()) {
            sendHeads(pending);
        }
    }

    /** One round: the first pending event of every document; a document whose event fails waits for the sweep. */
    private void sendHeads(Map<Address, NavigableMap<Long, OutboxEntry>> pending) throws InterruptedException {
        Map<Address, CompletableFuture<?>> sent = new HashMap<>();
        pending.forEach((address, entries) -> {
            OutboxEntry head = entries.firstEntry().getValue();
            sent.put(address, publisher.send(address.id(), head.sequence(), head.id(), head.type(), head.recordedAt(), head.data(), head.traceparent()));
        });
        publisher.flush();
        for (var entry : sent.entrySet()) {
            Address address = entry.getKey();
            NavigableMap<Long, OutboxEntry> entries = pending.get(address);
            try {
                entry.getValue().get(SEND_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
                confirmed(address, entries.pollFirstEntry().getValue());
                if (entries.isEmpty()) {
                    pending.remove(address);
                }
            } catch (ExecutionException | TimeoutException e) {
                log.warn("Event {} of {} is not confirmed and stays in its outbox: {}", entries.firstEntry().getValue().type(), address.id(), e.toString());
                pending.remove(address);
            }
        }
    }

    private void confirmed(Address address, OutboxEntry event) {
        confirmed.put(address, event);
        owe(address, event);
    }

    private void owe(Address address, OutboxEntry event) {
        if (owed.isEmpty()) {
            owedSince = System.nanoTime();
        }
        owed.computeIfAbsent(address, _ -> new HashSet<>()).add(event.id());
    }

    /** What Kafka has and a document has still: the write that took it out is lost. */
    private void oweAgain(Pending leftBehind) {
        OutboxEntry last = confirmed.get(leftBehind.address());
        for (OutboxEntry entry : leftBehind.entries()) {
            if (last != null && !entry.isAfter(last)) {
                owe(leftBehind.address(), entry);
            }
        }
    }

    /** Takes what Kafka has out of the documents. */
    private void confirm() {
        Map<String, List<WriteModel<Document>>> pulls = new HashMap<>();
        owed.forEach((address, events) -> pulls.computeIfAbsent(address.collection(), _ -> new ArrayList<>())
                .add(new UpdateOneModel<>(new Document("_id", address.id()),
                        new Document("$pull", new Document(AggregateStore.OUTBOX, new Document("_id", new Document("$in", List.copyOf(events))))))));
        pulls.forEach((collection, writes) -> mongo.getCollection(collection).withWriteConcern(WriteConcern.W1)
                .bulkWrite(writes, new BulkWriteOptions().ordered(false)));
        owed.clear();
    }

    /** What is not confirmed any more is sent again by whoever finds it: a burden, not a loss. */
    private void confirmBeforeStopping() {
        boolean interrupted = Thread.interrupted();
        try {
            confirm();
        } catch (RuntimeException e) {
            log.warn("Events that were sent stay in their outboxes and will be sent again: {}", e.toString());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Documents with events that nobody has sent for a while; what is only to be confirmed yet is left to that. */
    private List<Pending> leftBehind(String collection) {
        var query = new Document("outbox.0", new Document("$exists", true))
                .append(OLDEST, new Document("$lt", Date.from(clock.instant().minus(LEFT_BEHIND))));
        List<Pending> found = new ArrayList<>();
        for (Document document : mongo.getCollection(collection).find(query).projection(new Document(AggregateStore.OUTBOX, 1)).limit(BATCH)) {
            List<OutboxEntry> entries = document.getList(AggregateStore.OUTBOX, Document.class).stream().map(OutboxEntry.Reading.INSTANCE::convert).toList();
            found.add(new Pending(new Address(collection, document.getString("_id")), entries));
        }
        return found;
    }

    /**
     * The sweep's index holds only documents with something pending, by the oldest of it: it stays as small as the backlog, and what is
     * added to a pending list does not change it.
     */
    private void index(String collection) {
        mongo.getCollection(collection).createIndex(new Document(OLDEST, 1),
                new IndexOptions().name("outbox-oldest").partialFilterExpression(new Document("outbox.0", new Document("$exists", true))));
    }

    private List<String> collections() {
        return mongo.getConverter().getMappingContext().getPersistentEntities().stream()
                .filter(entity -> Aggregate.class.isAssignableFrom(entity.getType()) && !java.lang.reflect.Modifier.isAbstract(entity.getType().getModifiers()))
                .map(entity -> mongo.getCollectionName(entity.getType()))
                .toList();
    }
}
