package cn.tiyan.feedback.deadletter;

import cn.tiyan.feedback.feedback.FeedbackDesk;
import cn.tiyan.feedback.intake.Arrival;
import cn.tiyan.feedback.intake.ArrivalEnvelope;
import cn.tiyan.feedback.intake.Intake;
import cn.tiyan.feedback.intake.Push;
import cn.tiyan.feedback.intake.PushReader;
import cn.tiyan.feedback.intake.Written;
import cn.tiyan.feedback.intake.WrittenEnvelope;
import cn.tiyan.feedback.intake.WrittenIntake;
import cn.tiyan.feedback.sender.Sender;
import cn.tiyan.feedback.sender.Senders;
import cn.tiyan.feedback.sender.SignedRequest;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Listing;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.messaging.FailureReason;
import cn.tiyan.platform.messaging.Parking;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.PersonalCipher;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.Refusal.FieldError;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import com.mongodb.MongoException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Service;
import tools.jackson.databind.node.ObjectNode;

/** What can be done with dead letters: note them, look at them, correct, replay, discard. */
@Service
public class DeadLetterDesk {

    private static final Logger log = LoggerFactory.getLogger(DeadLetterDesk.class);
    private static final int TRIES = 5;
    private static final int BATCH = 100;
    private static final String ID = "_id";

    private final FeedbackDesk feedback;
    private final PushReader reader;
    private final Senders senders;
    private final Organisation organisation;
    private final PersonalCipher cipher;
    private final WrittenIntake written;
    private final AggregateStore store;
    private final MongoTemplate mongo;
    private final Clock clock;

    DeadLetterDesk(FeedbackDesk feedback, PushReader reader, Senders senders, Organisation organisation, PersonalCipher cipher, WrittenIntake written,
            AggregateStore store, MongoTemplate mongo, Clock clock) {
        this.written = written;
        this.feedback = feedback;
        this.reader = reader;
        this.senders = senders;
        this.organisation = organisation;
        this.cipher = cipher;
        this.store = store;
        this.mongo = mongo;
        this.clock = clock;
    }

    /** Notes what was parked. Read again, it changes nothing. */
    public void note(Parked parked) {
        Arrival arrival = parked.arrival();
        if (parked.written() != null) {
            noteWritten(parked, parked.written());
            return;
        }
        if (arrival == null) {
            noteUnreadable(parked);
            return;
        }
        Push push = feedback.read(arrival).orElse(null);
        Trouble trouble = troubleOf(parked, arrival, push);
        List<String> within = feedback.withinOf(arrival);
        String id = DeadLetter.idOf(arrival.receipt());
        store.insertOnce(DeadLetter.arrival(parked, arrival, push == null ? arrival.matter() : push.key(), trouble, cipher.seal(id, arrival.body()),
                within.isEmpty() ? "" : within.getLast(), within.isEmpty() ? everybodysTop() : within));
        if (trouble.awaits() != null && organisation.find(trouble.awaits()).filter(Unit::active).isPresent()) {
            // It came to be known after the arrival was given up and before this was read.
            replayByItself(id);
        }
    }

    private void noteWritten(Parked parked, Written message) {
        Sender sender = senders.find(String.valueOf(message.header(SignedRequest.SENDER))).orElse(null);
        List<String> within = lineOf(sender);
        String id = DeadLetter.idOf(parked.origin());
        String explanation = parked.reason() == FailureReason.DEFECT ? defect(parked.message()) : parked.message();
        store.insertOnce(DeadLetter.written(parked, id, message.loggedAt(), cipher.seal(id, WrittenEnvelope.content(message)),
                sender == null ? null : sender.id(), message.place(), new Trouble(parked.reason(), explanation, List.of(), null),
                within.isEmpty() ? "" : within.getLast(), within));
    }

    /** The units that may know of what this sender, or nobody, sent. */
    private List<String> lineOf(@Nullable Sender sender) {
        return sender == null ? everybodysTop() : organisation.find(sender.unit()).map(Unit::within).orElseGet(() -> List.of(sender.unit()));
    }

