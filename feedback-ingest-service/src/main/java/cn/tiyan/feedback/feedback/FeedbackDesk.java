package cn.tiyan.feedback.feedback;

import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.feedback.intake.Arrival;
import cn.tiyan.feedback.intake.PushReader;
import cn.tiyan.feedback.intake.Receipts;
import cn.tiyan.feedback.rules.RuleBook;
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
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Service;

/** What can be done with feedback: fold an arrival in, read it, reveal what is masked, ask what became of a push. */
@Service
public class FeedbackDesk {

    private static final int TRIES = 5;

    private final Folding folding;
    private final Outcomes outcomes;
    private final Receipts receipts;
    private final AggregateStore store;
    private final Clock clock;

    FeedbackDesk(PushReader reader, RuleBook rules, Senders senders, Organisation organisation, Records records, PersonalCipher cipher,
            Outcomes outcomes, Receipts receipts, AggregateStore store, Clock clock) {
        this.folding = new Folding(reader, rules, senders, organisation::require, records, cipher, clock);
        this.outcomes = outcomes;
        this.receipts = receipts;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Folds an arrival and notes what became of it. Read again, it changes nothing.
     *
     * @throws RuntimeException as {@link Folding#fold}
     */
    public void fold(Arrival arrival) {
        outcomes.note(folding.fold(arrival));
    }

    /** Notes that an arrival could not be folded. */
    public void parked(Arrival arrival, String reason) {
        outcomes.note(Outcome.parked(arrival, folding.withinOf(arrival), reason, clock.instant()));
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

    /** @throws Refusal not found within what the caller may see */
    public Feedback get(String id, Caller caller) {
        return store.get(Feedback.class, id, caller);
    }

    /**
     * One field of what was sent, in clear. Who asked and why is on record before they get it.
     *
     * @param field any top-level field of the newest push
     * @throws Refusal forbidden, not found, or a field that is not there
     */
    public String reveal(String id, String field, String reason, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        for (int tried = 1; ; tried++) {
            Feedback feedback = store.get(Feedback.class, id, caller);
            String value = PushReader.rawField(folding.body(feedback), field);
            if (value == null) {
                throw Refusal.malformed("field", "推送内容中没有这个字段");
            }
            feedback.reveal(field, reason, caller, clock.instant());
            try {
                store.save(feedback);
                return value;
            } catch (Refusal refusal) {
                // Nothing is decided on the version read: whoever wrote meanwhile, the record only has to get its line.
                if (refusal.kind() != Refusal.Kind.STALE || tried == TRIES) {
                    throw refusal;
                }
            }
        }
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
     */
    public record ReceiptView(String receiptId, State state, @Nullable Effect effect, @Nullable String sender, @Nullable String kind, @Nullable String key,
            @Nullable String feedbackId, @Nullable Boolean issueCalledFor, @Nullable String reason, @Nullable Instant acceptedAt, @Nullable Instant processedAt) {

        /** How far it has come. */
        public enum State { ACCEPTED, PROCESSED, PARKED }
    }

    /** @throws Refusal not found, if it was never given or is not the caller's to see */
    public ReceiptView receipt(String id, Caller caller) {
        caller.require(Role.OPERATOR, Role.OFFICE_CLERK);
        // Asked first: what is processed between the two questions is then found by the second, or said to be accepted still.
        boolean processed = outcomes.exists(id);
        Outcome outcome = outcomes.find(id, caller).orElse(null);
        if (outcome != null) {
            var state = outcome.effect() == Effect.PARKED ? ReceiptView.State.PARKED : ReceiptView.State.PROCESSED;
            return new ReceiptView(id, state, outcome.effect(), outcome.sender(), outcome.kind().name(), outcome.key(), outcome.feedback(),
                    outcome.issueCalledFor(), outcome.reason(), outcome.acceptedAt(), outcome.processedAt());
        }
        if (!processed && receipts.isOurs(id)) {
            return new ReceiptView(id, ReceiptView.State.ACCEPTED, null, null, null, null, null, null, null, null, null);
        }
        throw Refusal.notFound("没有这个回执，或它不在您可以查看的范围内：" + id);
    }
}
