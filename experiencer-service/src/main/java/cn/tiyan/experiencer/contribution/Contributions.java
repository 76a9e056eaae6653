package cn.tiyan.experiencer.contribution;

import cn.tiyan.contracts.publicity.PublicityRecorded;
import cn.tiyan.experiencer.experiencer.Experiencer;
import cn.tiyan.experiencer.experiencer.Traces;
import cn.tiyan.experiencer.period.Days;
import cn.tiyan.experiencer.report.ExperienceReport;
import cn.tiyan.experiencer.report.Ledger;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Listing;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.settings.Live;
import cn.tiyan.platform.settings.LiveSettings;
import cn.tiyan.platform.time.China;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * What came of the work of experiencers: one row each, folded as it happens; answers read the rows of those who contributed since
 * the first day asked for, by an index, and no reports.
 */
@Component
public class Contributions implements Ledger, Traces {

    /** Two events about one experiencer may be folded at the same moment. */
    private static final int TRIES = 10;
    private static final int TOP = 50;
    private static final int AT_ONCE = 1000;
    private static final Comparator<Candidate> BEST_FIRST = Comparator.comparing(Candidate::counts, Counts.MOST_FIRST).thenComparing(Candidate::experiencerId);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Listing<Contribution> LONGEST_ASLEEP_FIRST = Listing.soonestFirst("lastActiveAt", Contribution.class,
            Contribution::lastActiveAt, Contribution::id).noLongerThan(PATIENCE);

    private final AggregateStore store;
    private final MongoTemplate mongo;
    private final Organisation organisation;
    private final Live<ContributionPolicy> policy;
    private final Clock clock;

    Contributions(AggregateStore store, MongoTemplate mongo, Organisation organisation, LiveSettings settings, Clock clock) {
        this.store = store;
        this.mongo = mongo;
        this.organisation = organisation;
        this.policy = settings.bind("tiyan.experiencer.contribution", ContributionPolicy.class);
        this.clock = clock;
    }

    /**
     * One experiencer.
     *
     * @param name masked
     */
    public record Line(String experiencerId, String unit, String name, Achievement achievement) {
    }

    /**
     * A unit's experiencers in a period.
     *
     * @param experiencers how many are appointed now
     * @param contributors how many of the unit's experiencers, whether still appointed or not, have something that counts in the period
     * @param total of all of them
     * @param top at most {@value Contributions#TOP}, by solved classes, then common problems, adopted suggestions and publicity
     */
    public record Overview(String unit, LocalDate from, LocalDate to, int experiencers, int contributors, Achievement total, List<Line> top) {
    }

    /**
     * An experiencer who has fallen asleep.
     *
     * @param name masked
     * @param lastActiveAt of whatever they did last; the beginning of the term, where they did nothing
     */
    public record Asleep(String experiencerId, String unit, String name, Instant lastActiveAt, long days, @Nullable String termTo) {
    }

    /**
     * One page of those who have fallen asleep, the longest asleep first.
     *
     * @param afterDays so many days without anything
     * @param dormant how many of those appointed are asleep
     */
    public record Dormant(int afterDays, Share dormant, List<Asleep> items, @Nullable String next) {
    }

    // ---- folding ----

    @Override
    public void enter(ExperienceReport report) {
        fold(report.experiencerId(), row -> row.enter(report));
    }

    /** A report was written or answered: what it now comes to is taken over. */
    public void reported(String reportId) {
        store.find(ExperienceReport.class, reportId).ifPresent(this::enter);
    }

    /** @param sequence the event's number in the record's life */
    public void published(PublicityRecorded told, long sequence, Instant at) {
        if (told.experiencerId() != null) {
            fold(told.experiencerId(), row -> row.published(told.publicityId(), sequence, told.on(), told.withdrawn(), at));
        }
    }

    /** An experiencer was appointed, or what is known of them changed otherwise. */
    public void changed(String experiencerId) {
        fold(experiencerId, row -> false);
    }

    /** An experiencer did something that counts for nothing but shows that they are awake. */
    public void active(String experiencerId, Instant at) {
        fold(experiencerId, row -> row.active(at));
    }

    /** The row is read before the experiencer: whoever writes the row has seen at least as much of the experiencer as it says. */
    private void fold(String experiencerId, Predicate<Contribution> news) {
        AggregateStore.whileStale(TRIES, () -> {
            Contribution row = store.find(Contribution.class, Contribution.idFor(experiencerId)).orElse(null);
            Experiencer experiencer = store.find(Experiencer.class, experiencerId).orElse(null);
            if (experiencer == null) {
                return false;
            }
            if (row == null) {
                var first = new Contribution(experiencer, clock.instant());
                news.test(first);
                if (!store.insertOnce(first)) {
                    throw Refusal.stale();
                }
            } else if (news.test(row) | row.follow(experiencer)) {
                store.save(row);
            }
            return true;
        });
    }

