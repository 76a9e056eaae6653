package cn.tiyan.walkthrough.authenticity;

import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.settings.Live;
import cn.tiyan.platform.settings.LiveSettings;
import cn.tiyan.walkthrough.authenticity.AuthenticityReview.Find;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * All reviews. They are seen by the walker and by office clerks and leaders of the units above, one at a time: nothing here counts or
 * sorts by person, unit or number of signals, and nothing is to.
 */
@Component
public class Reviews {

    private static final int TRIES = 3;

    private final AggregateStore store;
    private final MongoTemplate mongo;
    private final Memory memory;
    private final Finished finished;
    private final Live<AuthenticityPolicy> policy;
    private final Clock clock;

    Reviews(AggregateStore store, MongoTemplate mongo, Memory memory, Finished finished, LiveSettings settings, Clock clock) {
        this.store = store;
        this.mongo = mongo;
        this.memory = memory;
        this.finished = finished;
        this.policy = settings.bind("tiyan.walkthrough.authenticity", AuthenticityPolicy.class);
        this.clock = clock;
    }

    /** The thresholds in force. */
    public AuthenticityPolicy policy() {
        return policy.get();
    }

    /**
     * Looks at a walkthrough that was finished, or finished again after it was returned; heard again, nothing changes.
     *
     * @param sequence of the event that said so
     */
    public void finished(String walkthroughId, long sequence) {
        finished.finished(walkthroughId).ifPresent(walked -> AggregateStore.whileStale(TRIES, () -> {
            AuthenticityReview review = store.find(AuthenticityReview.class, AuthenticityReview.idOf(walkthroughId)).orElse(null);
            if (review != null && (review.finishedAt().equals(walked.finishedAt()) || !review.receives(walkthroughId, sequence))) {
                return review;
            }
            return look(walked, review, AuthenticityReview.service(), sequence);
        }));
    }

    private AuthenticityReview look(Walked walked, @Nullable AuthenticityReview review, Actor by, long sequence) {
        AuthenticityPolicy now = policy.get();
        List<Find> finds = finds(walked, memory.keep(walked, now), now);
        Instant at = clock.instant();
        Instant again = SeasonRules.settled(walked, now).filter(at::isBefore).orElse(null);
        if (review == null) {
            AuthenticityReview first = AuthenticityReview.of(walked, finds, by, at);
            first.lookAgainAt(again);
            if (sequence > 0) {
                first.receives(walked.id(), sequence);
            }
            if (!store.insertOnce(first)) {
                throw Refusal.stale();
            }
            return first;
        }
        if (!review.lookedAgain(walked, finds, by, at)) {
            return review;
        }
        review.lookAgainAt(again);
        return store.save(review);
    }

    /** The deadline before which it ended is over: whoever was among the first is looked at with what came after. */
    void deadlineOver(AuthenticityReview review, Instant now) {
        AuthenticityPolicy inForce = policy.get();
        finished.finished(review.walkthroughId()).ifPresent(walked ->
                review.lookedAgain(walked, finds(walked, memory.keep(walked, inForce), inForce), AuthenticityReview.service(), now));
        review.lookAgainAt(null);
    }

    /** What applies to a walkthrough. */
    static List<Find> finds(Walked walked, Known known, AuthenticityPolicy policy) {
        return Rules.ALL.stream().flatMap(rule -> rule.check().on(walked, known, policy).map(trigger -> new Find(rule, trigger)).stream()).toList();
    }

    /**
     * Looks at a walkthrough again, with the thresholds in force and what is known now, or for the first time if nobody has.
     *
     * @param version the version the caller decided on; 0 where there is no review yet
     * @throws Refusal not found; stale
     */
    public AuthenticityReview lookAgain(String walkthroughId, Caller caller, long version) {
        caller.require(Role.OFFICE_CLERK, Role.LEADER);
        Walked walked = finished.finished(walkthroughId, caller);
        if (!walked.overseers().contains(caller.unit())) {
            throw missing(walkthroughId);
        }
        AuthenticityReview review = find(walkthroughId, caller).orElse(null);
        if ((review == null ? 0 : review.version()) != version) {
            throw Refusal.stale();
        }
        return look(walked, review, caller, 0);
    }

    /** The review, if the caller may see it. */
    public AuthenticityReview get(String walkthroughId, Caller caller) {
        return find(walkthroughId, caller).orElseThrow(() -> missing(walkthroughId));
    }

    private Optional<AuthenticityReview> find(String walkthroughId, Caller caller) {
        return Optional.ofNullable(mongo.findOne(Query.query(new Criteria().andOperator(Criteria.where("_id").is(AuthenticityReview.idOf(walkthroughId)), sees(caller))),
                AuthenticityReview.class));
    }

    private static Refusal missing(String walkthroughId) {
        return Refusal.notFound("未找到走流程 " + walkthroughId + " 的真实性审查");
    }

    private static Criteria sees(Caller caller) {
        Criteria own = Criteria.where("owner").is(caller.account());
        return isReviewer(caller) ? new Criteria().orOperator(Criteria.where("within").is(caller.unit()), own) : own;
    }

    private static boolean isReviewer(Caller caller) {
        return caller.is(Role.OFFICE_CLERK, Role.LEADER);
    }

    /** For an office clerk or leader the reviews of the units below, for everybody else their own; newest first. */
    public Page<AuthenticityReview> page(@Nullable ReviewStatus status, int limit, @Nullable String after, Caller caller) {
        Criteria criteria = isReviewer(caller) ? Criteria.where("within").is(caller.unit()) : Criteria.where("owner").is(caller.account());
        return store.page(AuthenticityReview.class, status == null ? criteria : criteria.and("status").is(status), limit, after);
    }

    /** 说明, by the walker. */
    public AuthenticityReview answer(String walkthroughId, String signalId, String text, Caller caller, long version) {
        return change(walkthroughId, caller, version, review -> review.answer(signalId, text, caller, clock.instant()));
    }

    /** 认定, by an office above. */
    public AuthenticityReview conclude(String walkthroughId, String signalId, Verdict verdict, String reason, Caller caller, long version) {
        return change(walkthroughId, caller, version, review -> review.conclude(signalId, verdict, reason, policy.get().answerDays(), caller, clock.instant()));
    }

    /** 退回, by an office above. */
    public AuthenticityReview sendBack(String walkthroughId, String reason, Caller caller, long version) {
        // The walkthrough last, so that nothing is returned that the rules forbid; if only the review is not stored then, it is done again.
        return change(walkthroughId, caller, version, review -> {
            review.sendBack(reason, caller, clock.instant());
            finished.sendBack(walkthroughId, reason, caller);
        });
    }

    /** The write is guarded by the version, and who may see a review never changes. */
    private AuthenticityReview change(String walkthroughId, Caller caller, long version, Consumer<AuthenticityReview> command) {
        AuthenticityReview review = get(walkthroughId, caller);
        if (review.version() != version) {
            throw Refusal.stale();
        }
        command.accept(review);
        return store.save(review);
    }

    /** What this caller may do with a signal now. */
    public List<SignalAction> actions(AuthenticityReview review, Signal signal, Caller caller) {
        Instant now = clock.instant();
        return review.actions(signal, policy.get().answerDays(), caller, now);
    }
}
