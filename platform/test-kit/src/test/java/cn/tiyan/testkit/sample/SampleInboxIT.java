package cn.tiyan.testkit.sample;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.issue.IssueClosed;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.testkit.contract.InboxContract;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

class SampleInboxIT extends InboxContract {

    @Autowired
    private MongoTemplate mongo;

    @Override
    protected Event anEventAbout(String aggregateId) {
        return new IssueClosed(aggregateId, "210100");
    }

    @Override
    protected String aNewAggregateId() {
        return Ids.next("iss");
    }

    @Override
    protected @Nullable Object effectOf(String aggregateId) {
        return mongo.getCollection("echo").find(new org.bson.Document("_id", Ids.derived("echo", aggregateId))).projection(new org.bson.Document("outbox", 0)).first();
    }

    @Override
    protected String subscription() {
        return "closings";
    }
}
