package cn.tiyan.feedback.feedback;

import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.feedback.Pushes;
import cn.tiyan.feedback.intake.Arrival;
import cn.tiyan.feedback.intake.PushKind;
import cn.tiyan.feedback.intake.PushReader;
import cn.tiyan.feedback.rules.FeedbackRules;
import cn.tiyan.feedback.rules.HandlingMode;
import cn.tiyan.feedback.rules.ReasonClass;
import cn.tiyan.feedback.rules.RuleBook;
import cn.tiyan.feedback.sender.SenderFixture;
import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.PersonalCipher;
import cn.tiyan.platform.refusal.UnknownReference;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Folding on a bench: everything real but where the records are kept, unless that is given. */
final class FoldingBench {

    private static final PushReader READER = new PushReader();
    private static final PersonalCipher CIPHER = new PersonalCipher(new byte[32], new byte[32]);
    private static final Instant ACCEPTED = Instant.parse("2026-11-23T02:00:00Z");

    private final Records records;
    /** Ids of all that arrivals were made about. */
    private final Set<String> about = new LinkedHashSet<>();
    private final Map<String, List<String>> units = new TreeMap<>(Map.of(
            "210000", List.of("210000"),
            "210100", List.of("210000", "210100"),
            "210100-HRSS", List.of("210000", "210100", "210100-HRSS"),
            "210100-MSA", List.of("210000", "210100", "210100-MSA"),
            "210200-HRSS", List.of("210000", "210200", "210200-HRSS")));
    private final Folding folding;
    private int receipts;
    private int writes;

    FoldingBench() {
        this.records = new Kept();
        this.folding = folding(records);
    }

    FoldingBench(Records records) {
        this.records = records;
        this.folding = folding(records);
    }

    private Folding folding(Records records) {
        return new Folding(READER,
                new RuleBook(() -> new FeedbackRules(3, Set.of(HandlingMode.COMPLAINT, HandlingMode.HELP), true, true, EnumSet.allOf(ReasonClass.class))),
                SenderFixture.senders(), this::unit, records, CIPHER, Clock.systemUTC());
    }

    Arrival order(Pushes push) {
        return arrival("hotline-shenyang", PushKind.HOTLINE_ORDER, push);
    }

    Arrival service(Pushes push) {
        return arrival("rating-liaoning", PushKind.RATING_SERVICE, push);
    }

    Arrival rating(Pushes push) {
        return arrival("rating-liaoning", PushKind.RATING, push);
    }

    Arrival report(Pushes push) {
        return arrival("window-shenyang", PushKind.WINDOW_REPORT, push);
    }

    /** As though it had been pushed once more. */
    Arrival again(Arrival arrival) {
        return new Arrival("rcp_" + ++receipts, arrival.sender(), arrival.kind(), arrival.matter(), ACCEPTED, arrival.body());
    }

    private Arrival arrival(String sender, PushKind kind, Pushes push) {
        byte[] body = push.json().getBytes(StandardCharsets.UTF_8);
        var read = READER.read(kind, body);
        about.add(kind == PushKind.RATING_SERVICE ? RatedService.idOf(sender, read.key()) : Feedback.idOf(sender, kind, read.key()));
        return new Arrival("rcp_" + ++receipts, sender, kind, read.matter(), ACCEPTED, body);
    }

    Outcome fold(Arrival arrival) {
        return folding.fold(arrival);
    }

    List<Outcome> fold(List<Arrival> arrivals) {
        return folding.fold(arrivals);
    }

    List<String> withinOf(Arrival arrival) {
        return folding.withinOf(arrival);
    }

    void forgetAllUnits() {
        units.clear();
    }

    void learn(String unit, String... within) {
        units.put(unit, List.of(within));
    }

    int writes() {
        return writes;
    }

    Feedback feedback(PushKind kind, String key) {
        String sender = switch (kind) {
            case HOTLINE_ORDER -> "hotline-shenyang";
            case WINDOW_REPORT -> "window-shenyang";
            case RATING, RATING_SERVICE -> "rating-liaoning";
        };
        return records.findAll(Feedback.class, List.of(Feedback.idOf(sender, kind, key))).getFirst();
    }

    byte[] body(Feedback feedback) {
        return folding.body(feedback);
    }

    static long issuesCalledFor(Feedback feedback) {
        return feedback.history().stream().map(HistoryEntry::action).filter("call-for-issue"::equals).count();
    }

    /** All that must not depend on the order of arrival: every state, and every issue called for. */
    Map<String, List<Object>> outcome() {
        Map<String, List<Object>> all = new TreeMap<>();
        for (Feedback feedback : records.findAll(Feedback.class, about)) {
            all.put(feedback.key(), Arrays.asList(feedback.state(), feedback.unit(), feedback.within(), feedback.position(), feedback.title(), feedback.text(),
                    feedback.facts(), feedback.personal(), feedback.satisfaction(), feedback.item(), feedback.grounds(), feedback.severity(),
                    feedback.occurredAt(), feedback.issueCalledFor(), issuesCalledFor(feedback),
                    feedback.withdrawn(), feedback.timesUrged(), feedback.urged(), feedback.callBack(), feedback.told(), feedback.callBackState(), new String(body(feedback), StandardCharsets.UTF_8)));
        }
        for (RatedService service : records.findAll(RatedService.class, about)) {
            all.put("service " + service.projectNumber(), Arrays.asList(service.unit(), service.position(), service.item()));
        }
        return all;
    }

    private Unit unit(String field, String code) {
        List<String> within = units.get(code);
        if (within == null) {
            throw new UnknownReference(field, "没有编码为 " + code + " 的在用单位");
        }
        return new Unit(code, code, UnitKind.DEPARTMENT, null, within, true, 1);
    }

    private final class Kept implements Records {

        private final Map<String, Aggregate> kept = new LinkedHashMap<>();

        @Override
        public <T extends Aggregate> List<T> findAll(Class<T> type, Collection<String> ids) {
            return ids.stream().map(kept::get).filter(type::isInstance).map(type::cast).toList();
        }

        private Stream<Feedback> allFeedback() {
            return kept.values().stream().filter(Feedback.class::isInstance).map(Feedback.class::cast);
        }

        @Override
        public List<Feedback> ratingsOf(Collection<String> services) {
            return allFeedback().filter(feedback -> feedback.service() != null && services.contains(feedback.service())).toList();
        }

        @Override
        public Set<String> pressedFor(Collection<String> orders) {
            return allFeedback().flatMap(order -> order.urging().stream()).filter(orders::contains).collect(Collectors.toSet());
        }

        @Override
        public List<Feedback> urging(String order) {
            return allFeedback().filter(other -> other.urging().contains(order)).sorted(Comparator.comparing(Feedback::key)).toList();
        }

        @Override
        public List<Aggregate> store(Collection<Aggregate> aggregates) {
            aggregates.forEach(aggregate -> kept.put(aggregate.id(), aggregate));
            writes += aggregates.size();
            return List.of();
        }
    }
}
