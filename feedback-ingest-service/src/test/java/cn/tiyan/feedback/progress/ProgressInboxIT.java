package cn.tiyan.feedback.progress;

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

public class ProgressInboxIT extends InboxContract {

    @Autowired
    private MongoTemplate mongo;

    public static IssueRegistered registered(String issue, SourceKind kind, String source) {
        return new IssueRegistered(issue, "210100-HRSS", new SourceRef(kind, source), IssueKind.PROBLEM, Severity.MEDIUM, null, null, "材料交了两次",
                Instant.parse("2026-11-23T01:30:00Z"));
    }

    @Override
    protected Event anEventAbout(String id) {
        return registered(id, SourceKind.WALKTHROUGH, "fnd_" + id);
    }

    @Override
    protected String aNewAggregateId() {
        return Ids.next("iss");
    }

    @Override
    protected @Nullable Object effectOf(String id) {
        return mongo.getCollection("progress").find(new Document("_id", id)).first();
    }

    @Override
    protected String subscription() {
        return "progress";
    }
}
