package cn.tiyan.walkthrough.hardcase;

import cn.tiyan.contracts.issue.IssueRegistered;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Listing;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.followup.FollowedIssues;
import cn.tiyan.platform.followup.Turn;
import cn.tiyan.platform.messaging.Delivery;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.platform.security.Caller;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** All hard cases. */
@Component
public class HardCases implements FollowedIssues.Follower {

    /** Where the issues come from: 12345, 好差评, 办不成事 (notice, section 三(一)4). */
    public static final Set<SourceKind> CHANNELS = EnumSet.of(SourceKind.HOTLINE_12345, SourceKind.SERVICE_RATING, SourceKind.CANNOT_GET_DONE);
    private static final String ISSUE = "issueId";

    private final MongoTemplate mongo;
    private final AggregateStore store;
    private final Organisation organisation;

    HardCases(MongoTemplate mongo, AggregateStore store, Organisation organisation) {
        this.mongo = mongo;
        this.store = store;
        this.organisation = organisation;
    }

    /**
     * Feedback led to an issue. Its own event is not needed: this one says all that is shown, and comes in order with what follows.
     *
     * @throws UnknownReference if the unit is not known here (yet)
     */
    @Override
    public void registered(Delivery<IssueRegistered> delivery) {
        IssueRegistered issue = delivery.event();
        Unit unit = organisation.find(issue.unit()).orElseThrow(() -> new UnknownReference("unit", "没有编码为 " + issue.unit() + " 的单位"));
        var hardCase = new HardCase(issue, unit, delivery.time());
        hardCase.receives(delivery.aggregateId(), delivery.sequence());
        store.insertOnce(hardCase);
    }

    @Override
    public Set<String> known(Set<String> issueIds) {
        var query = Query.query(Criteria.where(ISSUE).in(issueIds));
        query.fields().include(ISSUE).exclude("_id");
        Set<String> known = new HashSet<>();
        mongo.find(query, Document.class, mongo.getCollectionName(HardCase.class)).forEach(found -> known.add(found.getString(ISSUE)));
        return known;
    }

    @Override
    public void moved(String issueId, Turn turn, long sequence, Instant at) {
        HardCase found = mongo.findOne(Query.query(Criteria.where(ISSUE).is(issueId)), HardCase.class);
        if (found != null && found.receives(issueId, sequence)) {
            found.moved(turn, at);
            store.save(found);
        }
    }

    /**
     * One page of the hard cases the caller may see, the newest first.
     *
     * @param open only those that are solved or not, unless null
     */
    public Page<HardCase> page(@Nullable Boolean open, int limit, @Nullable String after, Caller caller) {
        Criteria criteria = caller.sees().and("hard").is(true);
        if (open != null) {
            criteria = criteria.and("open").is(open);
        }
        return store.page(HardCase.class, Listing.newestFirst(HardCase.class, HardCase::createdAt, HardCase::id), criteria, limit, after);
    }

    /**
     * Those with these feedback ids that the caller may see, read at once.
     *
     * @param field the field that names them
     * @throws Refusal {@code hard-case-unknown}, if one is none, or lies where the caller does not see it
     */
    public List<HardCase> require(String field, Collection<String> feedbackIds, Caller caller) {
        if (feedbackIds.isEmpty()) {
            return List.of();
        }
        List<HardCase> found = mongo.find(Query.query(caller.sees().and("_id").in(feedbackIds).and("hard").is(true)), HardCase.class);
        Set<String> missing = new HashSet<>(feedbackIds);
        found.forEach(hardCase -> missing.remove(hardCase.id()));
        if (!missing.isEmpty()) {
            throw Refusal.rule("hard-case-unknown", field, "没有这些疑难问题：" + missing.stream().sorted().collect(Collectors.joining("、")));
        }
        return found;
    }

    /** Those with these feedback ids, whoever asks: for who may see what refers to them. */
    public List<HardCase> of(Collection<String> feedbackIds) {
        return feedbackIds.isEmpty() ? List.of() : store.findAll(HardCase.class, feedbackIds);
    }

    /** Of these, the ones that are solved. */
    public Set<String> solved(Collection<String> feedbackIds) {
        return of(feedbackIds).stream().filter(found -> found.settledAt() != null).map(HardCase::id).collect(Collectors.toSet());
    }
}
