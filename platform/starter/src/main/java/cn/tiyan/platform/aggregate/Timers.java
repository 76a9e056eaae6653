package cn.tiyan.platform.aggregate;

import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.worker.Worker;
import com.mongodb.client.model.IndexOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/**
 * Wakes aggregates when their time has come. The time stands in the aggregate's own document, under an index that holds only
 * documents with a time: nothing is scanned, and a restart forgets nothing. What the time brings is an ordinary guarded write,
 * so that with several replicas it happens once: who comes second finds the version changed.
 *
 * <p>An aggregate whose action fails is tried again after ten minutes and never holds up the others.
 */
public class Timers implements SmartLifecycle {

    static final String WAKE_AT = "wakeAt";

    private static final Logger log = LoggerFactory.getLogger(Timers.class);
    private static final int BATCH = 500;
    private static final int AT_ONCE = 32;
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(10);

    private final MongoTemplate mongo;
    private final AggregateStore store;
    private final List<Timer<?>> timers;
    private final Clock clock;
    private final Worker worker = new Worker("timers", EVERY);
    private boolean indexed;

    Timers(MongoTemplate mongo, AggregateStore store, List<Timer<?>> timers, Clock clock) {
        this.mongo = mongo;
        this.store = store;
        this.timers = timers;
        this.clock = clock;
    }

    /**
     * Wakes all whose time has come by then, and returns when none is left.
     *
     * @return how many writes that made
     */
    public int strike(Instant now) {
        int written = 0;
        for (Timer<?> timer : timers) {
            int batch;
            do {
                batch = strike(timer, now);
                written += batch;
            } while (batch > 0);
        }
        return written;
    }

    private <T extends Aggregate> int strike(Timer<T> timer, Instant now) {
        List<T> due = mongo.find(Query.query(Criteria.where(WAKE_AT).lte(now)).with(Sort.by(WAKE_AT)).limit(BATCH), timer.type());
        if (due.isEmpty()) {
            return 0;
        }
        var written = new AtomicInteger();
        try (ExecutorService workers = Executors.newFixedThreadPool(Math.min(AT_ONCE, due.size()), Thread.ofVirtual().factory())) {
            List<Callable<Void>> tasks = due.stream().<Callable<Void>>map(aggregate -> () -> {
                if (wake(timer, aggregate, now)) {
                    written.incrementAndGet();
                }
                return null;
            }).toList();
            for (var done : workers.invokeAll(tasks)) {
                done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
        return written.get();
    }

    /** @return whether it was written */
    private <T extends Aggregate> boolean wake(Timer<T> timer, T aggregate, Instant now) {
        try {
            timer.action().on(aggregate, now);
            store.save(aggregate);
            return true;
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.STALE) {
                return false;
            }
            postpone(timer, aggregate, refusal);
        } catch (org.springframework.dao.DataAccessException | com.mongodb.MongoException outage) {
            throw outage;
        } catch (RuntimeException defect) {
            postpone(timer, aggregate, defect);
        }
        return false;
    }

    private void postpone(Timer<?> timer, Aggregate aggregate, RuntimeException failure) {
        log.error("What the time brings to {} failed; the next try is in {}", aggregate.id(), AFTER_A_FAILURE, failure);
        Instant later = clock.instant().plus(AFTER_A_FAILURE).truncatedTo(ChronoUnit.MILLIS);
        mongo.getCollection(mongo.getCollectionName(timer.type())).updateOne(
                new Document("_id", aggregate.id()).append("version", aggregate.version()),
                new Document("$set", new Document(WAKE_AT, Date.from(later))));
    }

    @Override
    public void start() {
        if (!timers.isEmpty()) {
            worker.repeat(Duration.ZERO, EVERY, this::strike, failure -> log.warn("Timers wait: {}", failure.toString()));
        }
    }

    @Override
    public void stop() {
        worker.stop(Thread::interrupt);
    }

    @Override
    public boolean isRunning() {
        return worker.isRunning();
    }

    private boolean strike() {
        if (!indexed) {
            timers.forEach(timer -> index(mongo.getCollectionName(timer.type())));
            indexed = true;
        }
        strike(clock.instant());
        return false;
    }

    private void index(String collection) {
        mongo.getCollection(collection).createIndex(new Document(WAKE_AT, 1),
                new IndexOptions().name("timers").partialFilterExpression(new Document(WAKE_AT, new Document("$exists", true))));
    }
}
