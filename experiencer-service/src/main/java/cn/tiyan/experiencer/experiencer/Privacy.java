package cn.tiyan.experiencer.experiencer;

import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.privacy.Personal;
import cn.tiyan.platform.privacy.PersonalCipher;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.settings.Live;
import cn.tiyan.platform.settings.LiveSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * What people may ask of the record that is kept of them (个人信息保护法, articles 44 to 47), and who may look at it: seen in clear
 * with a right and a reason alone, corrected, and erased once it has served.
 */
@Component
public class Privacy {

    private static final Actor ITSELF = Actor.service("experiencer-service");
    private static final int TRIES = 5;
    private static final int MOST_DISCLOSURES = 200;
    private static final int BATCH = 200;
    private static final List<ExperiencerStatus> APPLICANTS = List.of(ExperiencerStatus.REJECTED, ExperiencerStatus.WITHDRAWN);
    private static final List<ExperiencerStatus> SERVED = List.of(ExperiencerStatus.EXPIRED, ExperiencerStatus.RESIGNED, ExperiencerStatus.DISMISSED);

    private final AggregateStore store;
    private final MongoTemplate mongo;
    private final PersonalCipher cipher;
    private final ObjectProvider<DisclosureSource> sources;
    private final ObjectProvider<Traces> traces;
    private final Live<PrivacyPolicy> policy;
    private final Clock clock;

    Privacy(AggregateStore store, MongoTemplate mongo, PersonalCipher cipher, ObjectProvider<DisclosureSource> sources, ObjectProvider<Traces> traces,
            LiveSettings settings, Clock clock) {
        this.store = store;
        this.mongo = mongo;
        this.cipher = cipher;
        this.sources = sources;
        this.traces = traces;
        this.policy = settings.bind("tiyan.experiencer.privacy", PrivacyPolicy.class);
        this.clock = clock;
    }

    /**
     * 查看: the record, to be shown in clear. Who asked, for which of it and why is on record before they get it.
     *
     * @throws Refusal forbidden; not found within what the caller may see; {@code already-erased}
     */
    public Experiencer reveal(String id, Set<PersonalField> fields, String reason, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        // Nothing is decided on the version read: whoever wrote meanwhile, the record only has to get its line.
        return AggregateStore.whileStale(TRIES, () -> {
            Experiencer experiencer = store.get(Experiencer.class, id, caller);
            experiencer.reveal(fields, reason, caller, clock.instant());
            return store.save(experiencer);
        });
    }

    /**
     * Who was shown a person's data, and why, newest first: for those who oversee it.
     *
     * @throws Refusal forbidden; not found within what the caller may see
     */
    public List<Disclosure> disclosures(String id, Caller caller) {
        caller.require(Role.LEADER, Role.ADMIN);
        return disclosures(store.get(Experiencer.class, id, caller));
    }

    /** The newest of all, wherever the data left. */
    public List<Disclosure> disclosures(Experiencer experiencer) {
        return Stream.concat(experiencer.disclosures(MOST_DISCLOSURES).stream(),
                        sources.orderedStream().flatMap(source -> source.disclosures(experiencer.id(), MOST_DISCLOSURES).stream()))
                .sorted(Comparator.comparing(Disclosure::at).reversed()).limit(MOST_DISCLOSURES).toList();
    }

    /**
     * The caller's own record, the newest where there are several.
     *
     * @throws Refusal forbidden; not found
     */
    public Experiencer own(Caller caller) {
        caller.require(Role.EXPERIENCER);
        Experiencer own = mongo.findOne(Query.query(Criteria.where("owner").is(caller.account())).with(Sort.by(Sort.Direction.DESC, "createdAt", "_id")).limit(1),
                Experiencer.class);
        if (own == null) {
            throw Refusal.notFound("没有您的体验员记录");
        }
        return own;
    }

    private Experiencer ownCommand(long expected, Caller caller, BiConsumer<Experiencer, Caller> command) {
        // Whatever else the caller is: on their own record they act as the person it is about, and see no other.
        var person = new Caller(caller.account(), caller.name(), Set.of(Role.EXPERIENCER), caller.unit());
        return store.change(Experiencer.class, own(caller).id(), person, expected, experiencer -> command.accept(experiencer, person));
    }

