package cn.tiyan.experiencer.experiencer;

import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Listing;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Personal;
import cn.tiyan.platform.privacy.PersonalCipher;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.settings.Live;
import cn.tiyan.platform.settings.LiveSettings;
import cn.tiyan.platform.time.China;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.aggregation.AggregationOptions;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** The 名单 of experiencers: who is put forward, who is appointed, who can come along. */
@Component
public class Experiencers {

    /** One person has one standing record; the others under the account are old ones. */
    private static final int MOST_RECORDS = 20;
    private static final Actor ITSELF = Actor.service("experiencer-service");
    /** Whoever applied without an account. */
    private static final Actor APPLICANT = Actor.service("applicant");
    private static final int TRIES = 20;
    /** A field of work is chosen from so many; further ones are found by their beginning. */
    private static final int MOST_FIELDS = 100;
    private static final Listing<Experiencer> LISTING = Listing.newestFirst(Experiencer.class, Experiencer::createdAt, Experiencer::id);

    private final AggregateStore store;
    private final MongoTemplate mongo;
    private final Organisation organisation;
    private final PersonalCipher cipher;
    private final Certificates certificates;
    private final Headcounts headcounts;
    private final OpenCalls calls;
    private final Live<ExperiencerPolicy> policy;
    private final Clock clock;

    Experiencers(AggregateStore store, MongoTemplate mongo, Organisation organisation, PersonalCipher cipher, Certificates certificates,
            Headcounts headcounts, OpenCalls calls, LiveSettings settings, Clock clock) {
        this.store = store;
        this.mongo = mongo;
        this.organisation = organisation;
        this.cipher = cipher;
        this.certificates = certificates;
        this.headcounts = headcounts;
        this.calls = calls;
        this.policy = settings.bind("tiyan.experiencer.policy", ExperiencerPolicy.class);
        this.clock = clock;
    }

    /**
     * What became of a recommendation.
     *
     * @param added false if this is a repeated request and the record was there already
     */
    public record Recommendation(Experiencer experiencer, boolean added) {
    }

    /**
     * Puts somebody forward for a unit of the caller's subtree.
     *
     * @param id see {@link cn.tiyan.platform.web.IdempotencyKey}
     * @throws Refusal forbidden; or the person has a standing record, here or anywhere in the province
     * @throws cn.tiyan.platform.refusal.UnknownReference if there is no such unit
     */
    public Recommendation recommend(String id, String unitCode, Candidate candidate, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        Unit unit = organisation.require("unit", unitCode);
        if (!unit.isWithin(caller.unit())) {
            throw Refusal.forbidden("只能为本单位及下级单位推荐体验员");
        }
        Instant now = clock.instant();
        Candidate aged = candidate.aged(China.day(now));
        var experiencer = new Experiencer(id, unit, aged, cipher, caller, now);
        return add(experiencer, aged, unit, () -> alreadyRecruited(experiencer));
    }

    /** @param already what is said where the person has a standing record */
    private Recommendation add(Experiencer experiencer, Candidate candidate, Unit unit, Supplier<Refusal> already) {
        Optional<Recommendation> before = before(experiencer);
        if (before.isPresent()) {
            return before.get();
        }
        if (candidate.campaign() != null) {
            calls.admit(candidate.campaign(), candidate, unit, experiencer.createdAt());
        }
        try {
            return new Recommendation(store.insert(experiencer), true);
        } catch (DuplicateKeyException e) {
            return before(experiencer).orElseThrow(already);
        }
    }

    private Optional<Recommendation> before(Experiencer wanted) {
        return store.find(Experiencer.class, wanted.id()).map(there -> repeated(there, wanted));
    }

    /**
     * Takes in somebody who applies without an account: to an open call, or by a link they were sent.
     *
     * @param id derived from what makes a repeated request the same
     * @param receipt how the applicant finds it again
     * @throws Refusal {@code under-age}; {@code already-recruited}, which says nothing of the other record; or a rule of the open call
     */
    public Recommendation apply(String id, Unit unit, Candidate candidate, Experiencer.Receipt receipt) {
        Instant now = clock.instant();
        Candidate aged = candidate.aged(China.day(now));
        var experiencer = new Experiencer(id, unit, aged, cipher, APPLICANT, now);
        experiencer.receipted(receipt);
        return add(experiencer, aged, unit, () -> Refusal.rule("already-recruited", "该手机号码或身份证号码已申请或已被推荐，不能重复申请"));
    }

