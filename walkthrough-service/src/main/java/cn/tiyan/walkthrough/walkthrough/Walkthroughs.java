package cn.tiyan.walkthrough.walkthrough;

import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.walkthrough.checklist.Checklist;
import cn.tiyan.walkthrough.checklist.Checklists;
import cn.tiyan.walkthrough.companion.Companions;
import cn.tiyan.walkthrough.post.Conflicts;
import cn.tiyan.walkthrough.walkthrough.Draft.Observation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Component;

/** All walkthroughs: records and finds them. */
@Component
public class Walkthroughs {

    private final AggregateStore store;
    private final Checklists checklists;
    private final Organisation organisation;
    private final Companions companions;
    private final Conflicts conflicts;
    private final Clock clock;

    Walkthroughs(AggregateStore store, Checklists checklists, Organisation organisation, Companions companions, Conflicts conflicts, Clock clock) {
        this.store = store;
        this.checklists = checklists;
        this.organisation = organisation;
        this.companions = companions;
        this.conflicts = conflicts;
        this.clock = clock;
    }

    /**
     * What came of handing in a walkthrough.
     *
     * @param fresh false if the same had been handed in before; then nothing was added
     */
    public record Recorded(Walkthrough walkthrough, boolean fresh) {
    }

    /**
     * Puts a walkthrough on record.
     *
     * @param id derived from the request's key, so that a repeated request leads to the same record
     * @throws Refusal as {@link Walkthrough#record} and {@link Companions#require} say; {@code idempotency-key-reused}
     */
    public Recorded record(String id, Draft draft, Caller walker) {
        walker.require(Role.WALKER);
        // A repeated request must get the same answer even if the experiencer has meanwhile been booked, or cannot be asked about.
        Optional<Recorded> before = recordedBefore(id, draft);
        if (before.isPresent()) {
            return before.get();
        }
        Unit unit = organisation.require("unit", walker.unit());
        String version = draft.checklistVersion();
        Checklist checklist = version == null ? checklists.current(unit, null) : checklists.require("checklistVersion", version);
        Walkthrough walkthrough = Walkthrough.record(id, draft, unit, checklist, about(draft, unit), walker, clock.instant());
        conflicts.refuseOwnWindow(List.of(Conflicts.Walk.of(walker.account(), unit.code(), draft.serviceItem().code(), draft.startedAt())));
        String experiencer = draft.experiencerId();
        if (experiencer != null) {
            companions.require(experiencer, draft.startedAt());
        }
        try {
            return new Recorded(store.insert(walkthrough), true);
        } catch (DuplicateKeyException e) {
            return recordedBefore(id, draft).orElseThrow(() -> e);
        }
    }

    private Optional<Recorded> recordedBefore(String id, Draft draft) {
        return store.find(Walkthrough.class, id).map(existing -> {
            if (!existing.isOf(draft)) {
                throw Refusal.rule("idempotency-key-reused", "Idempotency-Key", "该请求标识已用于另一份内容不同的记录，请更换后重新提交");
            }
            return new Recorded(existing, false);
        });
    }

    private List<Unit> about(Draft draft, Unit own) {
        List<Unit> about = new ArrayList<>();
        for (Observation finding : draft.findings()) {
            String code = finding.aboutUnit();
            about.add(code == null ? own : organisation.require("findings[" + about.size() + "].aboutUnit", code));
        }
        return about;
    }

    /** @throws Refusal not found, also where the caller may not know that it exists */
    public Walkthrough get(String id, Caller caller) {
        return store.get(Walkthrough.class, id, caller);
    }

    /**
     * One page of what the caller may see, newest first.
     *
     * @param role only in this role, unless null
     * @param item only of the service item with this code, unless null
     * @param status only in this status, unless null
     * @param own only what the caller walked
     */
    public Page<WalkthroughRow> page(@Nullable WalkthroughRole role, @Nullable String item, @Nullable SessionStatus status, boolean own, int limit, @Nullable String after, Caller caller) {
        Criteria criteria = caller.sees();
        if (role != null) {
            criteria = criteria.and("role").is(role);
        }
        if (item != null) {
            criteria = criteria.and("serviceItem.code").is(item);
        }
        if (status != null) {
            criteria = criteria.and("status").is(status);
        }
        if (own && !caller.sees().getCriteriaObject().containsKey("owner")) {
            criteria = criteria.and("owner").is(caller.account());
        }
        return store.page(Walkthrough.class, WalkthroughRow.NEWEST, criteria, limit, after);
    }
}
