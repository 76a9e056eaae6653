package cn.tiyan.feedback.sender;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.domain.Sort;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Nonces in the database, shared by all replicas; sender and nonce are the primary key, so that of two requests at the same
 * moment one wins.
 */
@Component
class StoredNonces implements Nonces {

    private static final String COLLECTION = "nonces";
    private static final String EXPIRES_AT = "expiresAt";
    /** Clocks of replicas differ a little; a nonce outlives its request by this. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final MongoTemplate mongo;
    private final Clock clock;
    private volatile boolean indexed;

    StoredNonces(MongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    @Override
    public boolean use(String sender, String nonce, Instant until) {
        try {
            mongo.insert(new Document("_id", sender + "\n" + nonce).append(EXPIRES_AT, Date.from(until.plus(MARGIN))), COLLECTION);
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /** Not left to the database: not every engine deletes by itself, and nothing here may depend on whether it does. */
    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT10S")
    void forgetExpired() {
        if (!indexed) {
            mongo.indexOps(COLLECTION).createIndex(new Index(EXPIRES_AT, Sort.Direction.ASC));
            indexed = true;
        }
        mongo.remove(Query.query(Criteria.where(EXPIRES_AT).lt(clock.instant())), COLLECTION);
    }
}
