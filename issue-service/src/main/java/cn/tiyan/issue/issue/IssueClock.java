package cn.tiyan.issue.issue;

import cn.tiyan.platform.aggregate.Timer;
import cn.tiyan.platform.time.China;
import java.time.Clock;
import java.util.Date;
import java.util.stream.IntStream;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Wakes issues when their time has come, and when a calendar is published that their deadlines count by. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class IssueClock {

    private static final Logger log = LoggerFactory.getLogger(IssueClock.class);
    /** No deadline reaches further than the year after next. */
    private static final int YEARS_AHEAD = 2;

    private final MongoTemplate mongo;
    private final Issues issues;
    private final Clock clock;

    IssueClock(MongoTemplate mongo, Issues issues, Clock clock) {
        this.mongo = mongo;
        this.issues = issues;
        this.clock = clock;
    }

    @Bean
    Timer<Issue> issueTimer() {
        return new Timer<>(Issue.class, issues::clockStrikes);
    }

    /**
     * Has every issue woken whose deadline counts days of a year that is published by now: one update under an index that holds
     * only provisional deadlines. What a command overwrites meanwhile is found by the next look.
     *
     * @return how many
     */
    @Scheduled(fixedDelay = 30_000, initialDelay = 5_000)
    long wakeProvisional() {
        Moment now = issues.now();
        int year = China.day(now.at()).getYear();
        var published = IntStream.rangeClosed(year, year + YEARS_AHEAD).filter(now.calendar()::isPublished).boxed().toList();
        long woken = mongo.getCollection(mongo.getCollectionName(Issue.class)).updateMany(
                new Document("provisionalIn", new Document("$in", published)),
                new Document("$set", new Document("wakeAt", Date.from(clock.instant())))).getModifiedCount();
        if (woken > 0) {
            log.info("The calendar was published that {} deadlines count by", woken);
        }
        return woken;
    }
}
