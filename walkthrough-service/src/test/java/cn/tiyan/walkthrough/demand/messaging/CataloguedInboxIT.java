package cn.tiyan.walkthrough.demand.messaging;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.serviceitem.ServiceItemChanged;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.testkit.contract.InboxContract;
import java.time.LocalDate;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

class CataloguedInboxIT extends InboxContract {

    @Autowired
    private MongoTemplate mongo;

    @Override
    protected Event anEventAbout(String itemId) {
        return new ServiceItemChanged(itemId, "210200", itemId, "失业登记", 1, LocalDate.parse("2026-01-01"), true, false, false, false, null);
    }

    @Override
    protected String aNewAggregateId() {
        return Ids.next("itm");
    }

    @Override
    protected @Nullable Object effectOf(String itemId) {
        Document sums = mongo.getCollection("sums").find(new Document("_id", "210200|ever|" + Math.floorMod(itemId.hashCode(), 32))).first();
        // Whoever is first makes the bucket, and then adds to it.
        Document items = sums == null ? null : sums.get("i", Document.class);
        return items == null ? null : items.get(itemId);
    }

    @Override
    protected String subscription() {
        return "catalogued";
    }
}
