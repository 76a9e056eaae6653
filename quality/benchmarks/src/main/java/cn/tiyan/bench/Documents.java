package cn.tiyan.bench;

import cn.tiyan.e2e.Platform;
import cn.tiyan.e2e.Platform.Answer;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;

/**
 * How long a province waits for its documents, through the gateway, with a year of issues counted: from the request until the file can
 * be fetched, and until it is. The summary report has texts, charts and the tables of all cities; the service has the memory and the
 * compiler it has on a developer's machine.
 *
 * <p>It starts what it needs of a platform of its own, on other ports, and removes it afterwards.
 */
final class Documents {

    private static final int PORT_OFFSET = 5600;
    private static final double LIMIT_SECONDS = 10;
    private static final long PATIENCE_NANOS = 300_000_000_000L;
    private static final int POLL_MILLIS = 20;
    private static final String CLERK = "sheng.ban";
    private static final String ALL = "/api/v1/documents";
    private static final List<String> SECTIONS = List.of("carrying-out", "practice", "problems", "effect", "shortcomings", "next");
    private static final String[] SOURCES = {"WALKTHROUGH", "EXPERIENCER", "HOTLINE_12345", "SERVICE_RATING", "CANNOT_GET_DONE"};
    private static final Map<String, String> SETTINGS = Map.of(
            "TIYAN_AOT", "off",
            "TIYAN_ONLY", "mongo,kafka,nacos,identity,experiencer-service,reporting-service,gateway");

    private final int issues;
    private final int rounds;

    Documents(boolean quick) {
        this.issues = quick ? 500 : 20_000;
        this.rounds = quick ? 2 : 7;
    }

    List<Metric> run() throws Exception {
        Path home = Path.of(System.getenv("TIYAN_ROOT"), "quality/benchmarks/target/documents");
        try (var own = new OwnPlatform(Files.createDirectories(home), PORT_OFFSET, SETTINGS)) {
            own.tiyan("up", "--fresh");
            return measure(own.environment());
        }
    }