    private void noteUnreadable(Parked parked) {
        boolean arrivals = parked.origin().topic().equals(ArrivalEnvelope.TOPIC);
        String[] key = arrivals && parked.key() != null ? parked.key().split("/", 2) : new String[0];
        Sender sender = key.length == 2 ? senders.find(key[0]).orElse(null) : null;
        List<String> within = lineOf(sender);
        String explanation = switch (parked.reason()) {
            case UNREADABLE -> arrivals ? "不是本平台密封保存的推送，或内容被改动过，无法读取" : "不是约定的消息，无法读取";
            case DEFECT -> defect(parked.message());
            default -> parked.message();
        };
        store.insertOnce(DeadLetter.unreadable(parked, sender == null ? null : sender.id(), sender == null ? parked.key() : key[1],
                new Trouble(parked.reason(), explanation, List.of(), null), within.isEmpty() ? "" : within.getLast(), within));
    }

    /** The units at the top of all senders: they may know of what belongs to nobody. */
    private List<String> everybodysTop() {
        return senders.all().stream().map(sender -> organisation.find(sender.unit()).map(unit -> unit.within().getFirst()).orElse(sender.unit()))
                .distinct().sorted().toList();
    }

    private Trouble troubleOf(Parked parked, Arrival arrival, @Nullable Push push) {
        try {
            feedback.check(arrival);
        } catch (Refusal | UnknownReference now) {
            Trouble trouble = trouble(now, push);
            if (trouble.reason() == parked.reason()) {
                return trouble;
            }
        }
        // Whatever it was, it is no more, or lies deeper: told as it was when it was parked.
        String awaits = parked.reason() == FailureReason.UNKNOWN_REFERENCE && push != null ? push.unit().orElse(null) : null;
        return new Trouble(parked.reason(), parked.reason() == FailureReason.DEFECT ? defect(parked.message()) : parked.message(), List.of(), awaits);
    }

    private static Trouble trouble(RuntimeException failure, @Nullable Push push) {
        return switch (failure) {
            case UnknownReference unknown -> new Trouble(FailureReason.UNKNOWN_REFERENCE, String.valueOf(unknown.getMessage()),
                    List.of(new FieldError(unknown.field(), String.valueOf(unknown.getMessage()))),
                    push != null && unknown.field().equals(push.kind().unitField()) ? push.unit().orElse(null) : null);
            case Refusal refusal -> new Trouble(FailureReason.REFUSED, String.valueOf(refusal.getMessage()), refusal.fieldErrors(), null);
            default -> new Trouble(Parking.reason(failure), defect(failure.getClass().getSimpleName()), List.of(), null);
        };
    }

    private static String defect(String kind) {
        return "平台处理时出错（" + kind + "），请运维人员查看日志，修复后重放";
    }

    /** One page of what the caller may see, newest first. */
    public Page<DeadLetter> page(Caller caller, DeadLetterFilter filter, int limit, @Nullable String after) {
        requireOperator(caller);
        return store.page(DeadLetter.class, filter.narrow(caller.sees()), limit, after);
    }

    /**
     * So many open ones for one reason from one sender.
     *
     * @param reason why they could not be folded
     * @param sender id of the pushing system; null where it is not known
     * @param count how many
     */
    public record Count(FailureReason reason, @Nullable String sender, long count) {
    }

    /** How many of what the caller may see are open, by reason and sender. */
    public List<Count> counts(Caller caller) {
        requireOperator(caller);
        return mongo.aggregate(Aggregation.newAggregation(
                        Aggregation.match(caller.sees().and("state").is(DeadLetterState.OPEN)),
                        Aggregation.group("reason", "sender").count().as("count"),
                        Aggregation.project("count").and("_id.reason").as("reason").and("_id.sender").as("sender"),
                        Aggregation.sort(Sort.by("reason", "sender"))), DeadLetter.class, Count.class)
                .getMappedResults();
    }

    /** @throws Refusal not found within what the caller may see */
    public DeadLetter get(String id, Caller caller) {
        requireOperator(caller);
        return store.get(DeadLetter.class, id, caller);
    }

    private @Nullable Sender sender(DeadLetter letter) {
        return letter.sender() == null ? null : senders.find(letter.sender()).orElse(null);
    }

