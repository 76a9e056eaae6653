package cn.tiyan.feedback.reprocessing;

import cn.tiyan.feedback.deadletter.DeadLetter;
import cn.tiyan.feedback.deadletter.DeadLetterDesk;
import cn.tiyan.feedback.feedback.FeedbackDesk;
import cn.tiyan.feedback.intake.Arrival;
import cn.tiyan.feedback.reprocessing.ArrivalLog.Batch;
import cn.tiyan.feedback.reprocessing.ArrivalLog.Reading;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.messaging.FailureReason;
import cn.tiyan.platform.messaging.Parking;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.settings.Live;
import cn.tiyan.platform.worker.Worker;
import com.mongodb.MongoException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * Works at the reprocessing that runs, if any, unless another replica does. It folds as any listener does, beside those that fold what
 * arrives: where they meet at a matter, the later write is refused as stale and folded anew. Where it is stopped, another goes on from
 * the last batch that was noted; folding that once more changes nothing.
 */
@Component
class ReprocessingWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ReprocessingWorker.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int AT_ONCE = 100;
    private static final Actor WORKER = Actor.service("feedback-ingest-service");

    private final ArrivalLog arrivals;
    private final FeedbackDesk feedback;
    private final DeadLetterDesk deadLetters;
    private final AggregateStore store;
    private final MongoTemplate mongo;
    private final Live<ReprocessingPace> pace;
    private final Clock clock;
    private final Worker worker = new Worker("reprocessing", Duration.ofSeconds(5));

    ReprocessingWorker(ArrivalLog arrivals, FeedbackDesk feedback, DeadLetterDesk deadLetters, AggregateStore store, MongoTemplate mongo,
            Live<ReprocessingPace> pace, Clock clock) {
        this.arrivals = arrivals;
        this.feedback = feedback;
        this.deadLetters = deadLetters;
        this.store = store;
        this.mongo = mongo;
        this.pace = pace;
        this.clock = clock;
    }

    private boolean next() {
        free().ifPresent(this::work);
        return false;
    }

    private Optional<Reprocessing> free() {
        return Optional.ofNullable(mongo.findOne(Query.query(Criteria.where("running").is(true)), Reprocessing.class))
                .filter(reprocessing -> reprocessing.isFree(clock.instant()));
    }

    private void work(Reprocessing reprocessing) {
        reprocessing.hold(clock.instant());
        if (!store.saveUnlessOvertaken(reprocessing)) {
            return;
        }
        try (Reading reading = arrivals.read(reprocessing.stretches(), Math.min(AT_ONCE, pace.get().perSecond()))) {
            while (reprocessing.state() == ReprocessingState.RUNNING) {
                Batch batch = reading.next();
                Tally tally = fold(batch, reprocessing.tally());
                if (tally == null) {
                    reprocessing.release();
                    store.saveUnlessOvertaken(reprocessing);
                    return;
                }
                reprocessing.progress(batch.next(), tally, WORKER, clock.instant());
                if (!store.saveUnlessOvertaken(reprocessing)) {
                    return;
                }
            }
        }
    }

    /** @return what has become of all so far; null if this replica stops before the end of the batch */
    private @Nullable Tally fold(Batch batch, Tally before) {
        Map<String, DeadLetter> parked = batch.arrivals().isEmpty() ? Map.of() : deadLetters.of(batch.arrivals().stream().map(Arrival::receipt).toList());
        Tally tally = before.plusUnreadable(batch.unreadable());
        long began = System.nanoTime();
        int count = 0;
        for (Arrival arrival : batch.arrivals()) {
            tally = fold(arrival, parked.get(arrival.receipt()), tally);
            count++;
            long due = began + TimeUnit.SECONDS.toNanos(count) / pace.get().perSecond();
            for (long left = due - System.nanoTime(); left > 0 && worker.goesOn(); left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            if (!worker.goesOn()) {
                return null;
            }
        }
        return worker.goesOn() ? tally : null;
    }

    private Tally fold(Arrival arrival, @Nullable DeadLetter parked, Tally tally) {
        if (parked == null) {
            return fold(arrival, tally);
        }
        return switch (parked.state()) {
            case OPEN -> tally.plusWaiting();
            case DISCARDED -> tally.plusDiscarded();
            // As it was corrected, where it was.
            case REPLAYED -> fold(deadLetters.arrival(parked), tally);
        };
    }

    private Tally fold(Arrival arrival, Tally tally) {
        try {
            feedback.foldAgain(arrival);
            return tally.plusFolded();
        } catch (DataAccessException | MongoException outage) {
            throw outage;
        } catch (RuntimeException failure) {
            if (failure instanceof Refusal refusal && List.of(Refusal.Kind.STALE, Refusal.Kind.UNAVAILABLE).contains(refusal.kind())) {
                throw failure;
            }
            FailureReason reason = Parking.reason(failure);
            if (reason == FailureReason.DEFECT) {
                log.error("{} cannot be folded anew", arrival.receipt(), failure);
                return tally.plusFailed(new Tally.Failure(arrival.receipt(), reason, failure.getClass().getSimpleName()));
            }
            return tally.plusFailed(new Tally.Failure(arrival.receipt(), reason, String.valueOf(failure.getMessage())));
        }
    }

    @Override
    public void start() {
        worker.repeat(Duration.ZERO, EVERY, this::next, failure -> log.warn("Reprocessing waits: {}", failure.toString()));
    }

    /** Not interrupted: a write under way is let finish. */
    @Override
    public void stop() {
        worker.stop(LockSupport::unpark);
    }

    @Override
    public boolean isRunning() {
        return worker.isRunning();
    }
}
