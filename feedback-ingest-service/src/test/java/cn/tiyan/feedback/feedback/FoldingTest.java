package cn.tiyan.feedback.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.feedback.Pushes;
import cn.tiyan.feedback.intake.Arrival;
import cn.tiyan.feedback.intake.PushKind;
import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.UnknownReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FoldingTest {

    private static final int SEEDS = 1_000;

    private final FoldingBench bench = new FoldingBench();

    /** What happens to a few matters: modes, units and words change; versions are missing or claimed twice; services change. */
    static List<Arrival> arrivals(FoldingBench bench) {
        List<Arrival> arrivals = new ArrayList<>();
        // A complaint, softened to a consultation: it was a complaint once.
        arrivals.add(bench.order(Pushes.anOrder("A").version(1)));
        arrivals.add(bench.order(Pushes.anOrder("A").version(2).with("handlingMode", "CONSULTATION").with("responsibleUnit", "210100-MSA")));
        arrivals.add(bench.order(Pushes.anOrder("A").version(3).with("handlingMode", "CONSULTATION").with("urgency", "CRITICAL").with("callerName", "王芳")));
        // Never anything that calls for an issue.
        arrivals.add(bench.order(Pushes.anOrder("B").version(1).with("handlingMode", "CONSULTATION")));
        arrivals.add(bench.order(Pushes.anOrder("B").version(2).with("handlingMode", "PRAISE")));
        // Grows into a hard order; the last is flagged as nonsense.
        arrivals.add(bench.order(Pushes.anOrder("C").version(1).with("handlingMode", "HELP")));
        arrivals.add(bench.order(Pushes.anOrder("C").version(2).with("handlingMode", "HELP").with("repeat", true)));
        arrivals.add(bench.order(Pushes.anOrder("C").version(3).with("handlingMode", "HELP").with("hardOrder", true)));
        arrivals.add(bench.order(Pushes.anOrder("C").version(4).with("handlingMode", "HELP").with("nonsense", true)));
        // Without versions, twice at the same moment.
        arrivals.add(bench.order(Pushes.anOrder("D").without("version").with("title", "甲")));
        arrivals.add(bench.order(Pushes.anOrder("D").without("version").with("title", "乙").with("handlingMode", "HELP")));
        arrivals.add(bench.order(Pushes.anOrder("D").without("version").with("title", "丙").with("updatedAt", "2026-11-22T09:05:00+08:00")));
        // Pressed for by its own count and by two further orders, one of which is corrected; asked back twice; withdrawn, and not after all.
        arrivals.add(bench.order(Pushes.anOrder("E").version(1)));
        arrivals.add(bench.order(Pushes.anOrder("E").version(2).with("urgeCount", 1).with("urgedAt", "2026-11-24T09:00:00+08:00").with("urgeReason", "还没人联系")));
        arrivals.add(bench.order(Pushes.anOrder("E").version(3).with("withdrawn", true).with("withdrawalReason", "已当场办好")));
        arrivals.add(bench.order(Pushes.anOrder("E").version(4).with("urgeCount", 1).with("urgedAt", "2026-11-24T09:00:00+08:00")
                .with("contacted", true).with("callBackSolved", false).with("finalSatisfaction", 1).with("calledBackAt", "2026-11-25T10:00:00+08:00")));
        arrivals.add(bench.order(Pushes.anOrder("E").version(5)
                .with("contacted", true).with("callBackSolved", true).with("finalSatisfaction", 4).with("calledBackAt", "2026-11-28T10:00:00+08:00")));
        arrivals.add(bench.order(Pushes.anOrder("F").version(1).with("handlingMode", "CONSULTATION").with("urgedOrderNumber", "E")));
        arrivals.add(bench.order(Pushes.anOrder("F").version(2).with("handlingMode", "CONSULTATION").with("title", "催办社保登记")));
        arrivals.add(bench.order(Pushes.anOrder("G").version(1).with("handlingMode", "CONSULTATION").with("urgedOrderNumber", "E")));
        // Withdrawn before it was heard of, then heard of; withdrawn and never heard of as anything else; pressing for one that never arrives.
        arrivals.add(bench.order(Pushes.anOrder("H").version(1)));
        arrivals.add(bench.order(Pushes.anOrder("H").version(2).with("withdrawn", true).with("contacted", false)));
        arrivals.add(bench.order(Pushes.anOrder("I").version(2).with("withdrawn", true).with("urgeCount", 3)));
        arrivals.add(bench.order(Pushes.anOrder("J").version(1).with("urgedOrderNumber", "Z")));
        // A service that moves to another department, rated three times, once corrected to good.
        arrivals.add(bench.service(Pushes.aService("P").version(1)));
        arrivals.add(bench.service(Pushes.aService("P").version(2).with("department", "210200-HRSS").with("itemName", "企业参保登记")));
        arrivals.add(bench.rating(Pushes.aBadRating("P", 1)));
        arrivals.add(bench.rating(Pushes.aBadRating("P", 2).with("satisfaction", 2).version(1)));
        arrivals.add(bench.rating(Pushes.aBadRating("P", 2).with("satisfaction", 5).version(2)));
        arrivals.add(bench.rating(Pushes.aBadRating("P", 3).with("satisfaction", 4)));
        // Called back by its sender, found to be as the citizen says; another in vain; another held to be malicious.
        arrivals.add(bench.rating(Pushes.aBadRating("P", 4).version(1)));
        arrivals.add(bench.rating(Pushes.aBadRating("P", 4).version(2).with("contacted", true).with("truthfulness", "PARTLY")));
        arrivals.add(bench.rating(Pushes.aBadRating("P", 5).version(1).with("contacted", false)));
        arrivals.add(bench.rating(Pushes.aBadRating("P", 6).version(1).with("contacted", true).with("malicious", true)));
        arrivals.add(bench.rating(Pushes.aBadRating("P", 7).with("defaultRating", true)));
        // Could not be got done: told as missing papers, then found to be between two departments, then hard, then got done.
        arrivals.add(bench.report(Pushes.aReport("W").version(1).with("reasonClass", "MATERIALS")));
        arrivals.add(bench.report(Pushes.aReport("W").version(2).with("unit", "210100-MSA")));
        arrivals.add(bench.report(Pushes.aReport("W").version(3).with("hard", true)));
        arrivals.add(bench.report(Pushes.aReport("W").version(4).with("solved", true)));
        // Could not be got done, pressed for twice, withdrawn, and not after all; got done, and withdrawn before it was heard of.
        arrivals.add(bench.report(Pushes.aReport("V").version(1)));
        arrivals.add(bench.report(Pushes.aReport("V").version(2).with("urgeCount", 2).with("urgeReason", "还没有人联系")));
        arrivals.add(bench.report(Pushes.aReport("V").version(3).with("withdrawn", true).with("withdrawalReason", "已当场办好")));
        arrivals.add(bench.report(Pushes.aReport("V").version(4).with("solved", false).with("satisfaction", 1)));
        arrivals.add(bench.report(Pushes.aReport("V").version(5).with("solved", true).with("satisfaction", 4).with("completedAt", "2026-11-27T10:00:00+08:00")));
        arrivals.add(bench.report(Pushes.aReport("U").version(2).with("withdrawn", true)));
        // A rating that is taken back, and one that its sender called back before its service was known.
        arrivals.add(bench.rating(Pushes.aBadRating("P", 8).version(1)));
        arrivals.add(bench.rating(Pushes.aBadRating("P", 8).version(2).with("withdrawn", true)));
        arrivals.add(bench.rating(Pushes.aBadRating("P", 9).with("calledBackAt", "2026-11-25T10:00:00+08:00").with("contacted", false)));
        // A rating whose service never arrives.
        arrivals.add(bench.rating(Pushes.aBadRating("Q", 1)));
        return arrivals;
    }

    @Test
    void leadsToTheSameWhateverArrivesFirstAndHoweverOften() {
        arrivals(bench).forEach(bench::fold);
        Map<String, List<Object>> expected = bench.outcome();
        assertThat(expected).hasSize(24);

        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var other = new FoldingBench();
            shuffled(other, random).forEach(other::fold);
            assertThat(other.outcome()).as("seed %s", seed).isEqualTo(expected);
        }
    }

    @Test
    void leadsToTheSameHoweverManyAreFoldedTogether() {
        arrivals(bench).forEach(bench::fold);
        Map<String, List<Object>> expected = bench.outcome();

        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var other = new FoldingBench();
            List<Arrival> shuffled = shuffled(other, random);
            for (int from = 0; from < shuffled.size(); ) {
                int to = Math.min(shuffled.size(), from + 1 + random.nextInt(shuffled.size()));
                List<Arrival> group = shuffled.subList(from, to);
                assertThat(other.fold(group)).extracting(Outcome::receipt).isEqualTo(group.stream().map(Arrival::receipt).toList());
                from = to;
            }
            assertThat(other.outcome()).as("seed %s", seed).isEqualTo(expected);
        }
    }

    /** In any order; some pushed twice, some read twice. */
    static List<Arrival> shuffled(FoldingBench bench, Random random) {
        List<Arrival> shuffled = arrivals(bench);
        for (int i = random.nextInt(shuffled.size() * 2); i > 0; i--) {
            Arrival any = shuffled.get(random.nextInt(shuffled.size()));
            shuffled.add(random.nextBoolean() ? bench.again(any) : any);
        }
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    @Test
    void saysOfEachWhatItDidAmongThoseFoldedTogether() {
        Arrival first = bench.order(Pushes.anOrder("A").version(1));
        Arrival second = bench.order(Pushes.anOrder("A").version(2).with("title", "新标题"));
        List<Outcome> outcomes = bench.fold(List.of(first, second, bench.again(second), bench.again(first), bench.rating(Pushes.aBadRating("P", 1)), bench.service(Pushes.aService("P"))));
        assertThat(outcomes).extracting(Outcome::effect)
                .containsExactly(Effect.APPLIED, Effect.APPLIED, Effect.DUPLICATE, Effect.SUPERSEDED, Effect.APPLIED, Effect.APPLIED);
        assertThat(outcomes).extracting(Outcome::issueCalledFor).containsOnly(true);
        assertThat(bench.writes()).as("order, rating, service, rating with its service").isEqualTo(4);
    }

    @Test
    void callsForOneIssuePerMatterThatEverCalledForOne() {
        arrivals(bench).forEach(bench::fold);
        Map<String, Boolean> called = new java.util.TreeMap<>();
        for (String key : List.of("A", "B", "C", "D")) {
            called.put(key, bench.feedback(PushKind.HOTLINE_ORDER, key).issueCalledFor());
        }
        for (String key : List.of("P/1", "P/2", "P/3", "Q/1")) {
            called.put(key, bench.feedback(PushKind.RATING, key).issueCalledFor());
        }
        assertThat(called).containsExactly(Map.entry("A", true), Map.entry("B", false), Map.entry("C", true), Map.entry("D", true),
                Map.entry("P/1", true), Map.entry("P/2", true), Map.entry("P/3", false), Map.entry("Q/1", false));
        assertThat(bench.feedback(PushKind.HOTLINE_ORDER, "C").grounds()).containsExactly("HARD_ORDER", "HOTLINE_HELP", "REPEATED_ORDER");
        assertThat(bench.feedback(PushKind.HOTLINE_ORDER, "C").severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void callsForAnIssueForWhateverCannotBeGotDone() {
        bench.fold(bench.report(Pushes.aReport("W").with("reasonClass", "MATERIALS").with("hard", true)));
        Feedback report = bench.feedback(PushKind.WINDOW_REPORT, "W");
        assertThat(report.issueCalledFor()).isTrue();
        assertThat(report.grounds()).containsExactly("CANNOT_GET_DONE_MATERIALS");
        assertThat(report.severity()).isEqualTo(Severity.HIGH);
        assertThat(report.unit()).isEqualTo("210100-HRSS");
        assertThat(report.item().name()).isEqualTo("企业职工参保登记");
        assertThat(report.title()).isEqualTo("办不成事：两个部门都说不归自己管，联系电话139****5678。");
        assertThat(report.personal()).containsOnlyKeys("reporterName", "reporterPhone");
    }

    @Test
    void tellsOfWhatBecameOfAnOrderAsItStandsInTheEnd() {
        arrivals(bench).forEach(bench::fold);
        Feedback order = bench.feedback(PushKind.HOTLINE_ORDER, "E");
        assertThat(order.told()).isEqualTo(new Told(false, 2, order.callBack()));
        assertThat(order.callBack()).satisfies(asked -> {
            assertThat(asked.solved()).isTrue();
            assertThat(asked.finalSatisfaction()).isEqualTo(4);
        });
        assertThat(order.history()).extracting(HistoryEntry::action)
                .containsExactly("record", "call-for-issue", "record", "urge", "record", "withdraw", "record", "take-back-withdrawal", "call-back",
                        "record", "call-back", "learn", "learn", "urge");
        assertThat(bench.feedback(PushKind.HOTLINE_ORDER, "H").told().withdrawn()).isTrue();
        assertThat(bench.feedback(PushKind.HOTLINE_ORDER, "I").told()).as("nobody is to be told").isEqualTo(Told.NOTHING);
    }

    @Test
    void tellsOfWhatBecameOfAReport() {
        arrivals(bench).forEach(bench::fold);
        Feedback report = bench.feedback(PushKind.WINDOW_REPORT, "V");
        assertThat(report.told()).isEqualTo(new Told(false, 2, report.callBack()));
        assertThat(report.callBack()).satisfies(said -> {
            assertThat(said.at()).isEqualTo("2026-11-27T02:00:00Z");
            assertThat(said.solved()).isTrue();
            assertThat(said.finalSatisfaction()).isEqualTo(4);
            assertThat(said.contacted()).isNull();
        });
        assertThat(report.history()).extracting(HistoryEntry::action).filteredOn(action -> !action.equals("record"))
                .containsExactly("call-for-issue", "urge", "withdraw", "take-back-withdrawal", "call-back", "call-back");
        assertThat(bench.feedback(PushKind.WINDOW_REPORT, "U").issueCalledFor()).as("withdrawn before it was heard of").isFalse();
    }

    @Test
    void tellsOfWhatBecameOfARating() {
        arrivals(bench).forEach(bench::fold);
        Feedback takenBack = bench.feedback(PushKind.RATING, "P/8");
        assertThat(takenBack.told().withdrawn()).isTrue();
        assertThat(takenBack.callBackState()).as("nobody need be called back").isNull();
        Feedback inVain = bench.feedback(PushKind.RATING, "P/9");
        assertThat(inVain.told().callBack()).isNotNull();
        assertThat(inVain.callBack().contacted()).isFalse();
        assertThat(inVain.callBackState()).isEqualTo(CallBackState.DUE);
    }

    @Test
    void tellsNothingTwice() {
        Arrival withdrawn = bench.order(Pushes.anOrder("A").version(2).with("withdrawn", true).with("urgeCount", 2).with("finalSatisfaction", 2));
        bench.fold(bench.order(Pushes.anOrder("A")));
        bench.fold(withdrawn);
        bench.fold(bench.order(Pushes.anOrder("B").with("urgedOrderNumber", "A")));
        int writes = bench.writes();
        bench.fold(withdrawn);
        bench.fold(bench.again(withdrawn));
        bench.fold(bench.order(Pushes.anOrder("B").with("urgedOrderNumber", "A")));
        assertThat(bench.writes()).isEqualTo(writes);
        // The same call-back, repeated with an order that changed otherwise.
        bench.fold(bench.order(Pushes.anOrder("A").version(3).with("withdrawn", true).with("urgeCount", 2).with("finalSatisfaction", 2)));
        assertThat(bench.feedback(PushKind.HOTLINE_ORDER, "A").history()).extracting(HistoryEntry::action)
                .filteredOn(action -> !action.equals("record")).containsExactly("call-for-issue", "withdraw", "urge", "call-back", "learn");
    }

    @Test
    void keepsTheWordsOfASecretOrderOutOfWhatItTells() {
        bench.fold(bench.order(Pushes.anOrder("A").with("secret", true).with("withdrawn", false).with("urgeCount", 1).with("urgeReason", "材料交了两次")));
        bench.fold(bench.order(Pushes.anOrder("B").with("secret", true).with("urgedOrderNumber", "A")));
        Feedback order = bench.feedback(PushKind.HOTLINE_ORDER, "A");
        assertThat(order.urged().reason()).isNull();
        assertThat(order.history().toString()).doesNotContain("材料");
    }

    @Test
    void changesNothingForADuplicate() {
        Arrival first = bench.order(Pushes.anOrder("A"));
        assertThat(bench.fold(first).effect()).isEqualTo(Effect.APPLIED);
        int writes = bench.writes();
        Outcome outcome = bench.fold(bench.again(first));
        assertThat(outcome.effect()).isEqualTo(Effect.DUPLICATE);
        assertThat(outcome.issueCalledFor()).isTrue();
        assertThat(bench.writes()).isEqualTo(writes);
    }

    @Test
    void tellsAPushReadTwiceFromADuplicate() {
        Arrival first = bench.order(Pushes.anOrder("A"));
        bench.fold(first);
        int writes = bench.writes();
        assertThat(bench.fold(first).effect()).isEqualTo(Effect.APPLIED);
        assertThat(bench.writes()).isEqualTo(writes);
    }

    @Test
    void keepsTheNewestWhenAnOlderOneArrivesLate() {
        bench.fold(bench.order(Pushes.anOrder("A").version(2).with("title", "新标题")));
        int writes = bench.writes();
        assertThat(bench.fold(bench.order(Pushes.anOrder("A").version(1).with("title", "旧标题"))).effect()).isEqualTo(Effect.SUPERSEDED);
        assertThat(bench.feedback(PushKind.HOTLINE_ORDER, "A").title()).isEqualTo("新标题");
        assertThat(bench.writes()).isEqualTo(writes);
    }

    @Test
    void letsARatingWaitForItsService() {
        Outcome outcome = bench.fold(bench.rating(Pushes.aBadRating("P", 1)));
        assertThat(outcome.issueCalledFor()).isFalse();
        Feedback rating = bench.feedback(PushKind.RATING, "P/1");
        assertThat(rating.state()).isEqualTo(FeedbackState.AWAITING_SERVICE);
        assertThat(rating.within()).as("the sender's own area sees it meanwhile").containsExactly("210000");

        assertThat(bench.fold(bench.service(Pushes.aService("P"))).issueCalledFor()).isTrue();
        assertThat(rating.state()).isEqualTo(FeedbackState.RECORDED);
        assertThat(rating.unit()).isEqualTo("210100-HRSS");
        assertThat(rating.item().name()).isEqualTo("企业职工参保登记");
    }

    @Test
    void keepsEverythingThatWasSent() {
        Arrival arrival = bench.order(Pushes.anOrder("A").with("unheardOf", Map.of("电话", "13912345678")));
        bench.fold(arrival);
        Feedback order = bench.feedback(PushKind.HOTLINE_ORDER, "A");
        assertThat(bench.body(order)).isEqualTo(arrival.body());
        assertThat(new String(order.sealedBody(), StandardCharsets.ISO_8859_1)).doesNotContain("13912345678", "unheardOf");
        assertThat(order.text()).doesNotContain("13912345678");
        assertThat(order.personal().get("callerPhone").toString()).startsWith("139*").doesNotContain("1234");
    }

    @Test
    void keepsTheWordsOfASecretOrderBack() {
        bench.fold(bench.order(Pushes.anOrder("A").with("secret", true).with("answer", "窗口已补齐材料")));
        Feedback order = bench.feedback(PushKind.HOTLINE_ORDER, "A");
        assertThat(order.title() + order.text() + order.facts()).doesNotContain("窗口", "材料");
        assertThat(order.issueCalledFor()).isTrue();
    }

    @Test
    void cutsTitlesBetweenCharacters() {
        bench.fold(bench.service(Pushes.aService("P")));
        bench.fold(bench.rating(Pushes.aBadRating("P", 1).with("text", "😡".repeat(60))));
        assertThat(bench.feedback(PushKind.RATING, "P/1").title()).isEqualTo("差评：" + "😡".repeat(40) + "…");
    }

    @Test
    void waitsForAUnitItDoesNotKnow() {
        Arrival arrival = bench.order(Pushes.anOrder("A").with("responsibleUnit", "210100-NEW"));
        assertThatThrownBy(() -> bench.fold(arrival)).isInstanceOfSatisfying(UnknownReference.class, unknown -> assertThat(unknown.field()).isEqualTo("responsibleUnit"));
        assertThat(bench.writes()).isZero();
        bench.learn("210100-NEW", "210000", "210100", "210100-NEW");
        assertThat(bench.fold(arrival).effect()).isEqualTo(Effect.APPLIED);
    }

    @Test
    void refusesAUnitOutsideTheSendersArea() {
        Arrival arrival = bench.order(Pushes.anOrder("A").with("responsibleUnit", "210200-HRSS"));
        assertThatThrownBy(() -> bench.fold(arrival)).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.name()).isEqualTo("unit-outside-sender"));
        assertThat(bench.writes()).isZero();
    }

    @Test
    void canParkEvenWhenNoUnitIsKnown() {
        Arrival arrival = bench.order(Pushes.anOrder("A"));
        assertThat(bench.withinOf(arrival)).containsExactly("210000", "210100");
        bench.forgetAllUnits();
        assertThat(bench.withinOf(arrival)).containsExactly("210100");
    }
}
