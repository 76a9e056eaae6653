package cn.tiyan.bench;

import cn.tiyan.e2e.Platform;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * How long it takes to see what walkers found beside what citizens said, through the gateway, with a year of both on record: pages of
 * the gap, of coverage, suggestions, and the records behind an item, asked for by the province, a city and a department in turn.
 *
 * <p>It starts a platform of its own, as {@link Lifecycle} does, and removes it afterwards.
 */
final class GapView {

    private static final int PORT_OFFSET = 5400;
    private static final double LIMIT_MILLIS = 100;
    private static final String[] ACCOUNTS = {"sheng.ban", "shenyang.ban", "shenyang.renshe"};
    private static final int WARM_UP = 60;
    private static final int ROUNDS = 3;
    private static final double BUSY_HOUR = 80_000 / 3600.0;
    private static final long PATIENCE_NANOS = 300_000_000_000L;

    private final int feedback;
    private final int walkthroughs;
    private final int pages;
    private final int told;

    GapView(boolean quick) {
        this.feedback = quick ? 20_000 : 1_000_000;
        this.walkthroughs = quick ? 1_000 : 50_000;
        this.pages = quick ? 30 : 300;
        this.told = quick ? 1_000 : 20_000;
    }

    List<Metric> run() throws Exception {
        Path home = Path.of(System.getenv("TIYAN_ROOT"), "quality/benchmarks/target/gap");
        try (var own = new OwnPlatform(Files.createDirectories(home), PORT_OFFSET, Lifecycle.SETTINGS)) {
            own.tiyan("up", "--fresh");
            return measure(own.environment());
        }
    }

    private List<Metric> measure(Map<String, String> environment) throws Exception {
        var platform = Platform.of(environment);
        YearMonth now = YearMonth.now(ZoneId.of("Asia/Shanghai"));
        try (MongoClient mongo = MongoClients.create(environment.get("MONGODB_URI"))) {
            new GapSeed(mongo, now).fill(feedback, walkthroughs);
        }
        var overall = platform.as(ACCOUNTS[0]).get("/api/v1/walkthroughs/gap?limit=1").expect(200).json().at("/overall");
        if (overall.at("/citizens/feedback").asInt() != feedback || overall.at("/walkers/walkthroughs").asInt() != walkthroughs) {
            throw new IllegalStateException("The view shows other sums than were seeded: " + overall);
        }
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("gap, a year", "gap?limit=50");
        queries.put("gap, a year, citizens worse", "gap?limit=50&sort=CITIZENS_WORSE");
        queries.put("gap, this month", "gap?limit=50&from=" + now + "&to=" + now);
        queries.put("gap, a quarter", "gap?limit=50&from=" + now.minusMonths(4) + "&to=" + now.minusMonths(2));
        // Dear to read: months at both ends that make up no quarter.
        queries.put("gap, eleven months", "gap?limit=50&from=" + now.minusMonths(11) + "&to=" + now.minusMonths(1));
        queries.put("records behind an item, citizens", "gap/" + GapSeed.busiest() + "?limit=50&side=CITIZENS");
        queries.put("records behind an item, walkers", "gap/" + GapSeed.busiest() + "?limit=50&side=WALKERS");
        queries.put("coverage", "coverage?limit=50");
        queries.put("coverage by unit", "coverage/units?limit=50");
        queries.put("suggestions", "plans/suggestions");
        String at = ", %,d feedback records, %,d walkthroughs".formatted(feedback, walkthroughs);
        List<Metric> metrics = new ArrayList<>();
        try (var wire = new Wire(platform.gateway())) {
            // What is measured is the view, not the compiler at work on it.
            ask(platform, wire, ACCOUNTS[0], "/api/v1/walkthroughs/" + queries.values().iterator().next());
            for (var query : queries.entrySet()) {
                for (int level = 0; level < ACCOUNTS.length; level++) {
                    double[] millis = ask(platform, wire, ACCOUNTS[level], "/api/v1/walkthroughs/" + query.getValue());
                    String name = query.getKey() + ", " + List.of("province", "city", "department").get(level) + at;
                    metrics.add(Metric.of(name + ", p95", "ms", "limit", LIMIT_MILLIS, Lifecycle.percentile(millis, 95)));
                    System.out.printf("  %s: p50 %.1f ms, p95 %.1f ms%n", name, Lifecycle.percentile(millis, 50), Lifecycle.percentile(millis, 95));
                }
            }
        }
        metrics.add(Metric.of("processor time of one gap, a year, province" + at, "ms", "limit", LIMIT_MILLIS, processor(platform, new CpuMeter(Path.of(environment.get("TIYAN_HOME"))))));
        metrics.add(takenIn(platform, environment.get("KAFKA_BOOTSTRAP"), at));
        return metrics;
    }

