package cn.tiyan.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;

/**
 * Pushes through the gateway, each acknowledged once it is durable, while everything downstream runs: how many a second in batches
 * of a hundred, beside what Kafka's own producer-perf-test reaches with the same bytes and the same broker in the same run; how
 * many a second alone; how soon they are acknowledged at a steady pace, and how soon the issue can be seen that comes of one; what
 * memory a backlog takes. Requests are made and signed before the clock starts.
 *
 * <p>It starts a platform of its own, as {@link Lifecycle} does, and removes it afterwards; with {@code --here} it uses the one
 * that runs, and leaves its orders there.
 */
final class Ingest {

    private static final int PORT_OFFSET = 8000;
    private static final int BATCH = 100;
    private static final int BATCH_SENDERS = 8;
    private static final int SENDERS = 32;
    private static final int PACED_SENDERS = 64;
    private static final int PACE = 500;
    private static final int ISSUE_PACE = 200;
    private static final double BATCHES_LIMIT = 10_000;
    private static final double SINGLES_LIMIT = 1_500;
    private static final double ACKNOWLEDGED_LIMIT_MILLIS = 200;
    private static final double VISIBLE_LIMIT_MILLIS = 2_000;

    /** As in {@link Lifecycle}: those on the way get the JIT's full tiers and some memory. */
    private static final Map<String, String> SETTINGS = Map.of(
            "TIYAN_AOT", "off",
            "TIYAN_JVM_MONGO", Lifecycle.FULL + " -Xmx256m -Dtiyan.mongo.cache-mb=1024",
            "TIYAN_JVM_KAFKA", Lifecycle.FULL + " -Xmx384m",
            "TIYAN_JVM_GATEWAY", Lifecycle.FULL + " -Xmx384m",
            "TIYAN_JVM_FEEDBACK_INGEST_SERVICE", Lifecycle.FULL + " -Xmx512m",
            "TIYAN_JVM_ISSUE_SERVICE", Lifecycle.FULL + " -Xmx512m",
            "TIYAN_JVM_REPORTING_SERVICE", Lifecycle.FULL + " -Xmx256m");

    private final boolean here;
    private final int rounds;
    private final int seconds;
    private final int warmUpSeconds;
    private final ExecutorService threads = Executors.newFixedThreadPool(PACED_SENDERS);

    Ingest(boolean quick, boolean here) {
        this.here = here;
        this.rounds = quick ? 1 : 3;
        this.seconds = quick ? 5 : 10;
        this.warmUpSeconds = quick ? 8 : 45;
        if (quick) {
            System.out.println("--quick shows that it works: the JIT is still at work.");
        }
    }

