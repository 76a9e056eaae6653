package cn.tiyan.feedback.feedback;

import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Listing;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.settings.Live;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Service;

/** 差评回访: each bad rating is called back, what is found put on record, and malice confirmed at a level above or not. */
@Service
public class CallBackDesk {

    private final AggregateStore store;
    private final MongoTemplate mongo;
    private final Organisation organisation;
    private final Live<CallBackSettings> settings;
    private final Clock clock;

    CallBackDesk(AggregateStore store, MongoTemplate mongo, Organisation organisation, Live<CallBackSettings> settings, Clock clock) {
        this.store = store;
        this.mongo = mongo;
        this.organisation = organisation;
        this.settings = settings;
        this.clock = clock;
    }

    /** One page of the bad ratings that have come so far, of what the caller may see; what has waited longest first. */
    public Page<Feedback> page(Caller caller, CallBackState state, int limit, @Nullable String after) {
        caller.require(Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK, Role.OPERATOR, Role.LEADER);
        var oldest = Listing.soonestFirst("createdAt", Feedback.class, Feedback::createdAt, Feedback::id).by(Feedback.CALL_BACKS);
        return store.page(Feedback.class, oldest, caller.sees().and("callBackState").is(state), limit, after);
    }

    /**
     * How many bad ratings there are, and how far their call-backs have come.
     *
     * @param bad all of them
     * @param calledBack of these, called back at least once, here or by the sender
     * @param verified of these, with a finding that stands
     * @param byState all of them, by how far they have come
     */
    public record Counts(long bad, long calledBack, long verified, Map<CallBackState, Long> byState) {

        static Counts of(Map<CallBackState, Long> byState) {
            long bad = byState.values().stream().mapToLong(Long::longValue).sum();
            long unverified = byState.get(CallBackState.DUE) + byState.get(CallBackState.IN_VAIN) + byState.get(CallBackState.UNDER_REVIEW);
            return new Counts(bad, bad - byState.get(CallBackState.DUE), bad - unverified, byState);
        }
    }

    /**
     * Of what the caller may see.
     *
     * @param from taken in at or after; null is open
     * @param to taken in before; null is open
     */
    public Counts counts(Caller caller, @Nullable Instant from, @Nullable Instant to) {
        caller.require(Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK, Role.OPERATOR, Role.LEADER);
        Map<CallBackState, Long> byState = new EnumMap<>(CallBackState.class);
        for (CallBackState state : CallBackState.values()) {
            Criteria criteria = caller.sees().and("callBackState").is(state);
            if (from != null || to != null) {
                criteria = criteria.and("createdAt");
                criteria = from == null ? criteria : criteria.gte(from);
                criteria = to == null ? criteria : criteria.lt(to);
            }
            byState.put(state, mongo.count(Query.query(criteria).withHint(Feedback.CALL_BACKS), Feedback.class));
        }
        return Counts.of(byState);
    }

    /**
     * Puts a call-back on record.
     *
     * @param contacted whether the citizen was reached
     * @param verdict what was found
     * @param text what was said, or tried
     * @throws Refusal forbidden, not found, stale, or as {@link Feedback#calledBack}
     */
    public Feedback call(String id, boolean contacted, @Nullable RatingVerdict verdict, String text, Caller caller, long version) {
        caller.require(Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK);
        Unit unit = organisation.require("unit", caller.unit());
        int enough = settings.get().callsBeforeVerdict();
        return store.change(Feedback.class, id, caller, version,
                rating -> rating.calledBack(contacted, verdict, text, enough, unit.within(), caller, clock.instant()));
    }

    /**
     * Says what a rating is that somebody below holds to be malicious.
     *
     * @param verdict malicious confirms it; any other stands instead
     * @throws Refusal forbidden, not found, stale, or as {@link Feedback#review}
     */
    public Feedback review(String id, RatingVerdict verdict, String reason, Caller caller, long version) {
        caller.require(Role.OFFICE_CLERK);
        Unit unit = organisation.require("unit", caller.unit());
        return store.change(Feedback.class, id, caller, version, rating -> rating.review(verdict, reason, unit.within(), caller, clock.instant()));
    }
}
