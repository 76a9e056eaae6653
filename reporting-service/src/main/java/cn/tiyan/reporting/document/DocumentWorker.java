package cn.tiyan.reporting.document;

import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.id.Sha256;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.settings.Live;
import cn.tiyan.platform.worker.Worker;
import com.mongodb.MongoException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * Makes the documents that are asked for, one at a time: so much memory is taken and no more. What it works at it holds on a lease; an
 * instance that dies lets the lease run out, and another begins anew. Only who still holds the document can finish it.
 */
@Component
class DocumentWorker implements SmartLifecycle {

    static final Actor ITSELF = Actor.service("reporting-service");
    private static final Logger log = LoggerFactory.getLogger(DocumentWorker.class);
    /** Longer than any step takes between two words on how far it is. */
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final int AT_ONCE = 10;
    private static final String LEASED_UNTIL = "leaseUntil";

    private final AggregateStore store;
    private final MongoTemplate mongo;
    private final DocumentMaker maker;
    private final DocumentFiles files;
    private final Live<DocumentPolicy> policy;
    private final Clock clock;
    private final Worker worker = new Worker("documents", PATIENCE);

    DocumentWorker(AggregateStore store, MongoTemplate mongo, DocumentMaker maker, DocumentFiles files, Live<DocumentPolicy> policy, Clock clock) {
        this.store = store;
        this.mongo = mongo;
        this.maker = maker;
        this.files = files;
        this.policy = policy;
        this.clock = clock;
    }

    /** A document has been asked for. */
    void wake() {
        worker.wake();
    }

    @Override
    public void start() {
        // The lease runs out, and it is taken up again.
        worker.repeat(Duration.ZERO, LOOK_EVERY, this::next, failure -> log.warn("Documents wait", failure));
    }

    /** Not interrupted: it stops at the next word on how far it is, and another instance takes over at once. */
    @Override
    public void stop() {
        worker.stop(LockSupport::unpark);
    }

    @Override
    public boolean isRunning() {
        return worker.isRunning();
    }

    /** @return whether there was something to do */
    private boolean next() {
        Optional<DocumentJob> next = take();
        next.ifPresent(job -> make(job, worker::goesOn));
        return next.isPresent();
    }

    /** The next document nobody works at, now held. */
    Optional<DocumentJob> take() {
        List<DocumentJob> free = mongo.find(Query.query(Criteria.where(LEASED_UNTIL).lte(clock.instant())).with(Sort.by(LEASED_UNTIL)).limit(AT_ONCE), DocumentJob.class);
        for (DocumentJob job : free) {
            Instant now = clock.instant();
            boolean wanted = job.take(Ids.next("att").substring("att_".length()), now.plus(LEASE), ITSELF, now);
            if (store.saveUnlessOvertaken(job) && wanted) {
                return Optional.of(job);
            }
        }
        return Optional.empty();
    }

    /** Whether work is to go on. */
    @FunctionalInterface
    interface GoesOn {

        boolean goesOn();
    }

    /** Makes a document that is held. */
    void make(DocumentJob job, GoesOn goesOn) {
        String holder = String.valueOf(job.holder());
        String key = DocumentFiles.key(job.id(), holder);
        Instant began = clock.instant();
        Path copy = null;
        try {
            copy = Files.createTempFile("document", null);
            String name;
            try (var out = new BufferedOutputStream(Files.newOutputStream(copy))) {
                name = maker.make(job.order(), job.orderedBy().caller(), (percent, doing) -> reached(job.id(), holder, percent, doing, goesOn), out);
            }
            reached(job.id(), holder, 95, "保存文件", goesOn);
            files.store(key, copy);
            job.finish(new DocumentFile(key, name, Files.size(copy), Sha256.of(copy)), Duration.ofDays(policy.get().keptDays()), ITSELF, clock.instant());
            if (store.saveUnlessOvertaken(job)) {
                log.info("Made {} of {} bytes for {} in {} ms", job.id(), Files.size(copy), job.unit(), Duration.between(began, clock.instant()).toMillis());
            } else {
                files.delete(key);
            }
        } catch (Progress.Abandoned abandoned) {
            log.info("{} is not wanted from here any more", job.id());
        } catch (DataAccessException | MongoException outage) {
            throw outage;
        } catch (Refusal refusal) {
            job.fail(refusal.getMessage() == null ? refusal.name() : refusal.getMessage(), ITSELF, clock.instant());
            store.saveUnlessOvertaken(job);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            log.error("{} cannot be made", job.id(), e);
            job.fail("生成时发生错误，请联系运维人员，并提供文档编号", ITSELF, clock.instant());
            store.saveUnlessOvertaken(job);
        } finally {
            delete(copy);
        }
    }

    /** Says how far it is and goes on holding it; written aside from the versions, so that who wants to cancel it need not hurry. */
    private void reached(String id, String holder, int percent, String doing, GoesOn goesOn) {
        boolean stops = !goesOn.goesOn();
        Date until = Date.from(stops ? clock.instant() : clock.instant().plus(LEASE));
        var held = new Document("_id", id).append("holder", holder).append("status", JobStatus.RUNNING.name());
        var now = new Document("$set", new Document("percent", percent).append("doing", doing).append(LEASED_UNTIL, until));
        if (stops) {
            // Nobody died over it.
            now.append("$inc", new Document("attempts", -1));
        }
        long mine = mongo.getCollection(mongo.getCollectionName(DocumentJob.class)).updateOne(held, now).getMatchedCount();
        if (stops || mine == 0) {
            throw new Progress.Abandoned();
        }
    }

    private static void delete(@Nullable Path copy) {
        try {
            if (copy != null) {
                Files.deleteIfExists(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
