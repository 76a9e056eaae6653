package cn.tiyan.reporting.cube;

import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.aggregate.PageKey;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.messaging.FailureReason;
import cn.tiyan.platform.messaging.Parked;
import cn.tiyan.platform.messaging.Replays;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.UpdateOptions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Events that could not be folded, and so are missing in every figure: each generation has its own. A gap is closed once its
 * aggregate's row has taken the event in, whether it was replayed or sent anew. Folding never asks about gaps: each second it is looked
 * which of the open ones are closed by now, and since when figures are incomplete.
 */
@Component
public class Gaps {

    private static final String TIME = "time";
    private static final int AT_ONCE = 500;
    private static final String STATE = "state";

    private final MongoTemplate mongo;
    private final Generations generations;
    private final Replays replays;
    private final Clock clock;
    /** Up to which gap was looked, by the number of the generation. */
    private final Map<Integer, String> looked = new HashMap<>();
    private volatile @Nullable Instant incompleteSince;

    Gaps(MongoTemplate mongo, Generations generations, Replays replays, Clock clock) {
        this.mongo = mongo;
        this.generations = generations;
        this.replays = replays;
        this.clock = clock;
    }

    /** What becomes of a gap. */
    public enum State {
        /** The event is missing. */
        OPEN,
        /** It was taken in since. */
        CLOSED,
        /** An operator decided that it does not count. */
        DISMISSED
    }

    /**
     * An event that could not be folded.
     *
     * @param topic where it lies
     * @param partition where it lies
     * @param offset where it lies
     * @param aggregate to which aggregate it happened; absent where it does not say
     * @param sequence its number within that aggregate; absent where it does not say
     * @param time when it happened, or, where it does not say, when it was sent
     * @param reason why
     * @param parkings how often it was parked
     * @param parkedAt when it was parked last
     * @param by who replayed it last, or dismissed it
     * @param replayedAt when it was replayed last
     * @param endedAt when it was closed or dismissed
     * @param note why it was dismissed
     */
    public record Gap(String id, State state, String topic, int partition, long offset, @Nullable String aggregate, @Nullable Long sequence, Instant time,
            FailureReason reason, int parkings, Instant parkedAt, @Nullable String by, @Nullable Instant replayedAt, @Nullable Instant endedAt,
            @Nullable String note) {

        private static Gap of(Document document) {
            return new Gap(document.getString("_id"), State.valueOf(document.getString(STATE)), document.getString("topic"), document.getInteger("partition"),
                    document.getLong("offset"), document.getString("aggregate"), document.getLong("sequence"), document.getDate(TIME).toInstant(),
                    FailureReason.valueOf(document.getString("reason")), document.getInteger("parkings"), document.getDate("parkedAt").toInstant(),
                    document.getString("by"), instant(document, "replayedAt"), instant(document, "endedAt"), document.getString("note"));
        }

        private static @Nullable Instant instant(Document document, String field) {
            Date date = document.getDate(field);
            return date == null ? null : date.toInstant();
        }
    }

    /** When the earliest event happened that is missing in the figures; null where none is. As it was a second ago at most. */
    public @Nullable Instant incompleteSince() {
        return incompleteSince;
    }

    /**
     * Those in this state, the earliest events first, by keyset.
     *
     * @throws Refusal malformed, if {@code after} is no key
     */
    public Page<Gap> list(State state, int limit, @Nullable String after) {
        List<Document> all = new ArrayList<>();
        all.add(new Document(STATE, state.name()));
        if (after != null) {
            all.add(PageKey.parse(after, TIME).further(Sort.Direction.ASC).getCriteriaObject());
        }
        List<Gap> found = mongo.execute(generations.answering().gaps(), gaps -> gaps.find(new Document("$and", all))
                .sort(new Document(TIME, 1).append("_id", 1)).limit(limit + 1).map(Gap::of).into(new ArrayList<>()));
        return Page.of(found, limit, gap -> new PageKey(TIME, gap.time(), gap.id()).toString());
    }

    /** One of them. */
    public Gap get(String id) {
        Document found = mongo.execute(generations.answering().gaps(), gaps -> gaps.find(new Document("_id", id)).first());
        if (found == null) {
            throw Refusal.notFound("未找到该缺口：" + id);
        }
        return Gap.of(found);
    }

    /**
     * Puts its event at the end of its topic again. It is closed once that is taken in; if it is parked again, it stays open.
     *
     * @throws Refusal {@code gap-not-open}; {@code gap-event-gone} if the topic has the event no longer; unavailable
     */
    public Gap replay(Caller caller, String id) {
        Gap gap = open(id);
        if (!replays.again(gap.topic(), gap.partition(), gap.offset())) {
            throw Refusal.rule("gap-event-gone", "消息主题中已没有该事件，无法重放");
        }
        set(id, new Document("by", caller.account()).append("replayedAt", Date.from(clock.instant())));
        return get(id);
    }

    /**
     * Decides that its event does not count, such as what was no event at all. That holds in later rebuilds, too.
     *
     * @throws Refusal {@code gap-not-open}
     */
    public Gap dismiss(Caller caller, String id, String note) {
        open(id);
        set(id, new Document(STATE, State.DISMISSED.name()).append("by", caller.account()).append("endedAt", Date.from(clock.instant())).append("note", note));
        refresh();
        return get(id);
    }

