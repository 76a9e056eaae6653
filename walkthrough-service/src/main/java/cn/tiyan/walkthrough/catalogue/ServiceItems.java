package cn.tiyan.walkthrough.catalogue;

import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Listing;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** The items of the catalogue: finds them, as they are or as they were, and keeps them. */
@Component
public class ServiceItems {

    private static final Listing<ItemRow> NEWEST_FIRST = Listing.newestFirst(ItemRow.class, ItemRow::createdAt, ItemRow::id);
    private static final int TRIES = 5;

    private final AggregateStore store;
    private final MongoTemplate mongo;
    private final ItemEditions editions;
    private final Catalogue catalogue;
    private final Clock clock;

    ServiceItems(AggregateStore store, MongoTemplate mongo, ItemEditions editions, Catalogue catalogue, Clock clock) {
        this.store = store;
        this.mongo = mongo;
        this.editions = editions;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /**
     * An item as it was on a day.
     *
     * @param edition which version that was
     * @param from first day on which that version held
     * @param withdrawn whether the item was not provided on that day
     */
    public record AsOf(ServiceItem item, int edition, LocalDate from, ItemContent content, boolean withdrawn) {
    }

    /**
     * What came of adding an item.
     *
     * @param fresh false if the very same was there
     */
    public record Added(ServiceItem item, boolean fresh) {
    }

    /** One page of the catalogue of the caller's province, newest first. */
    public Page<ItemRow> page(ItemFilter filter, int limit, @Nullable String after, Caller caller) {
        return store.page(ServiceItem.class, NEWEST_FIRST, filter.within(catalogue.area(filter.unit(), caller)), limit, after);
    }

    /** @throws Refusal not found in the caller's province */
    public ServiceItem get(String id, Caller caller) {
        ServiceItem found = mongo.findOne(Query.query(Criteria.where("_id").is(id).and("within").is(catalogue.province(caller))).withHint("_id_"), ServiceItem.class);
        if (found == null) {
            throw Refusal.notFound("未找到该事项：" + id);
        }
        return found;
    }

    /**
     * An item as it was on a day; as it is now, where none is given.
     *
     * @throws Refusal not found in the caller's province, or not there yet on that day
     */
    public AsOf asOf(String id, @Nullable LocalDate day, Caller caller) {
        ServiceItem item = get(id, caller);
        LocalDate gone = item.withdrawnFrom();
        if (day == null || !Days.require("on", day).isBefore(item.firstDay())) {
            boolean withdrawn = gone != null && (day == null || !day.isBefore(gone));
            return new AsOf(item, item.edition(), item.firstDay(), item.content(), withdrawn);
        }
        ItemEdition then = editions.on(item, day).orElseThrow(() -> Refusal.notFound("该事项当日尚未登记：" + day));
        ItemEdition next = then.number() + 1 == item.edition() ? item.asEdition() : editions.find(id, then.number() + 1).orElseThrow();
        LocalDate absent = ItemEditions.day(next.absentFrom());
        return new AsOf(item, then.number(), then.firstDay(), then.content(), absent != null && !day.isBefore(absent));
    }

    /**
     * The versions of an item, newest first.
     *
     * @param after {@link Page#next} of the page before, or null for the first
     */
    public Page<ItemEdition> editions(String id, int limit, @Nullable String after, Caller caller) {
        ServiceItem item = get(id, caller);
        List<ItemEdition> found = new ArrayList<>();
        int before = item.edition();
        if (after == null) {
            found.add(item.asEdition());
        } else if (after.matches("[1-9]\\d{0,8}")) {
            before = Math.min(before, Integer.parseInt(after));
        } else {
            throw Refusal.malformed("after", "翻页标记无效，请使用上一页返回的 next");
        }
        found.addAll(editions.before(id, before, limit + 1 - found.size()));
        return Page.of(found, limit, edition -> Integer.toString(edition.number()));
    }

    /**
     * Adds an item. Its identifier follows from unit and code: asked for again with the same content, it changes nothing.
     *
     * @param from first day on which it is provided; today where null
     * @throws Refusal forbidden; {@code item-exists}, {@code item-from-in-the-future}
     * @throws UnknownReference if there is no such unit
     */
    public Added add(String unitCode, String code, ItemContent content, @Nullable LocalDate from, Caller caller) {
        Unit unit = catalogue.keptBy(caller, "unit", unitCode);
        LocalDate today = Days.today(clock);
        ServiceItem item = ServiceItem.add(code, content, unit, from == null ? today : Days.require("from", from), today, caller, clock.instant());
        try {
            return new Added(store.insert(item), true);
        } catch (DuplicateKeyException e) {
            ServiceItem there = store.find(ServiceItem.class, item.id()).orElseThrow(() -> e);
            if (there.status() == ItemStatus.ACTIVE && there.content().equals(content)) {
                return new Added(there, false);
            }
            throw Refusal.rule("item-exists", "code", "该单位已有编码为 " + code + " 的事项（" + there.status().chinese() + "），请变更该事项");
        }
    }

    /**
     * 变更, or 恢复.
     *
     * @param version the version the caller decided on
     * @param from first day on which it holds; today where null
     * @return unchanged where it says the same already
     * @throws Refusal not found; forbidden; stale; as {@link ServiceItem#change} says
     */
    public ServiceItem change(String id, ItemContent content, @Nullable LocalDate from, long version, Caller caller) {
        ServiceItem item = own(id, version, caller);
        ItemEdition before = item.asEdition();
        LocalDate today = Days.today(clock);
        if (!item.change(content, from == null ? today : Days.require("from", from), today, caller, clock.instant())) {
            return item;
        }
        editions.keep(List.of(before));
        return store.save(item);
    }

    /**
     * 取消.
     *
     * @param version the version the caller decided on
     * @param from first day on which it is not provided any more; today where null
     * @throws Refusal not found; forbidden; stale; as {@link ServiceItem#withdraw} says
     */
    public ServiceItem withdraw(String id, @Nullable LocalDate from, @Nullable String reason, long version, Caller caller) {
        ServiceItem item = own(id, version, caller);
        LocalDate today = Days.today(clock);
        boolean changed = item.withdraw(from == null ? today : Days.require("from", from), today, Masking.textIfAny(reason), caller,
                clock.instant());
        return changed ? store.save(item) : item;
    }

    private ServiceItem own(String id, long version, Caller caller) {
        ServiceItem seen = get(id, caller);
        Catalogue.requireKeeper(caller, seen.within().contains(caller.unit()));
        ServiceItem item = store.find(ServiceItem.class, id).orElseThrow();
        if (item.version() != version) {
            throw Refusal.stale();
        }
        return item;
    }

    /** What becomes of one line of a table. */
    record Wanted(Unit unit, String code, ItemContent content) {

        String id() {
            return ServiceItem.id(unit.code(), code);
        }
    }

    /** Those of these items that there are, by identifier. */
    Map<String, ServiceItem> known(Set<String> ids) {
        Map<String, ServiceItem> known = new HashMap<>();
        store.findAll(ServiceItem.class, ids).forEach(item -> known.put(item.id(), item));
        return known;
    }

    /** Makes items say what is wanted, as of today, with few requests; those that say so already stay as they are. */
    void take(List<Wanted> wanted, Actor by) {
        settle(wanted.stream().map(Wanted::id).toList(), (known, today, at) -> {
            var planned = new Plan();
            for (Wanted each : wanted) {
                ServiceItem there = known.get(each.id());
                if (there == null) {
                    planned.items.add(ServiceItem.add(each.code(), each.content(), each.unit(), today, today, by, at));
                    continue;
                }
                ItemEdition before = there.asEdition();
                if (there.change(each.content(), today, today, by, at)) {
                    planned.before.add(before);
                    planned.items.add(there);
                }
            }
            return planned;
        });
    }

    /** Withdraws items, as of today; those that are withdrawn stay as they are. */
    void withdraw(List<String> ids, String reason, Actor by) {
        settle(ids, (known, today, at) -> {
            var planned = new Plan();
            known.values().stream().filter(item -> item.withdraw(today, today, reason, by, at)).forEach(planned.items::add);
            return planned;
        });
    }

    private interface Planning {

        Plan plan(Map<String, ServiceItem> known, LocalDate today, Instant at);
    }

    /** What is to be written: first the versions that are replaced, then the items. */
    private static final class Plan {

        private final List<ItemEdition> before = new ArrayList<>();
        private final List<Aggregate> items = new ArrayList<>();
    }

    /** Where somebody else was quicker it is decided anew on what is there now: all that was done is found done then. */
    private void settle(List<String> ids, Planning planning) {
        for (int tried = 1; ; tried++) {
            Plan plan = planning.plan(known(new HashSet<>(ids)), Days.today(clock), clock.instant());
            editions.keep(plan.before);
            if (plan.items.isEmpty() || store.storeAll(plan.items).isEmpty()) {
                return;
            }
            if (tried == TRIES) {
                throw new IllegalStateException("Others were quicker " + TRIES + " times at one of " + Objects.requireNonNull(ids.getFirst()) + " and others");
            }
        }
    }
}
