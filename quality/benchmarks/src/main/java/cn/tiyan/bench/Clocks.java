package cn.tiyan.bench;

import cn.tiyan.e2e.Platform;
import com.mongodb.ExplainVerbosity;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/**
 * How late the clock strikes: so many issues are open and their clocks run; then the deadlines of a day's worth of them, some six
 * thousand in a province, come in the same moment. Each is escalated by an ordinary write, and tells of it by an event.
 *
 * <p>It starts a platform of its own, as {@link Lifecycle} does, and removes it afterwards.
 */
final class Clocks {

    private static final int PORT_OFFSET = 5000;
    private static final double LIMIT_SECONDS = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final int open;
    private final int due;
    private final int rounds;

    Clocks(boolean quick) {
        this.open = quick ? 20_000 : 1_000_000;
        this.due = quick ? 500 : 6_000;
        this.rounds = quick ? 2 : 3;
    }

    List<Metric> run() throws Exception {
        Path home = Path.of(System.getenv("TIYAN_ROOT"), "quality/benchmarks/target/clocks");
        try (var own = new OwnPlatform(Files.createDirectories(home), PORT_OFFSET, Lifecycle.SETTINGS)) {
            own.tiyan("up", "--fresh");
            return measure(own.environment());
        }
    }

    private List<Metric> measure(Map<String, String> environment) throws Exception {
        try (MongoClient mongo = MongoClients.create(environment.get("MONGODB_URI")); var clerks = new Lifecycle.Clerks(Platform.of(environment))) {
            var seed = new IssueSeed(mongo, true);
            clerks.oneLife((command, issue) -> seed.keep(issue));
            seed.fill(open);
            MongoCollection<Document> issues = mongo.getDatabase("issue").getCollection("issue");
            double[] last = new double[rounds];
            double[] rate = new double[rounds];
            long examined = 0;
            for (int round = 0; round < rounds; round++) {
                examined = Math.max(examined, examinedByALook(issues));
                List<String> chosen = choose(issues);
                Instant at = Instant.now().plusSeconds(2);
                comeDue(issues, chosen, at);
                Duration begun = awaitFewerThan(issues, at, chosen.size());
                Duration done = awaitFewerThan(issues, at, 1);
                requireOnce(issues, chosen);
                last[round] = done.toMillis() / 1000.0;
                rate[round] = chosen.size() / Math.max(0.25, done.minus(begun).toMillis() / 1000.0);
                System.out.printf("  %d: %,d struck, the first after %.1f s, the last after %.1f s%n", round + 1, chosen.size(), begun.toMillis() / 1000.0, last[round]);
            }
            String at = ", %,d of %,d open issues at once".formatted(due, open);
            return List.of(Metric.of("last struck after" + at, "s", "limit", LIMIT_SECONDS, last),
                    Metric.of("strikes" + at, "1/s", null, null, rate),
                    Metric.of("issues read by a look when nothing is due", "", null, null, examined));
        }
    }

    /** What the clock asks every few seconds, when there is nothing to do. */
    private static long examinedByALook(MongoCollection<Document> issues) {
        return issues.find(new Document("wakeAt", new Document("$lte", Date.from(Instant.EPOCH)))).sort(new Document("wakeAt", 1)).limit(500)
                .explain(ExplainVerbosity.EXECUTION_STATS).get("executionStats", Document.class).getInteger("totalDocsExamined");
    }

    private List<String> choose(MongoCollection<Document> issues) {
        List<String> ids = new ArrayList<>();
        issues.find(new Document("status", new Document("$in", List.of("DISPATCHED", "ACCEPTED", "RECTIFYING"))).append("deadline.level", 0))
                .projection(new Document("_id", 1)).limit(due).forEach(issue -> ids.add(issue.getString("_id")));
        return ids;
    }

    private static void comeDue(MongoCollection<Document> issues, List<String> ids, Instant at) {
        Date then = Date.from(at);
        issues.updateMany(new Document("_id", new Document("$in", ids)), new Document("$set", new Document("wakeAt", then).append("due", then)
                .append("deadline.due", then).append("deadline.warnAt", then).append("deadline.escalateAt", then)));
    }

    /** How long after the deadlines fewer than so many still wait; seen to a quarter of a second. */
    private static Duration awaitFewerThan(MongoCollection<Document> issues, Instant at, int waiting) throws InterruptedException {
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (Instant.now().isBefore(at) || issues.countDocuments(new Document("wakeAt", new Document("$lte", Date.from(at)))) >= waiting) {
            if (System.nanoTime() > patience) {
                throw new IllegalStateException("Deadlines wait for longer than " + PATIENCE);
            }
            TimeUnit.MILLISECONDS.sleep(250);
        }
        return Duration.between(at, Instant.now());
    }

    private static void requireOnce(MongoCollection<Document> issues, List<String> ids) {
        for (Document issue : issues.find(new Document("_id", new Document("$in", ids))).projection(new Document("history", 1))) {
            long escalated = issue.getList("history", Document.class).stream().filter(entry -> "escalate".equals(entry.getString("action"))).count();
            if (escalated != 1) {
                throw new IllegalStateException(issue.getString("_id") + " was escalated " + escalated + " times");
            }
        }
    }
}
