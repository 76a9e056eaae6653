package cn.tiyan.feedback.feedback;

import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.feedback.intake.Arrival;
import cn.tiyan.feedback.intake.Push;
import cn.tiyan.feedback.intake.PushKind;
import cn.tiyan.feedback.intake.PushReader;
import cn.tiyan.feedback.intake.Receipts;
import cn.tiyan.feedback.progress.ProgressView;
import cn.tiyan.feedback.progress.Progresses;
import cn.tiyan.feedback.rules.RuleBook;
import cn.tiyan.feedback.sender.Sender;
import cn.tiyan.feedback.sender.Senders;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.privacy.PersonalCipher;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Service;

/** What can be done with feedback: fold an arrival in, read it, reveal what is masked, ask what became of a push. */
@Service
public class FeedbackDesk {

    private static final int TRIES = 5;

    private final PushReader reader;
    private final Senders senders;
    private final Folding folding;
    private final Outcomes outcomes;
    private final Receipts receipts;
    private final Progresses progresses;
    private final AggregateStore store;
    private final MongoTemplate mongo;
    private final Clock clock;

    FeedbackDesk(PushReader reader, RuleBook rules, Senders senders, Organisation organisation, Records records, PersonalCipher cipher,
            Outcomes outcomes, Receipts receipts, Progresses progresses, AggregateStore store, MongoTemplate mongo, Clock clock) {
        this.reader = reader;
        this.senders = senders;
        this.folding = new Folding(reader, rules, senders, organisation::require, records, cipher, clock);
        this.outcomes = outcomes;
        this.receipts = receipts;
        this.progresses = progresses;
        this.store = store;
        this.mongo = mongo;
        this.clock = clock;
    }

    /**
     * Folds an arrival and notes what became of it. Read again, it changes nothing.
     *
     * @throws RuntimeException as {@link Folding#fold}
     */
    public Effect fold(Arrival arrival) {
        Outcome outcome = folding.fold(arrival);
        outcomes.note(outcome);
        return outcome.effect();
    }

    /** Folds an arrival by itself, outside the order in which they were sent: where another write comes first, it is tried again. */
    public Effect foldAgain(Arrival arrival) {
        return AggregateStore.whileStale(TRIES, () -> fold(arrival));
    }

    /**
     * What an arrival says that could be folded now; changes nothing.
     *
     * @throws RuntimeException as {@link Folding#fold}
     */
    public Push check(Arrival arrival) {
        return folding.check(arrival);
    }

    /** What an arrival says; empty where it does not keep to its schema. */
    public Optional<Push> read(Arrival arrival) {
        try {
            return Optional.of(folding.read(arrival));
        } catch (Refusal refusal) {
            return Optional.empty();
        }
    }

    /** Codes of the units that may know of an arrival that could not be folded. */
    public List<String> withinOf(Arrival arrival) {
        return folding.withinOf(arrival);
    }

    /**
     * Folds arrivals in this order, together where that can be; notes what became of each. Where one cannot be folded, those that are
     * together with it are halved until it is alone.
     *
     * @throws NotFolded if one cannot be folded: those before it are folded and noted
     */
    public void fold(List<Arrival> arrivals) {
        fold(arrivals, 0, arrivals.size());
    }

    private void fold(List<Arrival> arrivals, int from, int to) {
        if (from == to) {
            return;
        }
        try {
            outcomes.note(folding.fold(arrivals.subList(from, to)));
        } catch (DataAccessResourceFailureException outage) {
            throw new NotFolded(from, outage);
        } catch (RuntimeException e) {
            if (to - from == 1) {
                throw new NotFolded(from, e);
            }
            int middle = (from + to) / 2;
            fold(arrivals, from, middle);
            fold(arrivals, middle, to);
        }
    }

    /** That one of several arrivals could not be folded; the cause says why. */
    public static final class NotFolded extends RuntimeException {

        private final int at;

        NotFolded(int at, RuntimeException cause) {
            super(cause);
            this.at = at;
        }

        /** Its place among them, 0 for the first. */
        public int at() {
            return at;
        }
    }

    /** Notes that an arrival could not be folded. */
    public void parked(Arrival arrival, String reason) {
        outcomes.note(Outcome.parked(arrival, folding.withinOf(arrival), reason, clock.instant()));
    }

