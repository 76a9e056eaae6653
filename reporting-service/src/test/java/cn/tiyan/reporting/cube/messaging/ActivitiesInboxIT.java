package cn.tiyan.reporting.cube.messaging;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.activity.ActivityHeld;
import cn.tiyan.contracts.vocabulary.ActivityKind;
import cn.tiyan.contracts.vocabulary.ActivityTheme;
import cn.tiyan.contracts.vocabulary.ActivityWay;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.testkit.contract.InboxContract;
import java.time.LocalDate;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

class ActivitiesInboxIT extends InboxContract {

    @Autowired
    private MongoTemplate mongo;

    @Override
    protected Event anEventAbout(String aggregateId) {
        return new ActivityHeld(aggregateId, "210100", ActivityTheme.EMPLOYMENT, ActivityKind.OPEN_DAY, ActivityWay.TOGETHER, 1, LocalDate.of(1980, 1, 1), true, 20, 18,
                List.of());
    }

    @Override
    protected String aNewAggregateId() {
        return Ids.next("act");
    }

    @Override
    protected @Nullable Object effectOf(String aggregateId) {
        return mongo.getCollection("row").find(new Document("_id", aggregateId)).first();
    }

    @Override
    protected String subscription() {
        return "activities";
    }
}
