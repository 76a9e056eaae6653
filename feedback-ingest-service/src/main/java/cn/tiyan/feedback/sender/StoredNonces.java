package cn.tiyan.feedback.sender;

import cn.tiyan.platform.storage.Duplicates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Nonces in the database, shared by all replicas; sender and nonce are the primary key, so that of two requests at the same
 * moment one wins. Requests that come while a write is under way are written by the next one, all together: a write a request
 * would cost more than all the rest of it.
 */
@Component
class StoredNonces implements Nonces {

    static final String COLLECTION = "nonces";
    private static final String EXPIRES_AT = "expiresAt";
    private static final int MOST_AT_ONCE = 500;
    /** Clocks of replicas differ a little; a nonce outlives its request by this. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final MongoTemplate mongo;
    private final Clock clock;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final ReentrantLock writing = new ReentrantLock();
    private volatile boolean indexed;

    StoredNonces(MongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /** A nonce that waits to be written; the answer is whether it was new. */
    private record Waiting(Document nonce, CompletableFuture<Boolean> isNew) {
    }

    @Override
    public boolean use(String sender, String nonce, Instant until) {
        var mine = new Waiting(new Document("_id", sender + "\n" + nonce).append(EXPIRES_AT, Date.from(until.plus(MARGIN))), new CompletableFuture<>());
        queue.add(mine);
        while (!mine.isNew.isDone()) {
            writing.lock();
            try {
                if (!mine.isNew.isDone()) {
                    writeWaiting();
                }
            } finally {
                writing.unlock();
            }
        }
        try {
            return mine.isNew.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private void writeWaiting() {
        List<Waiting> group = new ArrayList<>();
        for (Waiting next = queue.poll(); next != null; next = group.size() < MOST_AT_ONCE ? queue.poll() : null) {
            group.add(next);
        }
        try {
            Set<Integer> known = insert(group.stream().map(Waiting::nonce).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).isNew.complete(!known.contains(i));
            }
        } catch (RuntimeException e) {
            group.forEach(each -> each.isNew.completeExceptionally(e));
        }
    }

    /** Which of them were there before. Of equal ones within a group, the database takes one. */
    private Set<Integer> insert(List<Document> nonces) {
        return Objects.requireNonNull(mongo.execute(COLLECTION, collection -> Duplicates.insertNew(collection, nonces)));
    }

    /** Not left to the database: not every engine deletes by itself, and nothing here may depend on whether it does. */
    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT10S")
    void forgetExpired() {
        if (!indexed) {
            mongo.indexOps(COLLECTION).createIndex(new Index(EXPIRES_AT, Sort.Direction.ASC));
            indexed = true;
        }
        mongo.remove(Query.query(Criteria.where(EXPIRES_AT).lt(clock.instant())), COLLECTION);
    }
}
