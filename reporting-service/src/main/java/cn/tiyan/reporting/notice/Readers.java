package cn.tiyan.reporting.notice;

import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.settings.Live;
import cn.tiyan.platform.settings.LiveSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Who is told: whoever has called, as their token last said; and how they want to be told. */
@Component
public class Readers {

    private static final int TRIES = 5;

    private final AggregateStore store;
    private final MongoTemplate mongo;
    private final Organisation organisation;
    private final Live<NoticePolicy> policy;
    private final Clock clock;

    Readers(AggregateStore store, MongoTemplate mongo, Organisation organisation, LiveSettings settings, Clock clock) {
        this.store = store;
        this.mongo = mongo;
        this.organisation = organisation;
        this.policy = settings.bind("tiyan.reporting.notice", NoticePolicy.class);
        this.clock = clock;
    }

    NoticePolicy policy() {
        return policy.get();
    }

    /** What somebody chose, and its version; 0 while they have chosen nothing. */
    public record Chosen(Preferences.Choice choice, long version) {
    }

    /** @throws Refusal forbidden: only officials have an inbox */
    static void mayRead(Caller caller) {
        caller.require(Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK, Role.VERIFIER, Role.LEADER);
    }

    /** The caller is here: from now on they are told as a member of this unit with these roles. */
    public Chosen seen(Caller caller) {
        mayRead(caller);
        Chosen chosen = chosen(caller);
        Integer hour = hour(chosen.choice());
        Unit unit = organisation.require("unit", caller.unit());
        AggregateStore.whileStale(TRIES, () -> {
            Instant now = clock.instant();
            Optional<Reader> known = store.find(Reader.class, Reader.id(caller.account()));
            known.ifPresentOrElse(reader -> {
                if (reader.seen(caller, unit, hour, now)) {
                    store.save(reader);
                }
            }, () -> store.insertOnce(new Reader(caller, unit, hour, now)));
            return known;
        });
        return chosen;
    }

    private Chosen chosen(Caller caller) {
        return store.find(Preferences.class, Preferences.id(caller.account())).map(preferences -> new Chosen(preferences.choice(), preferences.version()))
                .orElseGet(() -> new Chosen(Preferences.Choice.USUAL, 0));
    }

    private static @Nullable Integer hour(Preferences.Choice choice) {
        return choice.digest() ? choice.digestHour() : null;
    }

    /**
     * Sets how the caller wants to be told.
     *
     * @param made of what they had chosen before
     * @param expected the version they decided on; 0 where there is none yet
     * @throws Refusal forbidden; stale; or a rule of {@link Preferences#choose}
     */
    public Chosen choose(UnaryOperator<Preferences.Choice> made, long expected, Caller caller) {
        mayRead(caller);
        Unit unit = organisation.require("unit", caller.unit());
        Optional<Preferences> before = store.find(Preferences.class, Preferences.id(caller.account()));
        if (before.map(Preferences::version).orElse(0L) != expected) {
            throw Refusal.stale();
        }
        Preferences preferences = before.orElseGet(() -> new Preferences(caller, unit, clock.instant()));
        Preferences.Choice anew = made.apply(preferences.choice());
        preferences.choose(anew, policy.get(), caller, clock.instant());
        if (before.isPresent()) {
            store.save(preferences);
        } else if (!store.insertOnce(preferences)) {
            throw Refusal.stale();
        }
        seen(caller);
        // If this does not come to pass, the next digest comes at the old hour, and finds the new one.
        AggregateStore.whileStale(TRIES, () -> {
            Optional<Reader> reader = store.find(Reader.class, Reader.id(caller.account()));
            reader.ifPresent(known -> {
                known.digestAt(hour(anew), clock.instant());
                store.save(known);
            });
            return reader;
        });
        return new Chosen(anew, preferences.version());
    }

    /** Somebody to be told. */
    record Recipient(String account, String unit, Preferences.Choice choice) {
    }

    /** Those of a unit with one of these roles who have called lately; found by an index, at most so many as the settings say. */
    List<Recipient> of(String unit, Set<Role> roles) {
        Instant since = clock.instant().minus(Duration.ofDays(policy.get().seenDays()));
        List<Reader> readers = mongo.find(Query.query(Criteria.where("unit").is(unit).and("roles").in(roles).and("seenAt").gte(since))
                .limit(policy.get().mostReaders()), Reader.class);
        Map<String, Preferences.Choice> choices = choices(readers.stream().map(Reader::account).toList());
        return readers.stream().map(reader -> new Recipient(reader.account(), reader.unit(), choices.getOrDefault(reader.account(), Preferences.Choice.USUAL))).toList();
    }

    private Map<String, Preferences.Choice> choices(Collection<String> accounts) {
        Map<String, Preferences.Choice> choices = new HashMap<>();
        store.findAll(Preferences.class, accounts.stream().map(Preferences::id).toList()).forEach(each -> choices.put(String.valueOf(each.owner()), each.choice()));
        return choices;
    }

    /** This person, as they are now: empty if they belong to another unit, or have not called for long. */
    Optional<Recipient> still(String account, String unit) {
        return store.find(Reader.class, Reader.id(account)).filter(reader -> reader.unit().equals(unit) && calledLately(reader)).map(this::recipient);
    }

    boolean calledLately(Reader reader) {
        return reader.seenAt().plus(Duration.ofDays(policy.get().seenDays())).isAfter(clock.instant());
    }

    Recipient recipient(Reader reader) {
        return new Recipient(reader.account(), reader.unit(), store.find(Preferences.class, Preferences.id(reader.account())).map(Preferences::choice)
                .orElse(Preferences.Choice.USUAL));
    }
}
