package cn.tiyan.experiencer.activity;

import cn.tiyan.contracts.activity.ActivityHeld;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.experiencer.experiencer.Member;
import cn.tiyan.experiencer.experiencer.Muster;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.settings.LiveSettings;
import cn.tiyan.platform.time.China;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.aggregation.AggregationExpression;
import org.springframework.data.mongodb.core.aggregation.ComparisonOperators;
import org.springframework.data.mongodb.core.aggregation.ConditionalOperators;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Answers to invitations, check-in, and who came. */
@Component
public class Participations {

    private static final int TRIES = 10;
    private static final String ACTIVITY = "activityId";

    private final AggregateStore store;
    private final MongoTemplate mongo;
    private final Muster muster;
    private final Seating seating;
    private final CheckInCodes codes;
    private final Guesses guesses;
    private final Clock clock;

    Participations(AggregateStore store, MongoTemplate mongo, Muster muster, Seating seating, CheckInCodes codes, LiveSettings settings, Clock clock) {
        this.store = store;
        this.mongo = mongo;
        this.muster = muster;
        this.seating = seating;
        this.codes = codes;
        this.guesses = new Guesses(mongo, settings.bind(Activities.SETTINGS, ActivityPolicy.class), clock);
        this.clock = clock;
    }

    // ---- the organisers' side ----

    /** Those invited, newest invitation first. For the organisers alone, who the others are is nobody else's business. */
    public Page<Invitee> page(String activityId, @Nullable Answer answer, Caller caller, int limit, @Nullable String after) {
        Activity activity = organised(activityId, caller);
        Criteria criteria = caller.sees().and(ACTIVITY).is(activityId);
        if (answer != null) {
            criteria.and("answer").is(answer);
        }
        Page<Participation> page = store.page(Participation.class, criteria, limit, after);
        Set<String> waiting = seating.waiting(activity, page.items());
        Map<String, Member> members = muster.members(page.items().stream().map(Participation::experiencerId).toList()).stream()
                .collect(Collectors.toMap(Member::id, Function.identity()));
        return page.map(one -> invitee(activity, one, waiting, members.get(one.experiencerId())));
    }

    private static Invitee invitee(Activity activity, Participation one, Set<String> waiting, @Nullable Member member) {
        return new Invitee(one, member == null ? null : member.name().masked(), Place.of(one.answer(), waiting.contains(one.id())), attendance(activity, one));
    }

    /** Whoever accepted and of whom nothing is on record was absent, once it is over. */
    private static @Nullable Attendance attendance(Activity activity, Participation one) {
        return one.attendance() == null && one.answer() == Answer.ACCEPTED && activity.status() == ActivityStatus.HELD ? Attendance.ABSENT : one.attendance();
    }

    /** 代为答复: what somebody answered on the phone. */
    public Invitee answerFor(String activityId, String id, boolean accepts, Caller caller, long version) {
        Activity activity = organised(activityId, caller);
        activity.permit(ActivityAction.ATTEND, caller);
        return one(activity, command(activity, id, caller, version, one -> answer(one, accepts, activity, caller)));
    }

    /** 记录到场情况. */
    public Invitee attend(String activityId, String id, boolean came, @Nullable String deed, Caller caller, long version) {
        Activity activity = organised(activityId, caller);
        activity.permit(ActivityAction.ATTEND, caller);
        Instant now = clock.instant();
        if (now.isBefore(activity.startsAt())) {
            throw Refusal.rule("not-yet-begun", "活动尚未开始，不能记录到场情况");
        }
        return one(activity, command(activity, id, caller, version, one -> {
            one.attend(came, deed, caller, now);
            return true;
        }));
    }

    private Invitee one(Activity activity, Participation one) {
        Member member = muster.members(List.of(one.experiencerId())).stream().findFirst().orElse(null);
        return invitee(activity, one, seating.waiting(activity, List.of(one)), member);
    }

    private Participation command(Activity activity, String id, Caller caller, long version, Function<Participation, Boolean> command) {
        Participation one = mongo.findOne(Query.query(caller.sees().and("_id").is(id).and(ACTIVITY).is(activity.id())), Participation.class);
        if (one == null) {
            throw Refusal.notFound("未找到该记录：" + id);
        }
        return written(id, version, command);
    }

    /** Read, decided and written, guarded by the version; not written where nothing changes. */
    private Participation written(String id, long version, Function<Participation, Boolean> command) {
        Participation one = store.find(Participation.class, id).orElseThrow();
        if (one.version() != version) {
            throw Refusal.stale();
        }
        return command.apply(one) ? store.save(one) : one;
    }

