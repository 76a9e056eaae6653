package cn.tiyan.experiencer.activity;

import cn.tiyan.contracts.vocabulary.ActivityKind;
import cn.tiyan.contracts.vocabulary.ActivityTheme;
import cn.tiyan.experiencer.experiencer.Muster;
import cn.tiyan.experiencer.experiencer.Selection;
import cn.tiyan.experiencer.period.Days;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Listing;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.settings.Live;
import cn.tiyan.platform.settings.LiveSettings;
import cn.tiyan.platform.time.China;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** All activities: planning them, asking for invitations, putting them on record, and finding them. */
@Component
public class Activities {

    /** Where their settings lie. */
    static final String SETTINGS = "tiyan.experiencer.activity";
    /** More than any unit has in the years a workbook is made for. */
    private static final int MOST_EXPORTED = 10_000;
    private static final Listing<Activity> NEWEST_FIRST =
            new Listing<>(Activity.class, "startsAt", Sort.Direction.DESC, Activity::startsAt, Activity::id, null, null);

    private final AggregateStore store;
    private final MongoTemplate mongo;
    private final Organisation organisation;
    private final Muster muster;
    private final Inviting inviting;
    private final Participations participations;
    private final Live<ActivityPolicy> policy;
    private final Clock clock;

    Activities(AggregateStore store, MongoTemplate mongo, Organisation organisation, Muster muster, Inviting inviting, Participations participations,
            LiveSettings settings, Clock clock) {
        this.store = store;
        this.mongo = mongo;
        this.organisation = organisation;
        this.muster = muster;
        this.inviting = inviting;
        this.participations = participations;
        this.policy = settings.bind(SETTINGS, ActivityPolicy.class);
        this.clock = clock;
    }

    /**
     * Which activities a list shows; null lets all pass.
     *
     * @param from those that begin on this day of China or later
     * @param to those that begin on this day or before
     */
    public record Filter(@Nullable ActivityTheme theme, @Nullable ActivityKind kind, @Nullable ActivityStatus status, @Nullable LocalDate from,
            @Nullable LocalDate to) {
    }

    /**
     * What came of asking for something that is there once.
     *
     * @param fresh false if the same had been asked for before; then nothing was added
     */
    public record Asked<T>(T record, boolean fresh) {
    }

    /**
     * Who would be invited.
     *
     * @param matching how many experiencers are meant
     * @param wouldBeInvited how many of them one round would invite: not those invited before
     */
    public record Preview(int matching, int wouldBeInvited) {
    }

    /**
     * How far inviting has come.
     *
     * @param storedOf how many of each round are invited so far, in their order
     */
    public record Progress(Activity activity, List<Integer> storedOf) {
    }

    /**
     * 计划, by a clerk of the organising unit.
     *
     * @param id derived from the request's key, so that a repeated request leads to the same activity
     * @throws Refusal whatever rule the plan breaks; {@code idempotency-key-reused}
     * @throws cn.tiyan.platform.refusal.UnknownReference if it inspects a unit that there is not
     */
    public Asked<Activity> plan(String id, Plan plan, Caller caller) {
        caller.require(Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK);
        Optional<Asked<Activity>> before = plannedBefore(id, plan);
        if (before.isPresent()) {
            return before.get();
        }
        var activity = new Activity(id, plan, organisation.require("unit", caller.unit()), inspected(plan), caller, clock.instant());
        try {
            return new Asked<>(store.insert(activity), true);
        } catch (DuplicateKeyException e) {
            return plannedBefore(id, plan).orElseThrow(() -> e);
        }
    }

    private Optional<Asked<Activity>> plannedBefore(String id, Plan plan) {
        return store.find(Activity.class, id).map(existing -> {
            if (!existing.plan().equals(plan)) {
                throw Refusal.rule("idempotency-key-reused", "Idempotency-Key", "该请求标识已用于另一项活动，请更换后重新提交");
            }
            return new Asked<>(existing, false);
        });
    }

    private List<Unit> inspected(Plan plan) {
        List<Unit> units = new ArrayList<>();
        for (int i = 0; i < plan.inspected().size(); i++) {
            units.add(organisation.require("inspected[" + i + "]", plan.inspected().get(i)));
        }
        return units;
    }

    /** 修改计划, whole. */
    public Activity revise(String id, Plan plan, Caller caller, long version) {
        return store.change(Activity.class, id, caller, version, activity -> {
            activity.permit(ActivityAction.REVISE, caller);
            activity.revise(plan, organisation.require("unit", activity.unit()), inspected(plan), caller, clock.instant());
        });
    }

    /** The activity, if the caller may see it. */
    public Activity get(String id, Caller caller) {
        caller.requireOfficial();
        return store.get(Activity.class, id, caller);
    }

