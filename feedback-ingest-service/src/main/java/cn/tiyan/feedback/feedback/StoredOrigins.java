package cn.tiyan.feedback.feedback;

import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.feedback.progress.Origin;
import cn.tiyan.feedback.progress.Origins;
import java.util.Optional;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/** Tells what issues came from; reads no more of a piece of feedback than that. */
@Repository
class StoredOrigins implements Origins {

    private final MongoTemplate mongo;

    StoredOrigins(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    @Override
    public Optional<Origin> find(String feedback) {
        var query = Query.query(Criteria.where("_id").is(feedback));
        query.fields().include("sender", "source", "key", "within");
        return Optional.ofNullable(mongo.findOne(query, Document.class, mongo.getCollectionName(Feedback.class)))
                .map(found -> new Origin(feedback, found.getString("sender"), SourceKind.valueOf(found.getString("source")), found.getString("key"),
                        found.getList("within", String.class)));
    }
}
