package cn.tiyan.bench;

import cn.tiyan.e2e.Platform;
import cn.tiyan.walkthrough.authenticity.TextPrint;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How long it takes to find the walkthrough that another one was copied from, with so many on record: walkthroughs are handed in through
 * the gateway, half of them with nine tenths of a stored one's sentences, and looked at again by an office. What is measured is that whole
 * request, every rule included, and the search of the index alone. Each copy must be found, with the walkthrough it was copied from.
 *
 * <p>It starts a platform of its own, as {@link Lifecycle} does, and removes it afterwards.
 */
final class NearCopy {

    private static final int PORT_OFFSET = 9000;
    private static final double LIMIT_MILLIS = 50;
    private static final int BATCH = 1000;
    private static final int SENTENCES = 12;
    private static final int WARM_UP = 100;
    private static final String ITEM = "企业职工参保登记";
    private static final String WALKTHROUGHS = "/api/v1/walkthroughs";

    private final int stored;
    private final int looks;
    private final SplittableRandom random = new SplittableRandom(6);
    private final List<String> words = new ArrayList<>();
    private final List<String> stock = new ArrayList<>();
    private final List<Stored> originals = new ArrayList<>();
    private final List<String> looked = new ArrayList<>();

    /** A seeded walkthrough that may be copied from. */
    private record Stored(String id, List<String> sentences) {
    }

    NearCopy(boolean quick) {
        this.stored = quick ? 5_000 : 50_000;
        this.looks = quick ? 40 : 400;
        for (int i = 0; i < 800; i++) {
            words.add(Character.toString(0x4e00 + random.nextInt(3000)) + Character.toString(0x4e00 + random.nextInt(3000)));
        }
        for (int i = 0; i < 12; i++) {
            stock.add(sentence());
        }
    }

    List<Metric> run() throws Exception {
        Path home = Path.of(System.getenv("TIYAN_ROOT"), "quality/benchmarks/target/near-copy");
        Map<String, String> settings = new HashMap<>(Lifecycle.SETTINGS);
        settings.put("TIYAN_ONLY", "mongo,kafka,nacos,identity,experiencer-service,walkthrough-service,gateway");
        try (var own = new OwnPlatform(Files.createDirectories(home), PORT_OFFSET, settings)) {
            own.tiyan("up", "--fresh");
            return measure(own.environment());
        }
    }

    private List<Metric> measure(Map<String, String> environment) throws Exception {
        Platform platform = Platform.of(environment);
        try (MongoClient mongo = MongoClients.create(environment.get("MONGODB_URI"))) {
            MongoDatabase database = mongo.getDatabase("walkthrough");
            fill(database, look(platform, List.of(sentence()), 0).path("walkthroughId").asString());
            for (int i = 0; i < WARM_UP; i++) {
                look(platform, i % 2 == 0 ? copy(original()) : sentences(), i);
            }
            double[] copies = new double[looks / 2];
            double[] others = new double[looks / 2];
            double[] searches = new double[looks / 2];
            double[] reads = new double[looks];
            for (int i = 0; i < looks; i++) {
                Stored original = original();
                boolean copied = i % 2 == 0;
                List<String> said = copied ? copy(original) : sentences();
                long before = System.nanoTime();
                JsonNode review = look(platform, said, WARM_UP + i);
                double whole = review.path("measuredMillis").asDouble();
                reads[i] = review.path("readMillis").asDouble();
                (copied ? copies : others)[i / 2] = whole;
                requireFound(review, copied ? original.id() : null);
                if (copied) {
                    looked.add(WALKTHROUGHS + "/" + review.path("walkthroughId").asString() + "/authenticity");
                    searches[i / 2] = search(database, said);
                }
                if ((i + 1) % 100 == 0) {
                    System.out.printf("  %,d looked at, the last in %.1f ms, handed in and looked at in %.1f ms%n", i + 1, whole, (System.nanoTime() - before) / 1e6);
                }
            }
            double processor = processor(platform, new CpuMeter(Path.of(environment.get("TIYAN_HOME"))));
            String at = ", %,d walkthroughs stored".formatted(stored);
            return List.of(percentiles("near-copy check by every rule, a copy" + at, copies), percentiles("near-copy check by every rule, no copy" + at, others),
                    Metric.of("for comparison: the review read by the same caller" + at, "ms", null, null, reads),
                    Metric.of("search of the index alone" + at, "ms", null, null, searches),
                    Metric.of("processor time of one such check, service and database" + at, "ms", "limit", LIMIT_MILLIS, processor));
        }
    }

    /** What a check costs on a machine that has nothing else to do, whatever this one does meanwhile: of copies, looked at once more. */
    private double processor(Platform platform, CpuMeter meter) throws IOException, InterruptedException {
        var office = platform.as("shenyang.ban");
        Map<String, Double> before = meter.read();
        for (String path : looked) {
            office.with("If-Match", office.get(path).etag()).post(path + "/recomputation", Map.of()).expect(200);
        }
        Map<String, Double> after = meter.read();
        return List.of("walkthrough-service", "mongo").stream()
                .mapToDouble(name -> after.getOrDefault(name, 0.0) - before.getOrDefault(name, 0.0)).sum() / looked.size();
    }

    /** The 95th percentile, held against the limit, between median and largest. */
    private static Metric percentiles(String what, double[] millis) {
        Arrays.sort(millis);
        double p95 = millis[millis.length * 95 / 100];
        return new Metric(what + ", p95", p95, "ms", millis[millis.length / 2], millis[millis.length - 1], "limit", LIMIT_MILLIS, p95 / LIMIT_MILLIS);
    }

