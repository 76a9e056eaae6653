package cn.tiyan.reporting.cube.messaging;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.SourceRef;
import cn.tiyan.contracts.issue.IssueRegistered;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.testkit.contract.InboxContract;
import java.time.Instant;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

class IssuesInboxIT extends InboxContract {

    @Autowired
    private MongoTemplate mongo;

    @Override
    protected Event anEventAbout(String aggregateId) {
        return new IssueRegistered(aggregateId, "210100", new SourceRef(SourceKind.WALKTHROUGH, aggregateId), IssueKind.PROBLEM,
                Severity.LOW, null, null, "材料重复提交", Instant.parse("1980-01-01T04:00:00Z"));
    }

    @Override
    protected String aNewAggregateId() {
        return Ids.next("iss");
    }

    @Override
    protected @Nullable Object effectOf(String aggregateId) {
        return mongo.getCollection("row").find(new Document("_id", aggregateId)).first();
    }

    @Override
    protected String subscription() {
        return "issues";
    }
}
