package cn.tiyan.feedback.feedback;

import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.aggregate.AggregateStore;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.aggregation.AggregationOptions;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

@Repository
class StoredRecords implements Records {

    private static final String URGING = "urging";

    private final AggregateStore store;
    private final MongoTemplate mongo;

    StoredRecords(AggregateStore store, MongoTemplate mongo) {
        this.store = store;
        this.mongo = mongo;
    }

    @Override
    public <T extends Aggregate> List<T> findAll(Class<T> type, Collection<String> ids) {
        return store.findAll(type, ids);
    }

    @Override
    public List<Feedback> ratingsOf(Collection<String> services) {
        return mongo.find(Query.query(Criteria.where("service").in(services)), Feedback.class);
    }

    @Override
    public Set<String> pressedFor(Collection<String> orders) {
        var named = Aggregation.match(Criteria.where(URGING).in(orders));
        var found = Aggregation.newAggregation(named, Aggregation.project(URGING).andExclude("_id"), Aggregation.unwind(URGING), named, Aggregation.group(URGING))
                .withOptions(AggregationOptions.builder().hint(URGING).build());
        return mongo.aggregate(found, Feedback.class, Document.class).getMappedResults().stream().map(each -> each.getString("_id")).collect(Collectors.toSet());
    }

    @Override
    public List<Feedback> urging(String order) {
        return mongo.find(Query.query(Criteria.where(URGING).is(order)).with(Sort.by("key")).withHint(URGING).limit(Feedback.MOST_URGES), Feedback.class);
    }

    @Override
    public List<Aggregate> store(Collection<Aggregate> aggregates) {
        return store.storeAll(aggregates);
    }
}
