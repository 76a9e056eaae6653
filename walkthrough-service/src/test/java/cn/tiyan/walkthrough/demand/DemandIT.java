package cn.tiyan.walkthrough.demand;

import static cn.tiyan.walkthrough.demand.Told.calledFor;
import static cn.tiyan.walkthrough.demand.Told.finding;
import static cn.tiyan.walkthrough.demand.Told.said;
import static cn.tiyan.walkthrough.demand.Told.walk;
import static cn.tiyan.walkthrough.demand.Told.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.messaging.Delivery;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.platform.time.China;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;

/** The sums themselves, delivery by delivery, with chosen partitions and offsets. Each test counts in a city and a year of its own. */
@PlatformTest
class DemandIT {

    private static final AtomicInteger CITIES = new AtomicInteger(211100);

    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private Organisation organisation;
    @Autowired
    private Demand demand;
    @Autowired
    private DemandReader reader;
    @Autowired
    private Clock clock;

    private Told told;
    private String city = "";
    private String hrss = "";

    @BeforeEach
    void anotherCity() {
        told = new Told(demand);
        city = Told.city(mongo, Integer.toString(CITIES.getAndAdd(1)));
        hrss = city + "-HRSS";
    }

    @Test
    void countsWhatCitizensSayAlongTheWholeLine() {
        told.feedback(said(SourceKind.SERVICE_RATING, hrss, "A", "2026-03-31", 2));
        told.feedback(said(SourceKind.SERVICE_RATING, hrss, "A", "2026-03-31", 5));
        told.feedback(said(SourceKind.HOTLINE_12345, city, "A", "2026-04-01", null));
        told.feedback(said(SourceKind.CANNOT_GET_DONE, hrss, "B", "2026-04-01", null));
        told.feedback(said(SourceKind.HOTLINE_12345, hrss, null, "2026-04-01", null));
        assertThat(sums(city, "2026-03", "2026-04")).isEqualTo(Map.of(
                "A", Map.of(Tally.FEEDBACK, 3L, Tally.HOTLINE, 1L, Tally.RATINGS, 2L, Tally.STARS, 7L, Tally.BAD_RATINGS, 1L, Tally.BAD, 1L),
                "B", Map.of(Tally.FEEDBACK, 1L, Tally.NOT_DONE, 1L, Tally.BAD, 1L)));
        assertThat(sums(hrss, "2026-04", "2026-04").keySet()).containsExactly("B");
        assertThat(total(city, "2026-03", "2026-04").of(Tally.FEEDBACK)).isEqualTo(4);
    }

    @Test
    void movesWithTheRecordToAnotherItemUnitMonthOrVerdict() {
        String id = told.feedback(said(SourceKind.SERVICE_RATING, hrss, "A", "2026-03-31", 1));
        told.hand(told.next(id, said(SourceKind.SERVICE_RATING, hrss, "A", "2026-05-01", 1)));
        assertThat(sums(hrss, "2026-03", "2026-03")).isEmpty();
        assertThat(total(hrss, "2026-01", "2026-12").of(Tally.FEEDBACK)).isEqualTo(1);
        told.hand(told.next(id, said(SourceKind.SERVICE_RATING, city, "B", "2025-12-31", 4)));
        assertThat(sums(hrss, "2020-01", "2024-12")).isEmpty();
        assertThat(sums(hrss, "2025-01", "2026-12")).isEmpty();
        assertThat(sums(city, "2025-01", "2026-12")).isEqualTo(Map.of("B", Map.of(Tally.FEEDBACK, 1L, Tally.RATINGS, 1L, Tally.STARS, 4L)));
        told.hand(told.next(id, said(SourceKind.SERVICE_RATING, city, null, "2025-12-31", 4)));
        assertThat(sums(city, "2025-01", "2026-12")).isEmpty();
    }

    /** A month, a quarter and a year are each kept; every span of months is made of them, and comes to the same as its months one by one. */
    @Test
    void comesToTheSameWhicheverMonthsAreAskedFor() {
        var random = new Random(11);
        Map<YearMonth, Long> said = new TreeMap<>();
        for (int i = 0; i < 40; i++) {
            YearMonth month = YearMonth.of(2024, 11).plusMonths(random.nextInt(20));
            told.feedback(said(SourceKind.HOTLINE_12345, hrss, "A", month.atDay(1 + random.nextInt(28)).toString(), null));
            said.merge(month, 1L, Long::sum);
        }
        String moved = told.feedback(said(SourceKind.HOTLINE_12345, hrss, "A", "2025-03-31", null));
        told.hand(told.next(moved, said(SourceKind.HOTLINE_12345, hrss, "A", "2025-04-01", null)));
        said.merge(YearMonth.of(2025, 4), 1L, Long::sum);
        for (YearMonth from = YearMonth.of(2024, 10); from.isBefore(YearMonth.of(2026, 9)); from = from.plusMonths(1)) {
            for (int months = 0; months < 14; months++) {
                YearMonth first = from;
                YearMonth last = from.plusMonths(months);
                long expected = said.entrySet().stream().filter(month -> !month.getKey().isBefore(first) && !month.getKey().isAfter(last))
                        .mapToLong(Map.Entry::getValue).sum();
                assertThat(sums(city, first.toString(), last.toString())).as(first + " to " + last)
                        .isEqualTo(expected == 0 ? Map.of() : Map.of("A", Map.of(Tally.FEEDBACK, expected, Tally.HOTLINE, expected)));
                assertThat(total(city, first.toString(), last.toString()).of(Tally.FEEDBACK)).isEqualTo(expected);
            }
        }
    }

