package cn.tiyan.reporting.cube;

import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.messaging.Subscription;
import cn.tiyan.platform.messaging.Subscriptions;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.worker.Worker;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Folds everything anew, from the first event, beside what answers: a second generation of rows and cells with consumer groups of
 * its own. One instance reads ahead, life by life, see {@link Gathering}; then the generation is folded event by event by the same code
 * as any, exactly once. When it has come as far as the first, it answers; the old one is removed a little later. So reads never stop,
 * and what comes out is what folding from the beginning gives. If the instance that reads ahead dies, another begins again, with a
 * generation of its own.
 *
 * <p>One document says which generations there are; every instance looks at it each second and reads what it says.
 */
@Component
public class Rebuilds implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Rebuilds.class);
    private static final Duration LOOKS_EVERY = Duration.ofSeconds(1);
    /** Other instances may still read what no longer answers. */
    private static final Duration KEPT = Duration.ofMinutes(1);
    /** Events that came while it looked are no reason to wait. */
    private static final long NEARLY_ALL = 200;
    /** Who reads ahead says so; if it has not for this long, another does. */
    private static final Duration BEATS_EVERY = Duration.ofSeconds(5);
    private static final Duration TAKEN_FOR_DEAD = Duration.ofSeconds(30);
    /** What is kept in mind of an event that is read ahead. */
    private static final int BYTES_AN_EVENT = 256;
    private static final String RUNNING = "running";
    private static final String LAST = "last";
    private static final String NEXT = "next";
    private static final String RETIRED = "retired";
    private static final String GENERATION = "generation";
    /** Whether it has been read ahead, and is followed now. */
    private static final String AHEAD = RUNNING + ".ahead";
    private static final String HOLDER = RUNNING + ".holder";
    private static final String BEAT = RUNNING + ".beat";

    private final MongoTemplate mongo;
    private final Generations generations;
    private final Cube cube;
    private final Readings readings;
    private final Gaps gaps;
    private final Subscriptions subscriptions;
    private final Clock clock;
    private final String service;
    private final Worker worker = new Worker("rebuilds", Duration.ofSeconds(10));
    /** What this instance reads, by the number of the generation. */
    private final Map<Integer, List<Subscription>> reading = new HashMap<>();

    Rebuilds(MongoTemplate mongo, Generations generations, Cube cube, Readings readings, Gaps gaps, Subscriptions subscriptions, Clock clock,
            @Value("${spring.application.name}") String service) {
        this.mongo = mongo;
        this.generations = generations;
        this.cube = cube;
        this.readings = readings;
        this.gaps = gaps;
        this.subscriptions = subscriptions;
        this.clock = clock;
        this.service = service;
    }

    /** What becomes of a rebuild. */
    public enum State {
        RUNNING, DONE, CANCELLED
    }

    /**
     * One rebuild.
     *
     * @param generation the number of what it folds
     * @param by who asked for it
     * @param reason why
     * @param state what has become of it
     * @param read events read so far, of all topics
     * @param events events there are
     * @param finishedAt when it answered, or was given up
     */
    public record Rebuild(String id, int generation, String by, String reason, State state, long read, long events, Instant startedAt, @Nullable Instant finishedAt) {

        private static Rebuild of(Document document) {
            Date finishedAt = document.getDate("finishedAt");
            return new Rebuild(document.getString("id"), document.getInteger(GENERATION), document.getString("by"), document.getString("reason"),
                    State.valueOf(document.getString("state")), document.getLong("read"), document.getLong("events"),
                    document.getDate("startedAt").toInstant(), finishedAt == null ? null : finishedAt.toInstant());
        }
    }

    /**
     * Begins one.
     *
     * @throws Refusal {@code rebuild-running} if there is one already
     */
    public Rebuild begin(Caller caller, String reason) {
        return begin(caller.account(), reason);
    }

    /** Says that there is a first generation, and whether it is to be written in today's layout: nothing of it is written yet. */
    private void sayTheFirst() {
        if (generations.stored() == null) {
            var first = new Document(Generations.ANSWERING, Generation.FIRST.number()).append(NEXT, Generation.FIRST.number() + 1);
            if (mongo.getCollection(Generation.FIRST.rows()).find().first() == null) {
                first.append(Generations.LAYOUT, Generations.LAYOUT_NOW);
            }
            mongo.getCollection(Generations.COLLECTION).updateOne(new Document("_id", Generations.ID), new Document("$setOnInsert", first), new UpdateOptions().upsert(true));
        }
    }

    private Rebuild begin(String by, String reason) {
        for (int tries = 0; tries < 3; tries++) {
            Document stored = stored();
            int next = Objects.requireNonNull(stored.getInteger(NEXT));
            var rebuild = new Document("id", Ids.next("rbd")).append(GENERATION, next).append("by", by).append("reason", reason)
                    .append(Generations.LAYOUT, Generations.LAYOUT_NOW).append("state", State.RUNNING.name()).append("read", 0L).append("events", 0L).append("startedAt", Date.from(clock.instant()));
            var begun = mongo.getCollection(Generations.COLLECTION).updateOne(
                    new Document("_id", Generations.ID).append(NEXT, next).append(RUNNING, new Document("$exists", false)),
                    new Document("$set", new Document(RUNNING, rebuild)).append("$inc", new Document(NEXT, 1)));
            if (begun.getModifiedCount() == 1) {
                return Rebuild.of(rebuild);
            }
            if (stored().containsKey(RUNNING)) {
                throw Refusal.rule("rebuild-running", "已有一次重新汇总正在进行，请等其完成或取消后再发起");
            }
        }
        throw Refusal.stale();
    }

    /** The one that runs and the ended ones, newest first; twenty at most. */
    public List<Rebuild> all() {
        Document stored = generations.stored();
        if (stored == null) {
            return List.of();
        }
        List<Document> found = new ArrayList<>();
        if (stored.containsKey(RUNNING)) {
            found.add(stored.get(RUNNING, Document.class));
        }
        found.addAll(stored.getList(LAST, Document.class, List.of()).reversed());
        return found.stream().map(Rebuild::of).toList();
    }

    /** One of them. */
    public Rebuild get(String id) {
        return all().stream().filter(rebuild -> rebuild.id().equals(id)).findFirst()
                .orElseThrow(() -> Refusal.notFound("未找到该次重新汇总：" + id));
    }

    /**
     * Gives one up: what answers goes on answering. One that is done stays done.
     *
     * @throws Refusal {@code rebuild-needed} if what answers was folded by an earlier build: it would begin again
     */
    public Rebuild cancel(String id) {
        Rebuild rebuild = get(id);
        if (rebuild.state() == State.RUNNING) {
            if (isOutdated(stored())) {
                throw Refusal.rule("rebuild-needed", "统计口径已升级，现有数据须重新汇总后才能准确回答，本次汇总不能取消；请待其完成，期间查询照常");
            }
            end(rebuild.id(), State.CANCELLED, rebuild.generation(), null);
        }
        return get(id);
    }

    @Override
    public void start() {
        sayTheFirst();
        follow();
        look();
        worker.repeat(LOOKS_EVERY, LOOKS_EVERY, this::next, failure -> log.warn("Generations of figures: {}", failure.toString()));
    }

    @Override
    public void stop() {
        worker.stop(LockSupport::unpark);
    }

    @Override
    public boolean isRunning() {
        return worker.isRunning();
    }

    private boolean next() {
        foldAnewWhatAnEarlierBuildLeft();
        follow();
        look();
        advance();
        clearAway();
        return false;
    }

    private synchronized void look() {
        gaps.look(reading.keySet().stream().map(Generation::new).toList());
    }

    /** What an earlier build has folded lies in another layout: it is folded anew. */
    private void foldAnewWhatAnEarlierBuildLeft() {
        Document stored = generations.stored();
        if (stored != null && !stored.containsKey(RUNNING) && isOutdated(stored)) {
            begin(service, "统计口径已升级");
        }
    }

    private static boolean isOutdated(Document stored) {
        return stored.getInteger(Generations.LAYOUT, 1) != Generations.LAYOUT_NOW;
    }

    /** Reads what the document says is to be read, and no more. */
    private synchronized void follow() {
        Document stored = generations.refresh();
        Map<Integer, Generation> wanted = new HashMap<>();
        Generation answering = generations.answering();
        wanted.put(answering.number(), answering);
        if (stored != null && stored.containsKey(RUNNING) && stored.get(RUNNING, Document.class).getBoolean("ahead", false)) {
            var building = new Generation(stored.get(RUNNING, Document.class).getInteger(GENERATION));
            wanted.put(building.number(), building);
        }
        List.copyOf(reading.keySet()).stream().filter(number -> !wanted.containsKey(number)).forEach(number ->
                subscriptions.end(Objects.requireNonNull(reading.remove(number))));
        wanted.forEach((number, generation) -> {
            if (!reading.containsKey(number)) {
                generations.index(generation);
                List<Subscription> begun = readings(generation, cube.into(generation));
                begun.forEach(subscriptions::begin);
                reading.put(number, begun);
            }
        });
    }

    private List<Subscription> readings(Generation generation, Subscription.Together together) {
        return readings.of(generation::named, together).stream().map(subscription -> subscription.parked(gaps.of(generation))).toList();
    }

    /** Says how far the rebuild has come; once it has come to the end, it answers. */
    private void advance() {
        Document stored = generations.stored();
        if (stored == null || !stored.containsKey(RUNNING)) {
            return;
        }
        Rebuild rebuild = Rebuild.of(stored.get(RUNNING, Document.class));
        if (!stored.get(RUNNING, Document.class).getBoolean("ahead", false)) {
            readAhead(rebuild.id());
            return;
        }
        List<Subscription> read = reading.get(rebuild.generation());
        if (read == null) {
            return;
        }
        long events = 0;
        long done = 0;
        for (Subscriptions.Progress progress : subscriptions.progress(read).values()) {
            events += progress.events();
            done += progress.read();
        }
        mongo.getCollection(Generations.COLLECTION).updateOne(new Document("_id", Generations.ID).append(RUNNING + ".id", rebuild.id()),
                new Document("$set", new Document(RUNNING + ".read", done).append(RUNNING + ".events", events)));
        if (events - done <= NEARLY_ALL && !clock.instant().isBefore(rebuild.startedAt().plus(LOOKS_EVERY))) {
            end(rebuild.id(), State.DONE, generations.answering().number(), rebuild.generation());
            log.info("Figures are answered from generation {}: {} events folded anew since {}", rebuild.generation(), done, rebuild.startedAt());
            follow();
        }
    }

    /** Whoever is first reads ahead; the others wait, and follow. */
    private void readAhead(String id) {
        String me = Ids.next("rdr");
        Generation generation = claimed(id, me);
        if (generation == null) {
            return;
        }
        var read = new DoubleAdder();
        var beating = Thread.ofVirtual().start(() -> {
            while (beat(id, me, read.longValue())) {
                LockSupport.parkNanos(BEATS_EVERY.toNanos());
                if (Thread.interrupted()) {
                    return;
                }
            }
        });
        try {
            List<Subscription> all = readings(generation, Subscription.Together.NOTHING);
            long events = subscriptions.progress(all).values().stream().mapToLong(Subscriptions.Progress::events).sum();
            mongo.getCollection(Generations.COLLECTION).updateOne(new Document("_id", Generations.ID).append(HOLDER, me),
                    new Document("$set", new Document(RUNNING + ".events", events)));
            all.forEach(subscription -> readAhead(subscription, generation, id, me, read));
            generations.index(generation);
            mongo.getCollection(Generations.COLLECTION).updateOne(new Document("_id", Generations.ID).append(HOLDER, me), new Document("$set", new Document(AHEAD, true)));
        } catch (GivenUp e) {
            log.info("Folding anew was given up: {}", id);
        } finally {
            beating.interrupt();
        }
    }

    private void readAhead(Subscription subscription, Generation generation, String id, String me, DoubleAdder read) {
        subscriptions.readAhead(subscription, new Subscriptions.Ahead() {
            @Override
            public int most() {
                return (int) (Runtime.getRuntime().maxMemory() / 5 / BYTES_AN_EVENT);
            }

            @Override
            public void begin() {
                cube.gather(new Gathering(mongo, generation));
            }

            @Override
            public void read(double events) {
                read.add(events);
            }

            @Override
            public void end(int partition, long end) {
                Gathering gathered = cube.gathered();
                if (!beat(id, me, read.longValue())) {
                    throw new GivenUp();
                }
                gathered.write(partition, end);
            }
        });
    }

    /** Cancelled, or taken over by another instance. */
    private static final class GivenUp extends RuntimeException {
    }

    /** @return what to fold; null if another instance is at it */
    private @Nullable Generation claimed(String id, String me) {
        var collection = mongo.getCollection(Generations.COLLECTION);
        Date now = Date.from(clock.instant());
        var mine = new Document(HOLDER, me).append(BEAT, now);
        var unclaimed = collection.findOneAndUpdate(new Document("_id", Generations.ID).append(RUNNING + ".id", id).append(HOLDER, new Document("$exists", false)),
                new Document("$set", mine), new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        if (unclaimed != null) {
            return new Generation(unclaimed.get(RUNNING, Document.class).getInteger(GENERATION));
        }
        Document stored = stored();
        Document running = stored.get(RUNNING, Document.class);
        if (running == null || !id.equals(running.getString("id")) || running.getDate("beat").toInstant().plus(TAKEN_FOR_DEAD).isAfter(clock.instant())) {
            return null;
        }
        // What the other has written is thrown away, and it may yet write more.
        var another = new Generation(Objects.requireNonNull(stored.getInteger(NEXT)));
        var taken = collection.updateOne(new Document("_id", Generations.ID).append(HOLDER, running.getString("holder")).append(BEAT, running.getDate("beat"))
                        .append(NEXT, another.number()),
                new Document("$set", mine.append(RUNNING + "." + GENERATION, another.number())).append("$inc", new Document(NEXT, 1))
                        .append("$push", new Document(RETIRED, new Document(GENERATION, running.getInteger(GENERATION)).append("at", now))));
        return taken.getModifiedCount() == 1 ? another : null;
    }

    /** @return whether it is still this instance that reads ahead */
    private boolean beat(String id, String me, long read) {
        var said = new Document(BEAT, Date.from(clock.instant())).append(RUNNING + ".read", read);
        return mongo.getCollection(Generations.COLLECTION).updateOne(new Document("_id", Generations.ID).append(RUNNING + ".id", id).append(HOLDER, me),
                new Document("$set", said)).getMatchedCount() == 1;
    }

    /**
     * @param retired the generation that is needed no longer
     * @param answering the one that answers from here on; null where that stays
     */
    private void end(String id, State state, int retired, @Nullable Integer answering) {
        var collection = mongo.getCollection(Generations.COLLECTION);
        Document stored = stored();
        if (!stored.containsKey(RUNNING) || !stored.get(RUNNING, Document.class).getString("id").equals(id)) {
            return;
        }
        Document rebuild = new Document(stored.get(RUNNING, Document.class)).append("state", state.name()).append("finishedAt", Date.from(clock.instant()));
        var change = new Document("$unset", new Document(RUNNING, ""))
                .append("$push", new Document(LAST, new Document("$each", List.of(rebuild)).append("$slice", -20))
                        .append(RETIRED, new Document(GENERATION, retired).append("at", Date.from(clock.instant()))));
        if (answering != null) {
            change.append("$set", new Document(Generations.ANSWERING, answering).append(Generations.LAYOUT, rebuild.getInteger(Generations.LAYOUT, 1)));
        }
        collection.updateOne(new Document("_id", Generations.ID).append(RUNNING + ".id", id), change);
    }

    /** Removes what has not answered for a while. */
    private void clearAway() {
        Document stored = generations.stored();
        if (stored == null) {
            return;
        }
        for (Document retired : stored.getList(RETIRED, Document.class, List.of())) {
            if (retired.getDate("at").toInstant().plus(KEPT).isBefore(clock.instant())) {
                var generation = new Generation(retired.getInteger(GENERATION));
                List.of(generation.rows(), generation.cells(), generation.items(), generation.gaps()).forEach(name -> mongo.getCollection(name).drop());
                subscriptions.forget(readings.of(generation::named, Subscription.Together.NOTHING));
                mongo.getCollection(Generations.COLLECTION).updateOne(new Document("_id", Generations.ID),
                        new Document("$pull", new Document(RETIRED, new Document(GENERATION, generation.number()))));
            }
        }
    }

    private Document stored() {
        return Objects.requireNonNull(generations.stored());
    }
}
