package cn.tiyan.platform.aggregate;

import cn.tiyan.contracts.Events;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.messaging.EventJson;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.trace.Trace;
import com.mongodb.client.model.UpdateOptions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.MongoPersistentProperty;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/**
 * Reads and writes aggregates. Every write is one atomic write of one document: state, history and outgoing events together,
 * refused when the document has changed since it was read.
 *
 * <p>Two traps it avoids: the outbox is appended to inside the database, never replaced, so a write neither brings back events
 * confirmed meanwhile nor loses ones added meanwhile; and the relay's confirming write leaves the version alone, so it never
 * makes an honest command fail.
 */
public class AggregateStore {

    static final String OUTBOX = "outbox";
    private static final String HISTORY = "history";
    private static final String ID = "_id";
    private static final String ID_INDEX = "_id_";
    static final String VERSION = "version";

    private final MongoTemplate mongo;
    private final OutboxRelay relay;
    private final Recent recent = new Recent();

    AggregateStore(MongoTemplate mongo, OutboxRelay relay) {
        this.mongo = mongo;
        this.relay = relay;
    }

    /**
     * Stores a new aggregate.
     *
     * @throws DuplicateKeyException if one with its id, or another unique key of its, exists
     */
    public <T extends Aggregate> T insert(T aggregate) {
        List<OutboxEntry> events = events(aggregate);
        Document whole = state(aggregate, 1).append(HISTORY, documents(aggregate.unwritten())).append(OUTBOX, documents(events));
        mongo.execute(aggregate.getClass(), collection -> collection.insertOne(whole));
        return written(aggregate, whole, 1, events);
    }

