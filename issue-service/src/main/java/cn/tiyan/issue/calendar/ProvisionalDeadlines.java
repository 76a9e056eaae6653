package cn.tiyan.issue.calendar;

import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.time.China;
import java.time.Clock;
import java.util.Date;
import java.util.stream.IntStream;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/** Finds the deadlines that count days of a year that was not published when they were set, and is by now. */
@Component
public class ProvisionalDeadlines {

    private static final Logger log = LoggerFactory.getLogger(ProvisionalDeadlines.class);
    /** No deadline reaches further than the year after next. */
    private static final int YEARS_AHEAD = 2;

    private final MongoTemplate mongo;
    private final WorkingCalendars calendars;
    private final Clock clock;

    ProvisionalDeadlines(MongoTemplate mongo, WorkingCalendars calendars, Clock clock) {
        this.mongo = mongo;
        this.calendars = calendars;
        this.clock = clock;
    }

    /**
     * Has those woken that have such a deadline: one update under an index that holds only provisional ones. What a command
     * overwrites meanwhile is found by the next look.
     *
     * @param type has a field {@code provisionalIn}, the first year without a schedule that a deadline counts by; its clock counts
     *     anew what it finds published
     * @return how many
     */
    public long wake(Class<? extends Aggregate> type) {
        int year = China.day(clock.instant()).getYear();
        var published = IntStream.rangeClosed(year, year + YEARS_AHEAD).filter(calendars.current()::isPublished).boxed().toList();
        long woken = mongo.getCollection(mongo.getCollectionName(type)).updateMany(
                new Document("provisionalIn", new Document("$in", published)),
                new Document("$set", new Document("wakeAt", Date.from(clock.instant())))).getModifiedCount();
        if (woken > 0) {
            log.info("The calendar was published that deadlines of {} {}s count by", woken, type.getSimpleName());
        }
        return woken;
    }
}
