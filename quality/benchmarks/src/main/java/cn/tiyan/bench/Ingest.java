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
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.bson.Document;

/**
 * Pushes through the gateway, each acknowledged once it is durable, while everything downstream runs: how many a second in batches
 * of a hundred, beside what Kafka's own producer-perf-test reaches with the same bytes and the same broker in the same run; how
 * many a second alone; how soon they are acknowledged at a steady pace, and how soon the issue can be seen that comes of one; what
 * memory a backlog takes. Requests are made and signed before the clock starts.
 *
 * <p>The tool sends the same orders, as they are pushed, to as many partitions of the same broker, acknowledged by all replicas: once
 * as it does unasked, once with the service's settings. It has the machine to itself but for the broker, and does nothing but send.
 * What the service writes of each is half as long again, by the seal and by what a CloudEvent says in its headers, and a sealed body
 * cannot be compressed.
 *
 * <p>It starts a platform of its own, as {@link Lifecycle} does, and removes it afterwards; with {@code --here} it uses the one
 * that runs, and leaves its orders there. With {@code --only} it takes some of its phases.
 */
final class Ingest {

    private static final int PORT_OFFSET = 8000;
    private static final int BATCH = 100;
    private static final int BATCH_SENDERS = 8;
    private static final int SENDERS = 32;
    private static final int PACED_SENDERS = 64;
    private static final int PACE = 500;
    private static final int ISSUE_PACE = 200;
    private static final int SUSTAINED_SECONDS = 60;
    private static final int SETTLED_MILLIS = 2_000;
    private static final int BACKLOG = 1_000_000;
    private static final int STEPS = 4;
    private static final int THIRDS = 3;
    /** What the service asks of its producer, beside what Kafka does unasked. */
    private static final List<String> AS_THE_SERVICE = List.of("compression.type=lz4", "linger.ms=2", "batch.size=131072");
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
    private final Set<Phase> phases;
    private final int rounds;
    private final int seconds;
    private final int sustained;
    private final int backlog;
    private final int warmUpSeconds;
    private final ExecutorService threads = Executors.newFixedThreadPool(PACED_SENDERS);

    /** What can be measured by itself. */
    private enum Phase {
        PACED, VISIBLE, SINGLES, BATCHES, BACKLOG
    }

