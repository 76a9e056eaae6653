package cn.tiyan.bench;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Fills the database of walkthrough-service with what a year of feedback and walkthroughs leaves there: a matter each, and their
 * sums along every line of units. Few items are spoken of much and many little (the share falls with the rank); each item is provided
 * by one in {@link #KINDS} of the units, as departments of one kind do. No event tells of them.
 */
final class GapSeed {

    private static final int ITEMS = 5_000;
    private static final int KINDS = 20;
    /** As walkthrough-service lays them. */
    private static final int BUCKETS = 32;
    private static final int BATCH = 1_000;
    private static final int AT_ONCE = 2;
    private static final String[] ROLES = {"APPLICANT", "COMPANION", "CASE_OFFICER", "SUPERVISOR", "ENFORCER"};
    private static final String[] ROLE_KEYS = {"ra", "rc", "ro", "rs", "re"};
    private static final int DAYS = 334;
    private static final int MONTHS = 12;
    private static final List<String> KEYS = List.of("f", "b", "h", "c", "r", "s", "q", "w", "p", "n", "v", "ra", "rc", "ro", "rs", "re", "d3", "l3");
    /** As walkthrough-service keeps them: months, quarters and years. */
    private static final int[] PERIODS = {1, 3, 12};

    private final MongoDatabase database;
    private final SplittableRandom random = new SplittableRandom(20261128);
    private final List<List<List<String>>> lines = new ArrayList<>();
    /** By unit, then by item, then by month counted from the first: tallies by their place in {@link #KEYS}. */
    private final Map<List<String>, Map<Integer, int[][]>> sums = new HashMap<>();
    /** By unit, then by item: the last day on which it was walked. */
    private final Map<List<String>, Map<Integer, String>> walks = new HashMap<>();
    private final double[] upTo = new double[ITEMS];
    private final LocalDate first;
    private final ExecutorService inserters = Executors.newFixedThreadPool(AT_ONCE, Thread.ofPlatform().daemon().factory());

    /** @param last month of the year that is filled; the eleven before it are the others */
    GapSeed(MongoClient mongo, YearMonth last) {
        this.database = mongo.getDatabase("walkthrough");
        this.first = last.minusMonths(11).atDay(1);
        double total = 0;
        for (int rank = 0; rank < ITEMS; rank++) {
            total += 1 / Math.pow(rank + 10.0, 0.8);
            upTo[rank] = total;
        }
    }

    /** The item that most is said of. */
    static String busiest() {
        return item(0);
    }

    void fill(int feedback, int walkthroughs) throws Exception {
        awaitUnits();
        List<List<String>> units = new ArrayList<>();
        database.getCollection("organisation").find(new Document("active", true)).sort(new Document("_id", 1))
                .forEach(unit -> units.add(unit.getList("within", String.class)));
        for (int kind = 0; kind < KINDS; kind++) {
            int own = kind;
            List<List<String>> provided = new ArrayList<>();
            for (int unit = 0; unit < units.size(); unit++) {
                if (unit % KINDS == own % Math.min(KINDS, units.size())) {
                    provided.add(units.get(unit));
                }
            }
            lines.add(provided);
        }
        long began = System.nanoTime();
        insert("matter", feedback, this::feedback);
        insert("matter", walkthroughs, this::walkthrough);
        int documents = 0;
        for (List<String> line : List.copyOf(sums.keySet())) {
            List<Document> own = documents(line);
            insert("sums", own.size(), own::get);
            documents += own.size();
        }
        System.out.printf("%,d feedback records, %,d walkthroughs of %,d items in %,d units, %,d documents of sums; seeding took %.0f s%n", feedback, walkthroughs,
                ITEMS, units.size(), documents, (System.nanoTime() - began) / 1e9);
    }

    /** The service copies the tree of units from events: it is whole when no more come. */
    private void awaitUnits() throws InterruptedException {
        MongoCollection<Document> organisation = database.getCollection("organisation");
        long before = -1;
        for (long known = organisation.countDocuments(); known == 0 || known != before; known = organisation.countDocuments()) {
            before = known;
            TimeUnit.SECONDS.sleep(5);
        }
    }

    private void insert(String name, int count, java.util.function.IntFunction<Document> make) throws Exception {
        MongoCollection<Document> collection = database.getCollection(name).withWriteConcern(WriteConcern.W1);
        Deque<Future<?>> inserting = new ArrayDeque<>();
        List<Document> batch = new ArrayList<>(BATCH);
        for (int i = 0; i < count; i++) {
            batch.add(make.apply(i));
            if (batch.size() == BATCH || i == count - 1) {
                List<Document> full = batch;
                batch = new ArrayList<>(BATCH);
                inserting.add(inserters.submit(() -> collection.insertMany(full, new InsertManyOptions().ordered(false))));
                if (inserting.size() > AT_ONCE) {
                    inserting.remove().get();
                }
            }
        }
        for (Future<?> insert : inserting) {
            insert.get();
        }
    }

    private Document feedback(int number) {
        int item = item();
        List<String> line = line(item);
        String day = first.plusDays(random.nextInt(DAYS)).toString();
        Map<String, Integer> counts = new LinkedHashMap<>();
        Map<String, Integer> keys = new LinkedHashMap<>();
        count(counts, keys, "FEEDBACK", "f", 1);
        boolean bad;
        int kind = random.nextInt(100);
        if (kind < 64) {
            int stars = random.nextInt(100) < 4 + item % 13 ? 1 + random.nextInt(2) : 4 + random.nextInt(2);
            bad = stars < 3;
            count(counts, keys, "RATINGS", "r", 1);
            count(counts, keys, "STARS", "s", stars);
            if (bad) {
                count(counts, keys, "BAD_RATINGS", "q", 1);
            }
        } else {
            bad = kind >= 98 || random.nextInt(5) == 0;
            count(counts, keys, kind < 98 ? "HOTLINE" : "NOT_DONE", kind < 98 ? "h" : "c", 1);
        }
        if (bad) {
            keys.put("b", 1);
        }
        add(line, item, day, keys, null);
        return matter("fbk_%026d".formatted(number), "CITIZENS", line, item, day, List.of(part(line, counts)), bad);
    }

    private Document walkthrough(int number) {
        int item = item();
        List<String> line = line(item);
        String day = first.plusDays(random.nextInt(DAYS)).toString();
        int role = random.nextInt(ROLES.length);
        Map<String, Integer> counts = new LinkedHashMap<>();
        Map<String, Integer> keys = new LinkedHashMap<>();
        count(counts, keys, "SESSIONS", "w", 1);
        count(counts, keys, "ROLE_" + ROLES[role], ROLE_KEYS[role], 1);
        List<Document> parts = new ArrayList<>(List.of(part(line, counts)));
        int findings = random.nextInt(10) < item % 7 ? 1 + random.nextInt(3) : 0;
        for (int i = 0; i < findings; i++) {
            int severity = 1 + random.nextInt(3);
            parts.add(part(line, Map.of("FINDINGS", 1, "FOUND_QUALITY", 1, "SEVERITY", severity)));
            keys.merge("n", 1, Integer::sum);
            keys.merge("d3", 1, Integer::sum);
            keys.merge("v", severity, Integer::sum);
            keys.put("p", 1);
            keys.put("l3", 1);
        }
        add(line, item, day, keys, day);
        return matter("wlk_%026d".formatted(number), "WALKERS", line, item, day, parts, findings > 0);
    }

    private int item() {
        int found = java.util.Arrays.binarySearch(upTo, random.nextDouble(upTo[ITEMS - 1]));
        return Math.min(ITEMS - 1, found < 0 ? -found - 1 : found);
    }

    private List<String> line(int item) {
        List<List<String>> provided = lines.get(item % KINDS);
        return provided.get(random.nextInt(provided.size()));
    }

    private static String item(int number) {
        return "11210000%011d".formatted(number);
    }

    private static void count(Map<String, Integer> counts, Map<String, Integer> keys, String tally, String key, int count) {
        counts.put(tally, count);
        keys.put(key, count);
    }

    private static Document part(List<String> line, Map<String, Integer> counts) {
        return new Document("within", line).append("counts", new Document(new LinkedHashMap<String, Object>(counts)));
    }

    private static Document matter(String id, String side, List<String> line, int item, String day, List<Document> parts, boolean bad) {
        return new Document("_id", id).append("version", 0L).append("side", side).append("within", line).append("seenBy", line).append("bad", bad)
                .append("now", new Document("item", item(item)).append("name", "事项" + item).append("day", day).append("parts", parts)
                        .append("calledFor", false).append("withdrawn", false))
                .append("before", new Document("parts", List.of()).append("calledFor", false).append("withdrawn", false))
                .append("sequence", 1L).append("partition", "seed-0").append("offset", 0L).append("heardAt", Date.from(Instant.EPOCH));
    }

    private void add(List<String> line, int item, String day, Map<String, Integer> keys, @Nullable String walked) {
        int month = (int) ChronoUnit.MONTHS.between(first, LocalDate.parse(day));
        for (int level = 1; level <= line.size(); level++) {
            List<String> within = line.subList(0, level);
            int[][] months = sums.computeIfAbsent(within, _ -> new HashMap<>()).computeIfAbsent(item, _ -> new int[MONTHS][]);
            int[] counts = months[month];
            if (counts == null) {
                // Behind the tallies: how many matters there are.
                counts = new int[KEYS.size() + 1];
                months[month] = counts;
            }
            counts[KEYS.size()]++;
            for (var key : keys.entrySet()) {
                counts[KEYS.indexOf(key.getKey())] += key.getValue();
            }
            if (walked != null) {
                walks.computeIfAbsent(within, _ -> new HashMap<>()).merge(item, walked, (one, other) -> one.compareTo(other) >= 0 ? one : other);
            }
        }
    }

    /** All of a unit. */
    private List<Document> documents(List<String> line) {
        Map<String, Document> documents = new HashMap<>();
        Map<Integer, int[][]> items = sums.getOrDefault(line, Map.of());
        items.forEach((item, months) -> {
            for (int month = 0; month < MONTHS; month++) {
                int[] counts = months[month];
                if (counts != null) {
                    YearMonth at = YearMonth.from(first).plusMonths(month);
                    String number = "%02d".formatted(at.getMonthValue());
                    add(document(documents, line, period(at, MONTHS), -1), "m." + number, counts);
                    for (int length : PERIODS) {
                        Document own = document(documents, line, period(at, length), bucket(item));
                        add(own, "i." + item(item) + ".s", counts);
                        sub(own, "i." + item(item)).put("n", "事项" + item);
                        if (length > 1) {
                            sub(own, "c").merge(number, counts[KEYS.size()], (one, other) -> (Integer) one + (Integer) other);
                        }
                    }
                }
            }
        });
        walks.getOrDefault(line, Map.of()).forEach((item, day) -> {
            sub(document(documents, line, "ever", bucket(item)), "i." + item(item)).append("n", "事项" + item).append("w", day);
            document(documents, line, "ever", -1).merge("w", day, (one, other) -> one.toString().compareTo(other.toString()) >= 0 ? one : other);
        });
        return List.copyOf(documents.values());
    }

    private static int bucket(int item) {
        return Math.floorMod(item(item).hashCode(), BUCKETS);
    }

    /** As walkthrough-service names it. */
    private static String period(YearMonth month, int length) {
        int from = month.getMonthValue() - (month.getMonthValue() - 1) % length;
        return "%d-%02d/%02d".formatted(month.getYear(), from, from + length - 1);
    }

    private static void add(Document document, String place, int[] counts) {
        Document at = sub(document, place);
        for (int key = 0; key < KEYS.size(); key++) {
            if (counts[key] > 0) {
                at.merge(KEYS.get(key), counts[key], (one, other) -> (Integer) one + (Integer) other);
            }
        }
    }

    private static Document sub(Document document, String place) {
        Document at = document;
        for (String name : place.split("\\.")) {
            at = (Document) at.computeIfAbsent(name, _ -> new Document());
        }
        return at;
    }

    private static Document document(Map<String, Document> documents, List<String> line, String period, int bucket) {
        String unit = line.getLast();
        return documents.computeIfAbsent(unit + "|" + period + "|" + bucket, id -> new Document("_id", id).append("unit", unit).append("within", line)
                .append("period", period).append("bucket", bucket).append("c", new Document()));
    }
}
