package cn.tiyan.experiencer.rosterimport;

import cn.tiyan.experiencer.experiencer.Experiencers;
import cn.tiyan.experiencer.experiencer.Experiencers.Recruit;
import cn.tiyan.experiencer.rosterimport.ImportRows.Settled;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal.FieldError;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.time.China;
import cn.tiyan.platform.worker.Worker;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Takes in the rows of imports that were confirmed, some at a time. Each row leads to one record whose identifier follows from the
 * import and the row: whoever goes on where another died finds what was done. A lease keeps two replicas from doing the same work;
 * were they to, it would still be done once.
 */
@Component
class CommitWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(CommitWorker.class);
    private static final int AT_ONCE = 500;
    private static final int TRIES = 5;
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final String LEASED_UNTIL = "lease";

    private final AggregateStore store;
    private final MongoTemplate mongo;
    private final ImportRows rows;
    private final Experiencers experiencers;
    private final Organisation organisation;
    private final Clock clock;
    private final Worker worker = new Worker("roster-imports", PATIENCE);

    CommitWorker(AggregateStore store, MongoTemplate mongo, ImportRows rows, Experiencers experiencers, Organisation organisation, Clock clock) {
        this.store = store;
        this.mongo = mongo;
        this.rows = rows;
        this.experiencers = experiencers;
        this.organisation = organisation;
        this.clock = clock;
    }

    /** An import has been confirmed. */
    void wake() {
        worker.wake();
    }

    @Override
    public void start() {
        // The lease runs out, and it is gone on with.
        worker.repeat(Duration.ZERO, LOOK_EVERY, this::next, failure -> log.warn("The import of rosters waits", failure));
    }

    /** A batch under way is written to its end. */
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
        Optional<String> next = lease();
        next.ifPresent(this::finish);
        return next.isPresent();
    }

    /** The next import nobody works at. */
    private Optional<String> lease() {
        Date now = Date.from(clock.instant());
        Document found = mongo.getCollection("roster_import").findOneAndUpdate(
                new Document("status", ImportStatus.COMMITTING.name()).append("$or", List.of(
                        new Document(LEASED_UNTIL, new Document("$exists", false)), new Document(LEASED_UNTIL, new Document("$lt", now)))),
                leaseUntil(), new FindOneAndUpdateOptions().projection(Projections.include("_id")));
        return Optional.ofNullable(found).map(each -> each.getString("_id"));
    }

    private Document leaseUntil() {
        return new Document("$set", new Document(LEASED_UNTIL, Date.from(clock.instant().plus(LEASE))));
    }

    private void finish(String id) {
        RosterImport rosterImport = store.find(RosterImport.class, id).orElseThrow();
        Caller by = rosterImport.committer().caller();
        Unit unit = organisation.find(rosterImport.unit()).orElseThrow();
        Instant began = clock.instant();
        // Once through in the order of the file; then again from the top, for rows that were mended behind its back.
        for (boolean more = true; more;) {
            more = takeIn(id, unit, by);
            if (!worker.goesOn()) {
                mongo.getCollection("roster_import").updateOne(new Document("_id", id), new Document("$unset", new Document(LEASED_UNTIL, "")));
                return;
            }
        }
        rows.strip(id);
        Map<RowState, Integer> counts = rows.counts(id);
        var outcome = new RosterImport.Outcome(counts.getOrDefault(RowState.TAKEN, 0), counts.getOrDefault(RowState.LEFT_OUT, 0));
        AggregateStore.whileStale(TRIES, () -> {
            RosterImport done = store.find(RosterImport.class, id).orElseThrow();
            if (done.status() == ImportStatus.COMMITTING) {
                done.finish(outcome, RosterImports.ITSELF, clock.instant());
                store.save(done);
            }
            return done;
        });
        log.info("Took {} rows of {} in and left {} out, in {} ms", outcome.taken(), id, outcome.leftOut(), Duration.between(began, clock.instant()).toMillis());
    }

    /**
     * Takes in what is good, some at a time. That some rows are done is written while the next are taken in: they wait for different
     * collections.
     *
     * @return whether there was anything
     */
    private boolean takeIn(String id, Unit unit, Caller by) {
        Future<?> written = CompletableFuture.completedFuture(null);
        int last = 0;
        try (var beside = Executors.newVirtualThreadPerTaskExecutor()) {
            for (List<ImportedRow> batch = after(id, last); !batch.isEmpty() && worker.goesOn(); batch = after(id, last)) {
                List<Settled> settled = takeIn(batch, new RowCheck(organisation, unit, China.day(clock.instant()), by.account()), by);
                await(written);
                written = beside.submit(() -> rows.settle(settled));
                mongo.getCollection("roster_import").updateOne(new Document("_id", id), leaseUntil());
                last = batch.getLast().number();
            }
            await(written);
        }
        return last > 0;
    }

    private static void await(Future<?> written) {
        try {
            written.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Rows that were taken in could not be marked as such", e.getCause());
        }
    }

    private List<ImportedRow> after(String id, int number) {
        return rows.after(id, List.of(RowState.GOOD), number, AT_ONCE);
    }

    /** What was good when it was read may not be any more: a unit is dissolved, a term is over, somebody else was quicker. */
    private List<Settled> takeIn(List<ImportedRow> batch, RowCheck check, Caller by) {
        List<Settled> settled = new ArrayList<>(batch.size());
        List<ImportedRow> tried = new ArrayList<>(batch.size());
        List<Recruit> recruits = new ArrayList<>(batch.size());
        for (ImportedRow row : batch) {
            var checked = check.check(rows.values(row));
            var person = checked.person();
            if (person == null) {
                settled.add(new Settled(row, RowState.LEFT_OUT, checked.errors(), null));
            } else {
                tried.add(row);
                recruits.add(new Recruit(Ids.derived("exp", row.id()), person.unit(), person.candidate(), person.address(), person.term()));
            }
        }
        Map<String, Experiencers.Taken> taken = experiencers.takeIn(recruits, by);
        for (int at = 0; at < tried.size(); at++) {
            ImportedRow row = tried.get(at);
            String experiencer = recruits.get(at).id();
            settled.add(taken.get(experiencer) == Experiencers.Taken.IN ? new Settled(row, RowState.TAKEN, List.of(), experiencer)
                    : new Settled(row, RowState.LEFT_OUT, List.of(new FieldError(Column.PHONE.field(), "其手机号码或身份证号码的持有人已被推荐或聘任为体验员")), null));
        }
        return settled;
    }
}
