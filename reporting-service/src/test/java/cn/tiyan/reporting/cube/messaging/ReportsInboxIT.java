package cn.tiyan.reporting.cube.messaging;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.report.ExperienceReportRecorded;
import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.testkit.contract.InboxContract;
import java.time.Instant;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

class ReportsInboxIT extends InboxContract {

    @Autowired
    private MongoTemplate mongo;

    @Override
    protected Event anEventAbout(String aggregateId) {
        return new ExperienceReportRecorded(aggregateId, "exp_1", "210100", "210100-HRSS", new ServiceItemRef("A1", "参保"), Channel.COUNTER,
                Instant.parse("1980-01-01T04:00:00Z"), Instant.parse("1980-01-01T05:00:00Z"), 4, null, 3, 1, 1, 0, 1, 0, false, null);
    }

    @Override
    protected String aNewAggregateId() {
        return Ids.next("rep");
    }

    @Override
    protected @Nullable Object effectOf(String aggregateId) {
        return mongo.getCollection("row").find(new Document("_id", aggregateId)).first();
    }

    @Override
    protected String subscription() {
        return "experience-reports";
    }
}
