package cn.tiyan.platform.organisation;

import cn.tiyan.contracts.organisation.UnitChanged;
import cn.tiyan.platform.messaging.Delivery;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.platform.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/**
 * The organisation tree as this service knows it: a copy in its own database. Every command asks for two or three units, so a
 * unit that was found is kept for {@link #KEPT}: a change this process takes in shows at once, one that another replica takes in
 * at most that much later. That a unit is not known is never kept: what waits for it goes on as soon as it is.
 */
public class Organisation {

    static final Duration KEPT = Duration.ofSeconds(5);

    private final MongoTemplate mongo;
    private final Clock clock;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    private record Kept(Unit unit, Instant until) {
    }

    Organisation(MongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /** The unit with this code, dissolved or not. */
    public Optional<Unit> find(String code) {
        Instant now = clock.instant();
        Kept known = kept.get(code);
        if (known == null || !now.isBefore(known.until())) {
            // Read within the entry's lock: a change that is written meanwhile removes the entry after it is made, not before.
            known = kept.compute(code, (_, _) -> {
                Unit unit = mongo.findById(code, Unit.class);
                return unit == null ? null : new Kept(unit, now.plus(KEPT));
            });
        }
        return Optional.ofNullable(known).map(Kept::unit);
    }

    /**
     * The active unit with this code.
     *
     * @param field the field that names it, for the refusal
     * @throws UnknownReference if there is none: requests are refused with 422, events wait for it
     */
    public Unit require(String field, String code) {
        return find(code).filter(Unit::active)
                .orElseThrow(() -> new UnknownReference(field, "没有编码为 " + code + " 的在用单位"));
    }

    /**
     * The unit asked about, dissolved or not, if it is the caller's own or lies below it.
     *
     * @param code null for the caller's own
     * @throws Refusal not found, also where the caller may not know that it exists
     */
    public Unit visible(Caller caller, @Nullable String code) {
        return find(code == null ? caller.unit() : code).filter(unit -> unit.isWithin(caller.unit()))
                .orElseThrow(() -> Refusal.notFound("未找到该单位，或不在您的查看范围内"));
    }

    /** The active units of this one's subtree, itself among them, in the order of their codes. */
    public List<Unit> below(String code) {
        return mongo.find(Query.query(Criteria.where("within").is(code).and("active").is(true)).with(Sort.by("_id")), Unit.class);
    }

    /** The active units one level below this one, in the order of their codes. */
    public List<Unit> children(String code) {
        return mongo.find(Query.query(Criteria.where("within").is(code).and("parent").is(code).and("active").is(true)).with(Sort.by("_id")), Unit.class);
    }

    /** Takes over a unit as it now is; an older or repeated event changes nothing. */
    void changed(Delivery<UnitChanged> delivery) {
        UnitChanged unit = delivery.event();
        var older = Query.query(Criteria.where("_id").is(unit.unit()).and("sequence").lt(delivery.sequence()));
        var now = new Update().set("name", unit.name()).set("kind", unit.kind()).set("parent", unit.parent())
                .set("within", unit.within()).set("active", unit.active()).set("sequence", delivery.sequence());
        try {
            mongo.upsert(older, now, Unit.class);
        } catch (DuplicateKeyException e) {
            // The upsert found no older copy and tried to add one beside the newer: what is here is newer already.
        }
        kept.remove(unit.unit());
    }
}
