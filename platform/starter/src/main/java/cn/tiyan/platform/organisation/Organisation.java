package cn.tiyan.platform.organisation;

import cn.tiyan.contracts.organisation.UnitChanged;
import cn.tiyan.platform.messaging.Delivery;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.storage.Copies;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/**
 * The organisation tree as this service knows it: a copy in its own database. Every command asks for two or three units, so a
 * unit that was found is kept for {@link #KEPT}: a change this process takes in shows at once, one that another replica takes in
 * at most that much later. Whoever comes when that time is over reads anew, with one question, all that were asked for in it.
 * That a unit is not known is never kept: what waits for it goes on as soon as it is.
 */
public class Organisation {

    static final Duration KEPT = Duration.ofSeconds(5);

    private final MongoTemplate mongo;
    private final Clock clock;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    /** How many this process has taken in. */
    private volatile long changes;

    private static final class Kept {

        private final Unit unit;
        private final Instant until;
        private volatile boolean asked;

        Kept(Unit unit, Instant until) {
            this.unit = unit;
            this.until = until;
        }

        boolean isFresh(Instant now) {
            return now.isBefore(until);
        }
    }

    Organisation(MongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /** The unit with this code, dissolved or not. */
    public Optional<Unit> find(String code) {
        Unit known = fresh(code, clock.instant());
        return known != null ? Optional.of(known) : Optional.ofNullable(findAll(Set.of(code)).get(code));
    }

    /** Those of these units that there are, dissolved or not, by their codes. */
    public Map<String, Unit> findAll(Set<String> codes) {
        Map<String, Unit> found = fresh(codes);
        if (found.size() < codes.size()) {
            synchronized (this) {
                found = fresh(codes);
                if (found.size() < codes.size()) {
                    read(codes, found);
                }
            }
        }
        return found;
    }

    private Map<String, Unit> fresh(Set<String> codes) {
        Instant now = clock.instant();
        Map<String, Unit> found = new HashMap<>();
        for (String code : codes) {
            Unit known = fresh(code, now);
            if (known != null) {
                found.put(code, known);
            }
        }
        return found;
    }

    private @Nullable Unit fresh(String code, Instant now) {
        Kept known = kept.get(code);
        if (known == null || !known.isFresh(now)) {
            return null;
        }
        known.asked = true;
        return known.unit;
    }

    /** Reads those of these that were not found, and with them what was asked for and is out of date. */
    private void read(Set<String> codes, Map<String, Unit> found) {
        Instant now = clock.instant();
        Set<String> wanted = new HashSet<>(codes);
        wanted.removeAll(found.keySet());
        kept.forEach((code, known) -> {
            if (!known.isFresh(now) && kept.remove(code, known) && known.asked) {
                wanted.add(code);
            }
        });
        long before = changes;
        List<Unit> units = wanted.size() == 1 ? Stream.ofNullable(mongo.findById(wanted.iterator().next(), Unit.class)).toList()
                : mongo.find(Query.query(Criteria.where("_id").in(wanted)), Unit.class);
        synchronized (kept) {
            // What changed meanwhile may have been read before that.
            if (changes == before) {
                units.forEach(unit -> kept.put(unit.code(), new Kept(unit, now.plus(KEPT))));
            }
        }
        units.stream().filter(unit -> codes.contains(unit.code())).forEach(unit -> found.put(unit.code(), unit));
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

    /** The units one level below these, dissolved or not. */
    public List<Unit> children(Collection<String> codes) {
        return mongo.find(Query.query(Criteria.where("parent").in(codes)), Unit.class);
    }

    /** Takes over a unit as it now is; an older or repeated event changes nothing. */
    void changed(Delivery<UnitChanged> delivery) {
        UnitChanged unit = delivery.event();
        var now = new Update().set("name", unit.name()).set("kind", unit.kind()).set("parent", unit.parent())
                .set("within", unit.within()).set("active", unit.active());
        Copies.takeOver(mongo, Unit.class, unit.unit(), delivery.sequence(), now);
        synchronized (kept) {
            changes++;
            kept.remove(unit.unit());
        }
    }
}
