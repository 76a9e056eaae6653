package cn.tiyan.issue.commonproblem;

import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.storage.Duplicates;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
    /** Problems with no more are read whole and together. */
    private static final int FEW = 50;
    private static final String PROBLEM = "problemId";
    private static final Sort NEWEST_FIRST = Sort.by(Sort.Order.asc(PROBLEM), Sort.Order.desc("at"), Sort.Order.desc("_id"));

    private final MongoTemplate mongo;

    Cases(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /**
     * Takes over what events say of issues, unless a newer one was taken over before.
     *
     * @return the common problems to count anew, also where nothing changed: a crash may have come between the two
     */
    Set<String> take(List<Judged> issues) {
        // Most issues are judged once: only one that was before needs what is known of it.
        Map<String, Case> first = new LinkedHashMap<>();
        issues.forEach(issue -> first.computeIfAbsent(issue.issueId(), _ -> next(null, issue)));
        first.values().removeAll(Duplicates.insertNew(mongo, Case.class, List.copyOf(first.values())));
        Set<String> problems = new LinkedHashSet<>();
        for (Judged issue : issues) {
            Case begun = first.remove(issue.issueId());
            problems.addAll(begun == null ? judgedAnew(issue) : touched(begun));
        }
        return problems;
    }

    private Set<String> judgedAnew(Judged issue) {
        Case last = Objects.requireNonNull(mongo.findById(issue.issueId(), Case.class));
        if (last.sequence() >= issue.sequence()) {
            return touched(last);
        }
        Case now = next(last, issue);
        var asRead = Query.query(Criteria.where("_id").is(issue.issueId()).and("sequence").is(last.sequence()));
        if (mongo.findAndReplace(asRead, now, FindAndReplaceOptions.empty()) == null) {
            throw Refusal.stale();
        }
        return touched(now);
    }

    private static Case next(@Nullable Case last, Judged issue) {
        Instant at = issue.at().truncatedTo(ChronoUnit.MILLIS);
        Sighting sighting = issue.sighting();
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
            return new Case(issue.issueId(), issue.sequence(), first, null, null, List.of(), null, null, null, null, List.copyOf(left));
        }
        String problemId = sighting.likeness().problemId();
        left.remove(problemId);
        return new Case(issue.issueId(), issue.sequence(), first == null ? at : first, problemId, sighting.unit().code(), sighting.unit().within(),
                sighting.serviceItem(), sighting.stage(), sighting.dimension(), sighting.cause(), List.copyOf(left));
    }

    private static Set<String> touched(Case known) {
        Set<String> problems = new LinkedHashSet<>(known.left());
        if (known.problemId() != null) {
            problems.add(known.problemId());
        }
        return problems;
    }

    /**
     * The cases of common problems as they are now. Problems with few are asked for together.
     *
     * @param counted how many cases each had when it was counted last, by its id
     */
    Map<String, Gathered> of(Map<String, Long> counted) {
        Map<String, List<Case>> few = new LinkedHashMap<>();
        Map<String, Gathered> gathered = new LinkedHashMap<>();
        counted.forEach((problemId, cases) -> {
            if (cases <= FEW) {
                few.put(problemId, new ArrayList<>());
            } else {
                gathered.put(problemId, ofMany(problemId));
            }
        });
        if (!few.isEmpty()) {
            mongo.find(Query.query(Criteria.where(PROBLEM).in(few.keySet())).with(NEWEST_FIRST), Case.class).forEach(one -> few.get(one.problemId()).add(one));
        }
        few.forEach((problemId, all) -> gathered.put(problemId, new Gathered(all.subList(0, Math.min(all.size(), WEIGHED)), all.size())));
        return gathered;
    }

    private Gathered ofMany(String problemId) {
        var ofProblem = Query.query(Criteria.where(PROBLEM).is(problemId));
        List<Case> newest = mongo.find(Query.of(ofProblem).with(NEWEST_FIRST).limit(WEIGHED), Case.class);
        return new Gathered(newest, newest.size() < WEIGHED ? newest.size() : mongo.count(ofProblem, Case.class));
    }
}
