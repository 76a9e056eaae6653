package cn.tiyan.reporting.milestone;

import cn.tiyan.contracts.roster.RosterReviewed;
import cn.tiyan.contracts.roster.RosterSubmitted;
import cn.tiyan.contracts.vocabulary.MilestoneKind;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.messaging.Delivery;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** What units owe by the calendar: handed in, reviewed, and who is late. Each command is one write. */
@Component
public class Milestones {

    private static final String COLLECTION = "milestone";
    private static final String[] LINE = {"unit", "unitName", "year", "kind", "status", "due", "late", "overdue", "submittedAt", "version"};
    private static final int TRIES = 5;
    private static final int COUNTED_DEPTHS = 3;

    private final AggregateStore store;
    private final MongoTemplate mongo;
    private final Organisation organisation;
    private final Calendars calendars;
    private final Clock clock;

    Milestones(AggregateStore store, MongoTemplate mongo, Organisation organisation, Calendars calendars, Clock clock) {
        this.store = store;
        this.mongo = mongo;
        this.organisation = organisation;
        this.calendars = calendars;
        this.clock = clock;
    }

    // ---- one of them ----

    /** @throws Refusal forbidden; not found within what the caller may see */
    public Milestone get(String id, Caller caller) {
        mayRead(caller);
        return store.get(Milestone.class, id, caller);
    }

    private static void mayRead(Caller caller) {
        caller.require(Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK, Role.VERIFIER, Role.LEADER);
    }

    /** 起草. */
    public Milestone write(String id, String text, long expected, Caller caller) {
        return command(id, expected, caller, (milestone, policy, now) -> milestone.write(text, policy, caller, now));
    }

    /**
     * 报送.
     *
     * @param text null hands in the draft
     */
    public Milestone submit(String id, @Nullable String text, long expected, Caller caller) {
        return command(id, expected, caller, (milestone, policy, now) -> milestone.submit(text, policy, caller, now));
    }

    /** 接收. */
    public Milestone accept(String id, long expected, Caller caller) {
        return command(id, expected, caller, (milestone, policy, now) -> milestone.accept(policy, caller, now));
    }

    /** 退回. */
    public Milestone sendBack(String id, String reason, long expected, Caller caller) {
        return command(id, expected, caller, (milestone, policy, now) -> milestone.sendBack(reason, policy, caller, now));
    }

    /** 免报. */
    public Milestone waive(String id, String reason, long expected, Caller caller) {
        return command(id, expected, caller, (milestone, policy, now) -> milestone.waive(reason, policy, caller, now));
    }

    /** 恢复报送. */
    public Milestone requireAgain(String id, long expected, Caller caller) {
        return command(id, expected, caller, (milestone, policy, now) -> milestone.requireAgain(policy, caller, now));
    }

    @FunctionalInterface
    private interface Command {

        void on(Milestone milestone, MilestonePolicy policy, Instant now);
    }

    private Milestone command(String id, long expected, Caller caller, Command command) {
        mayRead(caller);
        return store.change(Milestone.class, id, caller, expected, milestone -> command.on(milestone, calendars.policy(), clock.instant()));
    }

    // ---- rosters ----

    /** 名单上报. */
    public void rosterSubmitted(Delivery<RosterSubmitted> delivery) {
        RosterSubmitted said = delivery.event();
        Unit unit = organisation.find(said.unit()).orElseThrow(() -> new UnknownReference("unit", "没有编码为 " + said.unit() + " 的单位"));
        AggregateStore.whileStale(TRIES, () -> {
            Milestone milestone = calendars.require(unit, said.year(), MilestoneKind.ROSTER);
            return milestone.rosterSubmitted(said.rosterId(), said.submission(), said.people(), said.late(), calendars.policy(), delivery.time())
                    ? store.save(milestone) : milestone;
        });
    }