    /**
     * Notes the same of one that cannot even be opened, where its receipt proves itself: that it is ours, and whose.
     *
     * @param receipt as it claims
     * @param sender as it claims; where that is not right, whoever the receipt was given to
     * @param kind as it claims
     */
    public void parkedUnread(String receipt, String sender, String kind, String reason) {
        if (!receipts.isOurs(receipt)) {
            return;
        }
        Stream.concat(Stream.of(sender), senders.all().stream().map(Sender::id)).filter(id -> receipts.isOf(receipt, id)).findFirst()
                .ifPresent(whose -> outcomes.note(Outcome.parkedUnread(receipt, whose, PushKind.named(kind).orElse(null), folding.withinOf(whose), reason,
                        clock.instant())));
    }

    /** One page of what the caller may see, newest first; filters that are null are open. */
    public Page<Feedback> page(Caller caller, @Nullable SourceKind source, @Nullable String sender, @Nullable String key, int limit, @Nullable String after) {
        Criteria criteria = caller.sees();
        if (source != null) {
            criteria = criteria.and("source").is(source);
        }
        if (sender != null) {
            criteria = criteria.and("sender").is(sender);
        }
        if (key != null) {
            criteria = criteria.and("key").is(key);
        }
        return store.page(Feedback.class, criteria, limit, after);
    }

    /** What a sender sent under a key of its own; for what anybody may ask, or the sender itself. */
    public Optional<Feedback> of(String sender, PushKind kind, String key) {
        return store.find(Feedback.class, Feedback.idOf(sender, kind, key));
    }

    /**
     * What a sender sent in a period, newest first; for what anybody may ask, or the sender itself.
     *
     * @param area within this unit
     * @param types question types of orders; null for all
     */
    public List<Feedback> between(String sender, String area, @Nullable Collection<String> types, Instant from, Instant to, int limit) {
        Criteria criteria = Criteria.where("within").is(area).and("sender").is(sender).and("createdAt").gte(from).lt(to);
        if (types != null) {
            criteria = criteria.and("newest.facts.questionTypeCode").in(types);
        }
        Query query = Query.query(criteria).with(Sort.by(Sort.Direction.DESC, "createdAt", "_id")).withHint("page_sender").limit(limit);
        query.fields().exclude("history", "outbox", "newest.sealedBody");
        return mongo.find(query, Feedback.class);
    }

    /** @throws Refusal not found within what the caller may see */
    public Feedback get(String id, Caller caller) {
        return store.get(Feedback.class, id, caller);
    }

    /** How the issue stands that it led to, if it did: for whoever may see the feedback. */
    public Optional<ProgressView> progress(Feedback feedback) {
        return feedback.issueCalledFor() ? progresses.of(feedback.id()) : Optional.empty();
    }

    /**
     * One field of what was sent, in clear. Who asked and why is on record before they get it.
     *
     * @param field a field of ours, or a top-level field of the newest push as it was sent; of a rating, also of its service message:
     *     who is called back may have left their number only there
     * @throws Refusal forbidden, not found, or a field that is not there
     */
    public String reveal(String id, String field, String reason, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        // Nothing is decided on the version read: whoever wrote meanwhile, the record only has to get its line.
        return AggregateStore.whileStale(TRIES, () -> {
            Feedback feedback = store.get(Feedback.class, id, caller);
            Sender sender = senders.find(feedback.sender()).orElse(null);
            String said = reader.field(sender, feedback.kind(), folding.body(feedback), field);
            String value = said != null ? said
                    : folding.serviceBody(feedback).map(body -> reader.field(sender, PushKind.RATING_SERVICE, body, field)).orElse(null);
            if (value == null) {
                throw Refusal.malformed("field", "推送内容中没有这个字段");
            }
            feedback.reveal(field, reason, caller, clock.instant());
            store.save(feedback);
            return value;
        });
    }

