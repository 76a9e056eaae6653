package cn.tiyan.reporting.milestone;

import cn.tiyan.contracts.vocabulary.MilestoneKind;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.settings.Live;
import cn.tiyan.platform.settings.LiveSettings;
import cn.tiyan.platform.time.China;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * The calendars of the years, and that every unit has what it owes by them. What is to be done for a year spans many documents; each is
 * one write, and doing it again only does what is left: a calendar that was changed, a unit that was founded, moved or dissolved, a
 * replica that died half-way are all the same to it.
 */
@Component
public class Calendars {

    private static final int AT_ONCE = 200;
    private static final int TRIES = 5;

    private final AggregateStore store;
    private final MongoTemplate mongo;
    private final Organisation organisation;
    private final Live<MilestonePolicy> policy;
    private final Clock clock;

    Calendars(AggregateStore store, MongoTemplate mongo, Organisation organisation, LiveSettings settings, Clock clock) {
        this.store = store;
        this.mongo = mongo;
        this.organisation = organisation;
        this.policy = settings.bind("tiyan.reporting.milestone", MilestonePolicy.class);
        this.clock = clock;
    }

    MilestonePolicy policy() {
        return policy.get();
    }

    /**
     * The calendar of a year.
     *
     * @param version 0 while nothing but the settings says it
     * @param opened whether units have been asked yet
     */
    public record Calendar(int year, List<Asked> asked, long version, boolean opened) {
    }

    /** The calendar of a year; it is everybody's. */
    public Calendar of(int year) {
        return store.find(MilestoneYear.class, MilestoneYear.id(year)).map(known -> new Calendar(year, known.asked(), known.version(), true))
                .orElseGet(() -> new Calendar(year, MilestoneYear.usual(year, policy.get()), 0, false));
    }

    /**
     * Sets the calendar of a year and asks the units accordingly.
     *
     * @param asked what is not named stays as it is
     * @param expected the version the caller decided on; 0 where there is none yet
     * @throws Refusal forbidden; stale; {@code not-the-province}, {@code due-outside-year}
     */
    public Calendar set(int year, List<Asked> asked, @Nullable String note, long expected, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        Unit province = organisation.require("unit", caller.unit());
        if (province.within().size() > 1) {
            throw Refusal.rule("not-the-province", "进度安排由省级营商办设定");
        }
        var before = store.find(MilestoneYear.class, MilestoneYear.id(year));
        if (before.map(MilestoneYear::version).orElse(0L) != expected) {
            throw Refusal.stale();
        }
        MilestoneYear calendar = before.orElseGet(() -> new MilestoneYear(province, year, policy.get(), caller, clock.instant()));
        calendar.set(asked, note, caller, clock.instant());
        if (before.isPresent()) {
            store.save(calendar);
        } else if (!store.insertOnce(calendar)) {
            throw Refusal.stale();
        }
        reconcile(calendar);
        return of(year);
    }

    /** Opens the year when its day has come, and brings what is stored in line with calendars and tree. */
    void keepUp() {
        LocalDate today = China.day(clock.instant());
        for (int year : new int[] {today.getYear() - 1, today.getYear()}) {
            Optional<MilestoneYear> calendar = store.find(MilestoneYear.class, MilestoneYear.id(year));
            if (calendar.isEmpty() && year == today.getYear() && !today.isBefore(policy.get().opens(year))) {
                open(year);
                calendar = store.find(MilestoneYear.class, MilestoneYear.id(year));
            }
            calendar.ifPresent(this::reconcile);
        }
    }

    private void open(int year) {
        Unit first = mongo.findOne(new Query().with(Sort.by("_id")).limit(1), Unit.class);
        if (first != null) {
            Unit province = organisation.find(first.within().getFirst()).orElse(first);
            store.insertOnce(new MilestoneYear(province, year, policy.get(), Milestone.CALENDAR, clock.instant()));
        }
    }

