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
        return new ServiceItemChanged(itemId, "210200", itemId, "失业登记", 1, LocalDate.parse("2026-01-01"), true, false, false, false);
    }

    @Override
    protected String aNewAggregateId() {
        return Ids.next("itm");
    }

    @Override
    protected @Nullable Object effectOf(String itemId) {
        return mongo.getCollection("listed").find(new Document("_id", itemId)).first();
    }

    @Override
    protected String subscription() {
        return "catalogued";
    }
}