    /**
     * The caller corrects the own phone, address and field; what is null stays.
     *
     * @throws Refusal not found; stale; {@code record-closed}, {@code already-recruited}
     */
    public Experiencer correctContact(@Nullable Personal phone, @Nullable Personal address, @Nullable String field, long expected, Caller caller) {
        try {
            return ownCommand(expected, caller, (experiencer, person) -> experiencer.correctContact(phone, address, field, cipher, person, clock.instant()));
        } catch (DuplicateKeyException e) {
            throw Refusal.rule("already-recruited", "phone", "该手机号码的持有人已被推荐或聘任为体验员");
        }
    }

    /** The caller says that the own name or identity number are wrong. */
    public Experiencer requestCorrection(@Nullable Personal name, @Nullable Personal identity, String reason, long expected, Caller caller) {
        return ownCommand(expected, caller, (experiencer, person) -> experiencer.requestCorrection(name, identity, reason, person, clock.instant()));
    }

    /** The caller wants to be erased. */
    public Experiencer requestErasure(@Nullable String reason, long expected, Caller caller) {
        return ownCommand(expected, caller, (experiencer, person) -> experiencer.requestErasure(reason, person, clock.instant()));
    }

    /**
     * An office decides on a correction.
     *
     * @throws Refusal forbidden; not found; stale; {@code no-correction-requested}, {@code own-request}, {@code already-recruited}
     */
    public Experiencer reviewCorrection(String id, boolean accepted, String opinion, long expected, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        try {
            return store.change(Experiencer.class, id, caller, expected, experiencer -> experiencer.reviewCorrection(accepted, opinion, cipher, caller, clock.instant()));
        } catch (DuplicateKeyException e) {
            throw Refusal.rule("already-recruited", "identityNumber", "该身份证号码的持有人已被推荐或聘任为体验员");
        }
    }

    /**
     * An office erases a person: first whatever leads to them elsewhere, then the record, which can be tried again until it is done.
     *
     * @throws Refusal forbidden; not found; stale; {@code still-serving}, {@code already-erased}, {@code own-request}
     */
    public Experiencer erase(String id, String reason, long expected, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        Experiencer seen = store.get(Experiencer.class, id, caller);
        seen.requireErasable(caller);
        traces.forEach(feature -> feature.forget(seen));
        return store.change(Experiencer.class, id, caller, expected, experiencer -> experiencer.erase(reason, caller, clock.instant()));
    }

    /** Records of the caller's part of the tree whose people ask for something, newest first. */
    public Page<Experiencer> requests(int limit, @Nullable String after, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        return store.page(Experiencer.class, caller.sees().and("asked").is(true), limit, after);
    }

    /**
     * Erases all who have been kept for as long as the policy lets them be.
     *
     * @return how many were erased
     */
    int eraseWhoseTimeIsUp(Instant now) {
        PrivacyPolicy kept = policy.get();
        return erase(APPLICANTS, now.minus(Duration.ofDays(kept.applicantDays())), "未聘任满 " + kept.applicantDays() + " 天", now)
                + erase(SERVED, now.minus(Duration.ofDays(kept.experiencerDays())), "离任满 " + kept.experiencerDays() + " 天", now);
    }

    private int erase(List<ExperiencerStatus> statuses, Instant endedBefore, String reason, Instant now) {
        int erased = 0;
        List<Experiencer> due;
        int written;
        do {
            due = mongo.find(Query.query(Criteria.where("status").in(statuses).and("endedAt").lte(endedBefore)).limit(BATCH), Experiencer.class);
            due.forEach(experiencer -> {
                traces.forEach(feature -> feature.forget(experiencer));
                experiencer.erase(reason, ITSELF, now);
            });
            // Whoever was changed in this moment is looked at again.
            written = due.size() - store.storeAll(due).size();
            erased += written;
        } while (due.size() == BATCH && written > 0);
        return erased;
    }
}
