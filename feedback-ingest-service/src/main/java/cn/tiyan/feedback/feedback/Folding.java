package cn.tiyan.feedback.feedback;

import cn.tiyan.feedback.intake.Arrival;
import cn.tiyan.feedback.intake.Intake;
import cn.tiyan.feedback.intake.Push;
import cn.tiyan.feedback.intake.PushKind;
import cn.tiyan.feedback.intake.PushReader;
import cn.tiyan.feedback.rules.Decision;
import cn.tiyan.feedback.rules.HandlingMode;
import cn.tiyan.feedback.rules.ReasonClass;
import cn.tiyan.feedback.rules.RuleBook;
import cn.tiyan.feedback.rules.Urgency;
import cn.tiyan.feedback.sender.Sender;
import cn.tiyan.feedback.sender.Senders;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.PersonalCipher;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.UnknownReference;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Folds arrivals into pieces of feedback. The same arrivals lead to the same pieces and the same issues called for, whatever
 * their order and however often each is read. Arrivals about one matter must be given to it one after the other; where two
 * replicas still meet, the database refuses the later write as stale and it is folded anew.
 */
class Folding {

    private final PushReader reader;
    private final RuleBook rules;
    private final Senders senders;
    private final Units units;
    private final Records records;
    private final PersonalCipher cipher;
    private final Clock clock;

    /** The organisation tree, as far as folding needs it. */
    interface Units {

        /** @throws UnknownReference if there is no such active unit */
        Unit require(String field, String code);
    }

    Folding(PushReader reader, RuleBook rules, Senders senders, Units units, Records records, PersonalCipher cipher, Clock clock) {
        this.reader = reader;
        this.rules = rules;
        this.senders = senders;
        this.units = units;
        this.records = records;
        this.cipher = cipher;
        this.clock = clock;
    }

    /**
     * Folds one.
     *
     * @throws UnknownReference if it names a unit or sender not known here (yet)
     * @throws Refusal if it must not be folded, or was overtaken and is to be folded anew
     */
    Outcome fold(Arrival arrival) {
        Sender sender = sender(arrival);
        Push push = reader.read(sender, arrival.kind(), arrival.body());
        return switch (arrival.kind()) {
            case HOTLINE_ORDER, WINDOW_REPORT -> statement(arrival, push, sender);
            case RATING -> rating(arrival, push, sender);
            case RATING_SERVICE -> service(arrival, push, sender);
        };
    }

    /** What it says; meets whatever folding would meet before it writes. */
    Push check(Arrival arrival) {
        Sender sender = sender(arrival);
        Push push = reader.read(sender, arrival.kind(), arrival.body());
        if (arrival.kind().unitField() != null) {
            unit(arrival.kind(), push, sender);
        }
        return push;
    }

    /** @throws Refusal if it does not keep to its schema */
    Push read(Arrival arrival) {
        return senders.find(arrival.sender()).map(sender -> reader.read(sender, arrival.kind(), arrival.body()))
                .orElseGet(() -> reader.read(arrival.kind(), arrival.body()));
    }

    private Sender sender(Arrival arrival) {
        return senders.find(arrival.sender())
                .orElseThrow(() -> new UnknownReference("sender", "没有编号为 " + arrival.sender() + " 的推送方"));
    }

    /** Units that may know of an arrival that could not be folded: those above its sender's, as far as they are known. */
    List<String> withinOf(Arrival arrival) {
        return withinOf(arrival.sender());
    }

    /** The same for whatever this sender sent. */
    List<String> withinOf(String sender) {
        String area = senders.find(sender).map(Sender::unit).orElse(null);
        if (area == null) {
            return List.of();
        }
        try {
            return units.require("sender", area).within();
        } catch (UnknownReference e) {
            return List.of(area);
        }
    }

    /** The body of the newest snapshot, as it was sent. */
    byte[] body(Feedback feedback) {
        return cipher.open(feedback.id(), feedback.sealedBody());
    }

    /** The same of the service that a rating is about, where it is known. */
    Optional<byte[]> serviceBody(Feedback rating) {
        return Optional.ofNullable(rating.service()).flatMap(id -> records.find(RatedService.class, id))
                .map(service -> cipher.open(service.id(), service.sealedBody()));
    }

    /** What names its unit itself: an order, a report. */
    private Outcome statement(Arrival arrival, Push push, Sender sender) {
        Optional<Decision> decision = decide(rules, push);
        String id = Feedback.idOf(arrival.sender(), arrival.kind(), push.key());
        Unit unit = unit(arrival.kind(), push, sender);
        Snapshot snapshot = Snapshot.of(arrival, push, cipher.seal(id, arrival.body()));
        Instant now = clock.instant();

        Feedback feedback = records.find(Feedback.class, id).orElse(null);
        Effect effect = Effect.APPLIED;
        boolean first = feedback == null || feedback.isNewest(arrival.receipt());
        if (feedback == null) {
            feedback = Feedback.statement(arrival.kind(), arrival.sender(), push.key(), snapshot, unit, decision, now);
            records.insert(feedback);
        } else {
            int before = feedback.history().size();
            effect = feedback.receive(snapshot, unit, decision, now);
            saveIfChanged(feedback, before);
        }
        if (arrival.kind() == PushKind.HOTLINE_ORDER) {
            press(feedback, first, now);
        }
        return Outcome.folded(arrival, push.key(), feedback.within(), effect, id, feedback.issueCalledFor(), now);
    }