    /**
     * 名单审核.
     *
     * @throws UnknownReference if it was not told of the submission yet: then this waits for it
     */
    public void rosterReviewed(Delivery<RosterReviewed> delivery) {
        RosterReviewed said = delivery.event();
        AggregateStore.whileStale(TRIES, () -> {
            var query = Query.query(Criteria.where("rosterId").is(said.rosterId()));
            query.fields().include("_id");
            Document found = mongo.findOne(query, Document.class, COLLECTION);
            Milestone milestone = found == null ? null : store.find(Milestone.class, found.getString("_id")).orElse(null);
            if (milestone == null || !milestone.knows(said.submission())) {
                throw new UnknownReference("submission", "没有名单 " + said.rosterId() + " 的第 " + said.submission() + " 次上报");
            }
            return milestone.rosterReviewed(said.submission(), said.byUnit(), said.accepted(), said.reason(), calendars.policy(), delivery.time())
                    ? store.save(milestone) : milestone;
        });
    }

    // ---- all of them ----

    /**
     * Which milestones are shown; null lets all pass.
     *
     * @param unit of this unit and those below it; the caller's own where it is null
     * @param overdue only those that are to be handed in and whose last day has passed
     */
    public record Filter(int year, @Nullable MilestoneKind kind, @Nullable MilestoneStatus status, @Nullable String unit, boolean overdue) {
    }

    /**
     * One page, by unit and so city by city, restricted in the query.
     *
     * @param limit 1 to 200
     * @throws Refusal forbidden; not found, if the caller may not see the unit
     */
    public Page<MilestoneLine> page(Filter filter, int limit, @Nullable String after, Caller caller) {
        Criteria criteria = criteria(filter, caller);
        if (after != null) {
            String[] place = place(after);
            criteria = new Criteria().andOperator(criteria, Criteria.where("unit").gte(place[0])
                    .orOperator(Criteria.where("unit").gt(place[0]), Criteria.where("unit").is(place[0]).and("_id").gt(place[1])));
        }
        List<MilestoneLine> found = mongo.find(lines(criteria).limit(limit + 1), MilestoneLine.class, COLLECTION);
        return Page.of(found, limit, Milestones::placed);
    }

    private static Query lines(Criteria criteria) {
        var query = Query.query(criteria).with(Sort.by("unit", "_id"));
        query.fields().include(LINE);
        return query;
    }

    private static String placed(MilestoneLine last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((last.unit() + " " + last.id()).getBytes(StandardCharsets.UTF_8));
    }

