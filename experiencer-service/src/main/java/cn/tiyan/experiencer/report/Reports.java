package cn.tiyan.experiencer.report;

import cn.tiyan.experiencer.checklist.Checklist;
import cn.tiyan.experiencer.checklist.Checklists;
import cn.tiyan.experiencer.experiencer.Experiencer;
import cn.tiyan.experiencer.experiencer.Experiencers;
import cn.tiyan.experiencer.experiencer.Traces;
import cn.tiyan.experiencer.period.Days;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Listing;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.time.China;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.aggregation.GroupOperation;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Component;

/** All experience reports: handing them in, finding them, answering what they say. Each command is one write. */
@Component
public class Reports implements Traces {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Listing<ExperienceReport> NEWEST_FIRST = new Listing<>(ExperienceReport.class, "startedAt", Sort.Direction.DESC,
            ExperienceReport::startedAt, ExperienceReport::id, null, PATIENCE);
    private static final Listing<ExperienceReport> LONGEST_WAITING_FIRST = Listing.soonestFirst("createdAt", ExperienceReport.class,
            ExperienceReport::createdAt, ExperienceReport::id).noLongerThan(PATIENCE);

    private final AggregateStore store;
    private final MongoTemplate mongo;
    private final Organisation organisation;
    private final Experiencers experiencers;
    private final Checklists checklists;
    private final Clock clock;

    Reports(AggregateStore store, MongoTemplate mongo, Organisation organisation, Experiencers experiencers, Checklists checklists, Clock clock) {
        this.store = store;
        this.mongo = mongo;
        this.organisation = organisation;
        this.experiencers = experiencers;
        this.checklists = checklists;
        this.clock = clock;
    }

    /**
     * What came of handing in a report.
     *
     * @param fresh false if the same had been handed in before; then nothing was added
     */
    public record Recorded(ExperienceReport report, boolean fresh) {
    }

    /** One verb of {@link ExperienceReport}. */
    @FunctionalInterface
    interface Command {

        void on(ExperienceReport report, Caller by, Instant at);
    }

    /**
     * 提交体验报告, in the caller's own name.
     *
     * @param id derived from the request's key, so that a repeated request leads to the same record
     * @throws Refusal forbidden; {@code not-serving}; what {@link ExperienceReport#record} and {@link Checklists#require} say;
     *     {@code idempotency-key-reused}
     */
    public Recorded record(String id, Draft draft, Caller caller) {
        caller.require(Role.EXPERIENCER);
        // A repeated request must get the same answer even if the term has ended since, or walkthrough-service cannot be asked.
        Optional<ExperienceReport> before = store.find(ExperienceReport.class, id);
        if (before.isPresent()) {
            return repeated(before.get(), draft, before.get().experiencerId());
        }
        Instant now = clock.instant();
        ExperienceReport.checkForm(draft, now);
        Experiencer self = experiencers.serving(caller.account(), China.day(draft.startedAt())).orElseThrow(() ->
                Refusal.rule("not-serving", "startedAt", "您的账号在 " + China.day(draft.startedAt()) + " 没有处于任期内的体验员聘任"));
        return record(id, draft, self, false, caller, now);
    }

    /**
     * 代为记录: a clerk writes down what an experiencer without an account said.
     *
     * @throws Refusal forbidden; not found, also where the caller may not know the experiencer; {@code experiencer-has-account};
     *     {@code not-serving}; and what {@link #record} says
     */
    public Recorded dictated(String id, String experiencerId, Draft draft, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        Optional<ExperienceReport> before = store.find(ExperienceReport.class, id);
        if (before.isPresent()) {
            return repeated(before.get(), draft, experiencerId);
        }
        Instant now = clock.instant();
        ExperienceReport.checkForm(draft, now);
        Experiencer experiencer = store.get(Experiencer.class, experiencerId, caller);
        if (experiencer.owner() != null) {
            throw Refusal.rule("experiencer-has-account", "experiencerId", "该体验员有登录账号，应由本人提交体验报告");
        }
        if (!experiencer.servesOn(China.day(draft.startedAt()))) {
            throw Refusal.rule("not-serving", "startedAt", "该体验员在 " + China.day(draft.startedAt()) + " 不在任期内");
        }
        return record(id, draft, experiencer, true, caller, now);
    }

    private Recorded record(String id, Draft draft, Experiencer experiencer, boolean dictated, Caller caller, Instant now) {
        Unit unit = organisation.require("unit", experiencer.unit());
        Unit about = organisation.require("about", draft.about());
        Checklist checklist = draft.checklistVersion() == null ? null : checklists.require("checklistVersion", draft.checklistVersion());
        ExperienceReport report = ExperienceReport.record(id, draft, experiencer, unit, about, checklist, dictated, caller, now);
        try {
            return new Recorded(store.insert(report), true);
        } catch (DuplicateKeyException e) {
            return store.find(ExperienceReport.class, id).map(there -> repeated(there, draft, experiencer.id())).orElseThrow(() -> e);
        }
    }

    private static Recorded repeated(ExperienceReport there, Draft draft, String experiencerId) {
        if (!there.isOf(draft, experiencerId)) {
            throw Refusal.rule("idempotency-key-reused", "Idempotency-Key", "该请求标识已用于另一份内容不同的报告，请更换后重新提交");
        }
        return new Recorded(there, false);
    }

