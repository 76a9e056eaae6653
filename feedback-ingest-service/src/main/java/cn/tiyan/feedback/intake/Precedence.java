package cn.tiyan.feedback.intake;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/**
 * Taking in goes before folding: a sender waits for its acknowledgement, nobody waits for one arrival among a backlog. Each thread
 * that folds pauses before it folds what it has read at once: while more pushes are in hand than the processors can serve at once;
 * and in a flood the longer the more come, whether one is in hand just now or not. It never pauses so long that folding stands still.
 */
@Component
public class Precedence {

    /** So many pushes in hand disturb nobody. */
    static final int FEW = 16;
    /** The longest pause for those in hand, for each arrival that is to be folded. */
    static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    /** So many pushes a second are no flood: these processors take them in and all that comes of them, too. */
    static final int CALM = 300 * Runtime.getRuntime().availableProcessors();
    /** The pause in a flood, for each push a second beyond that. */
    static final long EACH_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    /** The longest pause of all. */
    static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final AtomicInteger inHand = new AtomicInteger();
    private long began = System.nanoTime();
    private int taken;
    private int takenBefore;

    /** Pushes that are being taken in, until closed. */
    interface Hold extends AutoCloseable {

        @Override
        void close();
    }

    Hold take(int pushes) {
        inHand.addAndGet(pushes);
        count(pushes);
        return () -> inHand.addAndGet(-pushes);
    }

    /** How many come in a second: in this one or the last, whichever had more. */
    private synchronized int count(int pushes) {
        long now = System.nanoTime();
        if (now - began >= SECOND_NANOS) {
            takenBefore = now - began < 2 * SECOND_NANOS ? taken : 0;
            taken = 0;
            began = now;
        }
        taken += pushes;
        return Math.max(taken, takenBefore);
    }

    /** Pauses while many pushes come, before so many arrivals are folded together. */
    public void giveWay(int arrivals) {
        long start = System.nanoTime();
        long inHandAtMost = Math.min(LONGEST_NANOS, MOMENT_NANOS * arrivals);
        while (inHand.get() > FEW && System.nanoTime() - start < inHandAtMost || System.nanoTime() - start < pause(count(0))) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static long pause(int inASecond) {
        return Math.min(LONGEST_NANOS, EACH_NANOS * Math.max(0, inASecond - CALM));
    }
}
