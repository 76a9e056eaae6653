package cn.tiyan.feedback.feedback;

import cn.tiyan.platform.security.Caller;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.BulkOperationException;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/** Outcomes in the database. The first outcome of a receipt stands, but for one that was parked and then replayed. */
@Repository
class Outcomes {

    private static final String ID = "_id";

    private final MongoTemplate mongo;

    Outcomes(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    void note(Outcome outcome) {
        try {
            mongo.insert(outcome);
        } catch (DuplicateKeyException e) {
            if (outcome.effect() != Effect.PARKED) {
                mongo.findAndReplace(Query.query(Criteria.where(ID).is(outcome.receipt()).and("effect").is(Effect.PARKED)), outcome);
            }
        }
    }

    /** Most are noted for the first time, with one write; those that are not, each by itself. */
    void note(List<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return;
        }
        try {
            mongo.bulkOps(BulkOperations.BulkMode.UNORDERED, Outcome.class).insert(outcomes).execute();
        } catch (BulkOperationException e) {
            e.getErrors().forEach(error -> note(outcomes.get(error.getIndex())));
        }
    }

    Optional<Outcome> find(String receipt, Caller caller) {
        return Optional.ofNullable(mongo.findOne(Query.query(caller.sees().and(ID).is(receipt)), Outcome.class));
    }

    /** Those of these receipts that are processed. */
    List<Outcome> findAll(List<String> receipts) {
        return mongo.find(Query.query(Criteria.where(ID).in(receipts)), Outcome.class);
    }

    /** Which of these receipts are processed, whoever may see what became of them. */
    Set<String> processed(List<String> receipts) {
        Query query = Query.query(Criteria.where(ID).in(receipts));
        query.fields().include(ID);
        return mongo.find(query, Document.class, mongo.getCollectionName(Outcome.class)).stream().map(found -> found.getString(ID)).collect(Collectors.toSet());
    }

    /** Those of these receipts that are processed, as far as the caller may see them. */
    List<Outcome> findAll(List<String> receipts, Caller caller) {
        return mongo.find(Query.query(caller.sees().and(ID).in(receipts)), Outcome.class);
    }

    boolean exists(String receipt) {
        return mongo.exists(Query.query(Criteria.where(ID).is(receipt)), Outcome.class);
    }
}