    /** The fields that can be shown of what would be folded; empty where it cannot be read. */
    public Map<String, Object> masked(DeadLetter letter) {
        return letter.readable() ? reader.masked(sender(letter), Objects.requireNonNull(letter.kind()), content(letter)) : Map.of();
    }

    /**
     * One field of what would be folded, in clear. Who asked and why is on record before they get it.
     *
     * @throws Refusal forbidden, not found, or a field that is not there
     */
    public String reveal(String id, String field, String why, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        // Nothing is decided on the version read; the record only has to get its line.
        return AggregateStore.whileStale(TRIES, () -> {
            DeadLetter letter = store.get(DeadLetter.class, id, caller);
            byte[] content = content(letter);
            String value = reader.field(sender(letter), Objects.requireNonNull(letter.kind()), content, field);
            if (value == null) {
                throw Refusal.malformed("field", "推送内容中没有这个字段");
            }
            letter.reveal(field, why, caller, clock.instant());
            store.save(letter);
            return value;
        });
    }

    /**
     * Corrects top-level fields. What was sent stays as it is; the correction must be such that it can be folded now.
     *
     * @param patch as RFC 7396 merges it
     * @throws Refusal malformed or a broken rule, naming the field; then nothing has changed
     */
    public DeadLetter correct(String id, ObjectNode patch, String why, Caller caller, long version) {
        requireOperator(caller);
        if (patch.isEmpty()) {
            throw Refusal.malformed("patch", "请至少更正一个字段");
        }
        return store.change(DeadLetter.class, id, caller, version, letter -> {
            letter.requireOpen();
            byte[] corrected = PushReader.patched(content(letter), patch);
            Arrival arrival = arrival(letter, corrected);
            letter.correct(cipher.seal(letter.id(), corrected), feedback.check(arrival).key(),
                    patch.propertyNames().stream().sorted().toList(), why, caller, clock.instant());
        });
    }

    /**
     * Folds one now; what its sender wrote to Kafka is taken in as it stands, and folded like any push.
     *
     * @throws Refusal a broken rule, if it still cannot be folded; that it was tried is on record
     */
    public DeadLetter replay(String id, Caller caller, long version) {
        requireOperator(caller);
        DeadLetter letter = store.change(DeadLetter.class, id, caller, version, each -> replay(each, caller));
        if (letter.state() == DeadLetterState.OPEN) {
            throw letter.fieldErrors().isEmpty() ? Refusal.rule("still-not-folded", letter.explanation())
                    : Refusal.rule("still-not-folded", letter.fieldErrors().getFirst().field(), letter.fieldErrors().getFirst().message());
        }
        return letter;
    }

    /**
     * How replaying several went.
     *
     * @param tried how many were tried
     * @param replayed of these, folded
     * @param failed of these, still not to be folded
     * @param next where to go on; absent when these were the last
     */
    public record Replayed(int tried, int replayed, int failed, @Nullable String next) {
    }

    /**
     * Folds, or takes in, the open ones of these that can be replayed, oldest first.
     *
     * @param limit at most so many
     * @param after {@link Replayed#next} of the call before, or null to begin
     */
    public Replayed replayAll(DeadLetterFilter filter, int limit, @Nullable String after, Caller caller) {
        requireOperator(caller);
        Page<DeadLetter> page = store.page(DeadLetter.class,
                Listing.soonestFirst("createdAt", DeadLetter.class, DeadLetter::createdAt, DeadLetter::id),
                filter.open().narrow(caller.sees()), limit, after);
        int replayed = 0;
        int failed = 0;
        for (DeadLetter listed : page.items()) {
            DeadLetter letter = listed.replayable() ? open(listed.id()).orElse(null) : null;
            if (letter != null) {
                boolean folded = replayAndSave(letter, caller);
                replayed += folded ? 1 : 0;
                failed += folded ? 0 : 1;
            }
        }
        return new Replayed(replayed + failed, replayed, failed, page.next());
    }

    /** Nobody will fold it. */
    public DeadLetter discard(String id, String why, Caller caller, long version) {
        requireOperator(caller);
        return store.change(DeadLetter.class, id, caller, version, letter -> letter.discard(why, caller, clock.instant()));
    }