    /** The report, if the caller may see it: the office's part of the tree, or the own. */
    public ExperienceReport get(String id, Caller caller) {
        mayRead(caller);
        return store.get(ExperienceReport.class, id, caller);
    }

    /** What the caller may see, by when the item was tried, newest first. */
    public Page<ExperienceReport> page(ReportFilter filter, int limit, @Nullable String after, Caller caller) {
        mayRead(caller);
        Criteria criteria = seen(filter.unit(), caller);
        if (filter.about() != null) {
            criteria.and("about").is(filter.about());
        }
        if (filter.item() != null) {
            criteria.and("serviceItem.code").is(filter.item());
        }
        if (filter.rating() != null) {
            criteria.and("rating").is(filter.rating());
        }
        if (filter.kind() != null) {
            criteria.and(switch (filter.kind()) {
                case PROBLEM -> "problems";
                case DEMAND -> "demands";
                case SUGGESTION -> "suggestions";
                case PRAISE -> "praises";
            }).gt(0);
        }
        Days.check(filter.from(), filter.to());
        if (filter.from() != null || filter.to() != null) {
            Criteria day = criteria.and("startedAt");
            if (filter.from() != null) {
                day.gte(China.begins(filter.from()));
            }
            if (filter.to() != null) {
                day.lt(China.begins(filter.to().plusDays(1)));
            }
        }
        return store.page(ExperienceReport.class, NEWEST_FIRST, criteria, limit, after);
    }

    /**
     * Reports with suggestions an office must do something about, the longest waiting first.
     *
     * @param promised whether those are wanted that were adopted and are still to be done, instead of those that wait for an answer
     */
    public Page<ExperienceReport> suggestions(boolean promised, @Nullable String unit, int limit, @Nullable String after, Caller caller) {
        caller.require(Role.OFFICE_CLERK, Role.LEADER);
        Criteria criteria = seen(unit, caller).and(promised ? "promised" : "answerAwaited").is(true);
        return store.page(ExperienceReport.class, LONGEST_WAITING_FIRST.by(promised ? ExperienceReport.PROMISED : ExperienceReport.AWAITING), criteria,
                limit, after);
    }

    /** What the caller reported, by when the item was tried, newest first; whatever else the caller's roles let them see. */
    public Page<ExperienceReport> mine(int limit, @Nullable String after, Caller caller) {
        caller.require(Role.EXPERIENCER);
        return store.page(ExperienceReport.class, NEWEST_FIRST, Criteria.where("owner").is(caller.account()), limit, after);
    }

    /** What became of all the caller reported, counted: reads the caller's own reports by their index. */
    public Tally tally(Caller caller) {
        caller.require(Role.EXPERIENCER);
        GroupOperation sums = Aggregation.group();
        for (var part : Tally.class.getRecordComponents()) {
            sums = sums.sum("tally." + part.getName()).as(part.getName());
        }
        Tally sum = mongo.aggregate(Aggregation.newAggregation(Aggregation.match(Criteria.where("owner").is(caller.account())), sums),
                ExperienceReport.class, Tally.class).getUniqueMappedResult();
        return sum == null ? Tally.NOTHING : sum;
    }

    /** The caller's second look at a result. */
    public ExperienceReport lookBack(String id, String findingId, boolean held, @Nullable String text, long expected, Caller caller) {
        return command(id, caller, expected, (report, by, at) -> report.lookBack(findingId, held, text, by, at));
    }

    /** 列入研究. */
    public ExperienceReport study(String id, String suggestionId, String words, long expected, Caller caller) {
        return command(id, caller, expected, (report, by, at) -> report.study(suggestionId, words, by, at));
    }

    /** 采纳. */
    public ExperienceReport adopt(String id, String suggestionId, String change, LocalDate until, long expected, Caller caller) {
        return command(id, caller, expected, (report, by, at) -> report.adopt(suggestionId, change, until, by, at));
    }

    /** 不采纳. */
    public ExperienceReport decline(String id, String suggestionId, String reason, long expected, Caller caller) {
        return command(id, caller, expected, (report, by, at) -> report.decline(suggestionId, reason, by, at));
    }

    /** 落实. */
    public ExperienceReport complete(String id, String suggestionId, String done, long expected, Caller caller) {
        return command(id, caller, expected, (report, by, at) -> report.complete(suggestionId, done, by, at));
    }

    private ExperienceReport command(String id, Caller caller, long expected, Command command) {
        mayRead(caller);
        return store.change(ExperienceReport.class, id, caller, expected, report -> command.on(report, caller, clock.instant()));
    }

    /** What people say of offices is for the offices, and for each of them as far as it is theirs. */
    private static void mayRead(Caller caller) {
        caller.require(Role.OFFICE_CLERK, Role.LEADER, Role.EXPERIENCER);
    }

    private Criteria seen(@Nullable String unit, Caller caller) {
        Criteria sees = caller.sees();
        if (unit == null) {
            return sees;
        }
        organisation.visible(caller, unit);
        return sees.getCriteriaObject().containsKey("within") ? Criteria.where("within").is(unit) : sees.and("within").is(unit);
    }

    @Override
    public void forget(Experiencer person) {
        Traces.unlink(mongo, ExperienceReport.class, person);
    }
}
