package cn.tiyan.issue.integrity;

import cn.tiyan.issue.issue.Issue;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Timer;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/**
 * Checks of all histories, one at a time. Each walks a stretch whenever its timer strikes: with several replicas, or after a crash,
 * a stretch may be read twice, but counts once.
 */
@Configuration(proxyBeanMethods = false)
public class IntegrityChecks {

    private static final Logger log = LoggerFactory.getLogger(IntegrityChecks.class);
    private static final int STRETCH = 2_000;

    private final AggregateStore store;
    private final MongoTemplate mongo;
    private final Clock clock;

    IntegrityChecks(AggregateStore store, MongoTemplate mongo, Clock clock) {
        this.store = store;
        this.mongo = mongo;
        this.clock = clock;
    }

    /** Starts one, or finds the one that runs. */
    public IntegrityCheck start(String id, Caller by) {
        try {
            return store.insert(IntegrityCheck.start(id, by, clock.instant()));
        } catch (DuplicateKeyException e) {
            IntegrityCheck running = mongo.findOne(Query.query(Criteria.where("running").is(true)), IntegrityCheck.class);
            return running != null ? running : get(id);
        }
    }

    /** It names issues of all units: whoever may start one may read it. */
    public IntegrityCheck get(String id) {
        return store.find(IntegrityCheck.class, id).orElseThrow(() -> Refusal.notFound("未找到该次检查：" + id));
    }

    @Bean
    Timer<IntegrityCheck> integrityTimer() {
        return new Timer<>(IntegrityCheck.class, this::walk);
    }

    private void walk(IntegrityCheck check, Instant now) {
        var next = Query.query(check.cursor() == null ? new Criteria() : Criteria.where("_id").gt(check.cursor()))
                .with(Sort.by("_id")).limit(STRETCH);
        next.fields().include("number", "history");
        List<Issue> stretch = mongo.find(next, Issue.class);
        if (stretch.isEmpty()) {
            check.finish(now);
            log.info("Integrity check {}: {} issues, {} with a broken history", check.id(), check.checked(), check.brokenCount());
            return;
        }
        List<IntegrityCheck.Broken> broken = stretch.stream().filter(issue -> !issue.historyIntact())
                .map(issue -> new IntegrityCheck.Broken(issue.id(), issue.number())).toList();
        broken.forEach(issue -> log.warn("The history of {} ({}) is not as it was written", issue.number(), issue.issue()));
        check.walked(stretch.size(), stretch.getLast().id(), broken, now);
    }
}
