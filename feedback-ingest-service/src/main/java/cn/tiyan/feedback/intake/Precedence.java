package cn.tiyan.feedback.intake;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/**
 * Taking in goes before folding: a sender waits for its acknowledgement, nobody waits for one arrival among a backlog. While more
 * pushes are in hand than the processors can serve at once, each thread that folds pauses before the next arrival, though never so
 * long that folding stands still.
 */
@Component
public class Precedence {

    /** So many pushes in hand disturb nobody. */
    static final int FEW = 16;
    /** The longest pause before an arrival is folded. */
    static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final AtomicInteger inHand = new AtomicInteger();

    /** Pushes that are being taken in, until closed. */
    interface Hold extends AutoCloseable {

        @Override
        void close();
    }

    Hold take(int pushes) {
        inHand.addAndGet(pushes);
        return () -> inHand.addAndGet(-pushes);
    }

    /** Pauses while many pushes are in hand. */
    public void giveWay() {
        long end = System.nanoTime() + LONGEST_NANOS;
        while (inHand.get() > FEW && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
