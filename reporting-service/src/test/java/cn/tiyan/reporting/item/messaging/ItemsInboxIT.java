package cn.tiyan.reporting.item.messaging;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.serviceitem.ServiceItemChanged;
import cn.tiyan.contracts.vocabulary.ServiceTheme;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.testkit.contract.InboxContract;
import java.time.LocalDate;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

class ItemsInboxIT extends InboxContract {

    @Autowired
    private MongoTemplate mongo;

    @Override
    protected Event anEventAbout(String aggregateId) {
        return new ServiceItemChanged(aggregateId, "210100-HRSS", aggregateId, "失业登记", 1, LocalDate.parse("2026-01-01"), true, false, false, false,
                ServiceTheme.EMPLOYMENT);
    }

    @Override
    protected String aNewAggregateId() {
        return Ids.next("itm");
    }

    @Override
    protected @Nullable Object effectOf(String aggregateId) {
        return mongo.getCollection("item").find(new Document("_id", aggregateId)).first();
    }

    @Override
    protected String subscription() {
        return "items";
    }
}