    /** Stores a new aggregate unless one with its id exists: then returns false and changes nothing. */
    public boolean insertOnce(Aggregate aggregate) {
        try {
            insert(aggregate);
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /**
     * Stores a changed aggregate.
     *
     * @throws Refusal stale, if it has been written since it was read
     */
    public <T extends Aggregate> T save(T aggregate) {
        return save(aggregate, new Document(ID, aggregate.id()), new UpdateOptions());
    }

    private <T extends Aggregate> T save(T aggregate, Document filter, UpdateOptions options) {
        long version = aggregate.version() + 1;
        List<OutboxEntry> events = events(aggregate);
        Document guard = filter.append(VERSION, aggregate.version());
        Document state = state(aggregate, version);
        List<Document> done = documents(aggregate.unwritten());
        List<Document> told = documents(events);
        Document change = change(aggregate, state, done, told);
        var result = mongo.execute(aggregate.getClass(), collection -> collection.updateOne(guard, change, options));
        if (result == null || result.getMatchedCount() == 0) {
            throw Refusal.stale();
        }
        Document known = aggregate.known();
        if (known != null) {
            state.append(HISTORY, joined(known, HISTORY, done)).append(OUTBOX, joined(known, OUTBOX, told));
        }
        return written(aggregate, known == null ? null : state, version, events);
    }

    private static List<Document> joined(Document known, String field, List<Document> added) {
        return Stream.concat(known.getList(field, Document.class, List.of()).stream(), added.stream()).toList();
    }

    /**
     * What of its state is not as it was read; history and outbox grow where they are. The guard makes sure that what is left out
     * still is as it was read.
     */
    private Document change(Aggregate aggregate, Document state, List<Document> done, List<Document> told) {
        Document known = aggregate.known();
        var set = new Document();
        state.forEach((field, value) -> {
            if (!field.equals(ID) && (known == null || !Objects.equals(value, known.get(field)))) {
                set.put(field, value);
            }
        });
        var absent = new Document();
        for (MongoPersistentProperty property : mongo.getConverter().getMappingContext().getRequiredPersistentEntity(aggregate.getClass())) {
            String field = property.getFieldName();
            if (property.isWritable() && !property.isIdProperty() && !state.containsKey(field) && (known == null || known.containsKey(field))) {
                absent.put(field, "");
            }
        }
        var added = new Document();
        if (!done.isEmpty()) {
            added.put(HISTORY, new Document("$each", done));
        }
        if (!told.isEmpty()) {
            added.put(OUTBOX, new Document("$each", told));
        }
        var change = new Document("$set", set);
        if (!absent.isEmpty()) {
            change.put("$unset", absent);
        }
        if (!added.isEmpty()) {
            change.put("$push", added);
        }
        return change;
    }

    /**
     * One command on one aggregate, as a caller sees it. If this process had that version in hand lately, it is not read again: the
     * write is guarded by the version and by what the caller may see. Only what that way succeeds counts; else what is stored decides.
     *
     * @param expected the version the caller decided on (If-Match)
     * @param command changes nothing but the aggregate it is given: it may be done a second time, on another one
     * @throws Refusal not found within what the caller may see; stale; or whatever rule the command breaks
     */
    public <T extends Aggregate> T change(Class<T> type, String id, Caller caller, long expected, Consumer<T> command) {
        Document seen = recent.find(id, expected);
        if (seen != null) {
            try {
                return change(revived(type, seen), caller, command);
            } catch (Refusal mayBeOutOfDate) {
                // What is stored decides, also on what the caller may know.
            }
        }
        T aggregate = get(type, id, caller);
        aggregate.expect(expected);
        return change(aggregate, caller, command);
    }

    private <T extends Aggregate> T change(T aggregate, Caller caller, Consumer<T> command) {
        command.accept(aggregate);
        T changed = save(aggregate, caller.sees().and(ID).is(aggregate.id()).getCriteriaObject(), new UpdateOptions().hintString(ID_INDEX));
        recent.keep(changed.id(), Objects.requireNonNull(changed.known()));
        return changed;
    }

    /**
     * What decides nothing on a version, done anew on what others have written meanwhile.
     *
     * @param tries at most so many
     * @param attempt reads, decides and writes
     * @throws Refusal stale, if others were quicker every time; or whatever the attempt refuses
     */
    public static <R> R whileStale(int tries, Supplier<R> attempt) {
        for (int tried = 1; ; tried++) {
            try {
                return attempt.get();
            } catch (Refusal refusal) {
                if (refusal.kind() != Refusal.Kind.STALE || tried == tries) {
                    throw refusal;
                }
            }
        }
    }

    /** The aggregate, whoever asks: for what a service does on its own. */
    public <T extends Aggregate> Optional<T> find(Class<T> type, String id) {
        return Optional.ofNullable(read(type, new Document(ID, id), false));
    }

    /**
     * The aggregate, if the caller may see it.
     *
     * @throws Refusal not found, also where the caller may not know that it exists
     */
    public <T extends Aggregate> T get(Class<T> type, String id, Caller caller) {
        T found = read(type, caller.sees().and(ID).is(id).getCriteriaObject(), true);
        if (found == null) {
            throw Refusal.notFound("未找到该记录：" + id);
        }
        recent.keep(id, Objects.requireNonNull(found.known()));
        return found;
    }

    /**
     * One page, newest first, by keyset: the cost of a page does not grow with its number. Needs an index that starts with the
     * equality criteria and ends with {@code createdAt: -1, _id: -1}.
     *
     * @param criteria must restrict to what the caller may see
     * @param limit 1 to 200
     * @param after {@link Page#next} of the page before, or null for the first
     */
    public <T extends Aggregate> Page<T> page(Class<T> type, Criteria criteria, int limit, @Nullable String after) {
        return page(type, Listing.newestFirst(type, Aggregate::createdAt, Aggregate::id), criteria, limit, after);
    }

    /**
     * One page of any list, by keyset. Needs an index that starts with the equality criteria and ends with what the list is sorted
     * by, then {@code _id}.
     *
     * @param listing what is read of each, and in which order
     * @param criteria must restrict to what the caller may see
     * @param limit 1 to 200
     * @param after {@link Page#next} of the page before, or null for the first
     */
    public <T> Page<T> page(Class<? extends Aggregate> type, Listing<T> listing, Criteria criteria, int limit, @Nullable String after) {
        var wanted = after == null ? criteria : new Criteria().andOperator(criteria, PageKey.parse(after, listing.field()).further(listing.direction()));
        List<T> found = mongo.find(listing.applied(Query.query(wanted)).limit(limit + 1), listing.as(), mongo.getCollectionName(type));
        boolean more = found.size() > limit;
        List<T> items = more ? found.subList(0, limit) : found;
        return new Page<>(items, more ? listing.key(items.getLast()).toString() : null);
    }

    /**
     * @param among whether the filter says more than the id: told which index to take, the database need not try the others first.
     *     By the id alone it knows, and a hint would keep it from its shortest way
     */
    private <T extends Aggregate> @Nullable T read(Class<T> type, Document filter, boolean among) {
        Document found = mongo.execute(type, collection -> collection.find(filter).hintString(among ? ID_INDEX : null).first());
        if (found == null) {
            return null;
        }
        return revived(type, found);
    }

    private <T extends Aggregate> T revived(Class<T> type, Document document) {
        T aggregate = mongo.getConverter().read(type, document);
        aggregate.known(document);
        return aggregate;
    }

    /** @param whole the document as it now is; null if it is not known */
    private <T extends Aggregate> T written(T aggregate, @Nullable Document whole, long version, List<OutboxEntry> events) {
        aggregate.stored(version, events);
        aggregate.known(whole);
        if (!events.isEmpty()) {
            relay.send(aggregate.getClass(), aggregate.id(), aggregate.outbox());
        }
        return aggregate;
    }

    private Document state(Aggregate aggregate, long version) {
        var state = new Document();
        mongo.getConverter().write(aggregate, state);
        state.put(VERSION, version);
        return state;
    }

    private static List<OutboxEntry> events(Aggregate aggregate) {
        return aggregate.pending().stream().map(pending -> new OutboxEntry(pending.sequence(), Ids.next("evt"),
                Events.typeOf(pending.event().getClass()), pending.at(), EventJson.write(pending.event()), Trace.current())).toList();
    }

    private List<Document> documents(List<?> entries) {
        return entries.stream().map(entry -> (Document) mongo.getConverter().convertToMongoType(entry)).toList();
    }
}
