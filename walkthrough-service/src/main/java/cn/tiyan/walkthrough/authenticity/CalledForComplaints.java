package cn.tiyan.walkthrough.authenticity;

import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import java.time.Instant;
import java.util.List;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/**
 * Complaints as feedback-ingest-service knows them: what a rule decided needs rectifying, less what was withdrawn or found to be
 * malicious. Kept for {@value #KEPT}, since no rule looks back further.
 */
@Component
public class CalledForComplaints implements Complaints {

    private static final String KEPT = "400d";
    private static final int MOST = 1000;

    private final MongoTemplate mongo;
    private final Organisation organisation;

    CalledForComplaints(MongoTemplate mongo, Organisation organisation) {
        this.mongo = mongo;
        this.organisation = organisation;
    }

    /**
     * A complaint.
     *
     * @param id of the feedback record
     * @param withdrawn whether it does not count any more
     * @param sequence of the last event taken over
     */
    @Document("authenticity_complaint")
    @CompoundIndex(name = "count", def = "{item: 1, within: 1, withdrawn: 1, at: 1}")
    record Complaint(@Id String id, String item, List<String> within, @Indexed(name = "kept", expireAfter = KEPT) Instant at, boolean withdrawn, long sequence) {
    }

    /** A citizen complained; heard again, it changes nothing. */
    public void complained(String feedbackId, String item, String unit, Instant at, long sequence) {
        List<String> within = organisation.find(unit).map(Unit::within).orElse(List.of(unit));
        mongo.upsert(Query.query(Criteria.where("_id").is(feedbackId)), new Update().setOnInsert("item", item).setOnInsert("within", within)
                .setOnInsert("at", at).setOnInsert("withdrawn", false).setOnInsert("sequence", sequence), Complaint.class);
    }

    /** It was withdrawn, or is to be dealt with after all; older news than that which is known changes nothing. */
    public void withdrawn(String feedbackId, boolean withdrawn, long sequence) {
        mongo.updateFirst(Query.query(Criteria.where("_id").is(feedbackId).and("sequence").lt(sequence)),
                new Update().set("withdrawn", withdrawn).set("sequence", sequence), Complaint.class);
    }

    @Override
    public long count(String item, String unit, Instant from, Instant to) {
        return mongo.count(Query.query(Criteria.where("item").is(item).and("within").is(unit).and("withdrawn").is(false).and("at").gte(from).lt(to))
                .limit(MOST), Complaint.class);
    }
}