    /** Whether the owner of this phone has a standing record, anywhere in the province. */
    public boolean stands(Personal phone) {
        return mongo.exists(Query.query(Criteria.where("phoneIndex").is(cipher.index(phone)).and("standing").is(true)), Experiencer.class);
    }

    /** The application with this number, whoever asks: the caller has yet to show that they know its code. */
    public Optional<Experiencer> application(String number) {
        return Optional.ofNullable(mongo.findOne(Query.query(Criteria.where("receipt.number").is(number)), Experiencer.class));
    }

    /**
     * 撤回申请, by an applicant who has shown the query code.
     *
     * @throws Refusal {@code illegal-transition}
     */
    public Experiencer withdraw(String id, @Nullable String reason) {
        return AggregateStore.whileStale(TRIES, () -> {
            Experiencer experiencer = store.find(Experiencer.class, id).orElseThrow(() -> Refusal.notFound("未找到该申请"));
            experiencer.withdrawn(reason, APPLICANT, clock.instant());
            return store.save(experiencer);
        });
    }

    /**
     * Whose public notice runs, newest first, for everybody: a notice is public.
     *
     * @param unit code: this unit and all below it; null for all
     */
    public Page<Experiencer> onNotice(@Nullable String unit, int limit, @Nullable String after) {
        Criteria running = Criteria.where("status").is(ExperiencerStatus.ON_NOTICE).and("noticeTo").gte(China.day(clock.instant()).toString());
        if (unit != null) {
            running.and("within").is(unit);
        }
        return store.page(Experiencer.class, LISTING.by(unit == null ? "notices" : "within-status"), running, limit, after);
    }

    private static Recommendation repeated(Experiencer there, Experiencer wanted) {
        if (!there.isAbout(wanted)) {
            throw Refusal.rule("idempotency-key-reused", "该 Idempotency-Key 已用于推荐另一人");
        }
        return new Recommendation(there, false);
    }

    private Refusal alreadyRecruited(Experiencer wanted) {
        boolean byPhone = mongo.exists(Query.query(Criteria.where("phoneIndex").is(wanted.phoneIndex()).and("standing").is(true)), Experiencer.class);
        return byPhone
                ? Refusal.rule("already-recruited", "phone", "该手机号码的持有人已申请、被推荐或聘任为体验员")
                : Refusal.rule("already-recruited", "identityNumber", "该身份证号码的持有人已申请、被推荐或聘任为体验员");
    }

    /** One verb of {@link Experiencer}, by an official or by the person. */
    @FunctionalInterface
    interface Command {

        void on(Experiencer experiencer, LocalDate today, Instant at);
    }

    private Experiencer command(String id, long expected, Caller caller, Command command) {
        Instant now = clock.instant();
        return store.change(Experiencer.class, id, caller, expected, experiencer -> command.on(experiencer, China.day(now), now));
    }

    /** 审核通过: the public notice begins, as long as the policy in force says. */
    public Experiencer approve(String id, String opinion, long expected, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        Experiencer seen = store.get(Experiencer.class, id, caller);
        if (seen.campaign() != null && seen.version() == expected && seen.status() == ExperiencerStatus.APPLIED) {
            calls.seat(seen.campaign(), seen, clock.instant());
        }
        int days = policy.get().noticeDays();
        return command(id, expected, caller, (experiencer, today, at) -> experiencer.approve(opinion, days, caller, today, at));
    }

    /** 登记异议, during the public notice. */
    public Experiencer object(String id, Objection.Objector from, String text, long expected, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        return command(id, expected, caller, (experiencer, today, at) -> experiencer.object(from, text, caller, today, at));
    }

    /** 处理异议. */
    public Experiencer decide(String id, int number, boolean upheld, String reason, long expected, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        return command(id, expected, caller, (experiencer, _, at) -> experiencer.decide(number, upheld, reason, caller, at));
    }