    /** @param only names of phases; empty for all */
    Ingest(boolean quick, boolean here, List<String> only) {
        this.here = here;
        this.phases = only.isEmpty() ? EnumSet.allOf(Phase.class)
                : only.stream().map(name -> Phase.valueOf(name.toUpperCase(Locale.ROOT))).collect(Collectors.toCollection(() -> EnumSet.noneOf(Phase.class)));
        this.rounds = quick ? 1 : 3;
        this.seconds = quick ? 5 : 10;
        this.sustained = quick ? 6 : SUSTAINED_SECONDS;
        this.backlog = quick ? BACKLOG / 20 : BACKLOG;
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
            if (phases.contains(Phase.PACED)) {
                steady(gateway, pushes, broker);
                metrics.addAll(paced(gateway, pushes, meter, broker));
            }
            if (phases.contains(Phase.VISIBLE)) {
                metrics.addAll(visible(gateway, pushes, mongo, broker));
            }
            if (phases.contains(Phase.SINGLES)) {
                metrics.addAll(flatOut("pushes alone, %d senders".formatted(SENDERS), SINGLES_LIMIT, gateway, meter, broker, SENDERS, 1,
                        () -> singles(pushes, 3_000 * seconds)));
            }
            // The service's memory with nothing waiting is that before the first batch; what the batches leave is the backlog's beginning.
            var memory = new ServiceMemory(Path.of(environment.get("TIYAN_HOME")));
            double resident = memory.resident();
            double live = memory.live();
            if (phases.contains(Phase.BATCHES)) {
                // What comes of these is not waited for: others follow.
                send(gateway, BATCH_SENDERS, BATCH, batches(pushes), alone() ? warmUpSeconds / 3 : warmUpSeconds);
                double tool = tool(broker, folder, pushes, List.of());
                double alike = tool(broker, folder, pushes, AS_THE_SERVICE);
                List<Metric> batches = flatOut("pushes in batches of %d, %d senders".formatted(BATCH, BATCH_SENDERS), BATCHES_LIMIT, gateway, meter, null,
                        BATCH_SENDERS, BATCH, () -> batches(pushes));
                metrics.addAll(batches);
                metrics.add(Metric.of("the same beside Kafka's producer-perf-test", "1/s", "producer-perf-test", tool, batches.getFirst().value()));
                metrics.add(Metric.of("the same, both with " + String.join(" ", AS_THE_SERVICE), "1/s", "producer-perf-test", alike, batches.getFirst().value()));
            }
            if (phases.contains(Phase.BACKLOG)) {
                metrics.addAll(backlog(gateway, pushes, broker, memory, resident, live));
            }
        }
        return metrics;
    }

    /** The median of some runs. */
    private double tool(Broker broker, Path folder, Pushes pushes, List<String> settings) throws Exception {
        List<String> payloads = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            payloads.add(pushes.order());
        }
        double[] rates = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            rates[round] = broker.ownTool(folder, payloads, 20_000 * seconds, settings);
            System.out.printf("  Kafka's producer-perf-test %s: %,.0f records a second%n", String.join(" ", settings), rates[round]);
        }
        return Metric.of("", "", null, null, rates).value();
    }

    private List<byte[]> batches(Pushes pushes) {
        return pushes.batches(50_000 * seconds / BATCH, BATCH);
    }

    /** Pushes until so many wait, in steps: memory must not grow with what waits. Then nothing is pushed, and folding has it all to itself. */
    private List<Metric> backlog(URI gateway, Pushes pushes, Broker broker, ServiceMemory memory, double resident, double live) throws Exception {
        double[] residents = new double[STEPS];
        double[] lives = new double[STEPS];
        for (int step = 0; step < STEPS; step++) {
            long wanted = (long) backlog * (step + 1) / STEPS;
            while (broker.waiting() < wanted) {
                send(gateway, BATCH_SENDERS, BATCH, pushes.batches((int) Math.max(1, (wanted - broker.waiting()) / BATCH + 1), BATCH), 2 * seconds);
            }
            residents[step] = memory.resident();
            lives[step] = memory.live();
            System.out.printf("  %,d waiting: the service has %.0f MiB, of which %.0f MiB are in use%n", broker.waiting(), residents[step], lives[step]);
        }
        long before = broker.waiting();
        long began = System.nanoTime();
        TimeUnit.SECONDS.sleep(seconds);
        double folded = (before - broker.waiting()) / ((System.nanoTime() - began) / 1e9);
        String waiting = ", up to %,d waiting".formatted(before);
        return List.of(Metric.of("memory of the service" + waiting, "MiB", "none waiting", resident, residents),
                Metric.of("of it in use" + waiting, "MiB", "none waiting", live, lives),
                Metric.of("folded when nothing else happens", "1/s", null, null, folded));
    }

    private static List<byte[]> singles(Pushes pushes, int count) {
        List<byte[]> singles = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            singles.add(pushes.single());
        }
        return singles;
    }

    /** Whether pushes that come alone are measured, too. */
    private boolean alone() {
        return phases.stream().anyMatch(phase -> phase != Phase.BATCHES && phase != Phase.BACKLOG);
    }

    /** In the forms that are measured, until the JIT has seen enough of them, and of what comes of them. */
    private void warmUp(URI gateway, Pushes pushes, Broker broker) throws Exception {
        System.out.printf("warming up for %d s%n", (alone() ? warmUpSeconds : 0) + warmUpSeconds / 3);
        if (alone()) {
            send(gateway, SENDERS, 1, singles(pushes, 2_000 * warmUpSeconds), warmUpSeconds);
        }
        send(gateway, 2, 20, pushes.batches(1_000 * warmUpSeconds / 20, 20), warmUpSeconds / 3);
        broker.awaitDownstream(180);
    }

    /** A flood warms the ways in; what comes of a push is given way then, and warms only at a pace at which it keeps up. */
    private void steady(URI gateway, Pushes pushes, Broker broker) throws Exception {
        System.out.printf("warming up at %d a second for %d s%n", PACE, sustained);
        pace(gateway, singles(pushes, PACE * sustained), PACE, new ConcurrentHashMap<>());
        broker.awaitDownstream(180);
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
                broker.awaitDownstream(180);
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

    /** For a minute, told by thirds. */
    private List<Metric> paced(URI gateway, Pushes pushes, CpuMeter meter, Broker broker) throws Exception {
        List<byte[]> ready = singles(pushes, PACE * sustained);
        Map<String, Double> before = meter.read();
        double[] millis = pace(gateway, ready, PACE, new ConcurrentHashMap<>());
        Map<String, Double> after = meter.read();
        long atTheEnd = broker.waiting();
        long registering = broker.downstream().getOrDefault("issue-service.feedback", 0L);
        TimeUnit.MILLISECONDS.sleep(SETTLED_MILLIS);
        long settled = broker.waiting();
        double[] p50 = new double[THIRDS];
        double[] p95 = new double[THIRDS];
        double[] p99 = new double[THIRDS];
        for (int third = 0; third < THIRDS; third++) {
            double[] part = Arrays.copyOfRange(millis, millis.length / THIRDS * third, millis.length / THIRDS * (third + 1));
            p50[third] = Lifecycle.percentile(part, 50);
            p95[third] = Lifecycle.percentile(part, 95);
            p99[third] = Lifecycle.percentile(part, 99);
        }
        String at = ", %d pushes a second for %d s".formatted(PACE, sustained);
        List<Metric> metrics = new ArrayList<>(List.of(Metric.of("acknowledged p50" + at, "ms", null, null, p50),
                Metric.of("acknowledged p95" + at, "ms", "limit", ACKNOWLEDGED_LIMIT_MILLIS, p95),
                Metric.of("acknowledged p99" + at, "ms", null, null, p99), Metric.of("not folded at the end" + at, "", null, null, atTheEnd),
                Metric.of("not read by issue-service at the end" + at, "", null, null, registering),
                Metric.of("not folded %d s later".formatted(SETTLED_MILLIS / 1000) + at, "", null, null, settled)));
        double busy = 0;
        for (var process : after.entrySet()) {
            double used = process.getValue() - before.getOrDefault(process.getKey(), 0.0);
            busy += used / 10 / sustained;
            metrics.add(Metric.of("processor a push, all that comes of it: " + process.getKey(), "µs", null, null, used * 1000 / ready.size()));
        }
        metrics.add(Metric.of("processors busy" + at, "%", null, null, busy));
        System.out.printf("  at %d a second: acknowledged within %.1f ms (p95), %d not folded at the end, %d after %d s more, processors busy %.0f %%%n",
                PACE, Lifecycle.percentile(millis, 95), atTheEnd, settled, SETTLED_MILLIS / 1000, busy);
        broker.awaitDownstream(180);
        return metrics;
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
            broker.awaitDownstream(180);
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
}
