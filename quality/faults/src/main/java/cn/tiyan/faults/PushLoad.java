package cn.tiyan.faults;

import cn.tiyan.e2e.Platform;
import cn.tiyan.e2e.SignedPush;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Systems that push without pause: hotline orders in several versions, in random order, some twice. What is not acknowledged is
 * pushed again, signed afresh, as docs/integration.md tells senders to do; after some tries it is given up.
 */
final class PushLoad {

    private static final int SENDERS = 4;
    private static final int TRIES = 200;

    private final Platform platform;
    private final String run;
    private final long seed;
    private final Map<String, Integer> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger givenUp = new AtomicInteger();
    private final List<Thread> senders = new ArrayList<>();
    private volatile boolean stopping;

    PushLoad(Platform platform, String run, long seed) {
        this.platform = platform;
        this.run = run;
        this.seed = seed;
    }

    void start() {
        for (int sender = 0; sender < SENDERS; sender++) {
            int number = sender;
            senders.add(Thread.ofVirtual().start(() -> pushUntilStopped(number)));
        }
    }

    /** Lets every sender finish the order it is at. */
    void stop() throws InterruptedException {
        stopping = true;
        for (Thread sender : senders) {
            sender.join();
        }
    }

    /** Highest acknowledged version by order number. */
    Map<String, Integer> acknowledged() {
        return acknowledged;
    }

    String summary() {
        return "%d pushes acknowledged for %d orders, %d not acknowledged and pushed again, %d given up"
                .formatted(accepted.get(), acknowledged.size(), failed.get(), givenUp.get());
    }

    private void pushUntilStopped(int sender) {
        var random = new Random(seed + sender);
        SignedPush hotline = platform.hotline();
        for (int order = 0; !stopping; order++) {
            String key = "%s-%d-%d".formatted(run, sender, order);
            List<Integer> versions = new ArrayList<>();
            int newest = 1 + random.nextInt(3);
            for (int version = 1; version <= newest; version++) {
                versions.add(version);
                if (random.nextInt(3) == 0) {
                    versions.add(version);
                }
            }
            Collections.shuffle(versions, random);
            for (int version : versions) {
                push(hotline, key, version);
            }
        }
    }

    private void push(SignedPush hotline, String key, int version) {
        String order = """
                {"orderNumber":"%s","version":%d,"updatedAt":"%s","title":"故障试验 第%d版","content":"反复推送的工单。",
                 "handlingMode":"COMPLAINT","responsibleUnit":"210100-HRSS"}"""
                .formatted(key, version, Instant.parse("2026-11-23T00:00:00Z").plusSeconds(version), version);
        try {
            for (int attempt = 0; attempt < TRIES; attempt++) {
                if (isAccepted(hotline, order)) {
                    accepted.incrementAndGet();
                    acknowledged.merge(key, version, Math::max);
                    Thread.sleep(40);
                    return;
                }
                failed.incrementAndGet();
                Thread.sleep(200);
            }
            givenUp.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isAccepted(SignedPush hotline, String order) throws InterruptedException {
        try {
            return hotline.post("/api/v1/ingest/hotline-orders", order).statusCode() == 202;
        } catch (IOException e) {
            return false;
        }
    }
}
