package cn.tiyan.reporting.effect.messaging;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.issue.IssueMerged;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.testkit.contract.InboxContract;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

class OptimizedIssuesInboxIT extends InboxContract {

    @Autowired
    private MongoTemplate mongo;

    @Override
    protected Event anEventAbout(String aggregateId) {
        return new IssueMerged(aggregateId, "iss_survivor");
    }

    @Override
    protected String aNewAggregateId() {
        return Ids.next("iss");
    }

    @Override
    protected @Nullable Object effectOf(String aggregateId) {
        return mongo.getCollection("optimizedIssue").find(new Document("_id", aggregateId)).first();
    }

    @Override
    protected String subscription() {
        return "optimized-issues";
    }
}