    private boolean answer(Participation one, boolean accepts, Activity activity, Caller by) {
        Instant now = clock.instant();
        if (!accepts) {
            return one.decline(activity, by, now);
        }
        if (one.answer() != Answer.ACCEPTED && muster.serving(List.of(one.experiencerId()), Inviting.servingOn(activity)).isEmpty()) {
            throw Refusal.rule("not-serving", "该体验员在活动当日不在任期内或已暂停，不能报名");
        }
        return one.accept(activity, by, now);
    }

    /**
     * 签到: by a clerk, with the code that the experiencer shows, on a day on which the activity goes on.
     *
     * @throws Refusal {@code not-on-the-day}, {@code code-wrong}, {@code code-used}, {@code still-waiting}; too many, {@code too-many-wrong-codes}
     */
    public Invitee checkIn(String activityId, String code, Caller caller) {
        Activity activity = organised(activityId, caller);
        activity.permit(ActivityAction.ATTEND, caller);
        Instant now = clock.instant();
        if (!activity.isOn(China.day(now))) {
            throw Refusal.rule("not-on-the-day", "只能在活动当日签到");
        }
        guesses.count(activityId, caller.account());
        Criteria holder = caller.sees().and(ACTIVITY).is(activityId).and("codeMark").is(codes.mark(activityId, code)).and("answer").is(Answer.ACCEPTED);
        Participation found = mongo.findOne(Query.query(holder).withHint("one-per-code"), Participation.class);
        if (found == null) {
            throw Refusal.rule("code-wrong", "code", "签到码不正确");
        }
        guesses.giveBack(activityId, caller.account());
        return one(activity, AggregateStore.whileStale(TRIES, () -> {
            Participation one = store.find(Participation.class, found.id()).orElseThrow();
            one.checkIn(seating.waiting(activity, List.of(one)).contains(one.id()), caller, now);
            return store.save(one);
        }));
    }

    /** How many stand where. */
    public Tally tally(Activity activity) {
        Map<String, Integer> answers = new HashMap<>();
        int[] came = new int[1];
        mongo.aggregate(Aggregation.newAggregation(Aggregation.match(Criteria.where(ACTIVITY).is(activity.id())),
                        Aggregation.group("answer").count().as("count").sum(cameOrNot()).as("came")), Participation.class, Document.class)
                .forEach(group -> {
                    answers.put(group.getString("_id"), group.getInteger("count"));
                    came[0] += group.getInteger("came");
                });
        int accepted = answers.getOrDefault(Answer.ACCEPTED.name(), 0);
        Integer capacity = activity.plan().capacity();
        int seated = capacity == null ? accepted : Math.min(capacity, accepted);
        return new Tally(answers.values().stream().mapToInt(Integer::intValue).sum(), accepted, answers.getOrDefault(Answer.DECLINED.name(), 0), seated,
                accepted - seated, came[0]);
    }

    /** How many were invited and how many came, by category. */
    List<ActivityHeld.OfCategory> categories(String activityId) {
        Map<ExperiencerCategory, ActivityHeld.OfCategory> counts = new EnumMap<>(ExperiencerCategory.class);
        mongo.aggregate(Aggregation.newAggregation(Aggregation.match(Criteria.where(ACTIVITY).is(activityId)),
                        Aggregation.group("category").count().as("count").sum(cameOrNot()).as("came")), Participation.class, Document.class)
                .forEach(group -> {
                    var category = ExperiencerCategory.valueOf(group.getString("_id"));
                    counts.put(category, new ActivityHeld.OfCategory(category, group.getInteger("count"), group.getInteger("came")));
                });
        return List.copyOf(counts.values());
    }

    private static AggregationExpression cameOrNot() {
        return ConditionalOperators.when(ComparisonOperators.valueOf("attendance").equalToValue(Attendance.CAME.name())).then(1).otherwise(0);
    }

    private Activity organised(String activityId, Caller caller) {
        caller.requireOfficial();
        Activity activity = store.get(Activity.class, activityId, caller);
        activity.requireOrganiser(caller);
        return activity;
    }

    // ---- the side of those invited ----

    /** Which invitations a list shows. */
    public enum Which {
        /** Not answered, and not over. */
        INVITED,
        /** Accepted with a seat, and not over. */
        GOING,
        /** Accepted without a seat, and not over. */
        WAITING,
        /** Over, whatever the answer was. */
        PAST
    }