    private static String[] place(String after) {
        try {
            String[] place = new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8).split(" ", -1);
            if (place.length == 2) {
                return place;
            }
        } catch (IllegalArgumentException e) {
            // As good as none; said below.
        }
        throw Refusal.malformed("after", "翻页标记无效，请使用上一页返回的 next");
    }

    private Criteria criteria(Filter filter, Caller caller) {
        mayRead(caller);
        Criteria criteria = Criteria.where("within").is(organisation.visible(caller, filter.unit()).code()).and("year").is(filter.year());
        if (filter.kind() != null) {
            criteria = criteria.and("kind").is(filter.kind());
        }
        if (filter.status() != null) {
            criteria = criteria.and("status").is(filter.status());
        }
        return filter.overdue() ? criteria.and("overdue").is(true) : criteria;
    }

    /** What the caller's own unit owes in a year, in the order of the calendar; read by the primary key. */
    public List<Milestone> own(int year, Caller caller) {
        mayRead(caller);
        Map<MilestoneKind, Milestone> found = new TreeMap<>();
        store.findAll(Milestone.class, Arrays.stream(MilestoneKind.values()).map(kind -> Milestone.id(caller.unit(), year, kind)).toList())
                .forEach(each -> found.put(each.kind(), each));
        return List.copyOf(found.values());
    }

    /**
     * A workbook of the same lines; everything is refused before a byte is written.
     *
     * @throws Refusal forbidden; not found, if the caller may not see the unit
     */
    public MilestoneWorkbook export(Filter filter, Caller caller) {
        Criteria criteria = criteria(filter, caller);
        Unit unit = organisation.visible(caller, filter.unit());
        Stream<MilestoneLine> lines = mongo.stream(lines(criteria), MilestoneLine.class, COLLECTION);
        return new MilestoneWorkbook(unit.name(), filter, clock.instant(), lines);
    }

    /**
     * How far a unit and those right below it have come.
     *
     * @param total of the whole subtree
     * @param parts each part of it; {@code unit} itself stands for what is its own. They add up to the total
     */
    public record Progress(String unit, String unitName, int year, MilestoneKind kind, LocalDate due, Standing total, List<Standing> parts) {
    }

    /**
     * Counts by the units one level below: for the province, by city.
     *
     * @param unit the caller's own where it is null
     * @throws Refusal forbidden; not found, if the caller may not see the unit
     */
    public Progress progress(int year, MilestoneKind kind, @Nullable String unit, Caller caller) {
        mayRead(caller);
        Unit of = organisation.visible(caller, unit);
        // Down to the county, the counts are read from an index alone.
        int depth = of.within().size() - 1;
        boolean counted = depth < COUNTED_DEPTHS;
        Object below = counted ? "$at" + (depth + 1) : new Document("$arrayElemAt", List.of("$within", depth + 1));
        Map<String, Standing> parts = new TreeMap<>();
        mongo.getCollection(COLLECTION).aggregate(List.of(
                new Document("$match", new Document(counted ? "at" + depth : "within", of.code()).append("year", year).append("kind", kind.name())),
                new Document("$group", new Document("_id", new Document("part", new Document("$ifNull", List.of(below, of.code()))).append("status", "$status"))
                        .append("number", new Document("$sum", 1))
                        .append("late", new Document("$sum", new Document("$cond", List.of("$late", 1, 0))))
                        .append("overdue", new Document("$sum", new Document("$cond", List.of(new Document("$ifNull", List.of("$overdue", false)), 1, 0)))))))
                .forEach(group -> {
                    Document key = group.get("_id", Document.class);
                    parts.merge(key.getString("part"), Standing.NOTHING.plus(MilestoneStatus.valueOf(key.getString("status")), group.getInteger("number"),
                            group.getInteger("late"), group.getInteger("overdue")), Standing::plus);
                });
        Map<String, String> names = names(parts.keySet());
        List<Standing> named = new ArrayList<>();
        parts.forEach((part, standing) -> named.add(standing.of(part, names.getOrDefault(part, part))));
        LocalDate due = calendars.of(year).asked().stream().filter(asked -> asked.kind() == kind).findFirst().orElseThrow().day();
        return new Progress(of.code(), of.name(), year, kind, due, parts.values().stream().reduce(Standing.NOTHING, Standing::plus), named);
    }

    private Map<String, String> names(Iterable<String> units) {
        Map<String, String> names = new HashMap<>();
        mongo.find(Query.query(Criteria.where("_id").in(asList(units))), Unit.class).forEach(unit -> names.put(unit.code(), unit.name()));
        return names;
    }

    private static List<String> asList(Iterable<String> units) {
        var list = new ArrayList<String>();
        units.forEach(list::add);
        return list;
    }

    /**
     * What a unit has before it, for its people's digest.
     *
     * @param coming to be handed in within the days asked for
     * @param overdue to be handed in, and late
     * @param toReview submitted by the units right below
     */
    public record Waiting(long coming, long overdue, long toReview) {
    }

    /** @param until what is due by then is coming */
    public Waiting waiting(String unit, Instant now, Instant until) {
        Object[] outstanding = {MilestoneStatus.DRAFT, MilestoneStatus.RETURNED};
        long coming = mongo.count(Query.query(Criteria.where("unit").is(unit).and("status").in(outstanding).and("dueAt").gt(now).lte(until)), COLLECTION);
        long overdue = mongo.count(Query.query(Criteria.where("unit").is(unit).and("status").in(outstanding).and("dueAt").lte(now)), COLLECTION);
        return new Waiting(coming, overdue, mongo.count(Query.query(Criteria.where("reviewer").is(unit)), COLLECTION));
    }
}