    /**
     * Lets an order hear of those that press for it, whichever was here first. Each is stored before the other is looked for: of two
     * that are folded at the same moment, one at least finds the other.
     *
     * @param first whether it may be here for the first time: read again after a crash, it may not have looked yet
     */
    private void press(Feedback order, boolean first, Instant now) {
        for (String other : order.urging()) {
            records.find(Feedback.class, other).ifPresent(pressed -> {
                int before = pressed.history().size();
                pressed.urgedBy(order, now);
                saveIfChanged(pressed, before);
            });
        }
        if (first) {
            int before = order.history().size();
            records.urging(order.id()).forEach(other -> order.urgedBy(other, now));
            saveIfChanged(order, before);
        }
    }

    private Outcome rating(Arrival arrival, Push push, Sender sender) {
        String id = Feedback.idOf(arrival.sender(), arrival.kind(), push.key());
        String serviceId = RatedService.idOf(arrival.sender(), push.matter());
        Optional<Decision> decision = decide(rules, push);
        Snapshot snapshot = Snapshot.of(arrival, push, cipher.seal(id, arrival.body()));
        Instant now = clock.instant();

        Feedback feedback = records.find(Feedback.class, id).orElse(null);
        Effect effect = Effect.APPLIED;
        int before = 0;
        boolean isNew = feedback == null;
        if (feedback == null) {
            Unit area = units.require("sender", sender.unit());
            feedback = Feedback.rating(arrival.sender(), push.key(), snapshot, serviceId, area, decision, now);
        } else {
            before = feedback.history().size();
            effect = feedback.receive(snapshot, null, decision, now);
        }
        RatedService service = records.find(RatedService.class, serviceId).orElse(null);
        if (service != null) {
            feedback.complete(service, units.require("department", service.unit()), now);
        }
        if (isNew) {
            records.insert(feedback);
        } else {
            saveIfChanged(feedback, before);
        }
        return Outcome.folded(arrival, push.key(), feedback.within(), effect, id, feedback.issueCalledFor(), now);
    }

    private Outcome service(Arrival arrival, Push push, Sender sender) {
        String id = RatedService.idOf(arrival.sender(), push.key());
        Unit unit = unit(arrival.kind(), push, sender);
        Snapshot snapshot = Snapshot.of(arrival, push, cipher.seal(id, arrival.body()));
        Instant now = clock.instant();

        RatedService service = records.find(RatedService.class, id).orElse(null);
        Effect effect = Effect.APPLIED;
        if (service == null) {
            service = new RatedService(arrival.sender(), push.key(), snapshot, unit, now);
            records.insert(service);
        } else {
            int before = service.history().size();
            effect = service.receive(snapshot, unit, now);
            saveIfChanged(service, before);
        }
        // Also for a duplicate: it may be this very message read again, after a crash between the service and its ratings.
        Unit whose = service.unit().equals(unit.code()) ? unit : units.require("department", service.unit());
        boolean called = false;
        for (Feedback rating : records.ratingsOf(id)) {
            int before = rating.history().size();
            rating.complete(service, whose, now);
            saveIfChanged(rating, before);
            called |= rating.issueCalledFor();
        }
        return Outcome.folded(arrival, push.key(), service.within(), effect, null, called, now);
    }

    /** What the rules say of a push, looked at by itself. */
    static Optional<Decision> decide(RuleBook rules, Push push) {
        return switch (push.kind()) {
            case HOTLINE_ORDER -> rules.decide(new RuleBook.HotlineOrder(
                    HandlingMode.valueOf(Objects.requireNonNull(push.text("handlingMode"))),
                    push.text("urgency") == null ? Urgency.NORMAL : Urgency.valueOf(push.text("urgency")),
                    push.flag("hardOrder"), push.flag("repeat"), push.flag("nonsense") || push.flag("withdrawn")));
            case WINDOW_REPORT -> push.flag("withdrawn") ? Optional.empty() : rules.decide(ReasonClass.valueOf(Objects.requireNonNull(push.text("reasonClass"))), push.flag("hard"));
            case RATING -> push.flag("withdrawn") ? Optional.empty() : rules.decide(Objects.requireNonNull(push.number("satisfaction")), push.flag("defaultRating"));
            case RATING_SERVICE -> Optional.empty();
        };
    }

    private Unit unit(PushKind kind, Push push, Sender sender) {
        Unit unit = units.require(String.valueOf(kind.unitField()), push.unit().orElseThrow());
        if (!unit.isWithin(sender.unit())) {
            throw Intake.outside(String.valueOf(kind.unitField()), unit.code());
        }
        return unit;
    }

    /** Whatever changes an aggregate leaves a line in its history; a duplicate leaves none and is not written. */
    private <T extends cn.tiyan.platform.aggregate.Aggregate> void saveIfChanged(T aggregate, int linesBefore) {
        if (aggregate.history().size() > linesBefore) {
            records.save(aggregate);
        }
    }
}
