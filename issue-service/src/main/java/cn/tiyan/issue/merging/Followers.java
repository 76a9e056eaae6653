package cn.tiyan.issue.merging;

import cn.tiyan.issue.issue.Issue;
import cn.tiyan.issue.issue.Issues;
import cn.tiyan.issue.issue.Phase;
import cn.tiyan.issue.issue.Status;
import cn.tiyan.platform.aggregate.AggregateStore;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * Keeps merged issues with their survivor. Each step is one write that changes nothing the second time, and looks at what is
 * stored rather than at what the event said: so duplicates and disorder lead to the same end.
 */
@Component
public class Followers {

    private static final String SURVIVOR = "survivor";
    private static final int BATCH = 100;
    /** Longer chains do not arise: each merger shortens them. */
    private static final int LONGEST_CHAIN = 32;

    private final MongoTemplate mongo;
    private final AggregateStore store;
    private final Issues issues;

    Followers(MongoTemplate mongo, AggregateStore store, Issues issues) {
        this.mongo = mongo;
        this.store = store;
        this.issues = issues;
    }

    /** Those of these issues that others follow. */
    public Set<String> followed(Set<String> issueIds) {
        var query = Query.query(Criteria.where(SURVIVOR).in(issueIds)).withHint(Issue.FOLLOWERS);
        query.fields().include(SURVIVOR);
        return mongo.find(query, Document.class, mongo.getCollectionName(Issue.class)).stream().map(found -> found.getString(SURVIVOR))
                .collect(Collectors.toSet());
    }

    /** An issue was merged: it follows whoever goes on in the end, and so do those that followed it. */
    public void merged(String issueId) {
        store.find(Issue.class, issueId).ifPresent(issue -> {
            if (issue.status() == Status.MERGED && survivorOf(issue) != null) {
                moved(issueId);
            }
        });
    }

    /** Something became of an issue: those that follow it follow. */
    public void moved(String survivorId) {
        store.find(Issue.class, survivorId).ifPresent(moved -> {
            Issue survivor = moved.status() == Status.MERGED ? survivorOf(moved) : moved;
            if (survivor == null) {
                return;
            }
            String after = "";
            List<Issue> batch;
            do {
                batch = mongo.find(Query.query(Criteria.where(SURVIVOR).is(survivorId).and("_id").gt(after))
                        .with(Sort.by("_id")).limit(BATCH), Issue.class);
                batch.forEach(follower -> follow(follower, survivor));
                after = batch.isEmpty() ? after : batch.getLast().id();
            } while (batch.size() == BATCH);
        });
    }

    /**
     * Whoever goes on in the end where this one was merged, after letting it follow that one. Two that were merged into each other
     * at the same time leave nobody to follow: the one with the smaller id is taken out again.
     *
     * @return null where this one is to go on itself
     */
    private @Nullable Issue survivorOf(Issue merged) {
        Issue at = merged;
        Issue first = merged;
        for (int step = 0; step < LONGEST_CHAIN && at.status() == Status.MERGED; step++) {
            first = at.id().compareTo(first.id()) < 0 ? at : first;
            at = store.find(Issue.class, Objects.requireNonNull(at.survivor())).orElseThrow();
            if (at.id().equals(merged.id())) {
                if (first.splitAgain("两个问题同时互相合并，保留本问题", issues.now())) {
                    store.save(first);
                }
                if (first.id().equals(merged.id())) {
                    return null;
                }
                at = first;
            }
        }
        follow(merged, at);
        return at;
    }

    /** What follows one that is out of scope, or was withdrawn, is judged by itself again: those who raised it are to hear why, or to be heard. */
    private void follow(Issue follower, Issue survivor) {
        if (survivor.status() == Status.REJECTED) {
            if (follower.splitAgain("主办问题 " + survivor.number() + " 不予受理，恢复单独研判", issues.now())) {
                store.save(follower);
            }
            return;
        }
        boolean closed = survivor.status().phase() == Phase.CLOSED;
        if (survivor.urgedAs(follower, issues.now())) {
            store.save(survivor);
        }
        if (follower.follow(survivor.id(), closed, issues.now())) {
            store.save(follower);
        }
    }
}
