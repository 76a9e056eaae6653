package cn.tiyan.platform.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final Worker worker = new Worker("test", Duration.ofSeconds(5));
    private final AtomicInteger times = new AtomicInteger();
    private final BlockingQueue<String> failures = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        worker.stop(LockSupport::unpark);
    }

    @Test
    void goesOnAtOnceWhileThereIsMore() throws InterruptedException {
        var third = new CountDownLatch(3);
        worker.repeat(Duration.ZERO, LONG, () -> {
            third.countDown();
            return third.getCount() > 0;
        }, failure -> failures.add(failure.toString()));
        assertThat(third.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(failures).isEmpty();
    }

    @Test
    void goesOnWhenWokenAlsoAfterAFailure() throws InterruptedException {
        worker.repeat(Duration.ZERO, LONG, () -> {
            throw new IllegalStateException("time " + times.incrementAndGet());
        }, failure -> failures.add(String.valueOf(failure.getMessage())));
        for (String expected : List.of("time 1", "time 2")) {
            assertThat(failures.poll(10, TimeUnit.SECONDS)).isEqualTo(expected);
            worker.wake();
        }
    }

    @Test
    void stopsInTheFirstPauseWithoutHavingWorked() {
        worker.repeat(LONG, LONG, () -> {
            times.incrementAndGet();
            return false;
        }, failure -> failures.add(failure.toString()));
        assertThat(worker.isRunning()).isTrue();
        worker.stop(Thread::interrupt);
        assertThat(worker.isRunning()).isFalse();
        assertThat(times).hasValue(0);
    }
}