    private Gap open(String id) {
        Gap gap = get(id);
        if (gap.state() != State.OPEN) {
            throw Refusal.rule("gap-not-open", "该缺口已补上或已排除");
        }
        return gap;
    }

    private void set(String id, Document fields) {
        mongo.execute(generations.answering().gaps(), gaps -> gaps.updateOne(new Document("_id", id).append(STATE, State.OPEN.name()), new Document("$set", fields)));
    }

    /** Takes down what is parked while this generation is folded. */
    Consumer<Parked> of(Generation generation) {
        return parked -> parked(generation, parked);
    }

    private void parked(Generation generation, Parked parked) {
        boolean known = parked.aggregateId() != null && parked.sequence() != null;
        String id = Ids.derived("gap", parked.topic() + "|" + (known ? parked.aggregateId() + "|" + parked.sequence() : parked.partition() + "|" + parked.offset()));
        Document dismissed = generation.equals(generations.answering()) ? null : mongo.execute(generations.answering().gaps(), gaps ->
                gaps.find(new Document("_id", id).append(STATE, State.DISMISSED.name())).first());
        var now = new Document("topic", parked.topic()).append("partition", parked.partition()).append("offset", parked.offset())
                .append(TIME, Date.from(parked.time())).append("reason", parked.reason().name()).append("parkedAt", Date.from(clock.instant()))
                .append(STATE, dismissed == null ? State.OPEN.name() : State.DISMISSED.name());
        if (known) {
            now.append("aggregate", parked.aggregateId()).append("sequence", parked.sequence());
        }
        if (dismissed != null) {
            now.append("by", dismissed.getString("by")).append("endedAt", dismissed.getDate("endedAt")).append("note", dismissed.getString("note"));
        }
        mongo.execute(generation.gaps(), gaps -> {
            try {
                return gaps.updateOne(new Document("_id", id).append(STATE, new Document("$ne", State.DISMISSED.name())),
                        new Document("$set", now).append("$inc", new Document("parkings", 1)), new UpdateOptions().upsert(true));
            } catch (MongoWriteException e) {
                if (e.getError().getCategory() == com.mongodb.ErrorCategory.DUPLICATE_KEY) {
                    // It was dismissed, and is no gap however often it is read.
                    return null;
                }
                throw e;
            }
        });
        // Read again, it may have been made good long ago.
        close(generation, mongo.execute(generation.gaps(), gaps -> gaps.find(new Document("_id", id).append(STATE, State.OPEN.name())).into(new ArrayList<>())));
        refresh();
    }

    /** Closes those of these generations that were taken in meanwhile, and sees since when figures are incomplete; once a second. */
    synchronized void look(Collection<Generation> folded) {
        for (Generation generation : folded) {
            String last = looked.get(generation.number());
            var filter = new Document(STATE, State.OPEN.name());
            if (last != null) {
                filter.append("_id", new Document("$gt", last));
            }
            List<Document> some = mongo.execute(generation.gaps(), gaps -> gaps.find(filter).sort(new Document("_id", 1)).limit(AT_ONCE).into(new ArrayList<>()));
            close(generation, some);
            if (some.size() < AT_ONCE) {
                looked.remove(generation.number());
            } else {
                looked.put(generation.number(), some.getLast().getString("_id"));
            }
        }
        refresh();
    }

    private void close(Generation generation, List<Document> open) {
        Map<String, Set<Long>> taken = new HashMap<>();
        List<String> aggregates = open.stream().map(gap -> gap.getString("aggregate")).filter(aggregate -> aggregate != null).distinct().toList();
        if (aggregates.isEmpty()) {
            return;
        }
        mongo.execute(generation.rows(), rows -> {
            rows.find(new Document("_id", new Document("$in", aggregates))).projection(new Document(Row.STATE + ".steps.sequence", 1)).forEach(row -> {
                Set<Long> sequences = new HashSet<>();
                row.get(Row.STATE, Document.class).getList("steps", Document.class).forEach(step -> sequences.add(step.getLong("sequence")));
                taken.put(row.getString("_id"), sequences);
            });
            return null;
        });
        List<String> closed = open.stream().filter(gap -> taken.getOrDefault(gap.getString("aggregate"), Set.of()).contains(gap.getLong("sequence")))
                .map(gap -> gap.getString("_id")).toList();
        if (!closed.isEmpty()) {
            mongo.execute(generation.gaps(), gaps -> gaps.updateMany(new Document("_id", new Document("$in", closed)).append(STATE, State.OPEN.name()),
                    new Document("$set", new Document(STATE, State.CLOSED.name()).append("endedAt", Date.from(clock.instant())))));
        }
    }

    private void refresh() {
        Document earliest = mongo.execute(generations.answering().gaps(), gaps -> gaps.find(new Document(STATE, State.OPEN.name()))
                .sort(new Document(TIME, 1).append("_id", 1)).limit(1).projection(new Document(TIME, 1)).first());
        incompleteSince = earliest == null ? null : earliest.getDate(TIME).toInstant();
    }
}
