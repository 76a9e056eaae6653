package cn.tiyan.gateway.proxy;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Ends what has not moved for too long. One thread watches for all requests; it only ever closes connections. */
@Component
class Stalls implements DisposableBean {

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("stalls").factory());

    /** Looks every {@code patience} whether there was progress, and runs {@code end} when there was none. Cancel it at the end. */
    Future<?> watch(Progress progress, Duration patience, Runnable end) {
        return every(patience, () -> {
            if (!progress.moved()) {
                end.run();
            }
        });
    }

    /** Closes from time to time what is to be closed. */
    Future<?> every(Duration time, Runnable closing) {
        var millis = time.toMillis();
        return clock.scheduleWithFixedDelay(closing, millis, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void destroy() {
        clock.shutdownNow();
    }

    /** Whether something moved since it was last asked. */
    @FunctionalInterface
    interface Progress {
        boolean moved();
    }
}