    /** Somebody's clock is wrong: what is dated ahead of its time is counted there, and seen by whoever asks for that month, by nobody else. */
    @Test
    void leavesOutMonthsToComeThatWereNotAskedFor() {
        YearMonth now = YearMonth.now(clock.withZone(China.ZONE));
        YearMonth ahead = now.plusMonths(1);
        told.feedback(said(SourceKind.HOTLINE_12345, hrss, "A", now.atDay(1).toString(), null));
        told.feedback(said(SourceKind.HOTLINE_12345, hrss, "A", ahead.atDay(1).toString(), null));
        String january = now.withMonth(1).toString();
        assertThat(sums(city, january, now.toString())).isEqualTo(Map.of("A", Map.of(Tally.FEEDBACK, 1L, Tally.HOTLINE, 1L)));
        assertThat(sums(city, january, ahead.toString())).isEqualTo(Map.of("A", Map.of(Tally.FEEDBACK, 2L, Tally.HOTLINE, 2L)));
        assertThat(sums(city, ahead.toString(), ahead.toString())).isEqualTo(Map.of("A", Map.of(Tally.FEEDBACK, 1L, Tally.HOTLINE, 1L)));
    }

    @Test
    void takesBackWhatIsWithdrawnOrMaliciousAndHearsItAgain() {
        String id = told.feedback(said(SourceKind.HOTLINE_12345, hrss, "A", "2026-03-31", null), calledFor(hrss, "A"));
        assertThat(sums(city, "2026-03", "2026-03").get("A")).containsEntry(Tally.BAD, 1L);
        told.hand(told.next(id, withdrawn(true, null)));
        assertThat(sums(city, "2026-03", "2026-03")).isEqualTo(Map.of("A", Map.of(Tally.WITHDRAWN, 1L)));
        told.hand(told.next(id, withdrawn(false, null)));
        assertThat(sums(city, "2026-03", "2026-03").get("A")).containsEntry(Tally.BAD, 1L).containsEntry(Tally.FEEDBACK, 1L);
        told.hand(told.next(id, withdrawn(false, true)));
        assertThat(sums(city, "2026-03", "2026-03")).isEqualTo(Map.of("A", Map.of(Tally.WITHDRAWN, 1L)));
    }

    @Test
    void countsWalksByRoleAndDimensionAndRemembersTheLast() {
        told.walkthrough(walk(hrss, "A", WalkthroughRole.SUPERVISOR, "2026-06-01", null, List.of(Dimension.SPEED, Dimension.QUALITY)),
                finding(hrss, "A", Dimension.QUALITY, Severity.MEDIUM), finding(hrss, "A", Dimension.COST, Severity.LOW));
        told.walkthrough(walk(city, "A", WalkthroughRole.APPLICANT, "2025-02-01", hrss, null));
        assertThat(sums(hrss, "2026-01", "2026-12").get("A")).isEqualTo(Map.of(Tally.SESSIONS, 1L, Tally.ROLE_SUPERVISOR, 1L, Tally.SESSIONS_WITH_FINDINGS, 1L,
                Tally.FINDINGS, 2L, Tally.SEVERITY, 3L, Tally.FOUND_QUALITY, 1L, Tally.FOUND_COST, 1L, Tally.LOOKED_QUALITY, 1L, Tally.LOOKED_SPEED, 1L,
                Tally.LOOKED_COST, 1L));
        assertThat(sums(hrss, "2025-01", "2025-12").get("A")).isEqualTo(Map.of(Tally.SESSIONS, 1L, Tally.ROLE_APPLICANT, 1L));
        List<String> last = new ArrayList<>();
        reader.eachEver(asked(hrss, "2024-01", "2024-01"), sums -> last.add(sums.item() + " " + sums.lastWalked().orElseThrow() + " " + sums.name()));
        assertThat(last).containsExactly("A 2026-06-01 事项A");
    }