    /** The caller's own invitations, newest first. A page may hold fewer than were asked for, and yet not be the last. */
    public Page<Mine> mine(@Nullable Which which, Caller caller, int limit, @Nullable String after) {
        caller.require(Role.EXPERIENCER);
        Instant now = clock.instant();
        Criteria criteria = Criteria.where("experiencerId").in(muster.of(caller));
        if (which == Which.PAST) {
            criteria.and("endsAt").lte(now);
        } else if (which != null) {
            criteria.and("answer").is(which == Which.INVITED ? Answer.NONE : Answer.ACCEPTED).and("endsAt").gt(now);
        }
        Page<Participation> page = store.page(Participation.class, criteria, limit, after);
        List<Mine> shown = mine(page.items(), now).stream().filter(one -> which == null || isShown(which, one)).toList();
        return new Page<>(shown, page.next());
    }

    private static boolean isShown(Which which, Mine mine) {
        return switch (which) {
            case INVITED -> mine.place() == Place.INVITED && isOpen(mine);
            case GOING -> mine.place() == Place.GOING && isOpen(mine);
            case WAITING -> mine.place() == Place.WAITING && isOpen(mine);
            case PAST -> true;
        };
    }

    private static boolean isOpen(Mine mine) {
        return mine.activity().status() == ActivityStatus.INVITING;
    }

    private List<Mine> mine(Collection<Participation> some, Instant now) {
        Map<String, Activity> activities = store.findAll(Activity.class, some.stream().map(Participation::activityId).distinct().toList()).stream()
                .collect(Collectors.toMap(Activity::id, Function.identity()));
        Set<String> waiting = seating.waiting(some, activities);
        return some.stream().filter(one -> activities.containsKey(one.activityId())).map(one -> {
            Activity activity = activities.get(one.activityId());
            Place place = Place.of(one.answer(), waiting.contains(one.id()));
            boolean shows = place == Place.GOING && one.checkedInAt() == null && activity.isOn(China.day(now));
            return new Mine(one, activity, place, attendance(activity, one), shows ? codes.code(activity.id(), one.experiencerId(), one.codeSalt()) : null);
        }).toList();
    }

    /** The caller's own invitation to an activity. */
    public Mine mine(String activityId, Caller caller) {
        caller.require(Role.EXPERIENCER);
        return mine(List.of(own(activityId, caller)), clock.instant()).getFirst();
    }

    private Participation own(String activityId, Caller caller) {
        Criteria own = Criteria.where("_id").in(muster.of(caller).stream().map(id -> Participation.idFor(activityId, id)).toList());
        Participation one = mongo.findOne(Query.query(own), Participation.class);
        if (one == null) {
            throw Refusal.notFound("未找到该记录：" + activityId);
        }
        return one;
    }

    /** 接受或婉拒, by the one who is invited. */
    public Mine answer(String activityId, boolean accepts, Caller caller, long version) {
        caller.require(Role.EXPERIENCER);
        Participation own = own(activityId, caller);
        Activity activity = store.find(Activity.class, activityId).orElseThrow();
        return mine(List.of(written(own.id(), version, one -> answer(one, accepts, activity, caller))), clock.instant()).getFirst();
    }

    // ---- for what else is asked of those who take part ----

    /** Ids of the activities that the caller, whose own invitations they are, accepted. */
    public List<String> acceptedBy(Caller caller) {
        Query own = Query.query(Criteria.where("experiencerId").in(muster.of(caller)).and("answer").is(Answer.ACCEPTED)).withHint("mine-by-answer");
        own.fields().include(ACTIVITY);
        return mongo.find(own, Accepted.class, mongo.getCollectionName(Participation.class)).stream().map(Accepted::activityId).toList();
    }

    private record Accepted(@Id String id, String activityId) {
    }

    /** How many accepted an activity. */
    public int accepted(String activityId) {
        return Math.toIntExact(mongo.count(Query.query(Criteria.where(ACTIVITY).is(activityId).and("answer").is(Answer.ACCEPTED)).withHint("seats"), Participation.class));
    }

    /** Ids of the experiencers who came. */
    public List<String> came(String activityId) {
        var query = Query.query(Criteria.where(ACTIVITY).is(activityId).and("attendance").is(Attendance.CAME));
        return mongo.findDistinct(query, "experiencerId", Participation.class, String.class);
    }
}
