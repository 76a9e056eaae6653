package cn.tiyan.walkthrough.demand.messaging;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.feedback.FeedbackRecorded;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.testkit.contract.InboxContract;
import java.time.Instant;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

class DemandInboxIT extends InboxContract {

    @Autowired
    private MongoTemplate mongo;

    @Override
    protected Event anEventAbout(String aggregateId) {
        return new FeedbackRecorded(aggregateId, SourceKind.SERVICE_RATING, "rating-liaoning", aggregateId, "210100",
                new ServiceItemRef(aggregateId, "失业登记"), Instant.parse("2003-01-01T04:00:00Z"), 1);
    }

    @Override
    protected String aNewAggregateId() {
        return Ids.next("fbk");
    }

    @Override
    protected @Nullable Object effectOf(String aggregateId) {
        Document sums = mongo.getCollection("sums").find(new Document("_id", "210100|2003-01/12|" + Math.floorMod(aggregateId.hashCode(), 32))).first();
        // Whoever is first makes the bucket, and then adds to it.
        Document items = sums == null ? null : sums.get("i", Document.class);
        return items == null ? null : items.get(aggregateId);
    }

    @Override
    protected String subscription() {
        return "demand";
    }
}
