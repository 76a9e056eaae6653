package cn.tiyan.experiencer.experiencer;

import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.PersonalCipher;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.settings.Live;
import cn.tiyan.platform.settings.LiveSettings;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** The 名单 of experiencers: who is put forward, who is appointed, who can come along. */
@Component
public class Experiencers {

    /** One person has one standing record; the others under the account are old ones. */
    private static final int MOST_RECORDS = 20;
    private static final Actor ITSELF = Actor.service("experiencer-service");

    private final AggregateStore store;
    private final MongoTemplate mongo;
    private final Organisation organisation;
    private final PersonalCipher cipher;
    private final Certificates certificates;
    private final Live<ExperiencerPolicy> policy;
    private final Clock clock;

    Experiencers(AggregateStore store, MongoTemplate mongo, Organisation organisation, PersonalCipher cipher, Certificates certificates,
            LiveSettings settings, Clock clock) {
        this.store = store;
        this.mongo = mongo;
        this.organisation = organisation;
        this.cipher = cipher;
        this.certificates = certificates;
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
        var experiencer = new Experiencer(id, unit, candidate, cipher, caller, clock.instant());
        try {
            return new Recommendation(store.insert(experiencer), true);
        } catch (DuplicateKeyException e) {
            return store.find(Experiencer.class, id).map(there -> repeated(there, experiencer))
                    .orElseThrow(() -> alreadyRecruited(experiencer));
        }
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
                ? Refusal.rule("already-recruited", "phone", "该手机号码的持有人已被推荐或聘任为体验员")
                : Refusal.rule("already-recruited", "identityNumber", "该身份证号码的持有人已被推荐或聘任为体验员");
    }

    /** One verb of {@link Experiencer}, by an official or by the person. */
    @FunctionalInterface
    interface Command {

        void on(Experiencer experiencer, LocalDate today, Instant at);
    }

    private Experiencer command(String id, long expected, Caller caller, Command command) {
        Instant now = clock.instant();
        return store.change(Experiencer.class, id, caller, expected, experiencer -> command.on(experiencer, day(now), now));
    }

    /** 审核通过: the public notice begins, as long as the policy in force says. */
    public Experiencer approve(String id, String opinion, long expected, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
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

    /** Those the caller may see, newest first. */
    public Page<Experiencer> page(@Nullable ExperiencerStatus status, @Nullable ExperiencerCategory category, int limit, @Nullable String after, Caller caller) {
        mayRead(caller);
        Criteria criteria = caller.sees();
        if (status != null) {
            criteria = criteria.and("status").is(status);
        }
        if (category != null) {
            criteria = criteria.and("category").is(category);
        }
        return store.page(Experiencer.class, criteria, limit, after);
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
        return experiencer.availability(date, day(clock.instant()));
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
        if (experiencer.accompany(walkthrough, day(startedAt), ITSELF, day(now), now)) {
            store.save(experiencer);
        }
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, Experiencer.CHINA);
    }

    /** Whoever acts under this account, if they serve on that day. */
    public Optional<Experiencer> serving(String account, LocalDate day) {
        var own = Query.query(Criteria.where("owner").is(account)).with(Sort.by(Sort.Direction.DESC, "createdAt", "_id")).limit(MOST_RECORDS);
        return mongo.find(own, Experiencer.class).stream().filter(experiencer -> experiencer.servesOn(day)).findFirst();
    }
}