    List<Metric> run() throws Exception {
        Path home = Files.createDirectories(Path.of(System.getenv("TIYAN_ROOT"), "quality/benchmarks/target/ingest"));
        if (here) {
            return measure(System.getenv(), home);
        }
        try (var own = new OwnPlatform(home, PORT_OFFSET, SETTINGS)) {
            System.out.println("Starts a platform of its own in " + home + " with\n  " + String.join("\n  ",
                    new TreeMap<>(SETTINGS).entrySet().stream().map(Object::toString).toList()));
            own.tiyan("up", "--fresh");
            return measure(own.environment(), home);
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Metric> measure(Map<String, String> environment, Path folder) throws Exception {
        URI gateway = URI.create(environment.get("TIYAN_GATEWAY"));
        var pushes = new Pushes(gateway, environment.get("TIYAN_SENDER_HOTLINE_KEY"));
        var meter = new CpuMeter(Path.of(environment.get("TIYAN_HOME")));
        List<Metric> metrics = new ArrayList<>();
        try (var broker = new Broker(environment.get("KAFKA_BOOTSTRAP")); MongoClient mongo = MongoClients.create(environment.get("MONGODB_URI"))) {
            warmUp(gateway, pushes, broker);
            metrics.addAll(paced(gateway, pushes, meter, broker));
            metrics.addAll(visible(gateway, pushes, mongo, broker));
            metrics.addAll(flatOut("pushes alone, %d senders".formatted(SENDERS), SINGLES_LIMIT, gateway, meter, broker, SENDERS, 1,
                    () -> singles(pushes, 3_000 * seconds)));
            double tool = Arrays.stream(new double[rounds]).map(_ -> tool(broker, folder, pushes)).sorted().toArray()[rounds / 2];
            double before = memory(environment);
            List<Metric> batches = flatOut("pushes in batches of %d, %d senders".formatted(BATCH, BATCH_SENDERS), BATCHES_LIMIT, gateway, meter, null, BATCH_SENDERS, BATCH,
                    () -> pushes.batches(25_000 * seconds / BATCH, BATCH));
            metrics.addAll(batches);
            metrics.add(Metric.of("the same beside Kafka's producer-perf-test", "1/s", "producer-perf-test", tool, batches.getFirst().value()));
            double backlog = broker.waiting();
            metrics.add(Metric.of("memory of the service, %,.0f pushes waiting".formatted(backlog), "MiB", "none waiting", before, memory(environment)));
        }
        return metrics;
    }

    private double tool(Broker broker, Path folder, Pushes pushes) {
        List<String> payloads = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            payloads.add(pushes.order());
        }
        try {
            double rate = broker.ownTool(folder, payloads, 20_000 * seconds);
            System.out.printf("  Kafka's producer-perf-test: %,.0f records a second%n", rate);
            return rate;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<byte[]> singles(Pushes pushes, int count) {
        List<byte[]> singles = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            singles.add(pushes.single());
        }
        return singles;
    }

    /** Both forms, until the JIT has seen enough of them, and of what comes of them. */
    private void warmUp(URI gateway, Pushes pushes, Broker broker) throws Exception {
        System.out.printf("warming up for %d s%n", warmUpSeconds + warmUpSeconds / 3);
        send(gateway, SENDERS, 1, singles(pushes, 2_000 * warmUpSeconds), warmUpSeconds);
        send(gateway, 2, 20, pushes.batches(1_000 * warmUpSeconds / 20, 20), warmUpSeconds / 3);
        System.out.printf("  not folded after waiting: %d%n", broker.awaitFolded(180));
    }

    /** As fast as they are acknowledged. */
    private int send(URI gateway, int senders, int items, List<byte[]> requests, int forSeconds) throws Exception {
        var next = new AtomicInteger();
        var acknowledged = new AtomicInteger();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(forSeconds);
        List<Future<?>> sending = new ArrayList<>();
        for (int sender = 0; sender < senders; sender++) {
            sending.add(threads.submit(() -> {
                try (var wire = new Wire(gateway)) {
                    for (int i = next.getAndIncrement(); i < requests.size() && System.nanoTime() < end; i = next.getAndIncrement()) {
                        require202(wire.send(requests.get(i)));
                        acknowledged.addAndGet(items);
                    }
                }
                return null;
            }));
        }
        for (Future<?> sender : sending) {
            sender.get();
        }
        if (next.get() >= requests.size()) {
            System.out.println("  all requests were sent before the time was over");
        }
        return acknowledged.get();
    }

    private static void require202(Wire.Answer answer) throws IOException {
        if (answer.status() != 202) {
            throw new IOException(answer.status() + " " + answer.body());
        }
    }

    /** @param broker to wait until all is folded between the rounds; null to go on at once */
    private List<Metric> flatOut(String name, double limit, URI gateway, CpuMeter meter, Broker broker, int senders, int items, Callable<List<byte[]>> requests)
            throws Exception {
        double[] rates = new double[rounds];
        Map<String, double[]> used = new TreeMap<>();
        for (int round = 0; round < rounds; round++) {
            List<byte[]> ready = requests.call();
            Map<String, Double> before = meter.read();
            long began = System.nanoTime();
            int acknowledged = send(gateway, senders, items, ready, seconds);
            rates[round] = acknowledged / ((System.nanoTime() - began) / 1e9);
            Map<String, Double> after = meter.read();
            for (var process : after.entrySet()) {
                used.computeIfAbsent(process.getKey(), _ -> new double[rounds])[round] =
                        (process.getValue() - before.getOrDefault(process.getKey(), 0.0)) * 1000 / acknowledged;
            }
            System.out.printf("  %s: %,.0f a second%n", name, rates[round]);
            if (broker != null) {
                broker.awaitFolded(60);
            }
        }
        List<Metric> metrics = new ArrayList<>();
        metrics.add(Metric.of(name, "1/s", "least", limit, rates));
        used.forEach((process, micros) -> metrics.add(Metric.of("processor a push: " + process, "µs", null, null, micros)));
        return metrics;
    }

    /** At a steady pace, whatever becomes of the answers: each is timed from the moment it should have been sent. */
    private double[] pace(URI gateway, List<byte[]> requests, int perSecond, Map<Integer, Long> sent) throws Exception {
        double[] millis = new double[requests.size()];
        var next = new AtomicInteger();
        long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
        List<Future<?>> sending = new ArrayList<>();
        for (int sender = 0; sender < PACED_SENDERS; sender++) {
            sending.add(threads.submit(() -> {
                try (var wire = new Wire(gateway)) {
                    for (int i = next.getAndIncrement(); i < requests.size(); i = next.getAndIncrement()) {
                        long due = start + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
                        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                            LockSupport.parkNanos(wait);
                        }
                        sent.put(i, due);
                        require202(wire.send(requests.get(i)));
                        millis[i] = (System.nanoTime() - due) / 1e6;
                    }
                }
                return null;
            }));
        }
        for (Future<?> sender : sending) {
            sender.get();
        }
        return millis;
    }

    private List<Metric> paced(URI gateway, Pushes pushes, CpuMeter meter, Broker broker) throws Exception {
        double[] p50 = new double[rounds];
        double[] p95 = new double[rounds];
        double[] p99 = new double[rounds];
        double[] waiting = new double[rounds];
        double[] busy = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            List<byte[]> ready = singles(pushes, PACE * seconds);
            Map<String, Double> before = meter.read();
            double[] millis = pace(gateway, ready, PACE, new ConcurrentHashMap<>());
            busy[round] = meter.read().entrySet().stream().mapToDouble(each -> each.getValue() - before.getOrDefault(each.getKey(), 0.0)).sum() / 10 / seconds;
            p50[round] = Lifecycle.percentile(millis, 50);
            p95[round] = Lifecycle.percentile(millis, 95);
            p99[round] = Lifecycle.percentile(millis, 99);
            waiting[round] = broker.waiting();
            System.out.printf("  at %d a second: acknowledged within %.1f ms (p95), %.0f not folded yet, processors busy %.0f %%%n",
                    PACE, p95[round], waiting[round], busy[round]);
            broker.awaitFolded(60);
        }
        String at = ", %d pushes a second".formatted(PACE);
        return List.of(Metric.of("acknowledged p50" + at, "ms", null, null, p50), Metric.of("acknowledged p95" + at, "ms", "limit", ACKNOWLEDGED_LIMIT_MILLIS, p95),
                Metric.of("acknowledged p99" + at, "ms", null, null, p99), Metric.of("not folded at the end" + at, "", null, null, waiting),
                Metric.of("processors busy with the platform" + at, "%", null, null, busy));
    }