    /** What the caller may see, the latest first. */
    public Page<Activity> list(Filter filter, Caller caller, int limit, @Nullable String after) {
        return store.page(Activity.class, NEWEST_FIRST, criteria(filter, caller), limit, after);
    }

    /** The same, all of it; to be closed. */
    public Stream<Activity> all(Filter filter, Caller caller) {
        return mongo.stream(NEWEST_FIRST.applied(Query.query(criteria(filter, caller))).limit(MOST_EXPORTED), Activity.class);
    }

    private static Criteria criteria(Filter filter, Caller caller) {
        caller.requireOfficial();
        Days.check(filter.from(), filter.to());
        List<Criteria> all = new ArrayList<>();
        all.add(caller.sees());
        if (filter.theme() != null) {
            all.add(Criteria.where("plan.theme").is(filter.theme()));
        }
        if (filter.kind() != null) {
            all.add(Criteria.where("plan.kind").is(filter.kind()));
        }
        if (filter.status() != null) {
            all.add(Criteria.where("status").is(filter.status()));
        }
        if (filter.from() != null) {
            all.add(Criteria.where("startsAt").gte(China.begins(filter.from())));
        }
        if (filter.to() != null) {
            all.add(Criteria.where("startsAt").lt(China.begins(filter.to().plusDays(1))));
        }
        return new Criteria().andOperator(all);
    }

    /**
     * Counts whom a round would invite, and invites nobody.
     *
     * @throws Refusal {@code unit-not-below}, {@code too-many-at-once}
     */
    public Preview preview(String id, Selection wanted, int most, Caller caller) {
        Activity activity = get(id, caller);
        activity.permit(ActivityAction.INVITE, caller);
        check(activity, wanted, most);
        Selection meant = activity.meant(wanted);
        Instant now = clock.instant();
        LocalDate on = Inviting.servingOn(activity);
        return new Preview(muster.count(meant, on, now), muster.choose(meant, on, now, most, inviting.invited(id)).size());
    }

    /**
     * 邀请: asks for one round of invitations, which then go out by themselves. A request whose key was used for the same is
     * answered as the first one was, whatever version it is meant for.
     *
     * @param roundId derived from the request's key
     * @throws Refusal {@code unit-not-below}, {@code too-many-at-once}, {@code idempotency-key-reused}; see {@link Activity#invite}
     */
    public Asked<Activity> invite(String id, String roundId, Selection wanted, int most, Caller caller, long version) {
        Activity before = get(id, caller);
        before.requireOrganiser(caller);
        Optional<Round> asked = before.round(roundId);
        if (asked.isPresent()) {
            if (!asked.get().asksFor(before.meant(wanted), most)) {
                throw Refusal.rule("idempotency-key-reused", "Idempotency-Key", "该请求标识已用于另一轮邀请，请更换后重新提交");
            }
            inviting.soon(id);
            return new Asked<>(before, false);
        }
        Activity changed = store.change(Activity.class, id, caller, version, activity -> {
            activity.permit(ActivityAction.INVITE, caller);
            check(activity, wanted, most);
            activity.invite(roundId, wanted, most, caller, clock.instant());
        });
        inviting.soon(id);
        return new Asked<>(changed, true);
    }

    /**
     * Whoever organises asks those of its own subtree: also because what it counts there tells nothing of what others, unannounced,
     * ask theirs to.
     */
    private void check(Activity activity, Selection wanted, int most) {
        Unit unit = organisation.require("unit", wanted.unit());
        if (!unit.isWithin(activity.unit())) {
            throw Refusal.rule("unit-not-below", "unit", "只能邀请组织单位及其下级单位的体验员");
        }
        int mostPerRound = policy.get().mostPerRound();
        if (most > mostPerRound) {
            throw Refusal.rule("too-many-at-once", "most", "一轮最多邀请 " + mostPerRound + " 人");
        }
    }

    /** How far inviting has come. */
    public Progress progress(String id, Caller caller) {
        Activity activity = get(id, caller);
        activity.requireOrganiser(caller);
        return new Progress(activity, activity.rounds().stream()
                .map(round -> round.invited() == null ? Integer.valueOf(inviting.countOf(id, round.number())) : round.invited()).toList());
    }

    /** 记录开展情况. */
    public Activity hold(String id, String text, @Nullable Minutes minutes, Caller caller, long version) {
        return store.change(Activity.class, id, caller, version, activity -> {
            activity.permit(ActivityAction.HOLD, caller);
            // Also units dissolved since: what they were is what may be known to them.
            List<Unit> inspected = activity.plan().inspected().stream().flatMap(code -> organisation.find(code).stream()).toList();
            activity.hold(text, minutes, inspected, participations.categories(id), caller, clock.instant());
        });
    }

    /** 取消. */
    public Activity cancel(String id, String reason, Caller caller, long version) {
        return store.change(Activity.class, id, caller, version, activity -> activity.cancel(reason, caller, clock.instant()));
    }
}
