package cn.tiyan.reporting.notice;

import cn.tiyan.contracts.issue.Desk;
import cn.tiyan.platform.storage.Duplicates;
import cn.tiyan.platform.time.China;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private static final String COLLECTION = "notice-desk";
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

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
     * @param turn absent while nothing was told of whose turn it is
     * @param back absent while nothing was told of whether it came back
     */
    @org.springframework.data.mongodb.core.mapping.Document(COLLECTION)
    @CompoundIndex(name = "desk", def = "{'turn.unit': 1, 'turn.due': 1, 'turn.step': 1, 'back.returned': 1}", partialFilter = "{'turn.unit': {$exists: true}}")
    record Entry(@Id String issueId, @Nullable String title, @Nullable Turn turn, @Nullable Back back) {

        @Nullable String unit() {
            return turn == null ? null : turn.unit();
        }

        @Nullable Instant due() {
            return turn == null ? null : turn.due();
        }
    }

    /**
     * Whose turn it is.
     *
     * @param sequence of the event that last said so; first, so of two the greater is the newer
     * @param unit absent where it is nobody's
     * @param due absent while the clock stands still
     */
    record Turn(long sequence, @Nullable String unit, @Nullable String step, @Nullable Instant due) {
    }

    /**
     * Whether it came back.
     *
     * @param sequence of the event that last said so; first, so of two the greater is the newer
     */
    record Back(long sequence, boolean returned) {
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
     * Of what stands and what is told, the newer one stays, whatever the order. What is registered is new, as a rule, and what is not is
     * there: an upsert would cost the database three times as much.
     */
    private void write(Map<String, Change> all) {
        Map<Boolean, List<Map.Entry<String, Change>>> changes = all.entrySet().stream().collect(Collectors.partitioningBy(each -> each.getValue().title() != null));
        List<Map.Entry<String, Change>> begun = Objects.requireNonNull(changes.get(true));
        List<Map.Entry<String, Change>> turned = Objects.requireNonNull(changes.get(false));
        mongo.execute(COLLECTION, collection -> {
            BulkWriteResult written;
            try {
                written = collection.bulkWrite(Stream.concat(begun.stream().map(Docket::beginning), turned.stream().map(each -> ifNewer(each, false))).toList(), UNORDERED);
            } catch (MongoBulkWriteException e) {
                if (!Duplicates.only(e)) {
                    throw e;
                }
                collection.bulkWrite(e.getWriteErrors().stream().map(error -> ifNewer(begun.get(error.getIndex()), false)).toList(), UNORDERED);
                written = e.getWriteResult();
            }
            if (written.getMatchedCount() < turned.size()) {
                collection.bulkWrite(turned.stream().map(each -> ifNewer(each, true)).toList(), UNORDERED);
            }
            return null;
        });
    }

    private static WriteModel<Document> beginning(Map.Entry<String, Change> change) {
        Document entry = new Document("_id", change.getKey()).append("title", change.getValue().title());
        entry.putAll(told(change.getValue()));
        return new InsertOneModel<>(entry);
    }

    /** @param upsert where nothing may be there yet */
    private static WriteModel<Document> ifNewer(Map.Entry<String, Change> change, boolean upsert) {
        Document told = told(change.getValue());
        var update = told.isEmpty() ? new Document() : new Document("$max", told);
        String title = change.getValue().title();
        return new UpdateOneModel<>(new Document("_id", change.getKey()), title == null ? update : update.append("$set", new Document("title", title)),
                new UpdateOptions().upsert(upsert));
    }

    /** Whose turn it is and whether it came back, as far as the change says so. */
    private static Document told(Change change) {
        var newer = new Document();
        if (change.sequence() > 0) {
            var turn = new Document("sequence", change.sequence());
            Desk desk = change.desk();
            if (desk != null) {
                turn.append("unit", desk.unit()).append("step", desk.step().name());
                if (desk.due() != null) {
                    turn.append("due", Date.from(desk.due()));
                }
            }
            newer.append("turn", turn);
        }
        if (change.turnSequence() > 0) {
            newer.append("back", new Document("sequence", change.turnSequence()).append("returned", change.returned()));
        }
        return newer;
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
        LocalDate today = China.day(now);
        Date tomorrow = Date.from(China.begins(today.plusDays(1)));
        Date soon = Date.from(China.begins(today.plusDays(1L + soonDays)));
        Date at = Date.from(now);
        Document sums = mongo.getCollection(COLLECTION).aggregate(List.of(
                new Document("$match", new Document("turn.unit", unit)),
                new Document("$project", new Document("_id", 0).append("due", new Document("$ifNull", List.of("$turn.due", new Date(Long.MAX_VALUE / 2)))).append("step", "$turn.step")
                        .append("returned", "$back.returned")),
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
        return new ArrayList<>(mongo.find(Query.query(Criteria.where("turn.unit").is(unit).and("turn.due").lte(until)).with(Sort.by("turn.due")).limit(limit), Entry.class));
    }

    /** As it stands, for whoever wants to see. */
    @Nullable Entry find(String issueId) {
        return mongo.findById(issueId, Entry.class);
    }
}
