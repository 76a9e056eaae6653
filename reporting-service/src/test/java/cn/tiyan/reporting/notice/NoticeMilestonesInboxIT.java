package cn.tiyan.reporting.notice;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.milestone.MilestoneReviewed;
import cn.tiyan.contracts.vocabulary.MilestoneKind;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.messaging.EventPublisher;
import cn.tiyan.testkit.contract.InboxContract;
import cn.tiyan.testkit.http.Http;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

class NoticeMilestonesInboxIT extends InboxContract {

    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private EventPublisher publisher;
    @Autowired
    private Http http;
    private String unit = "210100";

    @BeforeEach
    void somebodyWhoReads() {
        var desk = new NoticeDesk(mongo, publisher, http);
        unit = desk.unit;
        desk.somebody(desk.account(), Role.DEPARTMENT_CLERK).get("/api/v1/notices");
    }

    @Override
    protected Event anEventAbout(String aggregateId) {
        return new MilestoneReviewed(aggregateId, unit, 2026, MilestoneKind.PLAN, "210000", false, "请补充");
    }

    @Override
    protected String aNewAggregateId() {
        return Ids.next("mst");
    }

    @Override
    protected @Nullable Object effectOf(String aggregateId) {
        return mongo.getCollection("notice").find(new Document("link", "/api/v1/milestones/" + aggregateId)).first();
    }

    @Override
    protected String subscription() {
        return "notice-milestones";
    }
}
