package cn.tiyan.experiencer.publicity;

import cn.tiyan.contracts.vocabulary.Medium;
import cn.tiyan.experiencer.experiencer.Experiencer;
import cn.tiyan.experiencer.experiencer.Experiencers;
import cn.tiyan.experiencer.experiencer.Traces;
import cn.tiyan.experiencer.period.Days;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Listing;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.time.China;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.aggregation.AggregationOptions;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Publicity records: recording, correcting and withdrawing them, lists and sums. Each command is one write. */
@Component
public class PublicityDesk implements Traces {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int AT_ONCE = 500;
    private static final Listing<Publicity> NEWEST_FIRST = new Listing<>(Publicity.class, "publishedAt", Sort.Direction.DESC, Publicity::publishedAt,
            Publicity::id, null, PATIENCE);

    private final AggregateStore store;
    private final MongoTemplate mongo;
    private final Organisation organisation;
    private final Experiencers experiencers;
    private final Clock clock;

    PublicityDesk(AggregateStore store, MongoTemplate mongo, Organisation organisation, Experiencers experiencers, Clock clock) {
        this.store = store;
        this.mongo = mongo;
        this.organisation = organisation;
        this.experiencers = experiencers;
        this.clock = clock;
    }

    /**
     * What came of recording something.
     *
     * @param fresh false if the same request had been made before; then nothing was added
     */
    public record Recorded(Publicity publicity, boolean fresh) {
    }

    /** Whose a piece is. */
    private record Whose(Unit unit, @Nullable String experiencerId, @Nullable String owner) {

        String key() {
            return experiencerId == null ? unit.code() : experiencerId;
        }
    }

    /**
     * Records a piece: an experiencer the own, an office that of an experiencer or a unit of its subtree.
     *
     * @param id derived from the request's key, so that a repeated request leads to the same record
     * @param unit whose it is, if no experiencer's; null for the caller's own
     * @param experiencerId whose it is, if an experiencer's; experiencers need not say
     * @throws Refusal forbidden; not found, also where the caller may not know the experiencer; {@code not-serving};
     *     {@code already-recorded}; {@code idempotency-key-reused}; and what {@link Piece#checked} says
     */
    public Recorded record(String id, Piece piece, @Nullable String unit, @Nullable String experiencerId, Caller caller) {
        caller.require(Role.EXPERIENCER, Role.OFFICE_CLERK);
        Instant now = clock.instant();
        Optional<Publicity> before = store.find(Publicity.class, id);
        if (before.isPresent()) {
            Publicity there = before.get();
            if (!there.piece().equals(piece.checked(now))) {
                throw Refusal.rule("idempotency-key-reused", "Idempotency-Key", "该请求标识已用于另一条宣传记录，请更换后重新提交");
            }
            return new Recorded(there, false);
        }
        Whose whose = caller.is(Role.OFFICE_CLERK) ? named(unit, experiencerId, caller) : own(piece, unit, experiencerId, caller);
        var publicity = new Publicity(id, whose.unit(), whose.experiencerId(), whose.owner(), piece, caller, now);
        try {
            return new Recorded(store.insert(publicity), true);
        } catch (DuplicateKeyException e) {
            return store.find(Publicity.class, id).filter(there -> there.isOf(whose.key(), piece.checked(now))).map(there -> new Recorded(there, false))
                    .orElseThrow(PublicityDesk::alreadyRecorded);
        }
    }

    private static Refusal alreadyRecorded() {
        return Refusal.rule("already-recorded", "link", "这篇报道已经登记过，不重复计入");
    }

    private Whose named(@Nullable String unit, @Nullable String experiencerId, Caller caller) {
        if (experiencerId != null) {
            if (unit != null) {
                throw Refusal.malformed("unit", "体验员的宣传记录计入其所属单位，不另填单位");
            }
            Experiencer experiencer = store.get(Experiencer.class, experiencerId, caller);
            return new Whose(organisation.require("unit", experiencer.unit()), experiencerId, experiencer.owner());
        }
        Unit named = organisation.require("unit", unit == null ? caller.unit() : unit);
        if (!named.isWithin(caller.unit())) {
            throw Refusal.forbidden("只能为本单位及下级单位登记宣传记录");
        }
        return new Whose(named, null, null);
    }

    private Whose own(Piece piece, @Nullable String unit, @Nullable String experiencerId, Caller caller) {
        Experiencer self = experiencers.serving(caller.account(), piece.day())
                .orElseThrow(() -> Refusal.rule("not-serving", "on", "您的账号在 " + piece.on() + " 没有处于任期内的体验员聘任"));
        if (unit != null || experiencerId != null && !experiencerId.equals(self.id())) {
            throw Refusal.forbidden("体验员只能登记自己的宣传记录");
        }
        return new Whose(organisation.require("unit", self.unit()), self.id(), caller.account());
    }

