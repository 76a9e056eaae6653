package cn.tiyan.issue.issue;

import cn.tiyan.contracts.SourceRef;
import cn.tiyan.issue.calendar.WorkingCalendars;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Listing;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.settings.Live;
import cn.tiyan.platform.settings.LiveSettings;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** All issues: registering them, finding them, and taking one a step further. Each command is one write. */
@Component
public class Issues {

    static final Listing<IssueRow> NEWEST_FIRST = Listing.newestFirst(IssueRow.class, IssueRow::createdAt, IssueRow::id);
    static final Listing<IssueRow> SOONEST_FIRST = Listing.soonestFirst("due", IssueRow.class, IssueRow::due, IssueRow::id);

    private static final int AT_ONCE = 500;
    /** Longer chains of mergers do not arise. */
    private static final int LONGEST_CHAIN = 32;

    private final AggregateStore store;
    private final MongoTemplate mongo;
    private final Organisation organisation;
    private final WorkingCalendars calendars;
    private final Live<IssuePolicy> policy;
    private final Live<SearchSettings> search;
    private final Clock clock;

    Issues(AggregateStore store, MongoTemplate mongo, Organisation organisation, WorkingCalendars calendars, LiveSettings settings, Clock clock) {
        this.store = store;
        this.mongo = mongo;
        this.organisation = organisation;
        this.calendars = calendars;
        this.policy = settings.bind("tiyan.issue.policy", IssuePolicy.class);
        this.search = settings.bind("tiyan.issue.search", SearchSettings.class);
        this.clock = clock;
    }

    /** One verb of {@link Issue}. */
    @FunctionalInterface
    public interface Command {

        void on(Issue issue, Acting by, Moment now);
    }

    /**
     * Registers the one issue that may come from this source; what is registered already stays as it is.
     *
     * @param about the unit it is about
     * @return the new issue; empty where it is registered already
     */
    public Optional<Issue> register(Unit about, Registration registration, Actor by) {
        Moment now = now();
        for (int attempt = 0; attempt < IssueNumber.ATTEMPTS; attempt++) {
            try {
                return Optional.of(store.insert(Issue.register(about, registration, attempt, by, now)));
            } catch (DuplicateKeyException e) {
                if (store.find(Issue.class, Issue.idFor(registration.source())).isPresent()) {
                    return Optional.empty();
                }
                // The number belongs to another issue: losing this one silently would be worse than an odd number.
            }
        }
        throw new IllegalStateException("No free number for " + registration.source());
    }

    /** The issue, if the caller may see it. */
    public Issue get(String id, Caller caller) {
        return store.get(Issue.class, id, caller);
    }

    /** Gives the next command an issue as it was read or registered; see {@link AggregateStore#handOn}. */
    public void handOn(Issue issue) {
        store.handOn(issue);
    }

    /** The issue as it was lately, to try something on; see {@link AggregateStore#atHand}. */
    public Optional<Issue> atHand(String id, Caller caller) {
        return Optional.ofNullable(store.atHand(Issue.class, id, caller));
    }

    /**
     * What the caller may see. Newest first; where a desk or what is late is asked for, what is due first first.
     *
     * @throws Refusal {@code search-too-broad}, if the database has to look for too long
     */
    public Page<IssueRow> list(IssueFilter filter, Caller caller, int limit, @Nullable String after) {
        return page(filter.listing(), criteria(filter, caller), limit, after);
    }

    /**
     * The same for another view of issues.
     *
     * @param view how it is read
     * @param always what it shows at all
     */
    public <T> Page<T> list(Listing<T> view, Criteria always, IssueFilter filter, Caller caller, int limit, @Nullable String after) {
        return page(view, new Criteria().andOperator(always, criteria(filter, caller)), limit, after);
    }

    /** All of that view, read as it is asked for: never much of it is held. Close it. */
    public <T> Stream<T> stream(Listing<T> view, Criteria always, IssueFilter filter, Caller caller) {
        var wanted = Query.query(new Criteria().andOperator(always, criteria(filter, caller)));
        return mongo.stream(view.applied(wanted).cursorBatchSize(AT_ONCE), view.as(), mongo.getCollectionName(Issue.class));
    }

    private Criteria criteria(IssueFilter filter, Caller caller) {
        return filter.narrow(seen(filter, caller));
    }

    /** What the caller may see, by the unit lowest in the tree that sees all of what is asked for: the fewest to look through. */
    private Criteria seen(IssueFilter filter, Caller caller) {
        if (filter.unit() != null) {
            Unit asked = below(caller, filter.unit()).orElseThrow(() -> Refusal.notFound("未找到该单位，或不在您的查看范围内"));
            return as(asked, caller);
        }
        return filter.handlingUnit() == null ? caller.sees() : below(caller, filter.handlingUnit()).map(unit -> as(unit, caller)).orElse(caller.sees());
    }

    private Optional<Unit> below(Caller caller, String unit) {
        return organisation.find(unit).filter(found -> found.isWithin(caller.unit()));
    }

    /** What somebody of that unit in the caller's place would see; a caller who sees only what they raised sees no more for it. */
    private static Criteria as(Unit unit, Caller caller) {
        Criteria seen = new Caller(caller.account(), caller.name(), caller.roles(), unit.code()).sees();
        return seen.getCriteriaObject().containsKey("within") ? seen : seen.and("within").is(unit.code());
    }

