package cn.tiyan.walkthrough.plan;

import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.contracts.walkthrough.WalkthroughRecorded;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.messaging.Delivery;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.time.China;
import cn.tiyan.walkthrough.post.Conflicts;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** All plans: makes, changes and finds them. Each command is one write. */
@Component
public class Plans {

    private static final int TRIES = 5;

    private final AggregateStore store;
    private final MongoTemplate mongo;
    private final Organisation organisation;
    private final Conflicts conflicts;
    private final Clock clock;

    Plans(AggregateStore store, MongoTemplate mongo, Organisation organisation, Conflicts conflicts, Clock clock) {
        this.store = store;
        this.mongo = mongo;
        this.organisation = organisation;
        this.conflicts = conflicts;
        this.clock = clock;
    }

    /**
     * What came of handing in a draft.
     *
     * @param fresh false if the same had been handed in before; then nothing was added
     */
    public record Handed(Plan plan, boolean fresh) {
    }

    /**
     * Makes the draft of a plan of the caller's unit.
     *
     * @param id derived from the request's key, so that a repeated request leads to the same record
     * @throws Refusal as {@link Plan} says; {@code entry-unit-elsewhere}, {@code own-window}, {@code idempotency-key-reused}
     */
    public Handed draft(String id, PlanDraft draft, Caller caller) {
        caller.require(Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK);
        Optional<Handed> before = draftedBefore(id, draft);
        if (before.isPresent()) {
            return before.get();
        }
        Unit unit = organisation.require("unit", caller.unit());
        Plan plan = Plan.draft(id, draft, unit, caller, clock.instant());
        check(draft, unit);
        try {
            return new Handed(store.insert(plan), true);
        } catch (DuplicateKeyException e) {
            return draftedBefore(id, draft).orElseThrow(() -> e);
        }
    }

    private Optional<Handed> draftedBefore(String id, PlanDraft draft) {
        return store.find(Plan.class, id).map(existing -> {
            if (!existing.beganWith(draft)) {
                throw Refusal.rule("idempotency-key-reused", "Idempotency-Key", "该请求标识已用于另一份内容不同的计划，请更换后重新提交");
            }
            return new Handed(existing, false);
        });
    }

    /** 修改 a draft, whole. */
    public Plan edit(String id, long version, PlanDraft draft, Caller caller) {
        return store.change(Plan.class, id, caller, version, plan -> {
            plan.edit(draft, caller, clock.instant());
            check(draft, organisation.require("unit", plan.unit()));
        });
    }

    /** 发布. Who serves at which window may have changed since it was drafted: it is asked once more. */
    public Plan publish(String id, long version, Caller caller) {
        return store.change(Plan.class, id, caller, version, plan -> {
            plan.publish(today(), caller, clock.instant());
            conflicts.refuseOwnWindow(walks(plan.entries()));
        });
    }

    /** 调整 a published plan, whole. */
    public Plan amend(String id, long version, PlanDraft draft, String reason, Caller caller) {
        return store.change(Plan.class, id, caller, version, plan -> {
            plan.amend(draft, reason, caller, clock.instant());
            check(draft, organisation.require("unit", plan.unit()));
        });
    }

    /** 终止. */
    public Plan close(String id, long version, String reason, Caller caller) {
        return store.change(Plan.class, id, caller, version, plan -> plan.close(reason, caller, clock.instant()));
    }

    /** What needs more than the plan itself to be checked. */
    private void check(PlanDraft draft, Unit own) {
        List<Conflicts.Walk> walks = new ArrayList<>();
        for (PlanDraft.Entry entry : draft.entries()) {
            String field = "entries[" + walks.size() + "].";
            Unit unit = organisation.require(field + "unit", entry.unit());
            if (!unit.isWithin(own.within().getFirst())) {
                throw Refusal.rule("entry-unit-elsewhere", field + "unit", "走流程的单位应在本省范围内");
            }
            walks.add(new Conflicts.Walk(field + "walker", entry.walker(), entry.unit(), entry.serviceItem().code(), entry.plannedOn()));
        }
        conflicts.refuseOwnWindow(walks);
    }

    private static List<Conflicts.Walk> walks(List<PlanEntry> entries) {
        List<Conflicts.Walk> walks = new ArrayList<>();
        for (PlanEntry entry : entries) {
            walks.add(new Conflicts.Walk("entries[" + walks.size() + "].walker", entry.walker(), entry.unit(), entry.serviceItem().code(),
                    LocalDate.parse(entry.plannedOn())));
        }
        return walks;
    }

    /** @throws Refusal not found, also where the caller may not know that it exists */
    public Plan get(String id, Caller caller) {
        caller.requireOfficial();
        return store.get(Plan.class, id, caller);
    }

    /**
     * One page of what the caller may see, newest first.
     *
     * @param status only these, unless null
     */
    public Page<Plan> page(@Nullable PlanStatus status, int limit, @Nullable String after, Caller caller) {
        caller.requireOfficial();
        Criteria criteria = caller.sees();
        return store.page(Plan.class, status == null ? criteria : criteria.and("status").is(status), limit, after);
    }

    /** Published plans that ask the caller to walk, whichever unit made them, newest first. */
    public Page<Plan> ofWalker(int limit, @Nullable String after, Caller caller) {
        caller.require(Role.WALKER);
        return store.page(Plan.class, Criteria.where("entries.walker").is(caller.account()).and("status").is(PlanStatus.PUBLISHED), limit, after);
    }

    /**
     * Before somebody walks for an entry.
     *
     * @param field the field that names it, for the refusal
     * @throws Refusal {@code plan-entry-unknown}, also where it asks somebody else; {@code plan-entry-other-walk}, of another item or role
     */
    public void requireEntry(String field, String id, Actor walker, String item, WalkthroughRole role) {
        PlanEntry entry = holding(id).filter(plan -> plan.status() == PlanStatus.PUBLISHED).flatMap(plan -> plan.entry(id))
                .filter(found -> found.walker().equals(walker.account()))
                .orElseThrow(() -> Refusal.rule("plan-entry-unknown", field, "已发布的计划中没有安排给您的这一项"));
        if (!entry.serviceItem().code().equals(item) || entry.role() != role) {
            throw Refusal.rule("plan-entry-other-walk", field, "计划安排的是以“" + entry.serviceItem().name() + "”为事项的另一种走法，请核对事项和身份");
        }
    }

    /** The last day of the plan that has this entry, if one has. */
    public Optional<LocalDate> lastDay(String entry) {
        return holding(entry).map(Plan::to);
    }

    private Optional<Plan> holding(String entry) {
        // An index definition is taken as it stands, and what is called id is stored as _id: so both say _id.
        Plan found = mongo.findOne(Query.query(Criteria.where("entries._id").is(entry)), Plan.class);
        return Optional.ofNullable(found);
    }

    /** A walkthrough was recorded; where it names an entry, the entry has been walked. One that names none of ours is passed over. */
    public void walked(Delivery<WalkthroughRecorded> delivery) {
        WalkthroughRecorded walk = delivery.event();
        String entry = walk.planEntryId();
        if (entry == null) {
            return;
        }
        AggregateStore.whileStale(TRIES, () -> {
            holding(entry).filter(plan -> plan.walked(entry, walk.walkthroughId(), walk.serviceItem().code(), walk.role(),
                    China.day(walk.startedAt()), delivery.sequence(), delivery.time())).ifPresent(store::save);
            return true;
        });
    }

    /** The day it is in China. */
    public LocalDate today() {
        return China.day(clock.instant());
    }
}
