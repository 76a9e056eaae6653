package cn.tiyan.bench;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.bson.Document;

/**
 * Fills the issue database with issues as real commands leave them: documents kept after each command of one life are cloned,
 * with identifiers, numbers, units and times of their own, spread evenly over all active units. Nine of ten are closed, over three
 * years, oldest first; the others stand anywhere on their way and are at most a month old. No event tells of them, and none asks
 * to be woken: only what issue-service does with its own database meets the whole number. Or, where clocks are what matters, all of
 * them stand on their way, and the clock of each runs and strikes within the next days.
 */
final class IssueSeed {

    private static final int BATCH = 1000;
    private static final int AT_ONCE = 2;
    private static final Duration SPAN = Duration.ofDays(3 * 365);
    private static final Duration LATELY = Duration.ofDays(30);
    /** So young that no deadline has come yet. */
    private static final Duration JUST_NOW = Duration.ofHours(6);
    private static final int CLOSED_OF_TEN = 9;
    private static final String LETTERS = "0123456789abcdefghijklmnopqrstuv";
    private static final String NUMBER_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final Set<String> PEOPLE = Arrays.stream(Clerk.Command.values()).map(Clerk.Command::account).collect(Collectors.toSet());
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final MongoClient mongo;
    private final MongoDatabase database;
    private final MongoCollection<Document> issues;
    private final boolean running;
    private final SplittableRandom random = new SplittableRandom();
    private final Instant now = Instant.now();
    private final List<Document> exemplars = new ArrayList<>();
    private final List<Document> units = new ArrayList<>();
    private final Map<String, Document> moved = new HashMap<>();
    private final ExecutorService inserters = Executors.newFixedThreadPool(AT_ONCE, Thread.ofPlatform().daemon().factory());
    private long seeded;

    /** @param running whether all of them are open, with a clock that runs */
    IssueSeed(MongoClient mongo, boolean running) {
        this.running = running;
        this.mongo = mongo;
        this.database = mongo.getDatabase("issue");
        this.issues = database.getCollection("issue").withWriteConcern(WriteConcern.W1);
    }

    /** Keeps the document as the newest command has left it. */
    void keep(String id) {
        Document kept = issues.find(new Document("_id", id)).first();
        if (kept != null) {
            kept.put("outbox", List.of());
            if (!running) {
                kept.remove("wakeAt");
            }
            exemplars.add(kept);
        }
    }

    long stored() {
        return issues.estimatedDocumentCount();
    }

    /** Inserts until so many are stored. */
    void fill(long wanted) throws Exception {
        if (units.isEmpty()) {
            database.getCollection("organisation").find(new Document("active", true)).into(units);
            // Higher than any number a run before has given.
            seeded = stored();
        }
        long missing = wanted - stored();
        long began = System.nanoTime();
        long told = began;
        List<Document> batch = new ArrayList<>(BATCH);
        Deque<Future<?>> inserting = new ArrayDeque<>();
        for (long i = 0; i < missing; i++) {
            batch.add(next(now.minus(SPAN).plusSeconds(SPAN.toSeconds() * i / missing)));
            if (batch.size() == BATCH || i == missing - 1) {
                List<Document> full = batch;
                batch = new ArrayList<>(BATCH);
                inserting.add(inserters.submit(() -> issues.insertMany(full, new InsertManyOptions().ordered(false))));
                if (inserting.size() > AT_ONCE) {
                    inserting.remove().get();
                }
                if (System.nanoTime() - told > 10_000_000_000L) {
                    told = System.nanoTime();
                    System.out.printf("  %,d of %,d issues seeded, %.0f a second%n", i, missing, i / ((told - began) / 1e9));
                }
            }
        }
        for (Future<?> insert : inserting) {
            insert.get();
        }
        // What has been seeded is put in its place on the disk now, and not while commands are measured.
        mongo.getDatabase("admin").runCommand(new Document("fsync", 1));
        System.out.printf("%,d issues stored; seeding %,d took %.0f s%n", stored(), Math.max(missing, 0), (System.nanoTime() - began) / 1e9);
    }

    private Document next(Instant inTurn) {
        boolean closed = !running && random.nextInt(10) < CLOSED_OF_TEN;
        int exemplar = closed ? exemplars.size() - 1 : random.nextInt(exemplars.size() - 1);
        Duration back = running ? JUST_NOW : LATELY;
        Instant at = closed ? inTurn : now.minusSeconds(random.nextLong(back.toSeconds()));
        int unit = random.nextInt(units.size());
        Document template = moved.computeIfAbsent(exemplar + "/" + unit, _ -> moved(exemplars.get(exemplar), units.get(unit)));
        var issue = (Document) shifted(template, at.toEpochMilli() - template.getDate("createdAt").getTime());
        issue.put("_id", "iss_" + text(LETTERS, 26));
        // Numbered the day before: today's numbers are for the issues that commands make meanwhile.
        issue.put("number", "WT-" + DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofInstant(at, CHINA).minusDays(1)) + "-S" + counted());
        issue.put("sourceId", "src_" + text(LETTERS, 26));
        issue.getList("evidence", Document.class, List.of()).forEach(piece -> piece.put("sha256", text("0123456789abcdef", 64)));
        return issue;
    }

    /** The issue, had it been another unit's: units by their level, people as namesakes there. The history stays as it was written. */
    private static Document moved(Document exemplar, Document unit) {
        List<String> from = exemplar.getList("line", String.class);
        List<String> to = unit.getList("within", String.class);
        var moved = new Document(exemplar);
        moved.replaceAll((_, value) -> switch (value) {
            case String text -> moved(text, from, to);
            case List<?> list when list.containsAll(from) -> to;
            case List<?> list -> list.stream().map(item -> item instanceof String text ? moved(text, from, to) : item).toList();
            default -> value;
        });
        return moved;
    }

    private static String moved(String text, List<String> from, List<String> to) {
        if (PEOPLE.contains(text) && !to.equals(from)) {
            return text + "." + to.getLast().toLowerCase(Locale.ROOT);
        }
        int level = from.indexOf(text);
        return level < 0 ? text : to.get(level == from.size() - 1 ? to.size() - 1 : Math.min(level, to.size() - 1));
    }

    /** A copy with all times moved, but for those in the history, whose chain holds them. */
    private static Object shifted(Object value, long millis) {
        return switch (value) {
            case Date date -> new Date(date.getTime() + millis);
            case Document document -> {
                var copy = new Document();
                document.forEach((name, field) -> copy.put(name, name.equals("history") ? field : shifted(field, millis)));
                yield copy;
            }
            case List<?> list -> list.stream().map(item -> shifted(item, millis)).toList();
            case null -> null;
            default -> value;
        };
    }

    private String text(String letters, int length) {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    /** Unique among the seeded. */
    private String counted() {
        long number = seeded++;
        var text = new char[5];
        for (int i = text.length - 1; i >= 0; i--, number >>>= 5) {
            text[i] = NUMBER_LETTERS.charAt((int) (number & 31));
        }
        return new String(text);
    }
}
