package cn.tiyan.bench;

import cn.tiyan.e2e.Platform;
import cn.tiyan.e2e.SignedPush;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Signed pushes, each acknowledged once it is durable: through the gateway, and to the service alone, in turns. */
final class Ingest {

    private static final int SENDERS = 16;

    private final int rounds;
    private final Duration round;
    private final Platform platform = Platform.ofEnvironment();
    private final String run = Long.toString(Instant.now().getEpochSecond(), 36);
    private final AtomicInteger orders = new AtomicInteger();

    Ingest(boolean quick) {
        this.rounds = quick ? 1 : 5;
        this.round = Duration.ofSeconds(quick ? 3 : 8);
    }

    List<Metric> run() throws Exception {
        URI service = URI.create("http://127.0.0.1:" + port());
        var direct = new SignedPush(service, "hotline-shenyang", Base64.getDecoder().decode(System.getenv("TIYAN_SENDER_HOTLINE_KEY")));
        measure(platform.hotline());
        measure(direct);
        double[] through = new double[rounds];
        double[] alone = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            through[i] = measure(platform.hotline());
            alone[i] = measure(direct);
            System.out.printf("round %d: %.0f/s through the gateway, %.0f/s to the service alone%n", i + 1, through[i], alone[i]);
        }
        Metric peer = Metric.of("acknowledged pushes, service alone, " + SENDERS + " senders", "1/s", null, null, alone);
        return List.of(peer, Metric.of("acknowledged pushes, through the gateway, " + SENDERS + " senders", "1/s", "service alone", peer.value(), through));
    }

    private static String port() throws Exception {
        return java.nio.file.Files.readAllLines(java.nio.file.Path.of(System.getenv("TIYAN_HOME"), "run", "feedback-ingest-service.pid")).get(2).strip();
    }

    private double measure(SignedPush hotline) throws InterruptedException {
        var acknowledged = new AtomicInteger();
        Instant end = Instant.now().plus(round);
        List<Thread> senders = new ArrayList<>();
        for (int sender = 0; sender < SENDERS; sender++) {
            senders.add(Thread.ofVirtual().start(() -> {
                while (Instant.now().isBefore(end)) {
                    try {
                        if (hotline.post("/api/v1/ingest/hotline-orders", order()).statusCode() == 202) {
                            acknowledged.incrementAndGet();
                        }
                    } catch (Exception e) {
                        // Not acknowledged: not counted.
                    }
                }
            }));
        }
        for (Thread sender : senders) {
            sender.join();
        }
        return acknowledged.get() / (round.toMillis() / 1000.0);
    }

    /** A consultation: recorded, but no issue comes of it. */
    private String order() {
        return """
                {"orderNumber":"B%s-%d","version":1,"updatedAt":"2026-11-23T09:05:00+08:00","title":"咨询参保手续",
                 "content":"想了解灵活就业人员参加职工养老保险需要哪些材料，在哪里办理，多久能办好。","handlingMode":"CONSULTATION","responsibleUnit":"210100-HRSS"}"""
                .formatted(run, orders.incrementAndGet());
    }
}