    /** @throws Refusal not found within what the caller may see; forbidden; stale; or a rule of the appointment is broken */
    public Experiencer appoint(String id, Term term, @Nullable String account, long expected, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        return command(id, expected, caller, (experiencer, today, at) -> experiencer.appoint(term, account,
                () -> certificates.next(experiencer.unit(), today.getYear()), caller, today, at));
    }

    /** @throws Refusal not found within what the caller may see; forbidden; stale; or decided on already */
    public Experiencer reject(String id, String reason, long expected, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        return command(id, expected, caller, (experiencer, _, at) -> experiencer.reject(reason, caller, at));
    }

    /** 撤回申请. */
    public Experiencer withdraw(String id, @Nullable String reason, long expected, Caller caller) {
        caller.require(Role.EXPERIENCER, Role.OFFICE_CLERK);
        return command(id, expected, caller, (experiencer, _, at) -> experiencer.withdraw(reason, caller, at));
    }

    /** 暂停. */
    public Experiencer suspend(String id, String reason, long expected, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        return command(id, expected, caller, (experiencer, today, at) -> experiencer.suspend(reason, caller, today, at));
    }

    /** 恢复. */
    public Experiencer resume(String id, String reason, long expected, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        return command(id, expected, caller, (experiencer, today, at) -> experiencer.resume(reason, caller, today, at));
    }

    /**
     * 续聘.
     *
     * @throws Refusal {@code already-recruited}, if the person has meanwhile got another record
     */
    public Experiencer renew(String id, Term term, long expected, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        try {
            return command(id, expected, caller, (experiencer, today, at) -> experiencer.renew(term, caller, today, at));
        } catch (DuplicateKeyException e) {
            throw Refusal.rule("already-recruited", "此人任期届满后已重新被推荐或聘任，不能再续聘原任期");
        }
    }

    /** 辞任. */
    public Experiencer resign(String id, String reason, long expected, Caller caller) {
        caller.require(Role.EXPERIENCER, Role.OFFICE_CLERK);
        return command(id, expected, caller, (experiencer, today, at) -> experiencer.resign(reason, caller, today, at));
    }

    /** 解聘. */
    public Experiencer dismiss(String id, DismissalCause cause, String reason, long expected, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        return command(id, expected, caller, (experiencer, today, at) -> experiencer.dismiss(cause, reason, caller, today, at));
    }

    /** @throws Refusal not found within what the caller may see */
    public Experiencer get(String id, Caller caller) {
        mayRead(caller);
        return store.get(Experiencer.class, id, caller);
    }

    /**
     * Those the caller may see, newest first.
     *
     * @throws Refusal forbidden, where somebody but an office looks for a person by name, phone or identity number; not found, where
     *     the caller may not see the unit
     */
    public Page<Experiencer> page(ExperiencerFilter filter, int limit, @Nullable String after, Caller caller) {
        mayRead(caller);
        if (filter.isPersonal()) {
            caller.require(Role.OFFICE_CLERK);
        }
        boolean official = caller.is(Role.OFFICE_CLERK, Role.WALKER, Role.LEADER);
        String root = filter.unit() == null ? caller.unit() : filter.unit();
        Criteria criteria = official ? filter.within(subtree(filter.unit(), caller), root, cipher) : filter.within(caller.sees(), null, cipher);
        return store.page(Experiencer.class, LISTING.by(official ? filter.index() : "owner"), criteria, limit, after);
    }

    /** The part of what an official sees that lies within a unit. */
    private Criteria subtree(@Nullable String unit, Caller caller) {
        if (unit == null || unit.equals(caller.unit())) {
            return caller.sees();
        }
        if (organisation.find(unit).filter(found -> found.isWithin(caller.unit())).isEmpty()) {
            throw Refusal.notFound("您可查看的范围内没有编码为 " + unit + " 的单位");
        }
        return Criteria.where("within").is(unit);
    }

