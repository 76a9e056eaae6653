package cn.tiyan.experiencer.contribution;

import cn.tiyan.experiencer.experiencer.Experiencer;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Component;

/** All commendations. */
@Component
public class Commendations {

    private final AggregateStore store;
    private final Clock clock;

    Commendations(AggregateStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * What came of commending somebody.
     *
     * @param fresh false if the same request had been made before; then nothing was added
     */
    public record Given(Commendation commendation, boolean fresh) {
    }

    /**
     * Thanks an experiencer of the caller's part of the tree.
     *
     * @param id derived from the request's key, so that a repeated request leads to the same record
     * @throws Refusal forbidden; not found, also where the caller may not know the experiencer; {@code idempotency-key-reused}; and
     *     what {@link Commendation#of} says
     */
    public Given commend(String id, String experiencerId, CommendationKind kind, String title, String reason, LocalDate on, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        Experiencer experiencer = store.get(Experiencer.class, experiencerId, caller);
        Commendation commendation = Commendation.of(id, experiencer, kind, title, reason, on, caller, clock.instant());
        try {
            return new Given(store.insert(commendation), true);
        } catch (DuplicateKeyException e) {
            Commendation there = store.find(Commendation.class, id).orElseThrow(() -> e);
            if (!there.isOf(experiencerId, kind, title)) {
                throw Refusal.rule("idempotency-key-reused", "Idempotency-Key", "该请求标识已用于另一项表扬，请更换后重新提交");
            }
            return new Given(there, false);
        }
    }

    /** @throws Refusal forbidden; not found; stale; {@code revoked-already} */
    public Commendation revoke(String id, String reason, long expected, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        return store.change(Commendation.class, id, caller, expected, commendation -> commendation.revoke(reason, caller, clock.instant()));
    }

    /**
     * What the caller may see, newest first.
     *
     * @param experiencerId of this experiencer alone, unless null
     */
    public Page<Commendation> page(@Nullable String experiencerId, int limit, @Nullable String after, Caller caller) {
        caller.require(Role.OFFICE_CLERK, Role.LEADER, Role.EXPERIENCER);
        Criteria criteria = caller.sees();
        if (experiencerId != null) {
            criteria.and("experiencerId").is(experiencerId);
        }
        return store.page(Commendation.class, criteria, limit, after);
    }

    /** The caller's own, newest first; whatever else the caller's roles let them see. */
    public Page<Commendation> mine(int limit, @Nullable String after, Caller caller) {
        caller.require(Role.EXPERIENCER);
        return store.page(Commendation.class, Criteria.where("owner").is(caller.account()), limit, after);
    }
}
