package cn.tiyan.platform.aggregate;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import cn.tiyan.platform.messaging.EventPublisher;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * Publishes what aggregates have in their outboxes. Woken right after a write; a sweep finds what a crash or an outage left.
 *
 * <p>Whoever sends, sends a document's whole pending list from its head, and the next event of a document only after Kafka has
 * confirmed the one before: order per aggregate holds whatever fails. The same event may be sent twice (by two replicas, or
 * after a crash between sending and confirming); consumers drop what they have seen by its sequence.
 */
public class OutboxRelay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int BATCH = 500;
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(1);
    private static final Duration LEFT_BEHIND = Duration.ofSeconds(3);
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(15);

    private final MongoTemplate mongo;
    private final EventPublisher publisher;
    private final Clock clock;
    private final BlockingQueue<Address> woken = new LinkedBlockingQueue<>(100_000);
    private volatile Thread thread;

    /** A document with pending events. */
    private record Address(String collection, String id) {
    }

    OutboxRelay(MongoTemplate mongo, EventPublisher publisher, Clock clock) {
        this.mongo = mongo;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Tells it that this aggregate has something to say. If too much is waiting already, the sweep will find it. */
    void wake(Class<? extends Aggregate> type, String id) {
        boolean queued = woken.offer(new Address(mongo.getCollectionName(type), id));
        if (!queued) {
            log.debug("More than {} documents wait for the relay; the sweep will find {}", woken.size(), id);
        }
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            var relay = Thread.ofPlatform().name("outbox-relay").daemon(true).unstarted(this::run);
            thread = relay;
            relay.start();
        }
    }

    @Override
    public synchronized void stop() {
        Thread running = thread;
        if (running != null) {
            thread = null;
            running.interrupt();
            try {
                running.join(SEND_TIMEOUT);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Before the message listeners and the web server start, after them it stops. */
    @Override
    public int getPhase() {
        return -100;
    }

    private void run() {
        Instant nextSweep = Instant.MIN;
        boolean indexed = false;
        while (thread == Thread.currentThread()) {
            try {
                if (!indexed) {
                    collections().forEach(this::index);
                    indexed = true;
                }
                Set<Address> batch = new HashSet<>();
                Address first = woken.poll(SWEEP_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    woken.drainTo(batch, BATCH - 1);
                }
                if (clock.instant().isAfter(nextSweep)) {
                    for (String collection : collections()) {
                        batch.addAll(leftBehind(collection));
                    }
                    nextSweep = clock.instant().plus(SWEEP_EVERY);
                }
                relay(batch);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                log.warn("Events wait in their outboxes: {}", e.toString());
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void relay(Collection<Address> batch) throws InterruptedException {
        Map<String, Set<String>> ids = batch.stream().collect(groupingBy(Address::collection, mapping(Address::id, toSet())));
        for (var entry : ids.entrySet()) {
            relay(entry.getKey(), entry.getValue());
        }
    }

    private void relay(String collection, Set<String> ids) throws InterruptedException {
        Map<String, Deque<OutboxEntry>> pending = new HashMap<>();
        var query = new Document("_id", new Document("$in", ids)).append("outbox.0", new Document("$exists", true));
        for (Document found : mongo.getCollection(collection).find(query).projection(new Document(AggregateStore.OUTBOX, 1))) {
            Deque<OutboxEntry> entries = new ArrayDeque<>();
            for (Document entry : found.getList(AggregateStore.OUTBOX, Document.class)) {
                entries.add(mongo.getConverter().read(OutboxEntry.class, entry));
            }
            pending.put(found.getString("_id"), entries);
        }
        Map<String, Long> confirmed = new HashMap<>();
        try {
            while (!pending.isEmpty()) {
                sendHeads(pending, confirmed);
            }
        } finally {
            confirm(collection, confirmed);
        }
    }

    /** One round: the first pending event of every document; a document whose event fails waits for the sweep. */
    private void sendHeads(Map<String, Deque<OutboxEntry>> pending, Map<String, Long> confirmed) throws InterruptedException {
        Map<String, CompletableFuture<?>> sent = new HashMap<>();
        pending.forEach((id, entries) -> {
            OutboxEntry head = entries.element();
            sent.put(id, publisher.send(id, head.sequence(), head.id(), head.type(), head.recordedAt(), head.data(), head.traceparent()));
        });
        publisher.flush();
        for (var entry : sent.entrySet()) {
            String id = entry.getKey();
            Deque<OutboxEntry> entries = pending.get(id);
            try {
                entry.getValue().get(SEND_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
                confirmed.put(id, entries.remove().sequence());
                if (entries.isEmpty()) {
                    pending.remove(id);
                }
            } catch (ExecutionException | TimeoutException e) {
                log.warn("Event {} of {} is not confirmed and stays in its outbox: {}", entries.element().type(), id, e.toString());
                pending.remove(id);
            }
        }
    }

    private void confirm(String collection, Map<String, Long> confirmed) {
        if (confirmed.isEmpty()) {
            return;
        }
        List<WriteModel<Document>> pulls = new ArrayList<>();
        confirmed.forEach((id, sequence) -> pulls.add(new UpdateOneModel<>(new Document("_id", id),
                new Document("$pull", new Document(AggregateStore.OUTBOX, new Document("sequence", new Document("$lte", sequence)))))));
        mongo.getCollection(collection).bulkWrite(pulls, new BulkWriteOptions().ordered(false));
    }

    private List<Address> leftBehind(String collection) {
        var query = new Document("outbox.0", new Document("$exists", true))
                .append("outbox.recordedAt", new Document("$lt", java.util.Date.from(clock.instant().minus(LEFT_BEHIND))));
        List<Address> found = new ArrayList<>();
        for (Document document : mongo.getCollection(collection).find(query).projection(new Document("_id", 1)).limit(BATCH)) {
            found.add(new Address(collection, document.getString("_id")));
        }
        return found;
    }

    /** The sweep's index holds only documents with something pending: it stays as small as the backlog. */
    private void index(String collection) {
        mongo.getCollection(collection).createIndex(new Document("outbox.recordedAt", 1),
                new IndexOptions().name("outbox").partialFilterExpression(new Document("outbox.0", new Document("$exists", true))));
    }

    private List<String> collections() {
        return mongo.getConverter().getMappingContext().getPersistentEntities().stream()
                .filter(entity -> Aggregate.class.isAssignableFrom(entity.getType()) && !java.lang.reflect.Modifier.isAbstract(entity.getType().getModifiers()))
                .map(entity -> mongo.getCollectionName(entity.getType()))
                .toList();
    }
}