    /**
     * What became of a push.
     *
     * @param receiptId the receipt
     * @param state ACCEPTED until it is processed, then PROCESSED or PARKED
     * @param effect what it did
     * @param sender id of the pushing system
     * @param kind what was pushed
     * @param key the sender's own key
     * @param feedbackId the piece of feedback it is part of
     * @param issueCalledFor whether an issue has been called for about it
     * @param reason why it is parked
     * @param acceptedAt when it was kept
     * @param processedAt when it was processed
     * @param progress how the issue stands that it led to; not told of the items of a batch
     */
    public record ReceiptView(String receiptId, State state, @Nullable Effect effect, @Nullable String sender, @Nullable String kind, @Nullable String key,
            @Nullable String feedbackId, @Nullable Boolean issueCalledFor, @Nullable String reason, @Nullable Instant acceptedAt, @Nullable Instant processedAt,
            @Nullable ProgressView progress) {

        /** How far it has come. */
        public enum State { ACCEPTED, PROCESSED, PARKED }

        static ReceiptView waiting(String id) {
            return new ReceiptView(id, State.ACCEPTED, null, null, null, null, null, null, null, null, null, null);
        }

        static ReceiptView of(Outcome outcome) {
            return new ReceiptView(outcome.receipt(), outcome.effect() == Effect.PARKED ? State.PARKED : State.PROCESSED, outcome.effect(), outcome.sender(),
                    outcome.kind() == null ? null : outcome.kind().name(), outcome.key(), outcome.feedback(), outcome.issueCalledFor(), outcome.reason(), outcome.acceptedAt(),
                    outcome.processedAt(), null);
        }

        ReceiptView with(@Nullable ProgressView shown) {
            return new ReceiptView(receiptId, state, effect, sender, kind, key, feedbackId, issueCalledFor, reason, acceptedAt, processedAt, shown);
        }
    }

    /**
     * What became of a batch.
     *
     * @param receiptId its receipt
     * @param accepted how many items were kept
     * @param refused how many were not; why was said in the answer
     * @param processed how many of those kept are processed, or parked
     * @param items those kept that the caller may see, in the batch's order
     */
    public record BatchView(String receiptId, int accepted, int refused, int processed, List<ReceiptView> items) {
    }

    /** @throws Refusal not found, if it was never given or is not the caller's to see */
    public ReceiptView receipt(String id, Caller caller) {
        caller.require(Role.OPERATOR, Role.OFFICE_CLERK);
        // Asked first: what is processed between the two questions is then found by the second, or said to be accepted still.
        boolean processed = outcomes.exists(id);
        Outcome outcome = outcomes.find(id, caller).orElse(null);
        if (outcome != null) {
            return shown(outcome);
        }
        if (!processed && receipts.isOurs(id)) {
            return ReceiptView.waiting(id);
        }
        throw Refusal.notFound("没有这个回执，或它不在您可以查看的范围内：" + id);
    }

    /** @throws Refusal not found, if it was never given to this sender */
    public ReceiptView receipt(String id, Sender sender) {
        if (!receipts.isOf(id, sender.id())) {
            throw Refusal.notFound("没有这个回执：" + id);
        }
        return outcomes.findAll(List.of(id)).stream().map(this::shown).findFirst().orElseGet(() -> ReceiptView.waiting(id));
    }

    private ReceiptView shown(Outcome outcome) {
        return ReceiptView.of(outcome).with(outcome.feedback() == null ? null : progresses.of(outcome.feedback()).orElse(null));
    }

    /**
     * What became of a batch, for whoever pushed it.
     *
     * @throws Refusal not found, if its receipt was never given to this sender
     */
    public BatchView batch(String id, Sender sender) {
        var batch = receipts.contents(id).filter(_ -> receipts.isOf(id, sender.id())).orElseThrow(() -> Refusal.notFound("没有这个回执：" + id));
        return batch(id, batch, outcomes.findAll(batch.items()), Set.of());
    }

    /**
     * What became of a batch, as far as it is the caller's to see: what was processed for others is left out.
     *
     * @throws Refusal not found, if its receipt was never given or nothing of it is the caller's to see
     */
    public BatchView batch(String id, Caller caller) {
        caller.require(Role.OPERATOR, Role.OFFICE_CLERK);
        var batch = receipts.contents(id).orElseThrow(() -> Refusal.notFound("没有这个回执，或它不在您可以查看的范围内：" + id));
        Set<String> hidden = outcomes.processed(batch.items());
        List<Outcome> seen = outcomes.findAll(batch.items(), caller);
        seen.forEach(outcome -> hidden.remove(outcome.receipt()));
        if (hidden.size() == batch.items().size()) {
            throw Refusal.notFound("没有这个回执，或它不在您可以查看的范围内：" + id);
        }
        return batch(id, batch, seen, hidden);
    }

    private static BatchView batch(String id, Receipts.Contents batch, List<Outcome> outcomes, Set<String> hidden) {
        Map<String, ReceiptView> processed = outcomes.stream().collect(Collectors.toMap(Outcome::receipt, ReceiptView::of));
        List<ReceiptView> items = batch.items().stream().filter(item -> !hidden.contains(item))
                .map(item -> processed.getOrDefault(item, ReceiptView.waiting(item))).toList();
        return new BatchView(id, batch.items().size(), batch.refused(), processed.size() + hidden.size(), items);
    }
}
