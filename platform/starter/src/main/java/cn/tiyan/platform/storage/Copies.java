package cn.tiyan.platform.storage;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/** Copies of what another service tells of, each with the sequence of the last event it took over. */
public final class Copies {

    private Copies() {
    }

    /**
     * Takes over one as it now is; an older or repeated event changes nothing.
     *
     * @param type has an identifier and a {@code sequence}
     * @param sequence of the event
     * @param now everything else it is to be
     */
    public static void takeOver(MongoTemplate mongo, Class<?> type, String id, long sequence, Update now) {
        try {
            mongo.upsert(Query.query(Criteria.where("_id").is(id).and("sequence").lt(sequence)), now.set("sequence", sequence), type);
        } catch (DuplicateKeyException e) {
            // The upsert found no older copy and tried to add one beside the newer: what is here is newer already.
        }
    }
}
