package cn.tiyan.reporting.cube.messaging;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.contracts.walkthrough.WalkthroughRecorded;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.testkit.contract.InboxContract;
import java.time.Instant;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

class WalkthroughsInboxIT extends InboxContract {

    @Autowired
    private MongoTemplate mongo;

    @Override
    protected Event anEventAbout(String aggregateId) {
        return new WalkthroughRecorded(aggregateId, "210100-HRSS", new ServiceItemRef("11210100MB0000001X", "失业登记"), WalkthroughRole.APPLICANT,
                Channel.COUNTER, Instant.parse("1980-01-01T04:00:00Z"), Instant.parse("1980-01-01T05:00:00Z"), null, 2);
    }

    @Override
    protected String aNewAggregateId() {
        return Ids.next("wlk");
    }

    @Override
    protected @Nullable Object effectOf(String aggregateId) {
        return mongo.getCollection("row").find(new Document("_id", aggregateId)).first();
    }

    @Override
    protected String subscription() {
        return "walkthroughs";
    }
}
