package cn.tiyan.experiencer.organisation;

import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import java.time.Clock;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * The organisation tree. Everybody who is signed in may read it, for it says nothing that a government's web site does not; an
 * administrator changes what lies within the own unit.
 */
@Component
public class OrganisationTree {

    /** More than any unit has below it; a list of children is not paged. */
    private static final int CHILDREN = 500;
    /** So often somebody else may change the parent while a unit is founded below it. */
    private static final int TRIES = 20;

    private final AggregateStore store;
    private final MongoTemplate mongo;
    private final Clock clock;

    OrganisationTree(AggregateStore store, MongoTemplate mongo, Clock clock) {
        this.store = store;
        this.mongo = mongo;
        this.clock = clock;
    }

    /**
     * What became of a wish to found a unit.
     *
     * @param founded false if the very same unit was there already
     */
    public record Founding(OrganisationUnit unit, boolean founded) {
    }

    /** @throws Refusal not found */
    public OrganisationUnit get(String code) {
        return store.find(OrganisationUnit.class, code).orElseThrow(() -> Refusal.notFound("没有编码为 " + code + " 的单位"));
    }

    /**
     * The units right below, dissolved ones among them, by code.
     *
     * @throws Refusal not found, if there is no such parent
     */
    public List<OrganisationUnit> children(String parent) {
        get(parent);
        return mongo.find(Query.query(Criteria.where("parent").is(parent)).with(Sort.by("_id")).limit(CHILDREN), OrganisationUnit.class);
    }

    /**
     * Founds a unit below another. Asking again for the very same unit finds it.
     *
     * @throws Refusal if the code is taken by another unit, or the unit has no place there
     */
    public Founding found(String code, String name, UnitKind kind, String parent, String reason, Caller caller) {
        caller.require(Role.ADMIN);
        OrganisationUnit above = mongo.findOne(Query.query(caller.sees().and("_id").is(parent)), OrganisationUnit.class);
        if (above == null) {
            throw new UnknownReference("parent", "您管理的范围内没有编码为 " + parent + " 的单位");
        }
        var unit = new OrganisationUnit(code, name, kind, above, caller, reason, clock.instant());
        try {
            store.insert(unit);
        } catch (DuplicateKeyException e) {
            OrganisationUnit existing = get(code);
            if (existing.active() && existing.name().equals(name) && existing.kind() == kind && parent.equals(existing.parent())) {
                return new Founding(existing, false);
            }
            throw Refusal.rule("code-taken", "code", "该编码已用于：" + existing.name());
        }
        tellParent(unit, parent, caller);
        return new Founding(unit, true);
    }

    /**
     * Two documents, so two writes: the unit first, then its parent. A dissolution of the parent that ran in between has either
     * seen the unit and was refused, or the parent is dissolved now and the unit is taken back.
     */
    private void tellParent(OrganisationUnit unit, String parent, Caller caller) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            OrganisationUnit above = get(parent);
            try {
                above.gains(unit, caller, clock.instant());
                store.save(above);
                return;
            } catch (Refusal refusal) {
                if (refusal.kind() != Refusal.Kind.STALE) {
                    unit.dissolve(caller, "上级单位同时被撤销", clock.instant());
                    store.save(unit);
                    throw refusal;
                }
            }
        }
        throw Refusal.stale();
    }

    /** @throws Refusal not found within what the caller administers; stale; dissolved */
    public OrganisationUnit rename(String code, String name, String reason, long expected, Caller caller) {
        caller.require(Role.ADMIN);
        return store.change(OrganisationUnit.class, code, caller, expected, unit -> unit.rename(name, caller, reason, clock.instant()));
    }

    /** @throws Refusal not found within what the caller administers; stale; dissolved; or active units are left below it */
    public OrganisationUnit dissolve(String code, String reason, long expected, Caller caller) {
        caller.require(Role.ADMIN);
        return store.change(OrganisationUnit.class, code, caller, expected, unit -> {
            if (mongo.exists(Query.query(Criteria.where("parent").is(code).and("active").is(true)), OrganisationUnit.class)) {
                throw Refusal.rule("children-active", "该单位还有在用的下级单位，请先撤销下级单位");
            }
            unit.dissolve(caller, reason, clock.instant());
        });
    }
}
