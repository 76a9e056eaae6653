package cn.tiyan.issue.intake;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.SourceRef;
import cn.tiyan.contracts.feedback.IssueCalledFor;
import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.issue.issue.Issue;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.testkit.contract.InboxContract;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

class FeedbackInboxIT extends InboxContract {

    @Autowired
    private AggregateStore store;

    @Override
    protected Event anEventAbout(String id) {
        return aCall(id, SourceKind.SERVICE_RATING);
    }

    static IssueCalledFor aCall(String id, SourceKind source) {
        return aCall(id, source, null);
    }

    static IssueCalledFor aCall(String id, SourceKind source, @Nullable Difficulty difficulty) {
        return new IssueCalledFor(id, source, "BAD_RATING", "210100-HRSS", null, IssueKind.PROBLEM, Severity.MEDIUM,
                "差评：同一材料被要求提交两次", "来回跑了两趟。", Instant.parse("2026-11-23T01:30:00Z"), difficulty);
    }

    @Override
    protected String aNewAggregateId() {
        return Ids.next("fbk");
    }

    @Override
    protected @Nullable Object effectOf(String id) {
        return store.find(Issue.class, Issue.idFor(new SourceRef(SourceKind.SERVICE_RATING, id)))
                .map(issue -> List.of(issue.id(), issue.number(), issue.version(), issue.sequence(), issue.history())).orElse(null);
    }

    @Override
    protected String subscription() {
        return "feedback";
    }
}
