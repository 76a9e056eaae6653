package cn.tiyan.experiencer.experiencer;

import cn.tiyan.platform.worker.Worker;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks every hour whom to erase. It asks by the policy of the moment, so that a shorter one counts for what lies there already; a
 * time written into each record would not follow.
 */
@Component
class ErasureSweep implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ErasureSweep.class);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Privacy privacy;
    private final Clock clock;
    private final Worker worker = new Worker("erasure", PATIENCE);

    ErasureSweep(Privacy privacy, Clock clock) {
        this.privacy = privacy;
        this.clock = clock;
    }

    @Override
    public void start() {
        worker.repeat(Duration.ZERO, EVERY, this::sweep, failure -> log.warn("The erasure waits: {}", failure.toString()));
    }

    @Override
    public void stop() {
        worker.stop(Thread::interrupt);
    }

    @Override
    public boolean isRunning() {
        return worker.isRunning();
    }

    private boolean sweep() {
        int erased = privacy.eraseWhoseTimeIsUp(clock.instant());
        if (erased > 0) {
            log.info("Erased {} people from records that have served", erased);
        }
        return false;
    }
}