    /**
     * Fields of work that are in use within what the caller sees, the most frequent first, for choosing one.
     *
     * @param containing part of it; null for any
     */
    public List<Usage> fields(@Nullable String containing, Caller caller) {
        caller.require(Role.OFFICE_CLERK, Role.WALKER, Role.LEADER);
        return mongo.aggregate(Aggregation.newAggregation(Aggregation.match(caller.sees()),
                        Aggregation.group("field").count().as("count")).withOptions(AggregationOptions.builder().hint("within-field").build()),
                        Experiencer.class, Usage.class).getMappedResults().stream()
                .filter(usage -> containing == null || usage.field().contains(containing))
                .sorted(Comparator.comparingInt(Usage::count).reversed().thenComparing(Usage::field))
                .limit(MOST_FIELDS).toList();
    }

    /** A field of work, and how many records name it. */
    public record Usage(@Id String field, int count) {
    }

    /**
     * Who stands on the roster of a unit and of all below it, by what should be balanced.
     *
     * @param unit code; null for the caller's own
     * @throws Refusal forbidden; not found, where the caller may not see the unit
     */
    public List<Headcounts.Head> standing(@Nullable String unit, Caller caller) {
        caller.require(Role.OFFICE_CLERK, Role.LEADER);
        return headcounts.standing(subtree(unit, caller));
    }

    /**
     * What waits for the offices of a unit and of all below it.
     *
     * @param applied how many wait for a review
     * @param noticeEndsToday whose public notice has its last day today
     * @param noticeOver whose notice is over, so that they can be appointed
     * @param renewable appointed, and the term ends within the days in which it may be renewed
     */
    public record Worklist(LocalDate date, long applied, long onNotice, long noticeEndsToday, long noticeOver, long suspended, long renewable) {
    }

    /** @see Worklist */
    public Worklist worklist(@Nullable String unit, Caller caller) {
        caller.require(Role.OFFICE_CLERK, Role.LEADER);
        LocalDate today = China.day(clock.instant());
        String day = today.toString();
        long onNotice = count(subtree(unit, caller).and("status").is(ExperiencerStatus.ON_NOTICE), "within-status");
        long running = count(subtree(unit, caller).and("noticeTo").gte(day).and("status").is(ExperiencerStatus.ON_NOTICE), "within-notice");
        return new Worklist(today,
                count(subtree(unit, caller).and("status").is(ExperiencerStatus.APPLIED), "within-status"), onNotice,
                count(subtree(unit, caller).and("noticeTo").is(day).and("status").is(ExperiencerStatus.ON_NOTICE), "within-notice"), onNotice - running,
                count(subtree(unit, caller).and("status").is(ExperiencerStatus.SUSPENDED), "within-status"),
                count(subtree(unit, caller).and("status").is(ExperiencerStatus.APPOINTED)
                        .and("servedTo").lte(today.plusDays(Experiencer.RENEWABLE_DAYS).toString()), "within-status"));
    }

    private long count(Criteria criteria, String index) {
        return mongo.count(Query.query(criteria).withHint(index), Experiencer.class);
    }

    /** Even masked, the roster is for those who work with it, and for each experiencer alone as far as it is about them. */
    private static void mayRead(Caller caller) {
        caller.require(Role.OFFICE_CLERK, Role.WALKER, Role.LEADER, Role.EXPERIENCER);
    }

    /**
     * Whether an experiencer can come along on a day. A walker may ask about those of the own unit, of units below it, and of
     * the units above it up to the province: a department walks with its city's experiencers.
     *
     * @throws Refusal not found among these; forbidden; or the day is long past
     */
    public Availability availability(String id, LocalDate date, Caller caller) {
        caller.require(Role.WALKER, Role.OFFICE_CLERK);
        List<String> above = organisation.find(caller.unit()).map(Unit::within).orElse(List.of(caller.unit()));
        Criteria among = new Criteria().orOperator(Criteria.where("within").is(caller.unit()), Criteria.where("unit").in(above));
        Experiencer experiencer = mongo.findOne(Query.query(Criteria.where("_id").is(id).andOperator(among)), Experiencer.class);
        if (experiencer == null) {
            throw Refusal.notFound("未找到该体验员：" + id);
        }
        return experiencer.availability(date, China.day(clock.instant()));
    }

