package cn.tiyan.reporting.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.reporting.figure.Period;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

/** What becomes of documents when instances die, stop, or are late. The service's own worker rests meanwhile. */
@PlatformTest
class DocumentWorkerIT {

    private static final Caller CLERK = Persona.SHENYANG_OFFICE.caller();

    @Autowired
    private DocumentWorker worker;
    @Autowired
    private DocumentFiles files;
    @Autowired
    private DocumentJobs jobs;
    @Autowired
    private AggregateStore store;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private Organisation organisation;

    @BeforeEach
    void rest() {
        worker.stop();
        // What other tests left waiting is not looked at here.
        mongo.getCollection("document_job").updateMany(new Document("leaseUntil", new Document("$exists", true)),
                new Document("$unset", new Document("leaseUntil", "")));
    }

    @AfterEach
    void goOn() {
        worker.start();
    }

    private DocumentJob ordered() {
        return store.insert(DocumentJob.order(Ids.next(DocumentJob.PREFIX), new DocumentOrder(DocumentKind.FIGURES_XLSX, "210100", "1800-01-01", "1800-12-31", null, false),
                organisation.require("unit", "210100"), CLERK, Instant.now()));
    }

    /** As another instance would have it that took the job and was killed. */
    private DocumentJob takenByOneThatDied() {
        DocumentJob job = ordered();
        job.take("dead", Instant.now().minusSeconds(1), DocumentWorker.ITSELF, Instant.now());
        return store.save(job);
    }

    private DocumentJob now(DocumentJob job) {
        return store.find(DocumentJob.class, job.id()).orElseThrow();
    }

