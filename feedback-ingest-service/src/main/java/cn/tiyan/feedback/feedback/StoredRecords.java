package cn.tiyan.feedback.feedback;

import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.refusal.Refusal;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

@Repository
class StoredRecords implements Records {

    private final AggregateStore store;
    private final MongoTemplate mongo;

    StoredRecords(AggregateStore store, MongoTemplate mongo) {
        this.store = store;
        this.mongo = mongo;
    }

    @Override
    public <T extends Aggregate> Optional<T> find(Class<T> type, String id) {
        return store.find(type, id);
    }

    @Override
    public List<Feedback> ratingsOf(String service) {
        return mongo.find(Query.query(Criteria.where("service").is(service)), Feedback.class);
    }

    @Override
    public List<Feedback> urging(String feedback) {
        return mongo.find(Query.query(Criteria.where("urging").is(feedback)).with(Sort.by("key")).withHint("urging").limit(Feedback.MOST_URGES), Feedback.class);
    }

    /** Another replica that took the partition over may have been quicker: then this one's view is stale. */
    @Override
    public void insert(Aggregate aggregate) {
        if (!store.insertOnce(aggregate)) {
            throw Refusal.stale();
        }
    }

    @Override
    public void save(Aggregate aggregate) {
        store.save(aggregate);
    }
}