    /** What is compared of a milestone. */
    private record Stored(@Id String id, String due, MilestoneStatus status, String unitName, List<String> within) {

        boolean differs(boolean owed, Asked asked, Unit unit) {
            return !due.equals(asked.due()) && status != MilestoneStatus.NOT_OWED || !unitName.equals(unit.name()) || !within.equals(unit.within())
                    || (owed ? status == MilestoneStatus.NOT_OWED : status.outstanding());
        }
    }

    /**
     * Every unit has what it owes, by the day it owes it.
     *
     * @return how many documents were written
     */
    int reconcile(MilestoneYear calendar) {
        int written = 0;
        String after = "";
        List<Unit> units;
        do {
            units = mongo.find(Query.query(Criteria.where("_id").gt(after)).with(Sort.by("_id")).limit(AT_ONCE), Unit.class);
            if (!units.isEmpty()) {
                written += reconcile(calendar, units);
                after = units.getLast().code();
            }
        } while (units.size() == AT_ONCE);
        return written;
    }

    private int reconcile(MilestoneYear calendar, List<Unit> units) {
        Map<String, Stored> stored = new HashMap<>();
        List<String> ids = units.stream().flatMap(unit -> calendar.asked().stream().map(asked -> Milestone.id(unit.code(), calendar.year(), asked.kind()))).toList();
        var query = Query.query(Criteria.where("_id").in(ids));
        query.fields().include("due", "status", "unitName", "within");
        mongo.find(query, Stored.class, mongo.getCollectionName(Milestone.class)).forEach(each -> stored.put(each.id(), each));
        List<Milestone> begun = new ArrayList<>();
        Map<String, Wanted> changed = new TreeMap<>();
        for (Unit unit : units) {
            for (Asked asked : calendar.asked()) {
                boolean owed = asked.of(unit);
                Stored there = stored.get(Milestone.id(unit.code(), calendar.year(), asked.kind()));
                if (there == null && owed) {
                    begun.add(new Milestone(unit, calendar.year(), asked.kind(), asked.day(), policy.get(), clock.instant()));
                } else if (there != null && there.differs(owed, asked, unit)) {
                    changed.put(there.id(), new Wanted(unit, owed, asked.day()));
                }
            }
        }
        if (!begun.isEmpty()) {
            // Whoever was quicker has written the same.
            store.storeAll(begun);
        }
        apply(changed);
        return begun.size() + changed.size();
    }

    private record Wanted(Unit unit, boolean owed, LocalDate due) {
    }

    private void apply(Map<String, Wanted> changed) {
        Map<String, Wanted> left = new TreeMap<>(changed);
        for (int tried = 0; !left.isEmpty() && tried < TRIES; tried++) {
            List<Milestone> found = store.findAll(Milestone.class, left.keySet());
            found.forEach(each -> {
                Wanted wanted = left.get(each.id());
                each.reconcile(wanted.unit(), wanted.owed(), wanted.due(), policy.get(), clock.instant());
            });
            // Of those that somebody changed meanwhile, what has become of them is read again. What is still left is done the next time.
            List<String> again = store.storeAll(found).stream().map(each -> each.id()).toList();
            left.keySet().removeIf(Predicate.not(again::contains));
        }
    }

    /** The milestone of a unit, begun by the calendar of the year if it is not there: it is told of before the year is opened. */
    Milestone require(Unit unit, int year, MilestoneKind kind) {
        String id = Milestone.id(unit.code(), year, kind);
        return store.find(Milestone.class, id).orElseGet(() -> {
            LocalDate due = of(year).asked().stream().filter(asked -> asked.kind() == kind).findFirst().map(Asked::day)
                    .orElseGet(() -> policy.get().due(kind, year));
            store.insertOnce(new Milestone(unit, year, kind, due, policy.get(), clock.instant()));
            return store.find(Milestone.class, id).orElseThrow();
        });
    }
}
