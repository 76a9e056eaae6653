package cn.tiyan.platform.worker;

import java.time.Duration;
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
