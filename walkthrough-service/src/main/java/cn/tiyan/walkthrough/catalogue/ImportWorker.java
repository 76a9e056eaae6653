package cn.tiyan.walkthrough.catalogue;

import cn.tiyan.platform.worker.Worker;
import com.mongodb.MongoException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Takes confirmed imports over, one after the other, on a thread of its own: some tens of thousands of rows take minutes, and what
 * the timers wake must not wait for them. One that fails is left alone for ten minutes and never holds up the others.
 */
@Component
class ImportWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ImportWorker.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ItemImports imports;
    private final Clock clock;
    private final Map<String, Instant> failed = new HashMap<>();
    private final Worker worker = new Worker("item-imports", PATIENCE);

    ImportWorker(ItemImports imports, Clock clock) {
        this.imports = imports;
        this.clock = clock;
    }

    private boolean next() {
        failed.values().removeIf(clock.instant()::isAfter);
        imports.waiting(failed.keySet()).ifPresent(this::take);
        return false;
    }

    private void take(ItemImport itemImport) {
        try {
            boolean more = true;
            while (more && worker.goesOn()) {
                more = imports.goOn(itemImport);
            }
        } catch (DataAccessException | MongoException outage) {
            throw outage;
        } catch (RuntimeException e) {
            log.error("Taking {} over failed; the next try is in {}", itemImport.id(), AFTER_A_FAILURE, e);
            failed.put(itemImport.id(), clock.instant().plus(AFTER_A_FAILURE));
        }
    }

    @Override
    public void start() {
        worker.repeat(Duration.ZERO, EVERY, this::next, failure -> log.warn("Imports wait: {}", failure.toString()));
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
