package cn.tiyan.experiencer.activity;

import cn.tiyan.experiencer.experiencer.Member;
import cn.tiyan.experiencer.experiencer.Muster;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.security.Actor;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * Invites whom a round of an activity asks for: at once after the command, and by the clock where that broke off. Whatever is done
 * twice, by a second try or by two at the same time, leads to the same:
 * <ol>
 * <li>who is chosen is written down once, by one insert; who comes second takes what is there;
 * <li>each is invited under an id derived from activity and experiencer;
 * <li>that they were asked is written at the latest time that is known;
 * <li>then the activity is told that the round is done.
 * </ol>
 */
@Component
class Inviting {

    private static final Logger log = LoggerFactory.getLogger(Inviting.class);
    private static final Actor ITSELF = Actor.service("experiencer-service");
    private static final int BATCH = 250;
    private static final int TRIES = 5;

    private final AggregateStore store;
    private final MongoTemplate mongo;
    private final Muster muster;
    private final CheckInCodes codes;
    private final Clock clock;
    /** One after another: several large ones at once would only hold up everybody else. What waits here is also in the database. */
    private final ExecutorService worker = Executors.newSingleThreadExecutor(Thread.ofPlatform().name("inviting").daemon().factory());

    Inviting(AggregateStore store, MongoTemplate mongo, Muster muster, CheckInCodes codes, Clock clock) {
        this.store = store;
        this.mongo = mongo;
        this.muster = muster;
        this.codes = codes;
        this.clock = clock;
    }

    /** Who was chosen for a round, in the order in which they were. */
    @Document("invitation_list")
    record Chosen(@Id String id, List<String> experiencerIds) {
    }

    private record Invited(@Id String id, String experiencerId) {
    }

    /** Invites for this activity soon. */
    void soon(String activityId) {
        try {
            worker.execute(() -> goOn(activityId));
        } catch (RejectedExecutionException e) {
            // The service stops; the clock of the next one goes on.
            log.info("Inviting to {} goes on later", activityId);
        }
    }

    @PreDestroy
    void stop() {
        worker.shutdownNow();
    }

    private void goOn(String activityId) {
        try {
            AggregateStore.whileStale(TRIES, () -> {
                Activity activity = store.find(Activity.class, activityId).orElseThrow();
                if (activity.openRound().isPresent()) {
                    goOn(activity, clock.instant());
                    store.save(activity);
                }
                return activity;
            });
        } catch (RuntimeException e) {
            log.warn("Inviting to {} goes on by the clock: {}", activityId, e.toString());
        }
    }

    /** Invites whoever of the open round is not invited yet, and tells the activity. */
    void goOn(Activity activity, Instant now) {
        Round round = activity.openRound().orElse(null);
        if (round == null) {
            activity.sleep();
            return;
        }
        List<String> chosen = chosen(activity, round, now);
        Set<String> there = invited(activity.id());
        List<String> missing = chosen.stream().filter(id -> !there.contains(id)).toList();
        for (int from = 0; from < missing.size(); from += BATCH) {
            invite(activity, round, missing.subList(from, Math.min(missing.size(), from + BATCH)), now);
        }
        List<String> invited = invited(activity.id(), round.number());
        muster.asked(invited, round.at());
        activity.invited(round.id(), chosen.size(), invited.size(), ITSELF, clock.instant());
    }

    private List<String> chosen(Activity activity, Round round, Instant now) {
        String id = activity.id() + "/" + round.number();
        Chosen before = mongo.findById(id, Chosen.class);
        if (before != null) {
            return before.experiencerIds();
        }
        var fresh = new Chosen(id, muster.choose(round.selection(), servingOn(activity), round.at(), round.most(), invited(activity.id())));
        try {
            return mongo.insert(fresh).experiencerIds();
        } catch (DuplicateKeyException e) {
            return Objects.requireNonNull(mongo.findById(id, Chosen.class)).experiencerIds();
        }
    }

    /** Whoever is invited must still serve when it begins. */
    static LocalDate servingOn(Activity activity) {
        return activity.plan().firstDay();
    }

    private void invite(Activity activity, Round round, List<String> ids, Instant now) {
        Map<String, Member> members = muster.serving(ids, servingOn(activity)).stream().collect(Collectors.toMap(Member::id, Function.identity()));
        List<Participation> fresh = ids.stream().filter(members::containsKey)
                .map(id -> new Participation(activity, round, members.get(id), 0, codes, ITSELF, now)).toList();
        List<Participation> late = overtaken(fresh);
        for (int salt = 1; !late.isEmpty(); salt++) {
            // Invited already, by another who goes on with the same round, or the code is another's: then with another code.
            Set<String> there = store.findAll(Participation.class, late.stream().map(Participation::id).toList()).stream().map(Participation::id)
                    .collect(Collectors.toSet());
            List<Participation> again = new ArrayList<>();
            for (Participation one : late) {
                if (!there.contains(one.id())) {
                    again.add(new Participation(activity, round, members.get(one.experiencerId()), salt, codes, ITSELF, now));
                }
            }
            late = overtaken(again);
        }
    }

    private List<Participation> overtaken(List<Participation> fresh) {
        return store.storeAll(fresh).stream().map(Participation.class::cast).toList();
    }

    /** Ids of the experiencers invited to this activity. */
    Set<String> invited(String activityId) {
        return new HashSet<>(experiencers(Criteria.where("activityId").is(activityId)));
    }

    private List<String> invited(String activityId, int round) {
        return experiencers(Criteria.where("activityId").is(activityId).and("round").is(round));
    }

    /** How many of a round are invited so far. */
    int countOf(String activityId, int round) {
        return Math.toIntExact(mongo.count(Query.query(Criteria.where("activityId").is(activityId).and("round").is(round)).withHint("rounds"), Participation.class));
    }

    private List<String> experiencers(Criteria criteria) {
        Query query = Query.query(criteria).withHint("rounds");
        query.fields().include("experiencerId");
        return mongo.find(query, Invited.class, mongo.getCollectionName(Participation.class)).stream().map(Invited::experiencerId).toList();
    }
}
