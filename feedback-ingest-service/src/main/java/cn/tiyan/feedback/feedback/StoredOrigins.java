package cn.tiyan.feedback.feedback;

import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.feedback.progress.Origin;
import cn.tiyan.feedback.progress.Origins;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
    public Map<String, Origin> of(Set<String> feedback) {
        if (feedback.isEmpty()) {
            return Map.of();
        }
        var query = Query.query(Criteria.where("_id").in(feedback));
        query.fields().include("sender", "source", "key", "within");
        return mongo.find(query, Document.class, mongo.getCollectionName(Feedback.class)).stream()
                .map(found -> new Origin(found.getString("_id"), found.getString("sender"), SourceKind.valueOf(found.getString("source")),
                        found.getString("key"), found.getList("within", String.class)))
                .collect(Collectors.toMap(Origin::feedback, origin -> origin));
    }
}