    private List<Metric> measure(Map<String, String> environment) throws Exception {
        var platform = Platform.of(environment);
        int units = fill(platform, environment);
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        Answer begun = platform.as(CLERK).post(ALL + "/summaries", Map.of("from", today.minusYears(1).plusDays(1).toString(), "to", today.toString())).expect(201);
        write(platform, begun.at("/id"));
        String at = ", a province, %,d issues of a year in %,d units".formatted(issues, units);
        List<Metric> metrics = new ArrayList<>();
        for (String kind : List.of("SUMMARY_DOCX", "SUMMARY_PDF", "FIGURES_XLSX")) {
            Map<String, Object> order = kind.equals("FIGURES_XLSX") ? Map.of("kind", kind, "from", today.minusYears(1).plusDays(1).toString(), "to", today.toString())
                    : Map.of("kind", kind, "summary", begun.at("/id"));
            double[] first = {made(platform, order)};
            double[] later = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                later[round] = made(platform, order);
            }
            metrics.add(Metric.of(kind + ", the first since the start" + at, "s", "limit", LIMIT_SECONDS, first));
            metrics.add(Metric.of(kind + at, "s", "limit", LIMIT_SECONDS, later));
            System.out.printf("  %s: the first in %.2f s, later ones in %.2f s%n", kind, first[0], metrics.getLast().value());
        }
        return metrics;
    }

    /** Seconds from the request until the file is here. */
    private static double made(Platform platform, Map<String, Object> order) throws IOException, InterruptedException {
        var clerk = platform.as(CLERK);
        long began = System.nanoTime();
        String path = ALL + "/" + clerk.post(ALL, order).expect(202).at("/id");
        Answer now = clerk.get(path).expect(200);
        while (List.of("QUEUED", "RUNNING").contains(now.at("/status"))) {
            if (System.nanoTime() - began > PATIENCE_NANOS) {
                throw new IOException("Still not made: " + now.response().body());
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            now = clerk.get(path).expect(200);
        }
        if (!now.at("/status").equals("READY")) {
            throw new IOException("Not made: " + now.response().body());
        }
        clerk.get(path + "/content").expect(200);
        return (System.nanoTime() - began) / 1e9;
    }

    private static void write(Platform platform, String report) throws IOException {
        String paragraph = "坚持以人民为中心，从企业和群众视角找准改革的着力点，做到走前“瞄准问题”、走中“思考答案”、走后“跟踪解决”。".repeat(4);
        byte[] body = ("{\"paragraphs\":[" + ("\"" + paragraph + "\",").repeat(5) + "\"" + paragraph + "\"]}").getBytes(StandardCharsets.UTF_8);
        try (var wire = new Wire(platform.gateway())) {
            for (int at = 0; at < SECTIONS.size(); at++) {
                var answer = wire.send("PUT", ALL + "/summaries/" + report + "/sections/" + SECTIONS.get(at), platform.token(CLERK), "If-Match: \"" + (at + 1) + "\"",
                        "application/json", body);
                if (answer.status() != 200) {
                    throw new IOException(SECTIONS.get(at) + " → " + answer.status() + " " + answer.body());
                }
            }
        }
    }

    /** A year of issues, most of them closed, all over the province. */
    private int fill(Platform platform, Map<String, String> environment) throws Exception {
        List<String> units = units(environment.get("MONGODB_URI"));
        var random = new SplittableRandom(20261128);
        Map<String, Object> settings = Map.of("bootstrap.servers", environment.get("KAFKA_BOOTSTRAP"), "acks", "all", "linger.ms", 20);
        Instant now = Instant.now();
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (int issue = 0; issue < issues; issue++) {
                String id = "iss_bench%021d".formatted(issue);
                String unit = units.get(random.nextInt(units.size()));
                Instant when = now.minusSeconds(random.nextLong(360L * 24 * 3600));
                producer.send(event(id, 1, "issue.registered.v1", """
                        {"issueId":"%s","unit":"%s","source":{"kind":"%s","id":"bench"},"kind":"PROBLEM","severity":"LOW","title":"材料重复提交","occurredAt":"%s"}"""
                        .formatted(id, unit, SOURCES[random.nextInt(SOURCES.length)], when), now));
                if (random.nextInt(10) > 0) {
                    producer.send(event(id, 2, "issue.closed.v1", "{\"issueId\":\"%s\",\"byUnit\":\"210000\"}".formatted(id), now));
                }
            }
            producer.flush();
        }
        String overview = "/api/v1/figures/overview?from=" + LocalDate.now().minusYears(1);
        long began = System.nanoTime();
        while (platform.as(CLERK).get(overview).expect(200).json().at("/figures/FOUND/value").asInt() < issues) {
            if (System.nanoTime() - began > PATIENCE_NANOS) {
                throw new IOException("Not all issues are counted");
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
        return units.size();
    }

    /** All units that reporting knows, once no more come. */
    private static List<String> units(String mongodb) throws InterruptedException {
        try (MongoClient mongo = MongoClients.create(mongodb)) {
            var known = mongo.getDatabase("reporting").getCollection("organisation");
            long before = -1;
            for (long now = 0; now == 0 || now != before; now = known.countDocuments()) {
                before = now;
                TimeUnit.SECONDS.sleep(3);
            }
            List<String> units = new ArrayList<>();
            known.find(new Document("active", true)).sort(new Document("_id", 1)).forEach(unit -> units.add(unit.getString("_id")));
            return units;
        }
    }

    private static ProducerRecord<String, byte[]> event(String id, int sequence, String type, String data, Instant now) {
        var message = new ProducerRecord<>("issue.events", id, data.getBytes(StandardCharsets.UTF_8));
        Map<String, String> attributes = Map.of("ce_specversion", "1.0", "ce_id", "evt_" + id + sequence, "ce_source", "urn:tiyan:bench", "ce_type", type,
                "ce_subject", id, "ce_time", now.toString(), "ce_sequence", Integer.toString(sequence), "content-type", "application/json");
        attributes.forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return message;
    }
}
