package cn.tiyan.reporting.cube.messaging;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.roster.RosterSubmitted;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.testkit.contract.InboxContract;
import java.time.LocalDate;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

class RostersInboxIT extends InboxContract {

    @Autowired
    private MongoTemplate mongo;

    @Override
    protected Event anEventAbout(String aggregateId) {
        return new RosterSubmitted(aggregateId, "210100", 1980, LocalDate.of(1980, 1, 1), 1, 120, false);
    }

    @Override
    protected String aNewAggregateId() {
        return Ids.next("ros");
    }

    @Override
    protected @Nullable Object effectOf(String aggregateId) {
        return mongo.getCollection("row").find(new Document("_id", aggregateId)).first();
    }

    @Override
    protected String subscription() {
        return "rosters";
    }
}
