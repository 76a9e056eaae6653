package cn.tiyan.feedback.feedback;

import cn.tiyan.contracts.vocabulary.SourceKind;
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
import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.PersonalCipher;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.platform.trace.Trace;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Folds arrivals into pieces of feedback. The same arrivals lead to the same pieces and the same issues called for, whatever
 * their order and however often each is read. Arrivals about one matter must be given to it one after the other; where two
 * replicas still meet, the database refuses the later write as stale and it is folded anew.
 *
 * <p>Several are folded as one would be, with fewer reads and writes: first each into its own piece, all of which are stored; then,
 * what one piece is to hear of another. Whoever is stored before the other is looked for, is found by at least one of two that are
 * folded at the same moment.
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
        return fold(List.of(arrival)).getFirst();
    }

    /**
     * Folds several, in this order.
     *
     * @return what became of each, in their order
     * @throws RuntimeException as {@link #fold(Arrival)}, if that would be thrown for any: then some may be folded and some not, and
     *     all are to be folded again, whether together or not
     */
    List<Outcome> fold(List<Arrival> arrivals) {
        return new Group(arrivals.stream().map(this::said).toList()).fold();
    }

    /** What is in an arrival. */
    private record Said(Arrival arrival, Sender sender, Push push, Optional<Decision> decision) {

        String id() {
            return arrival.kind() == PushKind.RATING_SERVICE ? service() : Feedback.idOf(arrival.sender(), arrival.kind(), push.key());
        }

        /** The service it is, or is about. */
        String service() {
            return RatedService.idOf(arrival.sender(), push.matter());
        }

        boolean isAboutService() {
            return arrival.kind().source() == SourceKind.SERVICE_RATING;
        }
    }

    private Said said(Arrival arrival) {
        Sender sender = sender(arrival);
        Push push = reader.read(sender, arrival.kind(), arrival.body());
        return new Said(arrival, sender, push, decide(rules, push));
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
        return Optional.ofNullable(rating.service()).flatMap(id -> records.findAll(RatedService.class, Set.of(id)).stream().findFirst())
                .map(service -> cipher.open(service.id(), service.sealedBody()));
    }

    /** Arrivals that are folded together. */
    private final class Group {

        private final List<Said> all;
        private final Map<String, Feedback> feedback = new HashMap<>();
        private final Map<String, RatedService> services = new HashMap<>();
        private final Set<Aggregate> changed = new LinkedHashSet<>();
        /** Orders that may be here for the first time: read again after a crash, they may not have looked yet who presses for them. */
        private final Set<String> first = new LinkedHashSet<>();

        Group(List<Said> all) {
            this.all = all;
            findFeedback(all.stream().filter(said -> said.arrival().kind() != PushKind.RATING_SERVICE).map(Said::id));
            findServices(all.stream().filter(Said::isAboutService).map(Said::service));
        }

        List<Outcome> fold() {
            List<Taken> taken = new ArrayList<>(all.size());
            all.forEach(said -> within(said, () -> taken.add(take(said))));
            store();
            findFeedback(taken.stream().flatMap(this::pressedFor));
            findServices(taken.stream().filter(this::awaitsService).map(each -> each.said().service()));
            Set<String> pressed = first.isEmpty() ? Set.of() : records.pressedFor(first);
            Map<String, List<Feedback>> ratings = ratings();
            taken.forEach(each -> within(each.said(), () -> letHear(each, pressed, ratings)));
            store();
            return taken.stream().map(each -> outcome(each, ratings)).toList();
        }

        /** In the trace of the push, where it has one. */
        private void within(Said said, Runnable action) {
            if (said.arrival().trace() == null) {
                action.run();
            } else {
                Trace.in(said.arrival().trace(), action);
            }
        }

        private void findFeedback(Stream<String> ids) {
            Set<String> wanted = ids.filter(id -> !feedback.containsKey(id)).collect(Collectors.toSet());
            if (!wanted.isEmpty()) {
                records.findAll(Feedback.class, wanted).forEach(this::known);
            }
        }

        private void findServices(Stream<String> ids) {
            Set<String> wanted = ids.filter(id -> !services.containsKey(id)).collect(Collectors.toSet());
            if (!wanted.isEmpty()) {
                records.findAll(RatedService.class, wanted).forEach(service -> services.put(service.id(), service));
            }
        }

        /** The one that is changed here, where there is one already. */
        private Feedback known(Feedback found) {
            return feedback.computeIfAbsent(found.id(), _ -> found);
        }

        /** Whatever changes an aggregate leaves a line in its history; a duplicate leaves none and is not written. */
        private void changed(Aggregate aggregate, int linesBefore) {
            if (aggregate.history().size() > linesBefore) {
                changed.add(aggregate);
            }
        }

        private void store() {
            if (!changed.isEmpty() && !records.store(changed).isEmpty()) {
                throw Refusal.stale();
            }
            changed.clear();
        }

        private Taken take(Said said) {
            Instant now = clock.instant();
            Snapshot snapshot = Snapshot.of(said.arrival(), said.push(), cipher.seal(said.id(), said.arrival().body()));
            return new Taken(said, now, switch (said.arrival().kind()) {
                case HOTLINE_ORDER, WINDOW_REPORT -> statement(said, snapshot, now);
                case RATING -> rating(said, snapshot, now);
                case RATING_SERVICE -> service(said, snapshot, now);
            });
        }

        /** What names its unit itself: an order, a report. */
        private Effect statement(Said said, Snapshot snapshot, Instant now) {
            Arrival arrival = said.arrival();
            Unit unit = unit(arrival.kind(), said.push(), said.sender());
            Feedback known = feedback.get(said.id());
            if (arrival.kind() == PushKind.HOTLINE_ORDER && (known == null || known.isNewest(arrival.receipt()))) {
                first.add(said.id());
            }
            if (known == null) {
                changed(known(Feedback.statement(arrival.kind(), arrival.sender(), said.push().key(), snapshot, unit, said.decision(), now)), 0);
                return Effect.APPLIED;
            }
            int before = known.history().size();
            Effect effect = known.receive(snapshot, unit, said.decision(), now);
            changed(known, before);
            return effect;
        }

        private Effect rating(Said said, Snapshot snapshot, Instant now) {
            Feedback known = feedback.get(said.id());
            int before = 0;
            Effect effect = Effect.APPLIED;
            if (known == null) {
                Unit area = units.require("sender", said.sender().unit());
                known = known(Feedback.rating(said.arrival().sender(), said.push().key(), snapshot, said.service(), area, said.decision(), now));
            } else {
                before = known.history().size();
                effect = known.receive(snapshot, null, said.decision(), now);
            }
            complete(known, said.service(), now);
            changed(known, before);
            return effect;
        }

        private void complete(Feedback rating, String service, Instant now) {
            RatedService about = services.get(service);
            if (about != null) {
                rating.complete(about, units.require("department", about.unit()), now);
            }
        }

        private Effect service(Said said, Snapshot snapshot, Instant now) {
            Unit unit = unit(said.arrival().kind(), said.push(), said.sender());
            RatedService known = services.get(said.id());
            if (known == null) {
                known = new RatedService(said.arrival().sender(), said.push().key(), snapshot, unit, now);
                services.put(known.id(), known);
                changed(known, 0);
                return Effect.APPLIED;
            }
            int before = known.history().size();
            Effect effect = known.receive(snapshot, unit, now);
            changed(known, before);
            return effect;
        }

        private Stream<String> pressedFor(Taken taken) {
            return taken.said().arrival().kind() == PushKind.HOTLINE_ORDER ? feedback.get(taken.said().id()).urging().stream() : Stream.empty();
        }

        private boolean awaitsService(Taken taken) {
            return taken.said().arrival().kind() == PushKind.RATING && feedback.get(taken.said().id()).state() == FeedbackState.AWAITING_SERVICE;
        }

        /** Those of the services among them. */
        private Map<String, List<Feedback>> ratings() {
            Set<String> wanted = all.stream().filter(said -> said.arrival().kind() == PushKind.RATING_SERVICE).map(Said::id).collect(Collectors.toSet());
            return wanted.isEmpty() ? Map.of()
                    : records.ratingsOf(wanted).stream().map(this::known).collect(Collectors.groupingBy(rating -> String.valueOf(rating.service())));
        }

        /** Also for a duplicate: it may be the very message read again, after a crash between the one and the others. */
        private void letHear(Taken taken, Set<String> pressed, Map<String, List<Feedback>> ratings) {
            String id = taken.said().id();
            switch (taken.said().arrival().kind()) {
                case HOTLINE_ORDER -> press(feedback.get(id), pressed.contains(id), taken.at());
                case RATING -> {
                    if (awaitsService(taken)) {
                        change(feedback.get(id), rating -> complete(rating, taken.said().service(), taken.at()));
                    }
                }
                case RATING_SERVICE -> ratings.getOrDefault(id, List.of()).forEach(rating -> change(rating, one -> complete(one, id, taken.at())));
                case WINDOW_REPORT -> { }
            }
        }

        /** Lets an order hear of those that press for it, whichever was here first. */
        private void press(Feedback order, boolean isPressed, Instant now) {
            for (String other : order.urging()) {
                Feedback named = feedback.get(other);
                if (named != null) {
                    change(named, pressed -> pressed.urgedBy(order, now));
                }
            }
            if (isPressed) {
                records.urging(order.id()).forEach(other -> change(order, pressed -> pressed.urgedBy(known(other), now)));
            }
        }

        private void change(Feedback one, Consumer<Feedback> change) {
            int before = one.history().size();
            change.accept(one);
            changed(one, before);
        }

        private Outcome outcome(Taken taken, Map<String, List<Feedback>> ratings) {
            Said said = taken.said();
            if (said.arrival().kind() == PushKind.RATING_SERVICE) {
                boolean called = ratings.getOrDefault(said.id(), List.of()).stream().anyMatch(Feedback::issueCalledFor);
                return Outcome.folded(said.arrival(), said.push().key(), services.get(said.id()).within(), taken.effect(), null, called, taken.at());
            }
            Feedback one = feedback.get(said.id());
            return Outcome.folded(said.arrival(), said.push().key(), one.within(), taken.effect(), one.id(), one.issueCalledFor(), taken.at());
        }
    }

    /** What an arrival did to its own piece. */
    private record Taken(Said said, Instant at, Effect effect) {
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
}
