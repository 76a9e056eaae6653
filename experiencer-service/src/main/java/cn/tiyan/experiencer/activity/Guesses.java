package cn.tiyan.experiencer.activity;

import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.settings.Live;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/**
 * Counts wrong check-in codes by account and activity, so that nobody can try them all. Each try is counted before it is looked
 * at, and given back where it was right: many at once gain nothing.
 */
class Guesses {

    private final MongoTemplate mongo;
    private final Live<ActivityPolicy> policy;
    private final Clock clock;

    Guesses(MongoTemplate mongo, Live<ActivityPolicy> policy, Clock clock) {
        this.mongo = mongo;
        this.policy = policy;
        this.clock = clock;
    }

    /** The wrong ones of one account for one activity; the database removes what is over. */
    @Document("check_in_guesses")
    record Counted(@Id String id, int wrong, @Indexed(expireAfter = "0s") Instant until) {
    }

    /** @throws Refusal too many, {@code too-many-wrong-codes} */
    void count(String activityId, String account) {
        String id = activityId + "/" + account;
        Instant now = clock.instant();
        Counted counted = counted(id, now);
        if (counted.wrong() > policy.get().wrongCodes()) {
            giveBack(activityId, account);
            throw Refusal.tooMany("too-many-wrong-codes", "签到码错误次数过多，请稍后再试", Duration.between(now, counted.until()));
        }
    }

    private Counted counted(String id, Instant now) {
        var fresh = new Update().inc("wrong", 1).setOnInsert("until", now.plus(Duration.ofMinutes(policy.get().wrongCodesMinutes())));
        var options = FindAndModifyOptions.options().upsert(true).returnNew(true);
        var running = Query.query(Criteria.where("_id").is(id).and("until").gt(now));
        for (int tries = 0; ; tries++) {
            try {
                return Objects.requireNonNull(mongo.findAndModify(running, fresh, options, Counted.class));
            } catch (DuplicateKeyException e) {
                // Another began to count in this moment, or what was counted is over and not removed yet.
                mongo.remove(Query.query(Criteria.where("_id").is(id).and("until").lte(now)), Counted.class);
                if (tries == 3) {
                    throw e;
                }
            }
        }
    }

    /** It was right. */
    void giveBack(String activityId, String account) {
        mongo.updateFirst(Query.query(Criteria.where("_id").is(activityId + "/" + account)), new Update().inc("wrong", -1), Counted.class);
    }
}
