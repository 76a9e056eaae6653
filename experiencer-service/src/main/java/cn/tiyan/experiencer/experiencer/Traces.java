package cn.tiyan.experiencer.experiencer;

import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/**
 * A feature that keeps, beside the record, whose something is. It lets go of a person who is to be erased, before the record does;
 * being told again changes nothing. What is counted of it stays.
 */
public interface Traces {

    /** Lets go of the person: nothing here leads to them any more. */
    void forget(Experiencer person);

    /** Takes the person's account off everything of this type that is theirs; a later record under the same account keeps its own. */
    static void unlink(MongoTemplate mongo, Class<?> type, Experiencer person) {
        if (person.owner() != null) {
            mongo.updateMulti(Query.query(Criteria.where("owner").is(person.owner()).and("experiencerId").is(person.id())), new Update().unset("owner"), type);
        }
    }
}
