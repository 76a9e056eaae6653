package cn.tiyan.platform.worker;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The one thread of something that works for as long as the service runs. It ends by itself once {@link #goesOn} says no. */
public final class Worker {

    private final String name;
    private final Duration patience;
    private volatile @Nullable Thread thread;

    /**
     * @param name of the thread
     * @param patience how long stopping waits for it
     */
    public Worker(String name, Duration patience) {
        this.name = name;
        this.patience = patience;
    }

    /** Starts it, unless it runs. */
    public synchronized void start(Runnable work) {
        if (thread == null) {
            Thread started = Thread.ofPlatform().name(name).daemon(true).unstarted(work);
            thread = started;
            started.start();
        }
    }

    /**
     * Starts it, unless it runs: the work is done again and again. Where it fails, it is told of, and done again after the pause.
     *
     * @param first pause before the first time
     * @param every pause between one time and the next, cut short by {@link #wake}
     * @param work says whether there is more to do at once
     * @param failed what is done about a failure, such as a line in the log
     */
    public void repeat(Duration first, Duration every, BooleanSupplier work, Consumer<RuntimeException> failed) {
        start(() -> {
            LockSupport.parkNanos(first.toNanos());
            while (goesOn()) {
                boolean more = false;
                try {
                    more = work.getAsBoolean();
                } catch (RuntimeException failure) {
                    failed.accept(failure);
                }
                if (!more && goesOn()) {
                    LockSupport.parkNanos(every.toNanos());
                }
            }
        });
    }

    /** Cuts its pause short; where it is at work already, the pause after that. */
    public void wake() {
        LockSupport.unpark(thread);
    }

    /**
     * Tells it to stop, and waits.
     *
     * @param wake how it is told, wherever it waits: interrupted, or only unparked where a write under way is to be finished
     */
    public synchronized void stop(Consumer<Thread> wake) {
        Thread running = thread;
        if (running != null) {
            thread = null;
            wake.accept(running);
            try {
                running.join(patience);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whether it was started and not told to stop. */
    public boolean isRunning() {
        return thread != null;
    }

    /** Whether the thread that asks is still to work. */
    public boolean goesOn() {
        return thread == Thread.currentThread();
    }
}