    /**
     * Remembers that an experiencer came along to a walkthrough; being told again changes nothing.
     *
     * @throws Refusal if there is no such experiencer: nobody but this service could know better, so waiting would not help
     */
    public void accompanied(String id, String walkthrough, Instant startedAt) {
        Instant now = clock.instant();
        Experiencer experiencer = store.find(Experiencer.class, id)
                .orElseThrow(() -> Refusal.rule("unknown-experiencer", "experiencerId", "没有编号为 " + id + " 的体验员"));
        if (experiencer.accompany(walkthrough, China.day(startedAt), ITSELF, China.day(now), now)) {
            store.save(experiencer);
        }
    }

    /**
     * Who among these has a standing record anywhere, or is about to: known by what marks them.
     *
     * @param phoneIndexes marks of phone numbers, by {@link PersonalCipher#index}
     * @param identityIndexes marks of identity numbers
     * @return those of both that are taken
     */
    public Set<String> standing(Collection<String> phoneIndexes, Collection<String> identityIndexes) {
        Set<String> taken = new HashSet<>();
        taken("phoneIndex", phoneIndexes, taken);
        taken("identityIndex", identityIndexes, taken);
        return taken;
    }

    private void taken(String field, Collection<String> indexes, Set<String> taken) {
        if (!indexes.isEmpty()) {
            var query = Query.query(Criteria.where(field).in(indexes).and("standing").is(true));
            query.fields().include(field).exclude("_id");
            mongo.find(query, Document.class, mongo.getCollectionName(Experiencer.class)).forEach(found -> taken.add(found.getString(field)));
        }
    }

    /**
     * One of many who are put forward at once.
     *
     * @param id derived from where the wish is recorded, so that to ask again leads to the same record
     * @param address where it is known
     * @param term the days for which an office has appointed them on paper; null if none has
     */
    public record Recruit(String id, Unit unit, Candidate candidate, @Nullable Personal address, @Nullable Term term) {
    }

    /** What became of one of many. */
    public enum Taken {
        /** There is a record. */
        IN,
        /** Somebody has a standing record by the same phone or identity number. */
        ALREADY_RECRUITED
    }

    /**
     * Puts many forward at once, with one request to the database; those with a term are appointed by it. Whoever calls has checked
     * that each could be put forward alone.
     *
     * @return what became of each, by id; the same if it is asked for again
     */
    public Map<String, Taken> takeIn(List<Recruit> recruits, Caller by) {
        Instant now = clock.instant();
        LocalDate today = China.day(now);
        Map<String, Integer> wanted = new HashMap<>();
        recruits.stream().filter(recruit -> recruit.term() != null).forEach(recruit -> wanted.merge(recruit.unit().code(), 1, Integer::sum));
        Map<String, Iterator<String>> numbers = new HashMap<>();
        wanted.forEach((unit, many) -> numbers.put(unit, certificates.next(unit, today.getYear(), many).iterator()));
        List<Experiencer> experiencers = recruits.stream().map(recruit -> {
            var experiencer = new Experiencer(recruit.id(), recruit.unit(), recruit.candidate(), cipher, by, now);
            if (recruit.address() != null) {
                experiencer.locate(recruit.address());
            }
            if (recruit.term() != null) {
                experiencer.takeOver(recruit.term(), Objects.requireNonNull(numbers.get(recruit.unit().code())).next(), by, today, now);
            }
            return experiencer;
        }).toList();
        Map<String, Taken> taken = new HashMap<>();
        experiencers.forEach(experiencer -> taken.put(experiencer.id(), Taken.IN));
        List<String> overtaken = store.storeAll(experiencers).stream().map(Aggregate::id).toList();
        // By an earlier call for the same, or by another record of the same person.
        overtaken.forEach(id -> taken.put(id, Taken.ALREADY_RECRUITED));
        store.findAll(Experiencer.class, overtaken).forEach(there -> taken.put(there.id(), Taken.IN));
        return taken;
    }

    /** Whoever acts under this account, if they serve on that day. */
    public Optional<Experiencer> serving(String account, LocalDate day) {
        var own = Query.query(Criteria.where("owner").is(account)).with(Sort.by(Sort.Direction.DESC, "createdAt", "_id")).limit(MOST_RECORDS);
        return mongo.find(own, Experiencer.class).stream().filter(experiencer -> experiencer.servesOn(day)).findFirst();
    }
}
