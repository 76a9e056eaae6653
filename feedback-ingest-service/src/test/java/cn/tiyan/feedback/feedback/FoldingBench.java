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
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Folding on a bench: everything real but where the records are kept. */
final class FoldingBench implements Records {

    private static final PushReader READER = new PushReader();
    private static final PersonalCipher CIPHER = new PersonalCipher(new byte[32], new byte[32]);
    private static final Instant ACCEPTED = Instant.parse("2026-11-23T02:00:00Z");

    private final Map<String, Aggregate> kept = new LinkedHashMap<>();
    private final Map<String, List<String>> units = new TreeMap<>(Map.of(
            "210000", List.of("210000"),
            "210100", List.of("210000", "210100"),
            "210100-HRSS", List.of("210000", "210100", "210100-HRSS"),
            "210100-MSA", List.of("210000", "210100", "210100-MSA"),
            "210200-HRSS", List.of("210000", "210200", "210200-HRSS")));
    private final Folding folding = new Folding(READER,
            new RuleBook(() -> new FeedbackRules(3, Set.of(HandlingMode.COMPLAINT, HandlingMode.HELP), true, true, EnumSet.allOf(ReasonClass.class))),
            SenderFixture.senders(), this::unit, this, CIPHER, Clock.systemUTC());
    private int receipts;
    private int writes;

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
        return new Arrival("rcp_" + ++receipts, sender, kind, READER.read(kind, body).matter(), ACCEPTED, body);
    }

    Outcome fold(Arrival arrival) {
        return folding.fold(arrival);
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
        return find(Feedback.class, Feedback.idOf(sender, kind, key)).orElseThrow();
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
        for (Aggregate aggregate : kept.values()) {
            if (aggregate instanceof Feedback feedback) {
                all.put(feedback.key(), Arrays.asList(feedback.state(), feedback.unit(), feedback.within(), feedback.position(), feedback.title(), feedback.text(),
                        feedback.facts(), feedback.personal(), feedback.satisfaction(), feedback.item(), feedback.grounds(), feedback.severity(),
                        feedback.occurredAt(), feedback.issueCalledFor(), issuesCalledFor(feedback),
                        feedback.withdrawn(), feedback.timesUrged(), feedback.urged(), feedback.callBack(), feedback.told(), feedback.callBackState(), new String(body(feedback), StandardCharsets.UTF_8)));
            } else if (aggregate instanceof RatedService service) {
                all.put("service " + service.projectNumber(), Arrays.asList(service.unit(), service.position(), service.item()));
            }
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

    @Override
    public <T extends Aggregate> Optional<T> find(Class<T> type, String id) {
        return Optional.ofNullable(type.cast(kept.get(id)));
    }

    @Override
    public List<Feedback> ratingsOf(String service) {
        return kept.values().stream().filter(Feedback.class::isInstance).map(Feedback.class::cast)
                .filter(feedback -> feedback.key().contains("/") && service.equals(RatedService.idOf(feedback.sender(), feedback.key().substring(0, feedback.key().indexOf('/')))))
                .toList();
    }

    @Override
    public List<Feedback> urging(String feedback) {
        return kept.values().stream().filter(Feedback.class::isInstance).map(Feedback.class::cast)
                .filter(order -> order.urging().contains(feedback)).sorted(java.util.Comparator.comparing(Feedback::key)).toList();
    }

    @Override
    public void insert(Aggregate aggregate) {
        if (kept.putIfAbsent(aggregate.id(), aggregate) != null) {
            throw new IllegalStateException("there is one already");
        }
        writes++;
    }

    @Override
    public void save(Aggregate aggregate) {
        kept.put(aggregate.id(), aggregate);
        writes++;
    }
}
