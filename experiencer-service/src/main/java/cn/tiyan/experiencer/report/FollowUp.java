package cn.tiyan.experiencer.report;

import cn.tiyan.contracts.issue.IssueRegistered;
import cn.tiyan.contracts.issue.OptimizationRecorded;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.followup.FollowedIssues;
import cn.tiyan.platform.followup.Turn;
import cn.tiyan.platform.messaging.Delivery;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.settings.Live;
import cn.tiyan.platform.settings.LiveSettings;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * Keeps with each finding what became of it, and tells the ledger. The ledger is told also when nothing changed: a process that
 * died between the two writes hears the same event again.
 */
@Component
public class FollowUp implements FollowedIssues.Follower {

    /** Spring Data stores whatever is called id as _id, and an index definition is taken as it stands: so both say _id. */
    private static final String ENTRY = "entries._id";
    private static final String ISSUE = "entries.issue.issueId";
    /** An office or the experiencer may be writing at the same moment. */
    private static final int TRIES = 5;

    private final MongoTemplate mongo;
    private final AggregateStore store;
    private final Ledger ledger;
    private final Live<ReportPolicy> policy;

    FollowUp(MongoTemplate mongo, AggregateStore store, Ledger ledger, LiveSettings settings) {
        this.mongo = mongo;
        this.store = store;
        this.ledger = ledger;
        this.policy = settings.bind("tiyan.experiencer.report", ReportPolicy.class);
    }

    /** @throws Refusal {@code finding-unknown}: every finding is stored before anybody hears of it, so waiting would not help */
    @Override
    public void registered(Delivery<IssueRegistered> delivery) {
        String findingId = delivery.event().source().id();
        if (!change(ENTRY, findingId, report -> report.issueRegistered(findingId, delivery.aggregateId(), delivery.sequence(), delivery.time()))) {
            throw Refusal.rule("finding-unknown", "source.id", "没有编号为 " + findingId + " 的体验发现");
        }
    }

    @Override
    public Set<String> known(Set<String> issueIds) {
        var query = Query.query(Criteria.where(ISSUE).in(issueIds));
        query.fields().include(ISSUE);
        Set<String> known = new HashSet<>();
        for (Document report : mongo.find(query, Document.class, mongo.getCollectionName(ExperienceReport.class))) {
            for (Document entry : report.getList("entries", Document.class)) {
                Document issue = entry.get("issue", Document.class);
                if (issue != null && issueIds.contains(issue.getString("issueId"))) {
                    known.add(issue.getString("issueId"));
                }
            }
        }
        return known;
    }

    @Override
    public void moved(String issueId, Turn turn, long sequence, Instant at) {
        List<Integer> days = policy.get().lookBackDays();
        change(ISSUE, issueId, report -> report.issueMoved(issueId, turn, days, sequence, at));
    }

    /** Because of an issue something changed for good. */
    public void improved(OptimizationRecorded optimization, long sequence, Instant at) {
        String change = words(optimization);
        change(ISSUE, optimization.issueId(), report -> report.improved(optimization.issueId(), change, sequence, at));
    }

    /** An office recognised a common problem in these issues. */
    public void commonProblem(String problemId, Collection<String> issueIds, Instant at) {
        for (String issueId : issueIds) {
            change(ISSUE, issueId, report -> report.commonProblem(problemId, issueIds, at));
        }
    }

    /** @return whether there is such a report */
    private boolean change(String field, String value, Predicate<ExperienceReport> news) {
        ExperienceReport heard = AggregateStore.<@Nullable ExperienceReport>whileStale(TRIES, () -> {
            ExperienceReport report = mongo.findOne(Query.query(Criteria.where(field).is(value)), ExperienceReport.class);
            if (report != null && news.test(report)) {
                store.save(report);
            }
            return report;
        });
        if (heard != null) {
            ledger.enter(heard);
        }
        return heard != null;
    }

    private static String words(OptimizationRecorded optimization) {
        String changes = Stream.of(
                        words("办理环节", "个", optimization.stepsBefore(), optimization.stepsAfter()),
                        words("办理时间", "天", optimization.daysBefore(), optimization.daysAfter()),
                        words("申请材料", "份", optimization.materialsBefore(), optimization.materialsAfter()),
                        words("跑动次数", "次", optimization.visitsBefore(), optimization.visitsAfter()))
                .filter(word -> !word.isEmpty()).collect(Collectors.joining("，"));
        return "“" + optimization.serviceItem().name() + "”" + (changes.isEmpty() ? "的办理方式已作优化" : changes);
    }

    private static String words(String what, String unit, @Nullable Integer before, @Nullable Integer after) {
        return before == null || after == null ? "" : what + "由 " + before + " " + unit + "变为 " + after + " " + unit;
    }
}
