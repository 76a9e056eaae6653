package cn.tiyan.walkthrough.walkthrough;

import cn.tiyan.contracts.issue.IssueRegistered;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.followup.FollowedIssues;
import cn.tiyan.platform.followup.Turn;
import cn.tiyan.platform.messaging.Delivery;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.UnknownReference;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** 走后“跟踪解决”: keeps with each finding what became of it. */
@Component
public class FollowUp implements FollowedIssues.Follower {

    /** Spring Data stores whatever is called id as _id, and an index definition is taken as it stands: so both say _id. */
    private static final String FINDING = "findings._id";
    private static final String ISSUE = "findings.issue.issueId";

    private final MongoTemplate mongo;
    private final AggregateStore store;
    private final Organisation organisation;

    FollowUp(MongoTemplate mongo, AggregateStore store, Organisation organisation) {
        this.mongo = mongo;
        this.store = store;
        this.organisation = organisation;
    }

    /**
     * A finding led to an issue.
     *
     * @param sequence the event's number in the issue's life
     * @throws Refusal {@code finding-unknown}: every finding is stored before anybody hears of it, so waiting would not help
     */
    @Override
    public void registered(Delivery<IssueRegistered> delivery) {
        String findingId = delivery.event().source().id();
        Walkthrough walkthrough = mongo.findOne(Query.query(Criteria.where(FINDING).is(findingId)), Walkthrough.class);
        if (walkthrough == null) {
            throw Refusal.rule("finding-unknown", "source.id", "没有编号为 " + findingId + " 的走流程发现");
        }
        if (walkthrough.issueRegistered(findingId, delivery.aggregateId(), delivery.sequence(), delivery.time())) {
            store.save(walkthrough);
        }
    }

    private @Nullable Unit dispatchedTo(Turn turn) {
        String code = turn.unit();
        return code == null ? null : organisation.find(code).orElseThrow(() -> new UnknownReference("handlingUnit", "没有编码为 " + code + " 的单位"));
    }

    /** Of these issues, those that a finding led to. */
    @Override
    public Set<String> known(Set<String> issueIds) {
        var query = Query.query(Criteria.where(ISSUE).in(issueIds));
        query.fields().include(ISSUE);
        Set<String> known = new HashSet<>();
        for (Document walkthrough : mongo.find(query, Document.class, mongo.getCollectionName(Walkthrough.class))) {
            for (Document finding : walkthrough.getList("findings", Document.class)) {
                Document issue = finding.get("issue", Document.class);
                if (issue != null && issueIds.contains(issue.getString("issueId"))) {
                    known.add(issue.getString("issueId"));
                }
            }
        }
        return known;
    }

    /**
     * An issue took a turn; one that no finding led to is none of ours.
     *
     * @throws UnknownReference if the unit it was dispatched to is not known here (yet)
     */
    @Override
    public void moved(String issueId, Turn turn, long sequence, Instant at) {
        Walkthrough walkthrough = mongo.findOne(Query.query(Criteria.where(ISSUE).is(issueId)), Walkthrough.class);
        if (walkthrough != null && walkthrough.issueMoved(issueId, turn, dispatchedTo(turn), sequence, at)) {
            store.save(walkthrough);
        }
    }
}