    /** What a page costs all processes together, whatever else the machine does meanwhile. */
    private double processor(Platform platform, CpuMeter meter) throws IOException, InterruptedException {
        Map<String, Double> before = meter.read();
        try (var wire = new Wire(platform.gateway())) {
            ask(platform, wire, ACCOUNTS[0], "/api/v1/walkthroughs/gap?limit=50");
        }
        double spent = 0;
        for (var process : meter.read().entrySet()) {
            double millis = (process.getValue() - before.getOrDefault(process.getKey(), 0.0)) / (pages + WARM_UP);
            spent += millis;
            System.out.printf("  %-24s %.2f ms of a processor for each page%n", process.getKey(), millis);
        }
        return spent;
    }

    /** How fast feedback that is told of is summed up, beside whoever else listens; until the province's sum has all of it. */
    private Metric takenIn(Platform platform, String kafka, String at) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka, "acks", "all", "linger.ms", 20);
        double[] rates = new double[ROUNDS];
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (int round = 0; round < ROUNDS; round++) {
                int wanted = recorded(platform) + told;
                long began = System.nanoTime();
                for (int i = 0; i < told; i++) {
                    producer.send(event("fbk_t%d%024d".formatted(round, i), i));
                }
                producer.flush();
                while (recorded(platform) < wanted) {
                    if (System.nanoTime() - began > PATIENCE_NANOS) {
                        throw new IOException("The sums still lack " + (wanted - recorded(platform)) + " feedback records");
                    }
                    TimeUnit.MILLISECONDS.sleep(250);
                }
                rates[round] = told / ((System.nanoTime() - began) / 1e9);
                System.out.printf("  %d: %,.0f feedback records a second taken in%n", round + 1, rates[round]);
            }
        }
        return Metric.of("feedback records summed up" + at, "1/s", "a busy day's 80 thousand in an hour", BUSY_HOUR, rates);
    }

    private static int recorded(Platform platform) throws IOException, InterruptedException {
        return platform.as(ACCOUNTS[0]).get("/api/v1/walkthroughs/gap?limit=1").expect(200).json().at("/overall/citizens/feedback").asInt();
    }

    private static ProducerRecord<String, byte[]> event(String id, int number) {
        Instant now = Instant.now();
        String data = """
                {"feedbackId":"%s","source":"SERVICE_RATING","sender":"bench","key":"%s","unit":"210100-HRSS",
                 "serviceItem":{"code":"11210000%011d","name":"事项"},"occurredAt":"%s","satisfaction":%d}""".formatted(id, id, number % 500, now, 1 + number % 5);
        var message = new ProducerRecord<>("feedback.events", id, data.getBytes(StandardCharsets.UTF_8));
        Map<String, String> attributes = Map.of("ce_specversion", "1.0", "ce_id", "evt_" + id, "ce_source", "urn:tiyan:bench", "ce_type", "feedback.recorded.v1",
                "ce_subject", id, "ce_time", now.toString(), "ce_sequence", "1", "content-type", "application/json");
        attributes.forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return message;
    }

    private double[] ask(Platform platform, Wire wire, String account, String path) throws IOException, InterruptedException {
        double[] millis = new double[pages];
        for (int page = -WARM_UP; page < pages; page++) {
            long began = System.nanoTime();
            var answer = wire.send("GET", path, platform.token(account), null, null, null);
            if (answer.status() != 200) {
                throw new IOException(path + " → " + answer.status() + " " + answer.body());
            }
            if (page >= 0) {
                millis[page] = (System.nanoTime() - began) / 1e6;
            }
        }
        return millis;
    }
}
