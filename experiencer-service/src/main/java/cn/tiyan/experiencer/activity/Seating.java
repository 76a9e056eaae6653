package cn.tiyan.experiencer.activity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Who of those that accepted has a seat: see {@link Participation}. */
@Component
class Seating {

    private static final String ACTIVITY = "activityId";
    private static final String ANSWER = "answer";
    private static final String ACCEPTED_AT = "acceptedAt";

    private final MongoTemplate mongo;

    Seating(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    private record Turn(@Id String id, Instant acceptedAt) {

        boolean isAfterOrAt(Turn other) {
            int order = acceptedAt.compareTo(other.acceptedAt);
            return order > 0 || order == 0 && id.compareTo(other.id) >= 0;
        }
    }

    /** Ids of those of these, all of one activity, who accepted and wait. */
    Set<String> waiting(Activity activity, Collection<Participation> some) {
        Integer seats = activity.plan().capacity();
        Set<String> waiting = new HashSet<>();
        if (seats == null || some.stream().noneMatch(one -> one.answer() == Answer.ACCEPTED)) {
            return waiting;
        }
        Query query = Query.query(accepted(activity.id())).with(Sort.by(ACCEPTED_AT, "_id")).skip(seats).limit(1).withHint("seats");
        Turn first = mongo.findOne(query, Turn.class, mongo.getCollectionName(Participation.class));
        if (first != null) {
            some.stream().filter(one -> one.acceptedAt() != null && turn(one).isAfterOrAt(first)).forEach(one -> waiting.add(one.id()));
        }
        return waiting;
    }

    private static Turn turn(Participation one) {
        return new Turn(one.id(), Objects.requireNonNull(one.acceptedAt()));
    }

    /**
     * Ids of those of these, each of an activity of its own, who accepted and wait; all by one question.
     *
     * @param activities by id
     */
    Set<String> waiting(Collection<Participation> some, Map<String, Activity> activities) {
        List<Criteria> before = new ArrayList<>();
        for (Participation one : some) {
            Activity activity = activities.get(one.activityId());
            Instant at = one.acceptedAt();
            if (at != null && activity != null && activity.plan().capacity() != null) {
                before.add(accepted(one.activityId()).and(ACCEPTED_AT).lte(at).orOperator(Criteria.where(ACCEPTED_AT).lt(at), Criteria.where("_id").lt(one.id())));
            }
        }
        Set<String> waiting = new HashSet<>();
        if (before.isEmpty()) {
            return waiting;
        }
        Map<String, Integer> ahead = new HashMap<>();
        mongo.aggregate(Aggregation.newAggregation(Aggregation.match(new Criteria().orOperator(before)),
                        Aggregation.group(ACTIVITY).count().as("count")), Participation.class, Document.class)
                .forEach(count -> ahead.put(count.getString("_id"), count.getInteger("count")));
        for (Participation one : some) {
            Activity activity = activities.get(one.activityId());
            Integer seats = activity == null ? null : activity.plan().capacity();
            if (one.acceptedAt() != null && seats != null && ahead.getOrDefault(one.activityId(), 0) >= seats) {
                waiting.add(one.id());
            }
        }
        return waiting;
    }

    private static Criteria accepted(String activityId) {
        return Criteria.where(ACTIVITY).is(activityId).and(ANSWER).is(Answer.ACCEPTED);
    }
}