    // ---- answers ----

    /**
     * A unit's experiencers in a period.
     *
     * @param unit code; null for the caller's own
     * @param from first day; null for the first of January of the last day's year
     * @param to last day; null for today
     */
    public Overview overview(@Nullable String unit, @Nullable LocalDate from, @Nullable LocalDate to, Caller caller) {
        caller.require(Role.OFFICE_CLERK, Role.LEADER);
        Days.check(from, to);
        LocalDate last = to == null ? China.day(clock.instant()) : to;
        LocalDate first = from == null ? last.withDayOfYear(1) : from;
        Days.check(first, last);
        String asked = seen(unit, caller);
        var rows = Query.query(Criteria.where("within").is(asked).and("lastContributedAt").gte(China.begins(first))).maxTime(PATIENCE).cursorBatchSize(AT_ONCE);
        rows.fields().include("experiencerId", "unit", "days");
        var total = new Counts();
        int contributors = 0;
        var top = new PriorityQueue<Candidate>(BEST_FIRST.reversed());
        try (Stream<Document> found = mongo.stream(rows, Document.class, mongo.getCollectionName(Contribution.class))) {
            for (var each = found.iterator(); each.hasNext();) {
                Document row = each.next();
                Counts counts = Counts.of(row.get("days", Document.class), (int) first.toEpochDay(), (int) last.toEpochDay());
                if (counts.any()) {
                    contributors++;
                    total.add(counts);
                    top.add(new Candidate(row.getString("experiencerId"), row.getString("unit"), counts));
                    if (top.size() > TOP) {
                        top.remove();
                    }
                }
            }
        }
        Map<String, String> names = names(top.stream().map(Candidate::experiencerId).toList());
        return new Overview(asked, first, last, (int) mongo.count(appointed(asked), Contribution.class), contributors, total.achievement(),
                top.stream().sorted(BEST_FIRST).map(one -> new Line(one.experiencerId(), one.unit(), names.getOrDefault(one.experiencerId(), "*"),
                        one.counts().achievement())).toList());
    }

    private record Candidate(String experiencerId, String unit, Counts counts) {
    }

    /** What came of the caller's own work, ever; empty where nothing is known of the caller as an experiencer. */
    public Optional<Achievement> mine(Caller caller) {
        caller.require(Role.EXPERIENCER);
        var own = Query.query(Criteria.where("owner").is(caller.account())).with(Sort.by(Sort.Direction.DESC, "createdAt", "_id")).limit(1);
        return Optional.ofNullable(mongo.findOne(own, Contribution.class)).map(row -> Counts.of(row::count).achievement());
    }

    /** 沉睡: those appointed now who have done nothing for a long time, the longest asleep first. */
    public Dormant dormant(@Nullable String unit, int limit, @Nullable String after, Caller caller) {
        caller.require(Role.OFFICE_CLERK, Role.LEADER);
        String asked = seen(unit, caller);
        Instant now = clock.instant();
        LocalDate today = China.day(now);
        int days = policy.get().dormantAfterDays();
        Criteria asleep = Criteria.where("within").is(asked).and("appointed").is(true).and("lastActiveAt").lt(China.begins(today.minusDays(days)))
                .and("termTo").gte(today.toString());
        Page<Contribution> page = store.page(Contribution.class, LONGEST_ASLEEP_FIRST, asleep, limit, after);
        Map<String, String> names = names(page.items().stream().map(Contribution::experiencerId).toList());
        return new Dormant(days, new Share((int) mongo.count(Query.query(asleep), Contribution.class), (int) mongo.count(appointed(asked), Contribution.class)),
                page.items().stream().map(row -> new Asleep(row.experiencerId(), row.unit(), names.getOrDefault(row.experiencerId(), "*"),
                        row.lastActiveAt(), Duration.between(row.lastActiveAt(), now).toDays(), row.termTo())).toList(), page.next());
    }

    private Query appointed(String unit) {
        return Query.query(Criteria.where("within").is(unit).and("appointed").is(true).and("termTo").gte(China.day(clock.instant()).toString()));
    }

    /** Masked names, read at once. */
    private Map<String, String> names(Collection<String> experiencers) {
        Map<String, String> names = new HashMap<>();
        store.findAll(Experiencer.class, new ArrayList<>(experiencers)).forEach(experiencer -> names.put(experiencer.id(), experiencer.name().masked()));
        return names;
    }

    private String seen(@Nullable String unit, Caller caller) {
        return unit == null ? caller.unit() : organisation.visible(caller, unit).code();
    }

    @Override
    public void forget(Experiencer person) {
        Traces.unlink(mongo, Contribution.class, person);
        Traces.unlink(mongo, Commendation.class, person);
    }
}
