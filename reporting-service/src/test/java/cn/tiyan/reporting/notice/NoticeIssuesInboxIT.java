package cn.tiyan.reporting.notice;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.issue.Desk;
import cn.tiyan.contracts.vocabulary.IssueStep;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.testkit.contract.InboxContract;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

class NoticeIssuesInboxIT extends InboxContract {

    @Autowired
    private MongoTemplate mongo;

    @Override
    protected Event anEventAbout(String aggregateId) {
        return NoticeDesk.registered(aggregateId, "材料重复提交", new Desk("210100", IssueStep.TRIAGE, null));
    }

    @Override
    protected String aNewAggregateId() {
        return Ids.next("iss");
    }

    @Override
    protected @Nullable Object effectOf(String aggregateId) {
        return mongo.getCollection("notice-desk").find(new Document("_id", aggregateId).append("turn.unit", "210100")).first();
    }

    @Override
    protected String subscription() {
        return "notice-desks";
    }
}