    @Test
    void takesUpWhatAKilledInstanceLeftAndMakesItOnce() throws Exception {
        DocumentJob left = takenByOneThatDied();
        // It had even begun to write, and came no further.
        mongo.getCollection("document.chunks").insertOne(new Document("files_id", DocumentFiles.key(left.id(), "dead")).append("n", 0).append("data", new byte[] {1}));
        worker.start();
        KafkaTopics.await("the document", () -> now(left).status() == JobStatus.READY);
        DocumentJob made = now(left);
        assertThat(made.attempts()).isEqualTo(2);
        try (var content = files.open(Objects.requireNonNull(made.file()).key())) {
            assertThat(content.readAllBytes()).hasSize((int) made.file().size());
        }
        assertThat(mongo.getCollection("document.files").countDocuments(new Document("_id", new Document("$regex", "^" + left.id())))).isEqualTo(1);
        assertThatThrownBy(() -> {
            left.finish(new DocumentFile("other", "迟到.xlsx", 1, "00"), Duration.ofDays(1), DocumentWorker.ITSELF, Instant.now());
            store.save(left);
        }).as("whoever comes late").isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.STALE));
        assertThat(now(left).file()).isEqualTo(made.file());
        assertThat(made.historyIntact()).isTrue();

        files.deleteAll(left.id());
        assertThat(mongo.getCollection("document.chunks").countDocuments(new Document("files_id", new Document("$regex", "^" + left.id()))))
                .as("what the killed one left goes with it").isZero();
    }

    @Test
    void leavesAloneWhatAnotherInstanceHolds() {
        DocumentJob held = ordered();
        held.take("other", Instant.now().plusSeconds(60), DocumentWorker.ITSELF, Instant.now());
        store.save(held);
        assertThat(worker.take()).isEmpty();
    }

    @Test
    void isTakenByOneOfTwo() throws Exception {
        DocumentJob job = ordered();
        List<Thread> instances = new ArrayList<>();
        List<DocumentJob> taken = Collections.synchronizedList(new ArrayList<>());
        for (int instance = 0; instance < 4; instance++) {
            instances.add(Thread.startVirtualThread(() -> worker.take().ifPresent(taken::add)));
        }
        for (Thread instance : instances) {
            instance.join();
        }
        assertThat(taken).extracting(DocumentJob::id).containsExactly(job.id());
    }

    @Test
    void keepsNothingOfWhatIsCancelledMeanwhile() {
        DocumentJob job = ordered();
        DocumentJob taken = worker.take().orElseThrow();
        assertThat(taken.id()).isEqualTo(job.id());
        DocumentJob cancelled = now(job);
        cancelled.cancel(CLERK, Instant.now());
        store.save(cancelled);
        worker.make(taken, () -> true);
        assertThat(now(job).status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(mongo.getCollection("document.files").countDocuments(new Document("_id", new Document("$regex", "^" + job.id())))).isZero();
    }

    @Test
    void throwsAwayWhatIsMadeAfterAnotherHasTakenOver() {
        DocumentJob job = ordered();
        DocumentJob slow = worker.take().orElseThrow();
        mongo.getCollection("document_job").updateOne(new Document("_id", job.id()), new Document("$set", new Document("leaseUntil", new Date(0))));
        DocumentJob quick = worker.take().orElseThrow();
        String quicker = String.valueOf(quick.holder());
        worker.make(quick, () -> true);
        worker.make(slow, () -> true);
        DocumentJob made = now(job);
        assertThat(made.status()).isEqualTo(JobStatus.READY);
        assertThat(Objects.requireNonNull(made.file()).key()).isEqualTo(DocumentFiles.key(job.id(), quicker));
        assertThat(mongo.getCollection("document.files").countDocuments(new Document("_id", new Document("$regex", "^" + job.id())))).isEqualTo(1);
    }

    @Test
    void handsOverWhenItStopsWithoutCountingThatAsADeath() {
        DocumentJob job = ordered();
        worker.make(worker.take().orElseThrow(), () -> false);
        DocumentJob waiting = now(job);
        assertThat(waiting.status()).isEqualTo(JobStatus.RUNNING);
        assertThat(waiting.attempts()).isZero();
        DocumentJob again = worker.take().orElseThrow();
        worker.make(again, () -> true);
        assertThat(now(job).status()).isEqualTo(JobStatus.READY);
    }

    @Test
    void saysWhyItCouldNotMakeADocument() {
        DocumentJob job = store.insert(DocumentJob.order(Ids.next(DocumentJob.PREFIX), new DocumentOrder(DocumentKind.SUMMARY_PDF, "210100", "1800-01-01", "1800-12-31",
                "sum_00000000000000000000000000", false), organisation.require("unit", "210100"), CLERK, Instant.now()));
        worker.make(worker.take().orElseThrow(), () -> true);
        assertThat(now(job).status()).isEqualTo(JobStatus.FAILED);
        assertThat(now(job).failure()).contains("未找到该记录");
    }

    @Test
    void tellsHowFarItIs() {
        DocumentJob job = ordered();
        DocumentJob taken = worker.take().orElseThrow();
        List<Integer> seen = new ArrayList<>();
        worker.make(taken, () -> {
            seen.add(now(job).percent());
            return true;
        });
        assertThat(seen).isSorted().hasSizeGreaterThan(4);
        assertThat(now(job).percent()).isEqualTo(100);
    }

    @Test
    void refusesMoreThanAUnitMayHaveWaiting() {
        var period = new Period(LocalDate.of(1800, 1, 1), LocalDate.of(1800, 12, 31));
        List<String> ids = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
            ids.add(jobs.figures(Ids.next(DocumentJob.PREFIX), null, period, CLERK).id());
        }
        String oneTooMany = Ids.next(DocumentJob.PREFIX);
        assertThatThrownBy(() -> jobs.figures(oneTooMany, null, period, CLERK))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.name()).isEqualTo("documents-waiting"));
        assertThat(store.find(DocumentJob.class, oneTooMany)).as("nothing is kept").isEmpty();
        assertThat(jobs.figures(ids.getFirst(), null, period, CLERK).id()).as("a repeated request").isEqualTo(ids.getFirst());
        assertThat(jobs.figures(Ids.next(DocumentJob.PREFIX), null, period, Persona.DALIAN_OFFICE.caller()).status()).as("another unit").isEqualTo(JobStatus.QUEUED);
        jobs.cancel(ids.getFirst(), 1, CLERK);
        assertThat(jobs.figures(oneTooMany, null, period, CLERK).status()).isEqualTo(JobStatus.QUEUED);
    }
}