    /** 体验员: beside the walks, and never one of them. */
    @Test
    void countsWhatExperiencersTriedBesideTheWalks() {
        told.report(Told.tried(city, hrss, "A", "2026-06-01"), Told.foundByExperiencer(hrss, "A"));
        told.report(Told.tried(city, hrss, "A", "2026-06-02"));
        assertThat(sums(hrss, "2026-06", "2026-06").get("A")).isEqualTo(Map.of(Tally.TRIED, 2L, Tally.TRIED_WITH_FINDINGS, 1L, Tally.FINDINGS, 1L,
                Tally.SEVERITY, 2L, Tally.FOUND_QUALITY, 1L));
        reader.eachEver(asked(hrss, "2026-06", "2026-06"), sums -> assertThat(sums.lastWalked()).isEmpty());
        assertThat(total(city, "2026-06", "2026-06").withFindings(new DemandSettings(2, 30, 180))).isEqualTo(Share.of(1, 2, 2));
    }

    @Test
    void takesACodeAsItIsWhateverItHolds() {
        for (String code : List.of("1.2$3%25", "$inc", "i.m.01.f", "事项🚶")) {
            told.feedback(said(SourceKind.HOTLINE_12345, hrss, code, "2026-03-31", null));
        }
        assertThat(sums(city, "2026-03", "2026-03").keySet()).containsExactlyInAnyOrder("1.2$3%25", "$inc", "i.m.01.f", "事项🚶");
    }

    @Test
    void changesNothingWhenToldAgain() {
        String id = Ids.next("fbk");
        Delivery<?> first = Told.at(id, 3, said(SourceKind.SERVICE_RATING, hrss, "A", "2026-03-31", 1), 1_000_000);
        told.hand(first);
        var once = documents();
        told.hand(first);
        told.hand(Told.at(id, 3, said(SourceKind.SERVICE_RATING, hrss, "A", "2026-03-31", 1), 1_000_005));
        told.hand(Told.at(id, 2, said(SourceKind.SERVICE_RATING, hrss, "B", "2026-03-31", 1), 1_000_006));
        assertThat(documents()).isEqualTo(once);
    }

    @Test
    void waitsForAUnitItDoesNotKnow() {
        assertThatThrownBy(() -> told.feedback(said(SourceKind.SERVICE_RATING, "219999", "A", "2026-03-31", 1))).isInstanceOf(UnknownReference.class);
    }

    /** The matters were written; of the sums some, or none. */
    @Test
    void countsWhatACrashLeftUncounted() {
        String one = told.feedback(said(SourceKind.SERVICE_RATING, hrss, "A", "2026-03-31", 1));
        List<Delivery<?>> batch = List.of(told.next(one, said(SourceKind.SERVICE_RATING, hrss, "B", "2026-04-30", 2)),
                told.next(Ids.next("fbk"), said(SourceKind.HOTLINE_12345, city, "B", "2026-04-30", null)),
                told.next(one, said(SourceKind.SERVICE_RATING, city, "B", "2026-04-30", 5)),
                told.next(Ids.next("wlk"), walk(hrss, "B", WalkthroughRole.APPLICANT, "2026-04-01", null, null)));
        var before = documents();
        told.together(batch);
        var after = documents();
        assertThat(after).isNotEqualTo(before);
        var random = new Random(7);
        for (int round = 0; round < 20; round++) {
            after.keySet().stream().filter(_ -> random.nextBoolean()).forEach(id -> {
                mongo.getCollection("sums").deleteOne(new Document("_id", id));
                if (before.containsKey(id)) {
                    mongo.getCollection("sums").insertOne(before.get(id));
                }
            });
            if (random.nextBoolean()) {
                told.together(batch);
            } else {
                // The batches are cut elsewhere the second time.
                told.together(batch.subList(0, 1));
                told.together(batch.subList(1, batch.size()));
            }
            assertThat(documents()).isEqualTo(after);
        }
    }

    /** The topic was given more partitions while something was still owed. */
    @Test
    void paysWhatItOwesBeforeItReadsOnElsewhere() {
        String id = Ids.next("fbk");
        told.hand(Told.at(id, 1, said(SourceKind.SERVICE_RATING, hrss, "A", "2026-03-31", 1), 2001, 10));
        mongo.getCollection("sums").deleteMany(new Document("unit", hrss));
        told.hand(Told.at(id, 2, said(SourceKind.SERVICE_RATING, hrss, "A", "2026-03-31", 5), 2002, 3));
        assertThat(sums(hrss, "2026-03", "2026-03").get("A")).isEqualTo(Map.of(Tally.FEEDBACK, 1L, Tally.RATINGS, 1L, Tally.STARS, 5L));
    }