    private <T> Page<T> page(Listing<T> listing, Criteria criteria, int limit, @Nullable String after) {
        try {
            return store.page(Issue.class, listing.noLongerThan(search.get().patience()), criteria, limit, after);
        } catch (DataAccessException | MongoException e) {
            throw NestedExceptionUtils.getMostSpecificCause(e) instanceof MongoExecutionTimeoutException
                    ? Refusal.rule("search-too-broad", "查询范围过大，请增加条件（例如单位、时间、更多关键词）后重试") : e;
        }
    }

    /**
     * What waits for the caller, what is due first first.
     *
     * @throws Refusal forbidden, if the list is not for the caller's roles
     */
    public Page<IssueRow> list(WorkList workList, Caller caller, int limit, @Nullable String after) {
        if (!workList.isFor(caller)) {
            throw Refusal.forbidden("“" + workList.chinese() + "”是经办、核查员和领导的清单");
        }
        return page(SOONEST_FIRST.by(workList.index()), seen(workList, caller, now()), limit, after);
    }

    private static Criteria seen(WorkList workList, Caller caller, Moment now) {
        return new Criteria().andOperator(workList.criteria(caller, now), caller.sees());
    }

    /**
     * How much waits for the caller on each list that is for the caller. What lies on a unit's list is counted in that list's index
     * alone: that unit may see it, see {@link WorkList}.
     */
    public List<Tally> tallies(Caller caller) {
        Moment now = now();
        return Arrays.stream(WorkList.values()).filter(workList -> workList.isFor(caller))
                .map(workList -> {
                    Criteria waiting = workList == WorkList.MINE ? seen(workList, caller, now) : workList.criteria(caller, now);
                    return Tally.of(workList, mongo.count(Query.query(waiting).withHint(workList.index()).limit(Tally.MOST + 1), Issue.class));
                })
                .toList();
    }

    /**
     * Takes an issue a step further.
     *
     * @param version the version the caller decided on
     * @param answer what is answered; holds on to nothing of the issue that can change
     */
    public <R> R command(String id, Caller caller, long version, Command command, Function<Issue, R> answer) {
        return store.change(Issue.class, id, caller, version, issue -> command.on(issue, acting(caller), now()), answer);
    }

    /**
     * The citizen withdrew what led to an issue, or took that back.
     *
     * @param sequence the event's number in the life of what led to it; an issue hears of each once
     * @throws UnknownReference if there is no such issue (yet)
     */
    public void withdrawn(SourceRef source, long sequence, boolean withdrawn, Withdrawal withdrawal) {
        hear(source, sequence, (issue, now) -> {
            if (withdrawn) {
                issue.withdraw(source.id(), withdrawal, now);
            } else {
                issue.takeBackWithdrawal(source.id(), now);
            }
        });
    }

    /**
     * The citizen pressed for it.
     *
     * @param times how often so far
     * @see #withdrawn
     */
    public void urged(SourceRef source, long sequence, int times, @Nullable String reason) {
        hear(source, sequence, (issue, now) -> issue.urge(source.id(), times, reason, now));
    }

    /**
     * The hotline asked the citizen back.
     *
     * @see #withdrawn
     */
    public void calledBack(SourceRef source, long sequence, HotlineCallBack said) {
        hear(source, sequence, (issue, now) -> issue.calledBack(source.id(), said, now));
    }

    /**
     * Whoever raised it was asked again after it was closed.
     *
     * @see #withdrawn
     */
    public void saidAgain(SourceRef source, long sequence, RecurrenceSaid said) {
        hear(source, sequence, (issue, now) -> issue.saidAgain(said, now));
    }

    /** The issue that came from there hears of it, and so does the one that goes on where it was merged away. */
    private void hear(SourceRef source, long sequence, BiConsumer<Issue, Moment> news) {
        Issue issue = store.find(Issue.class, Issue.idFor(source))
                .orElseThrow(() -> new UnknownReference("feedbackId", "没有由 " + source.id() + " 登记的问题"));
        hear(issue, source.id(), sequence, news);
        Issue at = issue;
        for (int step = 0; step < LONGEST_CHAIN && at.status() == Status.MERGED; step++) {
            at = store.find(Issue.class, Objects.requireNonNull(at.survivor())).orElseThrow();
        }
        if (at.status() != Status.MERGED && !at.id().equals(issue.id())) {
            hear(at, source.id(), sequence, news);
        }
    }

    private void hear(Issue issue, String from, long sequence, BiConsumer<Issue, Moment> news) {
        if (issue.receives(from, sequence)) {
            news.accept(issue, now());
            store.save(issue);
        }
    }

    /** This moment, with the rules in force. */
    public Moment now() {
        return at(clock.instant());
    }

    private Moment at(Instant instant) {
        return new Moment(instant, policy.get(), calendars.current());
    }

    /** What time brings to an issue. */
    void clockStrikes(Issue issue, Instant instant) {
        issue.clockStrikes(at(instant));
    }

    /** The caller with the unit looked up. */
    public Acting acting(Caller caller) {
        return Acting.of(caller, organisation);
    }
}
