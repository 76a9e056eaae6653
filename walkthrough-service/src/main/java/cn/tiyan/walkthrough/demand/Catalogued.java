package cn.tiyan.walkthrough.demand;

import cn.tiyan.contracts.serviceitem.ServiceItemChanged;
import cn.tiyan.platform.messaging.Delivery;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.UnknownReference;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import java.util.List;
import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/**
 * Which service items there are by the catalogue, so that those nobody has ever walked or spoken of are not forgotten: a copy of
 * code, name and unit, kept by events.
 */
@Component
public class Catalogued {

    private static final String LISTED = "listed";
    private static final String BY_BUCKET = "by-bucket";
    private static final int BATCH = 2_000;

    private final MongoTemplate mongo;
    private final Organisation organisation;

    Catalogued(MongoTemplate mongo, Organisation organisation) {
        this.mongo = mongo;
        this.organisation = organisation;
        mongo.indexOps(LISTED).createIndex(new Index().named(BY_BUCKET).on("within", Sort.Direction.ASC).on("active", Sort.Direction.ASC)
                .on("bucket", Sort.Direction.ASC));
    }

    /** Takes over an item as it now is; an older or repeated event changes nothing. */
    public void changed(Delivery<ServiceItemChanged> delivery) {
        ServiceItemChanged item = delivery.event();
        List<String> within = organisation.find(item.unit()).map(Unit::within)
                .orElseThrow(() -> new UnknownReference("unit", "没有编码为 " + item.unit() + " 的单位"));
        var older = Query.query(Criteria.where("_id").is(item.itemId()).and("sequence").lt(delivery.sequence()));
        var now = new Update().set("code", item.code()).set("bucket", Cell.bucketOf(item.code())).set("name", item.name()).set("within", within).set("active", item.active())
                .set("sequence", delivery.sequence());
        try {
            mongo.upsert(older, now, LISTED);
        } catch (DuplicateKeyException e) {
            // The upsert found no older copy and tried to add one beside the newer: what is here is newer already.
        }
    }

    /** Items bucket by bucket, each with the name one of its units gives it; several units may provide an item. */
    static MongoCursor<Document> of(MongoCollection<Document> listed, Asked asked) {
        var filter = new Document("within", new Document("$all", List.of(asked.unit().code(), asked.seen()))).append("active", true);
        return listed.find(filter).projection(new Document("_id", 0).append("bucket", 1).append("code", 1).append("name", 1)).sort(new Document("bucket", 1))
                .hintString(BY_BUCKET).batchSize(BATCH).iterator();
    }

    /** Where they are. */
    static String collection() {
        return LISTED;
    }
}