    /** Two consumers begin the same sums at once: neither takes the other's beginning for its own count. */
    @Test
    void losesNothingWhenTwoBeginTheSameSumsAtOnce() throws Exception {
        List<Callable<Void>> consumers = new ArrayList<>();
        for (int partition = 0; partition < 6; partition++) {
            int own = 3000 + partition;
            consumers.add(() -> {
                for (int i = 0; i < 20; i++) {
                    new Told(demand).hand(Told.at(Ids.next("fbk"), 1, said(SourceKind.HOTLINE_12345, hrss, "C" + i, "2026-07-01", null), own, i + 1));
                }
                return null;
            });
        }
        try (var threads = Executors.newFixedThreadPool(consumers.size())) {
            for (var done : threads.invokeAll(consumers)) {
                done.get();
            }
        }
        assertThat(total(hrss, "2026-07", "2026-07").of(Tally.FEEDBACK)).isEqualTo(120);
        assertThat(sums(city, "2026-07", "2026-07").values()).hasSize(20).allMatch(counts -> counts.equals(Map.of(Tally.FEEDBACK, 6L, Tally.HOTLINE, 6L)));
    }

    /** Whatever is told, in whatever groups, once or twice: the sums are what the last word on each matter comes to. */
    @RepeatedTest(5)
    void comesToWhatTheLastWordsSay(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            ids.add(Ids.next("fbk"));
        }
        List<Delivery<?>> all = new ArrayList<>();
        Map<String, Counted> last = new HashMap<>();
        for (int i = 0; i < 80; i++) {
            String id = ids.get(random.nextInt(ids.size()));
            Event event = switch (random.nextInt(4)) {
                case 0 -> withdrawn(random.nextBoolean(), null);
                case 1 -> calledFor(hrss, "A");
                default -> said(SourceKind.SERVICE_RATING, random.nextBoolean() ? hrss : city, List.of("A", "B", "C").get(random.nextInt(3)),
                        List.of("2025-12-31", "2026-01-01", "2026-02-01").get(random.nextInt(3)), 1 + random.nextInt(5));
            };
            all.add(told.next(id, event));
        }
        for (int at = 0; at < all.size(); ) {
            int to = Math.min(all.size(), at + 1 + random.nextInt(15));
            told.together(all.subList(at, to));
            if (random.nextInt(3) == 0) {
                told.together(all.subList(at, to));
            }
            at = to;
        }
        mongo.find(new Query(org.springframework.data.mongodb.core.query.Criteria.where("_id").in(ids)), Document.class, "matter")
                .forEach(found -> last.put(found.getString("_id"), mongo.getConverter().read(Counted.class, found.get("now", Document.class))));
        for (List<String> months : List.of(List.of("2025-01", "2026-12"), List.of("2026-01", "2026-03"), List.of("2025-12", "2026-01"), List.of("2026-02", "2026-02"))) {
            Map<String, Map<Tally, Long>> expected = new TreeMap<>();
            last.values().forEach(counted -> counted.byUnit(Side.CITIZENS).forEach((line, counts) -> {
                String month = counted.day().substring(0, 7);
                if (line.getLast().equals(city) && month.compareTo(months.getFirst()) >= 0 && month.compareTo(months.getLast()) <= 0) {
                    counts.forEach((tally, count) -> expected.computeIfAbsent(counted.item(), _ -> new EnumMap<>(Tally.class)).merge(tally, (long) count, Long::sum));
                }
            }));
            assertThat(sums(city, months.getFirst(), months.getLast())).as(months.toString()).isEqualTo(expected);
        }
    }

    private Asked asked(String unit, String from, String to) {
        return Asked.by(Persona.PROVINCE_OFFICE.caller(), unit, YearMonth.parse(from), YearMonth.parse(to), organisation, clock);
    }

    private ItemSums total(String unit, String from, String to) {
        return reader.total(asked(unit, from, to));
    }

    private Map<String, Map<Tally, Long>> sums(String unit, String from, String to) {
        Map<String, Map<Tally, Long>> items = new TreeMap<>();
        reader.each(asked(unit, from, to), sums -> {
            Map<Tally, Long> counts = new EnumMap<>(Tally.class);
            for (Tally tally : Tally.values()) {
                if (sums.of(tally) != 0) {
                    counts.put(tally, sums.of(tally));
                }
            }
            if (!counts.isEmpty()) {
                items.put(sums.item(), counts);
            }
        });
        return items;
    }

    private Map<String, Document> documents() {
        Map<String, Document> documents = new TreeMap<>();
        mongo.getCollection("sums").find(new Document("within", city)).forEach(found -> documents.put(found.getString("_id"), found));
        return documents;
    }
}
