package cn.tiyan.faults;

import cn.tiyan.e2e.Platform;
import cn.tiyan.e2e.Platform.Answer;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;

/**
 * Two thousand experiencers are invited to an activity, and what invites them is killed half-way, at a point the seed decides: twice
 * the service, once the database. Meanwhile the request is repeated, again and again. Then each of two thousand must be invited
 * exactly once, and the activity must say so.
 */
final class KillInviting {

    private static final List<String> VICTIMS = List.of("experiencer-service", "mongo", "experiencer-service");
    private static final int THERE_ARE = 3_000;
    private static final int MOST = 2_000;
    /** Whoever is quicker than the kill is asked to do it over. */
    private static final int TRIES = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    private final Platform platform = Platform.ofEnvironment();
    private final LocalStack stack = new LocalStack();
    private final Random random;
    private final Findings findings;
    private final String run;

    KillInviting(long seed) {
        this.random = new Random(seed);
        this.findings = new Findings("inviting", seed);
        this.run = "故障试验%06x".formatted(seed);
    }

    boolean run() throws Exception {
        try (MongoClient mongo = MongoClients.create(System.getenv("MONGODB_URI"))) {
            MongoCollection<Document> experiencers = mongo.getDatabase("experiencer").getCollection("experiencer");
            MongoCollection<Document> participations = mongo.getDatabase("experiencer").getCollection("participation");
            appoint(experiencers);
            System.out.printf("inviting: %,d of %,d, and what invites them is killed half-way%n", MOST, THERE_ARE);
            try {
                for (int i = 0; i < VICTIMS.size(); i++) {
                    kill(VICTIMS.get(i), i + 1, participations);
                }
            } finally {
                experiencers.deleteMany(Filters.eq("field", run));
            }
        }
        return findings.report(stack.results());
    }

    /** People of the experiment's own, told by their field of work: one record as a real recommendation leaves it, cloned. */
    private void appoint(MongoCollection<Document> experiencers) throws IOException, InterruptedException {
        String id = platform.as("sheng.ban").post("/api/v1/experiencers", Map.of("unit", "210000", "name", "王晓明",
                "phone", "137%08d".formatted(ThreadLocalRandom.current().nextInt(100_000_000)), "category", "EXPERT", "ageBand", "UNDER_30", "field", run,
                "recruitment", "UNIT_RECOMMENDATION")).expect(201).at("/id");
        Document exemplar = experiencers.find(Filters.eq("_id", id)).first();
        if (exemplar == null) {
            throw new IOException(id + " is not in this database");
        }
        String from = TODAY.minusDays(9).toString();
        String to = TODAY.plusDays(300).toString();
        List<Document> all = new ArrayList<>();
        for (int i = 0; i < THERE_ARE; i++) {
            String own = "%s_%05d".formatted(id, i);
            var one = new Document(exemplar);
            one.putAll(Map.of("_id", own, "owner", own, "phoneIndex", own, "status", "APPOINTED", "standing", true, "termFrom", from, "termTo", to,
                    "tenures", List.of(new Document("from", from).append("to", to)), "outbox", List.of()));
            all.add(one);
        }
        experiencers.insertMany(all);
    }

