package cn.tiyan.walkthrough.demand.messaging;

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

class SupplyInboxIT extends InboxContract {

    private static final Instant THEN = Instant.parse("2003-01-01T04:00:00Z");

    @Autowired
    private MongoTemplate mongo;

    @Override
    protected Event anEventAbout(String aggregateId) {
        return new WalkthroughRecorded(aggregateId, "210100-HRSS", new ServiceItemRef(aggregateId, "失业登记"), WalkthroughRole.APPLICANT, Channel.COUNTER, THEN,
                THEN, null, 0);
    }

    @Override
    protected String aNewAggregateId() {
        return Ids.next("wlk");
    }

    @Override
    protected @Nullable Object effectOf(String aggregateId) {
        Document sums = mongo.getCollection("sums").find(new Document("_id", "210100-HRSS|2003-01/12|" + Math.floorMod(aggregateId.hashCode(), 32))).first();
        // Whoever is first makes the bucket, and then adds to it.
        Document items = sums == null ? null : sums.get("i", Document.class);
        return items == null ? null : items.get(aggregateId);
    }

    @Override
    protected String subscription() {
        return "supply";
    }
}
