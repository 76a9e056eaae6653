package cn.tiyan.reporting.milestone;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.roster.RosterSubmitted;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.testkit.contract.InboxContract;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Each roster is of another year. */
class RostersInboxIT extends InboxContract {

    private static final AtomicInteger YEARS = new AtomicInteger(2500);

    @Autowired
    private MongoTemplate mongo;
    private final java.util.Map<String, Integer> years = new java.util.HashMap<>();

    @Override
    protected Event anEventAbout(String aggregateId) {
        int year = years.computeIfAbsent(aggregateId, _ -> YEARS.incrementAndGet());
        return new RosterSubmitted(aggregateId, "210200-HRSS", year, LocalDate.of(year, 10, 1), 1, 30, false);
    }

    @Override
    protected String aNewAggregateId() {
        return Ids.next("ros");
    }

    @Override
    protected @Nullable Object effectOf(String aggregateId) {
        return mongo.getCollection("milestone").find(new Document("rosterId", aggregateId)).projection(new Document("outbox", 0)).first();
    }

    @Override
    protected String subscription() {
        return "milestone-rosters";
    }
}
