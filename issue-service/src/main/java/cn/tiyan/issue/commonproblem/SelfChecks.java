package cn.tiyan.issue.commonproblem;

import cn.tiyan.contracts.commonproblem.CommonProblemConfirmed;
import cn.tiyan.issue.calendar.Term;
import cn.tiyan.issue.calendar.WorkingCalendars;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.time.China;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** All self-checks: sending them out, finding them, and taking one a step further. Each command is one write. */
@Component
public class SelfChecks {

    private static final Actor BROADCAST = Actor.service("self-checks");

    private final AggregateStore store;
    private final MongoTemplate mongo;
    private final Organisation organisation;
    private final WorkingCalendars calendars;
    private final Clock clock;

    SelfChecks(AggregateStore store, MongoTemplate mongo, Organisation organisation, WorkingCalendars calendars, Clock clock) {
        this.store = store;
        this.mongo = mongo;
        this.organisation = organisation;
        this.calendars = calendars;
        this.clock = clock;
    }

    /** One verb of {@link SelfCheck}. */
    @FunctionalInterface
    public interface Command {

        void on(SelfCheck check, Caller by, Instant at);
    }

    /**
     * Which self-checks a list shows; null lets all pass.
     *
     * @param problemId of this common problem
     * @param overdue only those that are, or are not, late
     */
    public record Filter(@Nullable SelfCheckStatus status, @Nullable String problemId, @Nullable Boolean overdue) {
    }

    /**
     * Sends a self-check to every unit the order names. Each is one write, and one that is there already stays as it is: after a
     * crash, or with the same order again, only what is missing is added.
     */
    public void assign(CommonProblemConfirmed order) {
        for (String code : order.units()) {
            Unit unit = organisation.find(code).orElseThrow(() -> new UnknownReference("units", "没有编码为 " + code + " 的单位"));
            store.insertOnce(SelfCheck.assign(order, unit, BROADCAST, calendars.current(), clock.instant()));
        }
    }

    /** The self-check, if the caller may see it. */
    public SelfCheck get(String id, Caller caller) {
        return store.get(SelfCheck.class, id, caller);
    }

    /** What the caller may see, newest first. */
    public Page<SelfCheck> list(Filter filter, Caller caller, int limit, @Nullable String after) {
        Criteria criteria = caller.sees();
        if (filter.problemId() != null) {
            criteria.and("problemId").is(filter.problemId());
        }
        if (filter.status() != null) {
            criteria.and("status").is(filter.status());
        }
        if (filter.overdue() != null) {
            criteria.and("overdue").is(filter.overdue());
        }
        return store.page(SelfCheck.class, criteria, limit, after);
    }

    /**
     * Takes a self-check a step further.
     *
     * @param version the version the caller decided on
     */
    public SelfCheck command(String id, Caller caller, long version, Command command) {
        return store.change(SelfCheck.class, id, caller, version, check -> command.on(check, caller, clock.instant()));
    }

    /** The day on which so many working days from today end. */
    public LocalDate inWorkingDays(int days) {
        return term(days).last();
    }

    /** So many working days from today. */
    public Term term(int days) {
        return Term.of(China.day(clock.instant()), days, calendars.current());
    }

    /** How far the self-checks of a round have come. */
    Progress progress(String problemId, int round) {
        var ofRound = Query.query(Criteria.where("problemId").is(problemId).and("round").is(round));
        ofRound.fields().include("status", "overdue", "answered.answer");
        List<SelfCheck> all = mongo.find(ofRound, SelfCheck.class);
        List<Answer> accepted = all.stream().filter(check -> check.status() == SelfCheckStatus.COMPLETED)
                .map(check -> Objects.requireNonNull(check.answered()).answer()).toList();
        return new Progress(all.size(), accepted.size(), (int) accepted.stream().filter(answer -> !answer.concerned()).count(),
                (int) accepted.stream().filter(Answer::foundIt).count(), accepted.stream().mapToInt(Answer::cases).sum(),
                (int) all.stream().filter(SelfCheck::overdue).count());
    }
}