    /** From the moment a push should have been sent until the issue that comes of it is there to be read. */
    private List<Metric> visible(URI gateway, Pushes pushes, MongoClient mongo, Broker broker) throws Exception {
        MongoCollection<Document> issues = mongo.getDatabase("issue").getCollection("issue");
        MongoCollection<Document> feedback = mongo.getDatabase("feedback").getCollection("feedback");
        double[] p50 = new double[rounds];
        double[] p95 = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            List<byte[]> requests = new ArrayList<>();
            List<String> keys = new ArrayList<>();
            for (int i = 0; i < ISSUE_PACE * seconds; i++) {
                requests.add(pushes.single());
                keys.add(pushes.lastKey());
            }
            Map<String, Long> seen = new HashMap<>();
            Map<Integer, Long> sent = new ConcurrentHashMap<>();
            Date began = new Date(System.currentTimeMillis() - 1000);
            Future<double[]> pacing = threads.submit(() -> pace(gateway, requests, ISSUE_PACE, sent));
            while (!pacing.isDone()) {
                look(issues, began, seen);
            }
            pacing.get();
            long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            List<Double> millis = List.of();
            while (millis.size() < keys.size() / 4 && System.nanoTime() < patience) {
                look(issues, began, seen);
                Map<String, String> feedbackOf = new HashMap<>();
                feedback.find(Filters.and(Filters.eq("within", "210000"), Filters.in("key", keys))).projection(Projections.include("key"))
                        .forEach(each -> feedbackOf.put(each.getString("key"), each.getString("_id")));
                millis = new ArrayList<>();
                for (int i = 0; i < keys.size(); i++) {
                    Long when = seen.get(feedbackOf.getOrDefault(keys.get(i), ""));
                    if (when != null) {
                        millis.add((when - sent.get(i)) / 1e6);
                    }
                }
            }
            double[] all = millis.stream().mapToDouble(Double::doubleValue).toArray();
            p50[round] = Lifecycle.percentile(all, 50);
            p95[round] = Lifecycle.percentile(all, 95);
            System.out.printf("  at %d a second: %d of %d issues seen, within %.0f ms (p95)%n", ISSUE_PACE, all.length, keys.size() / 4, p95[round]);
            broker.awaitFolded(60);
        }
        String at = ", %d pushes a second".formatted(ISSUE_PACE);
        return List.of(Metric.of("issue visible p50" + at, "ms", null, null, p50), Metric.of("issue visible p95" + at, "ms", "limit", VISIBLE_LIMIT_MILLIS, p95));
    }

    /** Notes when issues were seen first, by what they came from. */
    private static void look(MongoCollection<Document> issues, Date since, Map<String, Long> seen) throws InterruptedException {
        for (Document issue : issues.find(Filters.and(Filters.eq("within", "210000"), Filters.gte("createdAt", since))).sort(new Document("createdAt", -1))
                .limit(400).projection(Projections.include("sourceId"))) {
            seen.putIfAbsent(issue.getString("sourceId"), System.nanoTime());
        }
        TimeUnit.MILLISECONDS.sleep(25);
    }

    /** What the service takes of the machine's memory. */
    private static double memory(Map<String, String> environment) throws IOException {
        String pid = Files.readAllLines(Path.of(environment.get("TIYAN_HOME"), "run", "feedback-ingest-service.pid")).getFirst().strip();
        return Files.readAllLines(Path.of("/proc", pid, "status")).stream().filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024).findFirst().orElseThrow();
    }
}