    private void kill(String victim, int number, MongoCollection<Document> participations) throws Exception {
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            Answer planned = platform.as("sheng.ban").post("/api/v1/activities", plan()).expect(201);
            String id = planned.at("/id");
            int at = 1 + random.nextInt(MOST / 2);
            var repeated = new AtomicInteger();
            var answered = new AtomicInteger();
            Thread asking = Thread.ofVirtual().start(() -> askOverAndOver(id, planned.etag(), repeated, answered));
            long patience = System.nanoTime() + PATIENCE.toNanos();
            while (stored(participations, id) < at && System.nanoTime() < patience) {
                Thread.onSpinWait();
            }
            long pid = stack.kill9(victim);
            Thread.sleep(1_000);
            long left = victim.equals("mongo") ? -1 : stored(participations, id);
            Instant healing = Instant.now();
            stack.heal();
            long seconds = Duration.between(healing, Instant.now()).toSeconds();
            if (left < 0) {
                left = storedBefore(participations, id, healing);
            }
            await(id);
            asking.interrupt();
            asking.join();
            boolean halfWay = left < MOST;
            if (halfWay || attempt == TRIES) {
                System.out.printf("  ✓ kill -9 %s (pid %d) when %,d were invited; healed in %d s; the request was sent %d times, %d answered%n",
                        victim, pid, left, seconds, repeated.get(), answered.get());
                findings.note(number + ": " + victim + " was killed half-way", halfWay, left + " of " + MOST + " stored");
                examine(number + ": ", id, planned.etag(), participations);
                return;
            }
            System.out.printf("  … all were invited before %s was dead; once more%n", victim);
        }
    }

    private Map<String, Object> plan() {
        Instant start = Instant.now().plus(1, ChronoUnit.DAYS);
        return Map.of("title", run, "theme", "SOCIAL_SECURITY", "kind", "OPEN_DAY", "way", "TOGETHER", "batch", 1, "place", "省政务服务中心",
                "startsAt", start.toString(), "endsAt", start.plus(3, ChronoUnit.HOURS).toString());
    }

    private Answer ask(String id, String etag) throws IOException, InterruptedException {
        return platform.as("sheng.ban").with("If-Match", etag).with("Idempotency-Key", "round-of-" + id)
                .post("/api/v1/activities/" + id + "/invitations", Map.of("most", MOST, "fields", List.of(run)));
    }

    private void askOverAndOver(String id, String etag, AtomicInteger repeated, AtomicInteger answered) {
        try {
            while (true) {
                try {
                    repeated.incrementAndGet();
                    int status = ask(id, etag).status();
                    if (status == 200 || status == 202) {
                        answered.incrementAndGet();
                    } else if (status < 500 && status != 409) {
                        findings.note("a repeated request is answered as the first was", false, "status " + status);
                    }
                } catch (IOException nobodyThere) {
                    // It is what this is about.
                }
                Thread.sleep(150);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long stored(MongoCollection<Document> participations, String activity) {
        return participations.countDocuments(Filters.eq("activityId", activity));
    }

    /** Of what the database had when it was killed: what has been added since it came back is younger. */
    private static long storedBefore(MongoCollection<Document> participations, String activity, Instant then) {
        return participations.countDocuments(Filters.and(Filters.eq("activityId", activity), Filters.lt("createdAt", Date.from(then.minusSeconds(1)))));
    }

    private void await(String id) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            Answer progress = platform.as("sheng.ban").get("/api/v1/activities/" + id + "/invitations");
            if (progress.status() == 200 && progress.json().path("done").asBoolean() && progress.json().path("rounds").size() == 1) {
                return;
            }
            Thread.sleep(200);
        }
    }

    private void examine(String which, String id, String etag, MongoCollection<Document> participations) throws IOException, InterruptedException {
        var progress = platform.as("sheng.ban").get("/api/v1/activities/" + id + "/invitations").expect(200).json();
        List<String> invited = participations.find(Filters.eq("activityId", id)).map(one -> one.getString("experiencerId")).into(new ArrayList<>());
        findings.note(which + "the round is done", progress.path("done").asBoolean() && progress.path("rounds").size() == 1, "");
        findings.note(which + "as many are invited as were asked for", invited.size() == MOST, invited.size() + " of " + MOST);
        findings.note(which + "nobody is invited twice", new HashSet<>(invited).size() == invited.size(), new HashSet<>(invited).size() + " experiencers");
        findings.note(which + "the activity counts them right", progress.path("invited").asInt() == MOST, progress.path("invited").asInt() + " counted");
        int status = ask(id, etag).status();
        findings.note(which + "the request, sent once more, changes nothing", status == 200 && stored(participations, id) == MOST, "status " + status);
    }
}
