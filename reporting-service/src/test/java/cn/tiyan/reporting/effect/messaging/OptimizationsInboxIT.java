package cn.tiyan.reporting.effect.messaging;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.issue.OptimizationRecorded;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.testkit.contract.InboxContract;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

class OptimizationsInboxIT extends InboxContract {

    @Autowired
    private MongoTemplate mongo;

    @Override
    protected Event anEventAbout(String aggregateId) {
        return new OptimizationRecorded(aggregateId, "opt_" + aggregateId, "210200-HRSS", new ServiceItemRef("inbox", "失业登记"), 5, 3, null, null, 4, 3, 2, 0);
    }

    @Override
    protected String aNewAggregateId() {
        return Ids.next("iss");
    }

    @Override
    protected @Nullable Object effectOf(String aggregateId) {
        return mongo.getCollection("optimization").find(new Document("_id", "opt_" + aggregateId)).first();
    }

    @Override
    protected String subscription() {
        return "optimizations";
    }
}
