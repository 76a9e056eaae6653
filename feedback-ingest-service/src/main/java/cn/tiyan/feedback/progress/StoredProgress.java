package cn.tiyan.feedback.progress;

import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.aggregate.PageKey;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.storage.Absence;
import cn.tiyan.platform.storage.Duplicates;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.BasicQuery;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/**
 * Progress in the database: one document for each issue, every write guarded by its version.
 *
 * <p>What senders fetch is sorted by when it changed. That time is set by the database in the very write that changes it, and
 * nothing is handed out before it is {@link #SETTLED} old by the same clock: so nothing can still appear before what was handed
 * out, and a place in the list never skips anything, however many replicas write and whatever their clocks say.
 */
@Repository
class StoredProgress {

    /** Longer than any write takes from being given its time to being seen. */
    static final Duration SETTLED = Duration.ofSeconds(2);

    private static final String ID = "_id";
    private static final String VERSION = "version";
    private static final String CHANGED_AT = "changedAt";
    private static final String GIVEN_UP_AT = "givenUpAt";

    private final MongoTemplate mongo;

    StoredProgress(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    Optional<Progress> find(String issue) {
        return Optional.ofNullable(mongo.findById(issue, Progress.class));
    }

    /** Those of these that are followed, by the issue; what is put into the map is not stored. */
    Map<String, Progress> find(Collection<String> issues) {
        return mongo.find(Query.query(Criteria.where(ID).in(issues)), Progress.class).stream()
                .collect(Collectors.toMap(Progress::issue, progress -> progress, (one, _) -> one, HashMap::new));
    }

    Optional<Progress> ofFeedback(String feedback) {
        return Optional.ofNullable(mongo.findOne(Query.query(Criteria.where("feedback").is(feedback)), Progress.class));
    }

    List<Progress> ofFeedback(Collection<String> feedback) {
        return mongo.find(Query.query(Criteria.where("feedback").in(feedback)).withHint("feedback"), Progress.class);
    }

    /** What changed in a period, oldest change first. */
    List<Progress> changed(String sender, Instant from, Instant to, int limit) {
        return mongo.find(Query.query(Criteria.where("sender").is(sender).and(CHANGED_AT).gte(from).lt(to)).with(Sort.by(CHANGED_AT, ID))
                .withHint(Progress.FEED).limit(limit), Progress.class);
    }

    /** Issues that go on as one of these. */
    Set<String> follow(Collection<String> issues) {
        var query = Query.query(Criteria.where(Progress.ALONG).in(issues)).withHint(Progress.ALONG);
        query.fields().include(ID);
        return mongo.find(query, Document.class, mongo.getCollectionName(Progress.class)).stream().map(found -> found.getString(ID))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** @return false if it has been written meanwhile: then it is to be read anew */
    boolean save(Progress progress) {
        return save(List.of(progress));
    }

    /** @return false if one of them has been written meanwhile: then all are to be read anew; the others may be written */
    boolean save(List<Progress> changed) {
        if (changed.isEmpty()) {
            return true;
        }
        List<WriteModel<Document>> writes = changed.stream().map(this::write).toList();
        return Boolean.TRUE.equals(mongo.execute(Progress.class, collection -> {
            try {
                var result = collection.bulkWrite(writes, new BulkWriteOptions().ordered(false));
                return result.getInsertedCount() + result.getMatchedCount() + result.getUpserts().size() == writes.size();
            } catch (MongoBulkWriteException e) {
                if (Duplicates.only(e)) {
                    return false;
                }
                throw e;
            }
        }));
    }

    private WriteModel<Document> write(Progress progress) {
        var state = new Document();
        mongo.getConverter().write(progress, state);
        state.put(VERSION, progress.version() + 1);
        boolean isNew = progress.version() == 0;
        boolean isTold = progress.origin().isPresent();
        if (isNew && !isTold) {
            return new InsertOneModel<>(state);
        }
        Document absent = Absence.of(mongo.getConverter(), Progress.class, state);
        var change = new Document("$set", state);
        if (isTold && absent.remove(CHANGED_AT) != null) {
            change.put("$currentDate", new Document(CHANGED_AT, true));
        }
        if (!absent.isEmpty()) {
            change.put("$unset", absent);
        }
        Document guard = new Document(ID, state.remove(ID)).append(VERSION, isNew ? new Document("$exists", false) : progress.version());
        return new UpdateOneModel<>(guard, change, new UpdateOptions().upsert(isNew));
    }

    /** What is to be sent to a sender, what waits longest first. */
    List<Progress> due(String sender, Instant now, int limit) {
        return mongo.find(Query.query(Criteria.where("sender").is(sender).and("dueAt").lte(now)).with(Sort.by("dueAt")).withHint(Progress.DUE).limit(limit),
                Progress.class);
    }

    /** How much waits to be sent to a sender; counted to a limit. */
    long waiting(String sender, int most) {
        return mongo.count(Query.query(Criteria.where("sender").is(sender).and("dueAt").exists(true)).withHint(Progress.DUE).limit(most), Progress.class);
    }

    /**
     * What a sender has not fetched yet, oldest change first.
     *
     * @param after {@link Page#next} of the page before; null for the first
     */
    Page<Progress> changed(String sender, int limit, @Nullable String after) {
        var settled = new Document("$expr", new Document("$lte", List.of("$" + CHANGED_AT, new Document("$subtract", List.of("$$NOW", SETTLED.toMillis())))));
        var wanted = new Document("sender", sender).append("$and", after == null
                ? List.of(settled)
                : List.of(PageKey.parse(after, CHANGED_AT).further(Sort.Direction.ASC).getCriteriaObject(), settled));
        List<Progress> found = mongo.find(new BasicQuery(wanted).with(Sort.by(CHANGED_AT, ID)).withHint(Progress.FEED).limit(limit), Progress.class);
        return new Page<>(found, found.isEmpty() ? after : place(CHANGED_AT, found.getLast().changedAt(), found.getLast()));
    }

    /** What was given up, newest first. */
    Page<Progress> givenUp(Caller caller, @Nullable String sender, int limit, @Nullable String after) {
        Criteria criteria = caller.sees().and(GIVEN_UP_AT).exists(true);
        if (sender != null) {
            criteria = criteria.and("sender").is(sender);
        }
        if (after != null) {
            criteria = new Criteria().andOperator(criteria, PageKey.parse(after, GIVEN_UP_AT).further(Sort.Direction.DESC));
        }
        List<Progress> found = mongo.find(Query.query(criteria).with(Sort.by(Sort.Direction.DESC, GIVEN_UP_AT, ID)).limit(limit + 1), Progress.class);
        List<Progress> page = found.size() > limit ? found.subList(0, limit) : found;
        return new Page<>(page, found.size() > limit ? place(GIVEN_UP_AT, page.getLast().givenUpAt(), page.getLast()) : null);
    }

    Optional<Progress> givenUp(Caller caller, String feedback) {
        return Optional.ofNullable(mongo.findOne(Query.query(caller.sees().and("feedback").is(feedback).and(GIVEN_UP_AT).exists(true)).withHint("feedback"),
                Progress.class));
    }

    private static String place(String field, @Nullable Instant time, Progress last) {
        return new PageKey(field, Objects.requireNonNull(time), last.issue()).toString();
    }
}