    /** @param original null where nothing was copied */
    private static void requireFound(JsonNode review, @Nullable String original) {
        List<String> found = review.path("signals").valueStream().filter(signal -> signal.path("rule").asString().equals("copied-text"))
                .map(signal -> signal.path("session").asString()).toList();
        if (original == null ? !found.isEmpty() : !found.equals(List.of(original))) {
            throw new IllegalStateException("Copied from " + original + ", found " + found);
        }
    }

    private Stored original() {
        return originals.get(random.nextInt(originals.size()));
    }

    private String sentence() {
        var sentence = new StringBuilder();
        for (int i = 6 + random.nextInt(6); i > 0; i--) {
            sentence.append(words.get(random.nextInt(words.size())));
        }
        return sentence.append('。').toString();
    }

    /** A third of them begin with what everybody says. */
    private List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        for (int i = 0; i < SENTENCES; i++) {
            sentences.add(i < 2 && random.nextInt(3) == 0 ? stock.get(random.nextInt(stock.size())) : sentence());
        }
        return sentences;
    }

    private List<String> copy(Stored original) {
        List<String> copy = new ArrayList<>(original.sentences());
        copy.set(random.nextInt(copy.size()), sentence());
        return copy;
    }

    /** Hands a walkthrough in, waits for the first look, and has the office look again, which is what is measured. */
    private JsonNode look(Platform platform, List<String> sentences, int number) throws IOException, InterruptedException {
        // Far apart, so that nobody is at two places at once.
        Instant start = Instant.now().minus(2 + number, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        String note = String.join("", sentences);
        var recorded = platform.as("shenyang.ganbu").post(WALKTHROUGHS, Map.of(
                "serviceItem", Map.of("code", "112101000001234567001", "name", ITEM), "role", "APPLICANT", "channel", "COUNTER", "announced", false,
                "startedAt", start.toString(), "finishedAt", start.plusSeconds(3600).toString(),
                "steps", List.of(Map.of("name", "材料提交", "startedAt", start.toString(), "finishedAt", start.plusSeconds(3600).toString(), "result", "BLOCKED",
                        "note", note)))).expect(201);
        String path = WALKTHROUGHS + "/" + recorded.at("/id") + "/authenticity";
        var office = platform.as("shenyang.ban");
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        Platform.Answer review = office.get(path);
        while (review.status() == 404) {
            if (System.nanoTime() > patience) {
                throw new IllegalStateException("Nobody looked at " + path);
            }
            TimeUnit.MILLISECONDS.sleep(10);
            review = office.get(path);
        }
        var again = office.with("If-Match", "\"" + review.json().path("version").asLong() + "\"");
        long began = System.nanoTime();
        JsonNode looked = again.post(path + "/recomputation", Map.of()).expect(200).json();
        double millis = (System.nanoTime() - began) / 1e6;
        long reading = System.nanoTime();
        office.get(path).expect(200);
        return ((ObjectNode) looked).put("measuredMillis", millis).put("readMillis", (System.nanoTime() - reading) / 1e6);
    }

    private static double search(MongoDatabase database, List<String> sentences) {
        TextPrint print = TextPrint.of(List.of(String.join("", sentences)), List.of(ITEM));
        long began = System.nanoTime();
        database.getCollection("authenticity_print").find(new Document("bands", new Document("$in", print.bands())))
                .projection(new Document("signature", 1)).limit(500).into(new ArrayList<>());
        return (System.nanoTime() - began) / 1e6;
    }

    /** Walkthroughs as they are left by being handed in and looked at, each with words of its own. */
    private void fill(MongoDatabase database, String exemplar) {
        MongoCollection<Document> walkthroughs = database.getCollection("walkthrough").withWriteConcern(WriteConcern.W1);
        MongoCollection<Document> prints = database.getCollection("authenticity_print").withWriteConcern(WriteConcern.W1);
        Document walkthrough = walkthroughs.find(new Document("_id", exemplar)).first();
        Document print = prints.find(new Document("_id", exemplar)).first();
        if (walkthrough == null || print == null) {
            throw new IllegalStateException(exemplar + " is not stored");
        }
        walkthrough.put("outbox", List.of());
        long began = System.nanoTime();
        List<Document> records = new ArrayList<>();
        List<Document> marks = new ArrayList<>();
        for (int i = 0; i < stored; i++) {
            String id = "wlk_seeded%018d".formatted(i);
            List<String> said = sentences();
            if (i % 50 == 0) {
                originals.add(new Stored(id, said));
            }
            String note = String.join("", said);
            TextPrint text = TextPrint.of(List.of(note), List.of(ITEM));
            Date at = Date.from(Instant.now().minus(1 + i % 1000, ChronoUnit.DAYS));
            var step = new Document(walkthrough.getList("steps", Document.class).getFirst()).append("note", note);
            records.add(new Document(walkthrough).append("_id", id).append("owner", "seeded." + i % 5000).append("createdAt", at).append("steps", List.of(step)));
            marks.add(new Document(print).append("_id", id).append("walker", "seeded." + i % 5000).append("at", at)
                    .append("signature", new Binary(text.signature())).append("bands", text.bands()));
            if (records.size() == BATCH || i == stored - 1) {
                walkthroughs.insertMany(records, new InsertManyOptions().ordered(false));
                prints.insertMany(marks, new InsertManyOptions().ordered(false));
                records.clear();
                marks.clear();
            }
        }
        System.out.printf("%,d walkthroughs seeded in %.0f s%n", stored, (System.nanoTime() - began) / 1e9);
    }
}
