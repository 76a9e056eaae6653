package cn.tiyan.walkthrough.catalogue;

import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.platform.security.Caller;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** The bundles of 一件事一次办: finds them and keeps them. */
@Component
public class Bundles {

    private static final int MOST_OF_AN_ITEM = 50;

    private final AggregateStore store;
    private final MongoTemplate mongo;
    private final Catalogue catalogue;
    private final Clock clock;

    Bundles(AggregateStore store, MongoTemplate mongo, Catalogue catalogue, Clock clock) {
        this.store = store;
        this.mongo = mongo;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /**
     * What came of adding a bundle.
     *
     * @param fresh false if the very same was there
     */
    public record Added(Bundle bundle, boolean fresh) {
    }

    /**
     * One page of the bundles of the caller's province, newest first.
     *
     * @param unit led by this unit or one below it; all where null
     * @param item only those that join this item, unless null
     */
    public Page<Bundle> page(@Nullable String unit, @Nullable String item, @Nullable ItemStatus status, int limit, @Nullable String after, Caller caller) {
        Criteria criteria = Criteria.where("within").is(catalogue.area(unit, caller)).and("status").is(status == null ? ItemStatus.ACTIVE : status);
        if (item != null) {
            criteria = criteria.and("content.itemIds").is(item);
        }
        return store.page(Bundle.class, criteria, limit, after);
    }

    /** Identifiers of those in use that join this unit's item with this code, in order. */
    public List<String> joining(String unit, String code) {
        Query query = Query.query(Criteria.where("content.itemIds").is(ServiceItem.id(unit, code)).and("status").is(ItemStatus.ACTIVE)).limit(MOST_OF_AN_ITEM);
        query.fields().include("_id");
        return mongo.find(query.withHint("by-item"), Document.class, mongo.getCollectionName(Bundle.class)).stream().map(found -> found.getString("_id")).sorted().toList();
    }

    /** @throws Refusal not found in the caller's province */
    public Bundle get(String id, Caller caller) {
        Bundle found = mongo.findOne(Query.query(Criteria.where("_id").is(id).and("within").is(catalogue.province(caller))).withHint("_id_"), Bundle.class);
        if (found == null) {
            throw Refusal.notFound("未找到该“一件事”：" + id);
        }
        return found;
    }

    /** The items these bundles join, by identifier. */
    public Map<String, ItemRow> items(Collection<Bundle> bundles) {
        var ids = bundles.stream().flatMap(bundle -> bundle.content().itemIds().stream()).collect(Collectors.toSet());
        return rows(ids, Criteria.where("_id").in(ids));
    }

    private Map<String, ItemRow> rows(Collection<String> ids, Criteria criteria) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        var query = Query.query(criteria);
        query.fields().include("version", "unit", "code", "content", "edition", "from", "status", "createdAt");
        return mongo.find(query, ItemRow.class, mongo.getCollectionName(ServiceItem.class)).stream().collect(Collectors.toMap(ItemRow::id, Function.identity()));
    }

    /**
     * Adds a bundle. Its identifier follows from unit and code: asked for again with the same content, it changes nothing.
     *
     * @throws Refusal forbidden; {@code bundle-exists}, {@code item-twice}, {@code item-not-in-use}
     * @throws UnknownReference if there is no such unit or item in the province
     */
    public Added add(String unitCode, String code, BundleContent content, Caller caller) {
        Unit lead = catalogue.keptBy(caller, "unit", unitCode);
        var bundle = new Bundle(code, content, lead, caller, clock.instant());
        Bundle there = store.find(Bundle.class, bundle.id()).orElse(null);
        if (there == null) {
            requireItems(content, caller);
            try {
                return new Added(store.insert(bundle), true);
            } catch (DuplicateKeyException e) {
                there = store.find(Bundle.class, bundle.id()).orElseThrow(() -> e);
            }
        }
        if (there.beganWith(content)) {
            return new Added(there, false);
        }
        throw Refusal.rule("bundle-exists", "code", "该单位已有编码为 " + code + " 的“一件事”，请变更已有的");
    }

    /** 变更, or 恢复 of one that was withdrawn. */
    public Bundle change(String id, BundleContent content, long version, Caller caller) {
        requireOwn(id, caller);
        requireItems(content, caller);
        return store.change(Bundle.class, id, caller, version, bundle -> bundle.change(content, caller, clock.instant()));
    }

    /** 取消. */
    public Bundle withdraw(String id, @Nullable String reason, long version, Caller caller) {
        requireOwn(id, caller);
        return store.change(Bundle.class, id, caller, version, bundle -> bundle.withdraw(Masking.textIfAny(reason), caller, clock.instant()));
    }

    private void requireOwn(String id, Caller caller) {
        Catalogue.requireKeeper(caller, get(id, caller).within().contains(caller.unit()));
    }

    /** They may be of any unit of the province: to join those of several departments is what it is for. */
    private void requireItems(BundleContent content, Caller caller) {
        List<String> ids = content.itemIds();
        var seen = new HashSet<String>();
        for (int i = 0; i < ids.size(); i++) {
            if (!seen.add(ids.get(i))) {
                throw Refusal.rule("item-twice", "itemIds[" + i + "]", "同一事项只能出现一次");
            }
        }
        Map<String, ItemRow> found = rows(ids, Criteria.where("_id").in(ids).and("within").is(catalogue.province(caller)));
        for (int i = 0; i < ids.size(); i++) {
            ItemRow item = found.get(ids.get(i));
            if (item == null) {
                throw new UnknownReference("itemIds[" + i + "]", "未找到事项 " + ids.get(i));
            }
            if (item.status() != ItemStatus.ACTIVE) {
                throw Refusal.rule("item-not-in-use", "itemIds[" + i + "]", "事项“" + item.content().name() + "”已取消");
            }
        }
    }
}