    /** @throws Refusal not found; forbidden; stale; {@code not-your-publicity}; {@code already-recorded}; what {@link Piece#checked} says */
    public Publicity edit(String id, Piece piece, long expected, Caller caller) {
        return once(() -> store.change(Publicity.class, id, caller, expected, publicity -> publicity.edit(piece, caller, clock.instant())));
    }

    /** @throws Refusal not found; forbidden; stale; {@code not-your-publicity}; withdrawn already */
    public Publicity withdraw(String id, String reason, long expected, Caller caller) {
        return store.change(Publicity.class, id, caller, expected, publicity -> publicity.withdraw(reason, caller, clock.instant()));
    }

    private static Publicity once(Supplier<Publicity> change) {
        try {
            return change.get();
        } catch (DuplicateKeyException e) {
            throw alreadyRecorded();
        }
    }

    /** The record, if the caller may see it. */
    public Publicity get(String id, Caller caller) {
        mayRead(caller);
        return store.get(Publicity.class, id, caller);
    }

    /** What the caller may see, by the day it came out, newest first. */
    public Page<Publicity> page(PublicityFilter filter, int limit, @Nullable String after, Caller caller) {
        return store.page(Publicity.class, NEWEST_FIRST, criteria(filter, caller), limit, after);
    }

    /** All of it, read as it is asked for: never much of it is held. Close it. */
    public Stream<Publicity> stream(PublicityFilter filter, Caller caller) {
        caller.require(Role.OFFICE_CLERK, Role.LEADER);
        return mongo.stream(Query.query(criteria(filter, caller)).with(Sort.by(Sort.Direction.DESC, "publishedAt", "_id")).cursorBatchSize(AT_ONCE), Publicity.class);
    }

    /** What counts, summed by unit and medium, within what the caller may see; filters as for the list, but for experiencer and status. */
    public List<Sum> sums(PublicityFilter filter, Caller caller) {
        caller.require(Role.OFFICE_CLERK, Role.LEADER);
        Days.check(filter.from(), filter.to());
        Criteria counted = seen(filter.unit(), caller);
        counted.and("status").is(PublicityStatus.RECORDED);
        if (filter.medium() != null) {
            counted.and("piece.medium").is(filter.medium());
        }
        if (filter.from() != null || filter.to() != null) {
            Criteria on = counted.and("piece.on");
            if (filter.from() != null) {
                on.gte(filter.from().toString());
            }
            if (filter.to() != null) {
                on.lte(filter.to().toString());
            }
        }
        return mongo.aggregate(Aggregation.newAggregation(Aggregation.match(counted),
                        context -> new Document("$group", new Document("_id", new Document("unit", "$unit").append("medium", "$piece.medium"))
                                .append("pieces", new Document("$sum", 1))
                                .append("counted", new Document("$sum", new Document("$cond", List.of(new Document("$gte", List.of("$piece.reach", 0)), 1, 0))))
                                .append("reach", new Document("$sum", new Document("$toLong", new Document("$ifNull", List.of("$piece.reach", 0)))))),
                        Aggregation.sort(Sort.by("_id.unit", "_id.medium")))
                        .withOptions(AggregationOptions.builder().maxTime(PATIENCE).build()), Publicity.class, Document.class)
                .getMappedResults().stream().map(PublicityDesk::sum).toList();
    }

    private static Sum sum(Document found) {
        Document of = found.get("_id", Document.class);
        return new Sum(of.getString("unit"), Medium.valueOf(of.getString("medium")), found.getInteger("pieces"), found.getInteger("counted"),
                ((Number) found.get("reach")).longValue());
    }

    private Criteria criteria(PublicityFilter filter, Caller caller) {
        mayRead(caller);
        Days.check(filter.from(), filter.to());
        Criteria criteria = seen(filter.unit(), caller);
        if (filter.medium() != null) {
            criteria.and("piece.medium").is(filter.medium());
        }
        if (filter.experiencerId() != null) {
            criteria.and("experiencerId").is(filter.experiencerId());
        }
        if (filter.status() != null) {
            criteria.and("status").is(filter.status());
        }
        if (filter.from() != null || filter.to() != null) {
            Criteria published = criteria.and("publishedAt");
            if (filter.from() != null) {
                published.gte(China.begins(filter.from()));
            }
            if (filter.to() != null) {
                published.lt(China.begins(filter.to().plusDays(1)));
            }
        }
        return criteria;
    }

    private static void mayRead(Caller caller) {
        caller.require(Role.OFFICE_CLERK, Role.LEADER, Role.EXPERIENCER);
    }

    private Criteria seen(@Nullable String unit, Caller caller) {
        if (unit == null) {
            return caller.sees();
        }
        organisation.visible(caller, unit);
        Criteria sees = caller.sees();
        return sees.getCriteriaObject().containsKey("within") ? Criteria.where("within").is(unit) : sees.and("within").is(unit);
    }

    @Override
    public void forget(Experiencer person) {
        Traces.unlink(mongo, Publicity.class, person);
    }
}
