package cn.tiyan.reporting.notice;

import cn.tiyan.contracts.issue.Desk;
import cn.tiyan.platform.storage.Duplicates;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * Whose turn it is with each issue, and until when: what a digest counts. Each event says the whole of it, so the newest by sequence
 * stands, whatever the order, however often. What earlier releases told does not say whose turn it is: such an issue is nobody's here
 * until its next event.
 */
@Component
class Docket {

    private static final String COLLECTION = "notice-docket";

    private final MongoTemplate mongo;
    private final Clock clock;
    /** What was put off on this thread; none where nothing is to be. */
    private final ThreadLocal<@Nullable Map<String, Change>> putOff = new ThreadLocal<>();

    Docket(MongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /**
     * An issue.
     *
     * @param title absent if its registration has not been told of
     * @param unit whose turn it is; absent where it is nobody's
     * @param due absent while the clock stands still
     * @param returned whether it came back
     * @param sequence of the event that last said whose turn it is
     * @param turnSequence of the event that last said whether it came back; absent before the first
     */
    @org.springframework.data.mongodb.core.mapping.Document(COLLECTION)
    @CompoundIndex(name = "desk", def = "{unit: 1, due: 1, step: 1, returned: 1}", partialFilter = "{unit: {$exists: true}}")
    record Entry(@Id String issueId, @Nullable String title, @Nullable String unit, @Nullable String step, @Nullable Instant due, @Nullable Boolean returned,
            @Nullable Long sequence, @Nullable Long turnSequence) {
    }

    /**
     * What events say of one issue.
     *
     * @param title null where they say none
     * @param sequence of the newest that says whose turn it is; 0 where none does
     * @param desk whose turn it is; null if nobody's
     * @param turnSequence of the newest that says whether it came back; 0 where none does
     */
    private record Change(@Nullable String title, long sequence, @Nullable Desk desk, long turnSequence, boolean returned) {

        Change and(Change other) {
            boolean newer = other.sequence > sequence;
            boolean newerTurn = other.turnSequence > turnSequence;
            return new Change(other.title == null ? title : other.title, newer ? other.sequence : sequence, newer ? other.desk : desk,
                    newerTurn ? other.turnSequence : turnSequence, newerTurn ? other.returned : returned);
        }
    }

    /** From here on writing is put off, until {@link #writeTogether}: of many events read at once, history above all, an issue's are one write. */
    void putOff() {
        putOff.set(new LinkedHashMap<>());
    }

    /** Writes what was put off, with one request. */
    void writeTogether() {
        try {
            flush();
        } finally {
            putOff.remove();
        }
    }

    private void flush() {
        Map<String, Change> all = putOff.get();
        if (all != null && !all.isEmpty()) {
            write(all);
            all.clear();
        }
    }

    private void change(String issueId, Change change) {
        Map<String, Change> all = putOff.get();
        if (all == null) {
            write(Map.of(issueId, change));
        } else {
            all.merge(issueId, change, Change::and);
        }
    }

    /**
     * Almost all come in their order, and are written as they are where nothing newer stands. What is refused is asked what of it is new:
     * that costs twice as much.
     */
    private void write(Map<String, Change> all) {
        List<Map.Entry<String, Change>> changes = List.copyOf(all.entrySet());
        mongo.execute(COLLECTION, collection -> {
            try {
                collection.bulkWrite(changes.stream().map(each -> inOrder(each.getKey(), each.getValue())).toList(), new BulkWriteOptions().ordered(false));
            } catch (MongoBulkWriteException e) {
                if (!Duplicates.only(e)) {
                    throw e;
                }
                collection.bulkWrite(e.getWriteErrors().stream().map(error -> changes.get(error.getIndex())).map(each -> merging(each.getKey(), each.getValue())).toList(),
                        new BulkWriteOptions().ordered(false));
            }
            return null;
        });
    }

    /** Where what stands is older than all of it; otherwise the id is there already. */
    private static UpdateOneModel<Document> inOrder(String issueId, Change change) {
        var older = new Document("_id", issueId);
        var set = new Document();
        var unset = new Document();
        if (change.title() != null) {
            set.append("title", change.title());
        }
        if (change.sequence() > 0) {
            older.append("sequence", new Document("$not", new Document("$gte", change.sequence())));
            Desk desk = change.desk();
            set.append("sequence", change.sequence());
            put(set, unset, "unit", desk == null ? null : desk.unit());
            put(set, unset, "step", desk == null ? null : desk.step().name());
            put(set, unset, "due", desk == null || desk.due() == null ? null : Date.from(desk.due()));
        }
        if (change.turnSequence() > 0) {
            older.append("turnSequence", new Document("$not", new Document("$gte", change.turnSequence())));
            set.append("turnSequence", change.turnSequence());
            put(set, unset, "returned", change.returned() ? true : null);
        }
        var update = new Document("$set", set);
        return new UpdateOneModel<>(older, unset.isEmpty() ? update : update.append("$unset", unset), new UpdateOptions().upsert(true));
    }

    private static void put(Document set, Document unset, String field, @Nullable Object value) {
        if (value == null) {
            unset.append(field, "");
        } else {
            set.append(field, value);
        }
    }

    private static UpdateOneModel<Document> merging(String issueId, Change change) {
        return new UpdateOneModel<>(new Document("_id", issueId), List.of(new Document("$set", set(change))), new UpdateOptions().upsert(true));
    }

    private static Document set(Change change) {
        var set = new Document();
        if (change.title() != null) {
            set.append("title", literal(change.title()));
        }
        if (change.sequence() > 0) {
            Document newer = newer("sequence", change.sequence());
            Desk desk = change.desk();
            set.append("sequence", choose(newer, change.sequence(), "$sequence"))
                    .append("unit", choose(newer, desk == null ? "$$REMOVE" : literal(desk.unit()), "$unit"))
                    .append("step", choose(newer, desk == null ? "$$REMOVE" : literal(desk.step().name()), "$step"))
                    .append("due", choose(newer, desk == null || desk.due() == null ? "$$REMOVE" : Date.from(desk.due()), "$due"));
        }
        if (change.turnSequence() > 0) {
            Document newer = newer("turnSequence", change.turnSequence());
            set.append("turnSequence", choose(newer, change.turnSequence(), "$turnSequence"))
                    .append("returned", choose(newer, change.returned() ? true : "$$REMOVE", "$returned"));
        }
        return set;
    }

    /** The issue was registered under this title. */
    void titled(String issueId, String title) {
        change(issueId, new Change(title, 0, null, 0, false));
    }

    /**
     * It took a turn.
     *
     * @param sequence from 1
     * @param desk whose turn it is from now on; null if nobody's
     * @param returned whether it came back by that
     */
    void turned(String issueId, long sequence, @Nullable Desk desk, boolean returned) {
        change(issueId, new Change(null, sequence, desk, sequence, returned));
    }

    /** Its time changed, not its turn. */
    void timed(String issueId, long sequence, Desk desk) {
        change(issueId, new Change(null, sequence, desk, 0, false));
    }

    private static Document newer(String field, long sequence) {
        return new Document("$lt", List.of(new Document("$ifNull", List.of("$" + field, 0L)), sequence));
    }

    private static Document choose(Document condition, Object then, Object otherwise) {
        return new Document("$cond", List.of(condition, then, otherwise));
    }

    private static Document literal(String text) {
        return new Document("$literal", text);
    }

    /** The title, or how to find it. */
    String title(String issueId) {
        flush();
        var query = Query.query(Criteria.where("_id").is(issueId));
        query.fields().include("title");
        Document found = mongo.findOne(query, Document.class, COLLECTION);
        return found == null || found.getString("title") == null ? issueId : found.getString("title");
    }

    /** What waits for a unit. It is read from the index alone; milestones are left at zero. */
    Figures figures(String unit, int soonDays) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, Reader.CHINA);
        Date tomorrow = Date.from(today.plusDays(1).atStartOfDay(Reader.CHINA).toInstant());
        Date soon = Date.from(today.plusDays(1L + soonDays).atStartOfDay(Reader.CHINA).toInstant());
        Date at = Date.from(now);
        Document sums = mongo.getCollection(COLLECTION).aggregate(List.of(
                new Document("$match", new Document("unit", unit)),
                new Document("$project", new Document("_id", 0).append("due", new Document("$ifNull", List.of("$due", new Date(Long.MAX_VALUE / 2)))).append("step", 1)
                        .append("returned", 1)),
                new Document("$group", new Document("_id", null).append("open", new Document("$sum", 1))
                        .append("dueToday", count(between(at, tomorrow)))
                        .append("dueSoon", count(between(tomorrow, soon)))
                        .append("overdue", count(new Document("$lt", List.of("$due", at))))
                        .append("returned", count(new Document("$eq", List.of("$returned", true))))
                        .append("toVerify", count(step("VERIFY")))
                        .append("toCallBack", count(step("RATE")))
                        .append("toReview", count(step("REVIEW_RETURN")))))).first();
        return sums == null ? new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
                : new Figures(sums.getInteger("open"), sums.getInteger("dueToday"), sums.getInteger("dueSoon"), sums.getInteger("overdue"), sums.getInteger("returned"),
                        sums.getInteger("toVerify"), sums.getInteger("toCallBack"), sums.getInteger("toReview"), 0, 0, 0);
    }

    private static Document count(Document condition) {
        return new Document("$sum", new Document("$cond", List.of(condition, 1, 0)));
    }

    private static Document between(Date from, Date to) {
        return new Document("$and", List.of(new Document("$gte", List.of("$due", from)), new Document("$lt", List.of("$due", to))));
    }

    private static Document step(String step) {
        return new Document("$eq", List.of("$step", step));
    }

    /** A unit's issues that are due first, late ones among them. */
    List<Entry> soonest(String unit, int soonDays, int limit) {
        Instant until = clock.instant().plus(Duration.ofDays(soonDays));
        return new ArrayList<>(mongo.find(Query.query(Criteria.where("unit").is(unit).and("due").lte(until)).with(Sort.by("due")).limit(limit), Entry.class));
    }

    /** As it stands, for whoever wants to see. */
    @Nullable Entry find(String issueId) {
        return mongo.findById(issueId, Entry.class);
    }
}
