package cn.tiyan.issue.evidence;

import cn.tiyan.issue.issue.Issue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes files that no issue refers to: what a crash between storing a file and referring to it leaves. A file is looked at
 * once, when it is at least a day old: a hand-in takes seconds, so that none can still be under way. How far the sweep has come is
 * kept, and moves on only behind files that were dealt with; several replicas that sweep at once do the same work twice and no harm.
 */
@Component
class OrphanSweep {

    private static final Logger log = LoggerFactory.getLogger(OrphanSweep.class);
    private static final Duration AGE = Duration.ofDays(1);
    private static final int BATCH = 200;
    /** At the most some ten thousand files in one sweep; the next goes on. */
    private static final int MOST_BATCHES = 50;
    private static final String PROGRESS = "evidence_sweep";

    private final EvidenceStore store;
    private final EvidenceProperties properties;
    private final MongoTemplate mongo;
    private final Clock clock;

    OrphanSweep(EvidenceStore store, EvidenceProperties properties, MongoTemplate mongo, Clock clock) {
        this.store = store;
        this.properties = properties;
        this.mongo = mongo;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT5M")
    void sweep() {
        sweep(clock.instant());
    }

    /** @return how many files were deleted */
    int sweep(Instant now) {
        String before = FileKey.firstOfDay(now.minus(AGE));
        String after = progress();
        int deleted = 0;
        for (int batch = 0; batch < MOST_BATCHES; batch++) {
            List<String> keys = store.keys(after, before, BATCH);
            if (keys.isEmpty()) {
                break;
            }
            Set<String> referredTo = referredTo(keys);
            for (String key : keys) {
                if (!referredTo.contains(key)) {
                    store.delete(key);
                    deleted++;
                }
            }
            after = keys.getLast();
            reached(after);
        }
        if (deleted > 0) {
            log.info("Deleted {} files of evidence that no issue refers to", deleted);
        }
        return deleted;
    }

    private Set<String> referredTo(List<String> keys) {
        var found = new HashSet<String>();
        for (Document issue : mongo.getCollection(mongo.getCollectionName(Issue.class))
                .find(new Document("evidence.file", new Document("$in", keys))).projection(new Document("evidence.file", 1))) {
            issue.getList("evidence", Document.class).forEach(piece -> found.add(piece.getString("file")));
        }
        return found;
    }

    private String progress() {
        Document reached = mongo.getCollection(PROGRESS).find(new Document("_id", properties.store().name())).first();
        return reached == null ? "" : reached.getString("key");
    }

    private void reached(String key) {
        mongo.getCollection(PROGRESS).updateOne(new Document("_id", properties.store().name()),
                new Document("$max", new Document("key", key)), new com.mongodb.client.model.UpdateOptions().upsert(true));
    }
}