    /**
     * Replays what waits for a unit that was just announced.
     *
     * @throws UnknownReference as long as the copy of the tree does not have it
     */
    public void announced(String unit) {
        if (!mongo.exists(Query.query(Criteria.where("awaits").is(unit)), DeadLetter.class)) {
            return;
        }
        if (organisation.find(unit).isEmpty()) {
            throw new UnknownReference("unit", "没有编码为 " + unit + " 的单位");
        }
        String last = "";
        List<DeadLetter> waiting;
        do {
            waiting = mongo.find(Query.query(Criteria.where("awaits").is(unit).and(ID).gt(last)).with(Sort.by(ID)).limit(BATCH), DeadLetter.class);
            for (DeadLetter letter : waiting) {
                replayByItself(letter.id());
                last = letter.id();
            }
        } while (waiting.size() == BATCH);
    }

    /**
     * What became of those of these pushes that were parked once.
     *
     * @param receipts of the pushes
     * @return by receipt; a push that was never parked is not in it
     */
    public Map<String, DeadLetter> of(Collection<String> receipts) {
        Map<String, DeadLetter> found = new HashMap<>();
        mongo.find(Query.query(Criteria.where(ID).in(receipts.stream().map(DeadLetter::idOf).toList())), DeadLetter.class)
                .forEach(letter -> found.put(Objects.requireNonNull(letter.receipt()), letter));
        return found;
    }

    /** The arrival as it is to be folded: with its correction. */
    public Arrival arrival(DeadLetter letter) {
        return arrival(letter, content(letter));
    }

    private void replayByItself(String id) {
        open(id).ifPresent(letter -> replayAndSave(letter, Actor.service(letter.origin().group())));
    }

    /** As it is now: while those before it in a list were folded, somebody may have corrected or discarded it. */
    private Optional<DeadLetter> open(String id) {
        return store.find(DeadLetter.class, id).filter(letter -> letter.state() == DeadLetterState.OPEN);
    }

    /** @return whether it is folded; who was quicker is as good */
    private boolean replayAndSave(DeadLetter letter, Actor by) {
        replay(letter, by);
        store.saveUnlessOvertaken(letter);
        return letter.state() == DeadLetterState.REPLAYED;
    }

    private void replay(DeadLetter letter, Actor by) {
        letter.requireOpen();
        Arrival arrival = letter.isWritten() ? null : arrival(letter);
        try {
            if (arrival == null) {
                Intake.Receipt taken = written.take(WrittenEnvelope.of(String.valueOf(letter.key()), letter.loggedAt(),
                        cipher.open(letter.id(), letter.sealedWriting())));
                letter.taken(taken.receiptId(), taken.key(), by, clock.instant());
            } else {
                letter.replayed(feedback.foldAgain(arrival), by, clock.instant());
            }
        } catch (DataAccessException | MongoException outage) {
            throw outage;
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.STALE || refusal.kind() == Refusal.Kind.UNAVAILABLE) {
                throw refusal;
            }
            letter.failedAgain(trouble(refusal, null), by, clock.instant());
        } catch (RuntimeException failure) {
            if (Parking.reason(failure) == FailureReason.DEFECT) {
                log.error("{} still cannot be folded", letter.id(), failure);
            }
            letter.failedAgain(trouble(failure, arrival == null ? null : feedback.read(arrival).orElse(null)), by, clock.instant());
        }
    }

    private Arrival arrival(DeadLetter letter, byte[] body) {
        var arrival = new Arrival(Objects.requireNonNull(letter.receipt()), Objects.requireNonNull(letter.sender()), Objects.requireNonNull(letter.kind()),
                String.valueOf(letter.key()), Objects.requireNonNull(letter.acceptedAt()), body);
        Optional<Push> push = feedback.read(arrival);
        return push.isEmpty() ? arrival : new Arrival(arrival.receipt(), arrival.sender(), arrival.kind(), push.get().matter(), arrival.acceptedAt(), body);
    }

    private byte[] content(DeadLetter letter) {
        return cipher.open(letter.id(), letter.sealedContent());
    }

    private static void requireOperator(Caller caller) {
        caller.require(Role.OPERATOR, Role.OFFICE_CLERK);
    }
}
