package cn.tiyan.bench;

import cn.tiyan.e2e.Platform;
import cn.tiyan.e2e.Platform.Answer;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;

/**
 * How long it takes to invite many experiencers to an activity by criteria: from the request, through the gateway, to the last
 * invitation stored. The same request again must invite nobody twice, and one activity after another must ask others as long as
 * there are some who were never asked.
 *
 * <p>It starts a platform of its own, as {@link Lifecycle} does but on a developer's settings, and removes it afterwards.
 */
final class Inviting {

    private static final int PORT_OFFSET = 5000;
    private static final double LIMIT_SECONDS = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Map<String, String> SETTINGS = Map.of("TIYAN_AOT", "off", "TIYAN_ONLY", "mongo,kafka,nacos,identity,gateway,experiencer-service");

    private final int stored;
    private final int most;
    private final int rounds;

    Inviting(boolean quick) {
        this.stored = 20_000;
        this.most = 2_000;
        this.rounds = quick ? 2 : 6;
    }

    List<Metric> run() throws Exception {
        Path home = Path.of(System.getenv("TIYAN_ROOT"), "quality/benchmarks/target/inviting");
        try (var own = new OwnPlatform(Files.createDirectories(home), PORT_OFFSET, SETTINGS)) {
            own.tiyan("up", "--fresh");
            Map<String, String> environment = own.environment();
            try (MongoClient mongo = MongoClients.create(environment.get("MONGODB_URI"))) {
                return measure(Platform.of(environment), mongo);
            }
        }
    }

    private List<Metric> measure(Platform platform, MongoClient mongo) throws IOException, InterruptedException {
        var seed = new ExperiencerSeed(mongo);
        seed.prepare(platform);
        seed.fill(stored);
        MongoCollection<Document> participations = mongo.getDatabase("experiencer").getCollection("participation");
        Set<String> asked = new HashSet<>();
        double[] accepted = new double[rounds];
        double[] last = new double[rounds];
        double[] preview = new double[rounds];
        double[] again = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            Answer planned = platform.as("sheng.ban").post("/api/v1/activities", plan(round)).expect(201);
            String path = "/api/v1/activities/" + planned.at("/id");
            Map<String, Object> criteria = Map.of("most", most);
            long began = System.nanoTime();
            platform.as("sheng.ban").post(path + "/invitations/preview", criteria).expect(200);
            preview[round] = (System.nanoTime() - began) / 1e6;

            began = System.nanoTime();
            invite(platform, path, planned.etag(), criteria).expect(202);
            accepted[round] = (System.nanoTime() - began) / 1e6;
            await(platform, path);
            last[round] = (System.nanoTime() - began) / 1e9;
            requireOnce(participations, planned.at("/id"), asked, round);

            began = System.nanoTime();
            invite(platform, path, planned.etag(), criteria).expect(200);
            again[round] = (System.nanoTime() - began) / 1e6;
            await(platform, path);
            requireOnce(participations, planned.at("/id"), new HashSet<>(), round);
            System.out.printf("  %d: %,d of %,d invited after %.2f s; the same request again invited nobody%n", round + 1, most, stored, last[round]);
        }
        String at = ", %,d of %,d experiencers".formatted(most, stored);
        return List.of(Metric.of("last invitation stored after" + at, "s", "limit", LIMIT_SECONDS, last),
                Metric.of("request answered after" + at, "ms", null, null, accepted),
                Metric.of("the same request again answered after", "ms", null, null, again),
                Metric.of("preview answered after" + at, "ms", null, null, preview));
    }

    private static Answer invite(Platform platform, String path, String etag, Map<String, Object> criteria) throws IOException, InterruptedException {
        return platform.as("sheng.ban").with("If-Match", etag).with("Idempotency-Key", "round-1").post(path + "/invitations", criteria);
    }

    private Map<String, Object> plan(int round) {
        Instant start = Instant.now().plus(1, ChronoUnit.DAYS);
        return new HashMap<>(Map.of("title", "走进政务服务中心 " + (round + 1), "theme", "MARKET_ENTRY", "kind", "OPEN_DAY", "way", "TOGETHER", "batch", round + 1,
                "place", "省政务服务中心", "startsAt", start.toString(), "endsAt", start.plus(3, ChronoUnit.HOURS).toString(), "capacity", 500));
    }

    private static void await(Platform platform, String path) throws IOException, InterruptedException {
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (!platform.as("sheng.ban").get(path + "/invitations").expect(200).json().path("done").asBoolean()) {
            if (System.nanoTime() > patience) {
                throw new IllegalStateException("Still inviting after " + PATIENCE);
            }
            Thread.sleep(20);
        }
    }

    /** @param asked who was asked to an activity before; nobody of them may be asked again while there are others */
    private void requireOnce(MongoCollection<Document> participations, String activity, Set<String> asked, int round) {
        List<String> invited = participations.find(new Document("activityId", activity)).map(one -> one.getString("experiencerId")).into(new ArrayList<>());
        if (invited.size() != most || new HashSet<>(invited).size() != most) {
            throw new IllegalStateException("Round %d: %d invitations of %d experiencers".formatted(round + 1, invited.size(), new HashSet<>(invited).size()));
        }
        for (String experiencer : invited) {
            if (!asked.add(experiencer)) {
                throw new IllegalStateException(experiencer + " is asked again before others are asked once");
            }
        }
    }
}
