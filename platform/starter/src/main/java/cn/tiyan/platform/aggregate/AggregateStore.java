package cn.tiyan.platform.aggregate;

import cn.tiyan.contracts.Events;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.messaging.EventJson;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.storage.Absence;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoNamespace;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.bulk.ClientNamespacedWriteModel;
import com.mongodb.client.model.bulk.ClientUpdateOneOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bson.BsonMaximumSizeExceededException;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.Codec;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;
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
    /** MongoDB takes no larger document. */
    private static final int MOST_BYTES = 16 << 20;
    /** Told which index to take, the database need not look for others. */
    private static final ClientUpdateOneOptions BY_ID = ClientUpdateOneOptions.clientUpdateOneOptions().hintString(ID_INDEX);
    private static final Codec<Document> ENCODING = MongoClientSettings.getDefaultCodecRegistry().get(Document.class);
    private static final Document JUST_THE_ID = new Document(ID, 1);
    static final String VERSION = "version";

    private final MongoTemplate mongo;
    private final OutboxRelay relay;
    private final Recent recent = new Recent();
    private final JointWrites joint;
    private final StateConverter converter;

    AggregateStore(MongoTemplate mongo, MongoClient database, StateConverter converter, OutboxRelay relay) {
        this.mongo = mongo;
        this.converter = converter;
        this.joint = new JointWrites(database);
        this.relay = relay;
    }

    /**
     * Stores a new aggregate.
     *
     * @throws DuplicateKeyException if one with its id, or another unique key of its, exists
     */
    public <T extends Aggregate> T insert(T aggregate) {
        Part part = added(aggregate);
        write(part);
        T stored = written(aggregate, part);
        recent.keep(stored);
        return stored;
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
        Part part = changed(aggregate);
        if (!write(part)) {
            throw Refusal.stale();
        }
        return written(aggregate, part);
    }

    /** Whether it is stored; false if what is changed is not there any more as it was read. */
    private boolean write(Part part) {
        ClientNamespacedWriteModel model = model(part);
        // Within the callback: what leaves it is translated.
        return Boolean.TRUE.equals(mongo.execute(_ -> isStored(part, joint.write(model))));
    }

    /** Whether it is stored; false if the aggregate is not there any more as it was read. */
    private boolean isStored(Part part, JointWrites.Outcome outcome) {
        if (part.marked() && outcome.isRefused(WriteMarks.REFUSED) && !isAsRead(part)) {
            return false;
        }
        return outcome.isStored();
    }

    private boolean isAsRead(Part part) {
        return collection(part).find(part.asRead()).projection(JUST_THE_ID).first() != null;
    }

    private MongoCollection<Document> collection(Part part) {
        return mongo.getCollection(mongo.getCollectionName(part.aggregate().getClass()));
    }

    private ClientNamespacedWriteModel model(Part part) {
        MongoNamespace namespace = collection(part).getNamespace();
        if (part.isNew()) {
            return ClientNamespacedWriteModel.insertOne(namespace, encoded(Objects.requireNonNull(part.whole()).document()));
        }
        RawBsonDocument change = encoded(Objects.requireNonNull(part.change()));
        return part.marked() ? ClientNamespacedWriteModel.updateOne(namespace, new Document(ID, part.aggregate().id()), change)
                : ClientNamespacedWriteModel.updateOne(namespace, part.asRead(), change, BY_ID);
    }

    /** As bytes: encoded by whoever wants it written, and not by the one who writes for all. */
    private static RawBsonDocument encoded(Document document) {
        var encoded = new RawBsonDocument(document, ENCODING);
        if (encoded.getByteBuffer().remaining() > MOST_BYTES) {
            throw new BsonMaximumSizeExceededException("More than " + MOST_BYTES + " bytes");
        }
        return encoded;
    }

    /**
     * Stores a changed aggregate, unless others were quicker.
     *
     * @return false if it has been written since it was read: then nothing is stored
     */
    public boolean saveUnlessOvertaken(Aggregate aggregate) {
        try {
            save(aggregate);
            return true;
        } catch (Refusal refusal) {
            if (refusal.kind() != Refusal.Kind.STALE) {
                throw refusal;
            }
            return false;
        }
    }

    /**
     * What is written of an aggregate.
     *
     * @param whole what it is then; null if that is not known
     * @param change what is changed of it; null if it is new
     * @param marked whether the change refuses itself where others were quicker; else it has to look for the version
     * @param events what is added to its outbox
     */
    private record Part(Aggregate aggregate, StateConverter.@Nullable Known whole, @Nullable Document change, boolean marked, long version, List<OutboxEntry> events) {

        boolean isNew() {
            return change == null;
        }

        /** Finds the aggregate as it was read, and nothing else: all that a command changes, changes with the version. */
        Document asRead() {
            return new Document(ID, aggregate.id()).append(VERSION, aggregate.version());
        }
    }

    private Part added(Aggregate aggregate) {
        List<OutboxEntry> events = events(aggregate);
        StateConverter.Known whole = converter.state(aggregate);
        whole.document().append(VERSION, 1L).append(HISTORY, documents(aggregate.unwritten())).append(OUTBOX, documents(events));
        return new Part(aggregate, whole, null, false, 1, events);
    }

    private Part changed(Aggregate aggregate) {
        long version = aggregate.version() + 1;
        List<OutboxEntry> events = events(aggregate);
        StateConverter.Known after = converter.state(aggregate);
        Document state = after.document().append(VERSION, version);
        List<Document> done = documents(aggregate.unwritten());
        List<Document> told = documents(events);
        Document known = aggregate.known() == null ? null : aggregate.known().document();
        Document change = change(aggregate.getClass(), known, state, done, told);
        boolean marked = known != null && Objects.equals(known.get(WriteMarks.FIELD), WriteMarks.upTo(aggregate.version()));
        Document marks = WriteMarks.upTo(version);
        if (marked) {
            change.append("$inc", WriteMarks.following(aggregate.version()));
        } else {
            change.get("$set", Document.class).append(WriteMarks.FIELD, marks);
        }
        if (known != null) {
            state.append(WriteMarks.FIELD, marks).append(HISTORY, joined(known, HISTORY, done)).append(OUTBOX, joined(known, OUTBOX, told));
        }
        return new Part(aggregate, known == null ? null : after, change, marked, version, events);
    }

    private static List<Document> joined(Document known, String field, List<Document> added) {
        return Stream.concat(known.getList(field, Document.class, List.of()).stream(), added.stream()).toList();
    }

    /**
     * Stores new and changed aggregates as {@link #insert} and {@link #save} store each, with one request. Whether one is stored does
     * not depend on the others.
     *
     * @param aggregates none twice
     * @return those for which others were quicker: one with the id is there, or it has been written since it was read. What becomes
     *     of them is to be decided anew on what is there now
     * @throws RuntimeException if the database refuses one, or does not say: then some may be stored
     */
    public List<Aggregate> storeAll(Collection<? extends Aggregate> aggregates) {
        if (aggregates.isEmpty()) {
            return List.of();
        }
        List<Part> parts = aggregates.stream().map(aggregate -> aggregate.version() == 0 ? added(aggregate) : changed(aggregate)).toList();
        List<ClientNamespacedWriteModel> models = parts.stream().map(this::model).toList();
        List<Aggregate> overtaken = new ArrayList<>();
        mongo.execute(database -> {
            List<JointWrites.Outcome> outcomes = joint.writeAll(models);
            for (int i = 0; i < parts.size(); i++) {
                if (!outcomes.get(i).isTaken() && isStored(parts.get(i), outcomes.get(i))) {
                    written(parts.get(i).aggregate(), parts.get(i));
                } else {
                    overtaken.add(parts.get(i).aggregate());
                }
            }
            return null;
        });
        return overtaken;
    }

    /**
     * What of its state is not as it was read; history and outbox grow where they are. The guard makes sure that what is left out
     * still is as it was read.
     */
    private Document change(Class<?> type, @Nullable Document known, Document state, List<Document> done, List<Document> told) {
        var set = new Document();
        state.forEach((field, value) -> {
            if (!field.equals(ID) && (known == null || !Objects.equals(value, known.get(field)))) {
                set.put(field, value);
            }
        });
        Document absent = Absence.of(converter, type, state);
        if (known != null) {
            absent.keySet().retainAll(known.keySet());
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
     * One command on one aggregate, as a caller sees it. If this process had that version in hand lately, and the caller may see it, it
     * is not read again: the write is guarded by the version. Only what that way succeeds counts; else what is stored decides.
     *
     * @param expected the version the caller decided on (If-Match)
     * @param command changes nothing but the aggregate it is given: it may be done a second time, on another one
     * @throws Refusal not found within what the caller may see; stale; or whatever rule the command breaks
     */
    public <T extends Aggregate> T change(Class<T> type, String id, Caller caller, long expected, Consumer<T> command) {
        T seen = atHand(type, id, caller);
        if (seen != null && seen.version() == expected) {
            try {
                return change(seen, command);
            } catch (Refusal | UnknownReference mayBeOutOfDate) {
                // What is stored decides, also on what the caller may know.
            }
        }
        T aggregate = get(type, id, caller);
        aggregate.expect(expected);
        return change(aggregate, command);
    }

    /**
     * The same for who needs the changed aggregate only to answer: it then is at hand for the next command as it is, and need not be
     * made from its document anew.
     *
     * @param answer what is answered; holds on to nothing of the aggregate that can change
     */
    public <T extends Aggregate, R> R change(Class<T> type, String id, Caller caller, long expected, Consumer<T> command, Function<T, R> answer) {
        T changed = change(type, id, caller, expected, command);
        R answered = answer.apply(changed);
        handOn(changed);
        return answered;
    }

    /**
     * Gives the next command an aggregate as it was just read, inserted or changed.
     *
     * @param stored not touched since; whoever gives it has no more use for it, or for what hangs on it
     */
    public void handOn(Aggregate stored) {
        recent.handOn(stored);
    }

    private <T extends Aggregate> T change(T aggregate, Consumer<T> command) {
        command.accept(aggregate);
        T changed = save(aggregate);
        recent.keep(changed);
        return changed;
    }

    /**
     * The aggregate as this process last had it in hand, if the caller may see it like that. It may be out of date: something to try a
     * command on, which is not to be refused, and nothing to be told, before what is stored was asked.
     */
    public <T extends Aggregate> @Nullable T atHand(Class<T> type, String id, Caller caller) {
        Recent.Seen seen = recent.take(id);
        if (seen == null) {
            return null;
        }
        T aggregate = type.isInstance(seen.made()) ? type.cast(seen.made()) : revived(type, seen.known());
        return caller.sees(aggregate.within(), aggregate.owner()) ? aggregate : null;
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

    /** Those of these aggregates that there are, read at once, whoever asks: for what a service does on its own. */
    public <T extends Aggregate> List<T> findAll(Class<T> type, Collection<String> ids) {
        List<T> found = new ArrayList<>(ids.size());
        if (!ids.isEmpty()) {
            mongo.execute(type, collection -> {
                collection.find(new Document(ID, new Document("$in", ids))).forEach(document -> found.add(revived(type, document)));
                return null;
            });
        }
        return found;
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
        recent.keep(found);
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
        return Page.of(found, limit, item -> listing.key(item).toString());
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
        aggregate.known(converter.known(aggregate, document));
        return aggregate;
    }

    /** What its values were is known already. */
    private <T extends Aggregate> T revived(Class<T> type, StateConverter.Known known) {
        T aggregate = mongo.getConverter().read(type, known.document());
        aggregate.known(known);
        return aggregate;
    }

    private <T extends Aggregate> T written(T aggregate, Part part) {
        aggregate.stored(part.version(), part.events());
        aggregate.known(part.whole());
        if (!part.events().isEmpty()) {
            relay.send(aggregate.getClass(), aggregate.id(), aggregate.outbox());
        }
        return aggregate;
    }

    private static List<OutboxEntry> events(Aggregate aggregate) {
        return aggregate.pending().stream().map(pending -> new OutboxEntry(pending.sequence(), Ids.next("evt"),
                Events.typeOf(pending.event().getClass()), pending.at(), EventJson.write(pending.event()), pending.trace())).toList();
    }

    private List<Document> documents(List<?> entries) {
        return entries.stream().map(entry -> (Document) mongo.getConverter().convertToMongoType(entry)).toList();
    }
}
