package cn.tiyan.issue.commonproblem;

import cn.tiyan.platform.refusal.Refusal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.FindAndReplaceOptions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** All cases, one small document for each issue that was ever judged. */
@Component
class Cases {

    /** A common problem is judged by its newest cases; more than these add nothing to the judgement. */
    static final int WEIGHED = 200;

    private final MongoTemplate mongo;

    Cases(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /**
     * Takes over what an event says of an issue, unless a newer one was taken over before.
     *
     * @param sighting null if the issue is no case
     * @return the common problems to count anew, also where nothing changed: a crash may have come between the two
     */
    Set<String> take(String issueId, long sequence, Instant at, @Nullable Sighting sighting) {
        // Most issues are judged once: only one that was before needs what is known of it.
        Instant when = at.truncatedTo(ChronoUnit.MILLIS);
        Case first = next(null, issueId, sequence, when, sighting);
        try {
            mongo.insert(first);
            return touched(first);
        } catch (DuplicateKeyException known) {
            return judgedAnew(issueId, sequence, when, sighting);
        }
    }

    private Set<String> judgedAnew(String issueId, long sequence, Instant at, @Nullable Sighting sighting) {
        Case last = Objects.requireNonNull(mongo.findById(issueId, Case.class));
        if (last.sequence() >= sequence) {
            return touched(last);
        }
        Case now = next(last, issueId, sequence, at, sighting);
        var asRead = Query.query(Criteria.where("_id").is(issueId).and("sequence").is(last.sequence()));
        if (mongo.findAndReplace(asRead, now, FindAndReplaceOptions.empty()) == null) {
            throw Refusal.stale();
        }
        return touched(now);
    }

    private static Case next(@Nullable Case last, String issueId, long sequence, Instant at, @Nullable Sighting sighting) {
        Set<String> left = new LinkedHashSet<>();
        Instant first = null;
        if (last != null) {
            left.addAll(last.left());
            if (last.problemId() != null) {
                left.add(last.problemId());
            }
            first = last.at();
        }
        if (sighting == null) {
            return new Case(issueId, sequence, first, null, null, List.of(), null, null, null, null, List.copyOf(left));
        }
        String problemId = sighting.likeness().problemId();
        left.remove(problemId);
        return new Case(issueId, sequence, first == null ? at : first, problemId, sighting.unit().code(), sighting.unit().within(),
                sighting.serviceItem(), sighting.stage(), sighting.dimension(), sighting.cause(), List.copyOf(left));
    }

    private static Set<String> touched(Case known) {
        Set<String> problems = new LinkedHashSet<>(known.left());
        if (known.problemId() != null) {
            problems.add(known.problemId());
        }
        return problems;
    }

    /** The cases of a common problem as they are now. */
    Gathered of(String problemId) {
        var ofProblem = Query.query(Criteria.where("problemId").is(problemId));
        List<Case> newest = new ArrayList<>(mongo.find(Query.of(ofProblem).with(Sort.by(Sort.Direction.DESC, "at", "_id")).limit(WEIGHED),
                Case.class));
        return new Gathered(newest, newest.size() < WEIGHED ? newest.size() : mongo.count(ofProblem, Case.class));
    }
}
