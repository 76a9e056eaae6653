package cn.tiyan.reporting.cube;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.SourceRef;
import cn.tiyan.contracts.feedback.FeedbackRecorded;
import cn.tiyan.contracts.issue.DeadlineMissed;
import cn.tiyan.contracts.issue.ExtensionReviewed;
import cn.tiyan.contracts.issue.IssueAccepted;
import cn.tiyan.contracts.issue.IssueClosed;
import cn.tiyan.contracts.issue.IssueDispatched;
import cn.tiyan.contracts.issue.IssueLookedBack;
import cn.tiyan.contracts.issue.IssueMerged;
import cn.tiyan.contracts.issue.IssueRated;
import cn.tiyan.contracts.issue.IssueReconsidered;
import cn.tiyan.contracts.issue.IssueRegistered;
import cn.tiyan.contracts.issue.IssueRejected;
import cn.tiyan.contracts.issue.IssueReopened;
import cn.tiyan.contracts.issue.IssueSplit;
import cn.tiyan.contracts.issue.IssueSupervised;
import cn.tiyan.contracts.issue.IssueTriaged;
import cn.tiyan.contracts.issue.OptimizationRecorded;
import cn.tiyan.contracts.issue.RectificationSentBack;
import cn.tiyan.contracts.issue.RectificationSubmitted;
import cn.tiyan.contracts.issue.RectificationVerified;
import cn.tiyan.contracts.issue.ReturnReviewed;
import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.IssueStep;
import cn.tiyan.contracts.vocabulary.RatingOrigin;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.messaging.Delivery;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.data.mongodb.core.CollectionCallback;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.convert.MongoConverter;

/** The fold itself, delivery by delivery, with chosen partitions and offsets. Each test counts on a day of its own. */
@PlatformTest
class CubeIT {

    private static final List<String> UNITS = List.of("210100", "210100-HRSS", "210100-MSA", "210102", "210200", "210200-HRSS");
    /** Beyond those of the real topics. */
    private static final int PARTITION = 1000;
    private static final String CELLS = Generation.FIRST.cells();
    /** Cells of months and years are common to all tests: what one reads lies behind what the last has read. */
    private static final AtomicLong OFFSETS = new AtomicLong();
    private static final AtomicInteger DAYS = new AtomicInteger();

    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private MongoDatabaseFactory database;
    @Autowired
    private MongoConverter converter;
    @Autowired
    private Organisation organisation;
    @Autowired
    private Folding folding;
    @Autowired
    private Cube folds;
    @Autowired
    private CubeReader cube;
    @Autowired
    private Generations generations;

    private LocalDate day = LocalDate.EPOCH;
    private String issue = "";
    private long offset;

    @BeforeEach
    void anotherDay() {
        day = LocalDate.of(1990, 1, 1).plusDays(DAYS.incrementAndGet());
        issue = Ids.next("iss");
        offset = OFFSETS.addAndGet(10_000);
    }

    @Test
    void countsWhatACrashLeftUncounted() {
        deliver(1, registered("210100"));
        deliver(2, new IssueTriaged(issue, "210100", Difficulty.EASY, Dimension.SPEED));
        var before = cells();
        var dispatched = delivery(3, new IssueDispatched(issue, "210100", "210200-HRSS"));
        hand(folding, dispatched);
        var after = cells();
        assertThat(after).isNotEqualTo(before);

        // The row was written; of the cells none, the one left or the one entered.
        List<Predicate<String>> lost = List.of(_ -> true, id -> id.contains("210100"), id -> id.contains("210200"));
        for (Predicate<String> isLost : lost) {
            after.keySet().stream().filter(isLost).forEach(id -> {
                mongo.getCollection(CELLS).deleteOne(new Document("_id", id));
                if (before.containsKey(id)) {
                    mongo.getCollection(CELLS).insertOne(before.get(id));
                }
            });
            assertThat(cells()).isNotEqualTo(after);
            hand(folding, dispatched);
            assertThat(cells()).isEqualTo(after);
            hand(folding, dispatched);
            assertThat(cells()).isEqualTo(after);
        }
    }

    /** The row keeps what was decided when it took the event in: what the tree has become meanwhile does not matter. */
    @Test
    void countsWhatACrashLeftWhereItWasDecided() {
        String code = "210100-Z" + DAYS.get();
        mongo.save(new Unit(code, "开发区", UnitKind.DEVELOPMENT_ZONE, "210100", List.of("210000", "210100", code), true, 1));
        deliver(1, registered("210200"));
        var dispatched = delivery(2, new IssueDispatched(issue, "210000", code));
        var before = cells();
        hand(folding, dispatched);
        var after = cells();
        after.keySet().stream().filter(id -> !before.containsKey(id)).forEach(id -> mongo.getCollection(CELLS).deleteOne(new Document("_id", id)));
        mongo.save(new Unit(code, "开发区", UnitKind.DEVELOPMENT_ZONE, "210200", List.of("210000", "210200", code), true, 2));
        KafkaTopics.await("the unit where it is now", () -> organisation.find(code).orElseThrow().isWithin("210200"));
        hand(folding, dispatched);
        assertThat(cells()).isEqualTo(after);

        deliver(3, new IssueDispatched(issue, "210000", code));
        assertThat(total("210000").of(Count.FOUND)).isEqualTo(1);
        assertThat(total("210100").counts()).as("it left where it had been counted").isEmpty();
        assertThat(total("210200").counts()).containsOnly(Map.entry(Count.FOUND, 1L), Map.entry(Count.DISPATCHED, 1L));
        assertThat(cube.byUnitBelow(slice("210000"))).containsOnlyKeys("210200");
    }

    @Test
    void stopsADuplicateAtALaterOffset() {
        deliver(1, registered("210100"));
        deliver(2, new RectificationSentBack(issue, "210000", "证据不足"));
        var once = cells();
        deliver(2, new RectificationSentBack(issue, "210000", "证据不足"));
        deliver(1, registered("210100"));
        assertThat(cells()).isEqualTo(once);
    }

    @Test
    void countsAnEventThatComesBeforeTheRegistration() {
        deliver(3, new IssueDispatched(issue, "210100", "210100-HRSS"));
        deliver(4, new IssueAccepted(issue, "210100-HRSS"));
        assertThat(cells()).isEmpty();
        deliver(1, registered("210100"));
        assertThat(total("210100-HRSS").counts()).containsOnly(Map.entry(Count.FOUND, 1L), Map.entry(Count.DISPATCHED, 1L), Map.entry(Count.ACCEPTED, 1L));
        deliver(2, new IssueTriaged(issue, "210100", Difficulty.EASY, Dimension.COST));
        assertThat(total("210100-HRSS").of(Count.TRIAGED)).isEqualTo(1);
        assertThat(total("210000").of(Count.FOUND)).isEqualTo(1);
    }

    @Test
    void movesWhatItCountedWhenTriageSettlesTheDimension() {
        deliver(1, registered("210100"));
        deliver(2, new IssueTriaged(issue, "210100", Difficulty.EASY, Dimension.SPEED));
        assertThat(found(null)).isZero();
        assertThat(found("SPEED")).isEqualTo(1);
        deliver(3, new IssueTriaged(issue, "210100", Difficulty.EASY, Dimension.COST));
        assertThat(found("SPEED")).isZero();
        assertThat(found("COST")).isEqualTo(1);
        assertThat(total("210100").counts()).containsOnly(Map.entry(Count.FOUND, 1L), Map.entry(Count.TRIAGED, 1L));
    }

    @Test
    void goesOnCountingWhenTheTopicIsGivenMorePartitions() {
        hand(folding, delivery(1, registered("210100"), PARTITION, offset + 500));
        var verified = delivery(2, new RectificationVerified(issue, "210000"), PARTITION, offset + 501);
        var registeredOnly = cells();
        hand(folding, verified);
        cells().keySet().forEach(id -> mongo.getCollection(CELLS).replaceOne(new Document("_id", id), registeredOnly.get(id)));
        var reopened = delivery(3, new IssueReopened(issue, "复发"), PARTITION + 1, offset + 3);
        hand(folding, reopened);
        hand(folding, verified);
        hand(folding, reopened);
        assertThat(total("210100").counts()).containsOnly(Map.entry(Count.FOUND, 1L), Map.entry(Count.REOPENED, 1L), Map.entry(Count.REOPENINGS, 1L));
    }

    /** Whatever the database says: an event whose row is written must not be parked before its cells have counted it. */
    @Test
    void waitsForTheDatabaseWhenOnlyTheRowIsWritten() {
        var refusing = new MongoTemplate(database, converter) {
            private boolean refuses;

            @Override
            public <T> T execute(String collection, CollectionCallback<T> callback) {
                if (refuses && collection.equals(CELLS)) {
                    throw new DataIntegrityViolationException("Not now");
                }
                return super.execute(collection, callback);
            }
        };
        var refused = new Folding(new Cube(refusing, generations), organisation);
        var delivery = delivery(1, registered("210100"));
        refusing.refuses = true;
        assertThatThrownBy(() -> hand(refused, delivery)).isInstanceOf(DataAccessResourceFailureException.class);
        assertThat(cells()).isEmpty();
        refusing.refuses = false;
        hand(refused, delivery);
        assertThat(total("210100").of(Count.FOUND)).isEqualTo(1);
    }

    /** Rows are written together and cells one by one: a crash may leave any part of it, and the events come again in other groups. */
    @Test
    void countsWhatACrashLeftOfAGroup() {
        List<Delivery<?>> group = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            issue = Ids.next("iss");
            group.add(delivery(1, registered(UNITS.get(i % 2))));
        }
        var before = cells();
        handTogether(group);
        var after = cells();
        assertThat(total("210100").of(Count.FOUND)).isEqualTo(5);
        for (int written = 0; written < group.size(); written++) {
            // Of the cells' writes only so many were made.
            cells().keySet().forEach(id -> mongo.getCollection(CELLS).deleteOne(new Document("_id", id)));
            before.values().forEach(cell -> mongo.getCollection(CELLS).insertOne(cell));
            for (Delivery<?> delivery : group.subList(0, written)) {
                hand(folding, delivery);
            }
            handTogether(group.subList(0, 2));
            handTogether(group.subList(1, 5));
            handTogether(group);
            assertThat(cells()).isEqualTo(after);
        }
    }

    /** An issue on its way through the units, in one group: cells are as after one event at a time, whatever a crash leaves of it. */
    @Test
    void countsSeveralEventsOfOneIssueTogether() {
        List<Delivery<?>> group = List.of(
                delivery(1, registered("210100")),
                delivery(2, new IssueTriaged(issue, "210100", Difficulty.EASY, Dimension.SPEED)),
                delivery(3, new IssueDispatched(issue, "210100", "210200-HRSS")),
                delivery(4, new RectificationSentBack(issue, "210000", "证据不足")));
        group.forEach(delivery -> hand(folding, delivery));
        var alone = cells();
        var after = CellSums.of(alone);
        assertThat(alone.keySet()).as("also those it only passed through").anyMatch(id -> id.contains("210100")).anyMatch(id -> id.contains("210200"));
        mongo.getCollection("row").deleteOne(new Document("_id", issue));
        mongo.getCollection(CELLS).deleteMany(new Document("_id", new Document("$in", alone.keySet())));
        handTogether(group);
        assertThat(CellSums.of(cells())).isEqualTo(after);
        assertThat(total("210200").counts()).contains(Map.entry(Count.FOUND, 1L), Map.entry(Count.DISPATCHED, 1L), Map.entry(Count.SENT_BACK, 1L));
        assertThat(total("210100").counts()).isEmpty();
        for (String lost : alone.keySet()) {
            mongo.getCollection(CELLS).deleteOne(new Document("_id", lost));
            handTogether(group.subList(0, 2));
            handTogether(group.subList(1, 4));
            handTogether(group);
            assertThat(CellSums.of(cells())).isEqualTo(after);
        }
        var reopened = delivery(5, new IssueReopened(issue, "又出现了"));
        // The same again in one group with what is new: what the row owes already goes first.
        mongo.getCollection(CELLS).deleteMany(new Document("_id", new Document("$in", alone.keySet())));
        handTogether(List.of(group.get(3), reopened));
        assertThat(total("210200").of(Count.SENT_BACK)).isEqualTo(1);
        assertThat(total("210200").of(Count.REOPENINGS)).isEqualTo(1);
    }

    /** A consumer that was taken for dead and another that reads its partition now, both at the same event. */
    @RepeatedTest(2)
    void countsOnceWhenTwoConsumersMeet(RepetitionInfo repetition) {
        List<Delivery<?>> rivals = new ArrayList<>();
        var slow = new MongoTemplate(database, converter) {
            private int asked;

            @Override
            public <T> T execute(String collection, CollectionCallback<T> callback) {
                if (collection.equals("row") && ++asked == 2) {
                    // It has read the row and is about to write it.
                    rivals.forEach(delivery -> hand(folding, delivery));
                    rivals.clear();
                }
                return super.execute(collection, callback);
            }
        };
        var overtaken = new Folding(new Cube(slow, generations), organisation);
        var registered = delivery(1, registered("210100"));
        var sentBack = delivery(2, new RectificationSentBack(issue, "210000", "证据不足"));
        boolean atItsFirst = repetition.getCurrentRepetition() == 1;
        if (!atItsFirst) {
            hand(folding, registered);
        }
        var mine = atItsFirst ? registered : sentBack;
        rivals.addAll(atItsFirst ? List.of(registered, sentBack) : List.of(sentBack));
        assertThatThrownBy(() -> hand(overtaken, mine)).as("the starter tries such an event again").isInstanceOf(OptimisticLockingFailureException.class);
        hand(overtaken, mine);
        assertThat(total("210100").counts()).containsOnly(Map.entry(Count.FOUND, 1L), Map.entry(Count.SENT_BACK, 1L));
    }

    @Test
    void waitsForAUnitItDoesNotKnowAndKeepsTheHistoryOfADissolvedOne() {
        assertThatThrownBy(() -> deliver(1, registered("219999"))).isInstanceOf(UnknownReference.class);
        assertThat(mongo.getCollection("row").find(new Document("_id", issue)).first()).isNull();
        String code = "210100-Y" + DAYS.get();
        mongo.save(new Unit(code, "已撤销", UnitKind.DEPARTMENT, "210100", List.of("210000", "210100", code), false, 1));
        deliver(1, registered(code));
        assertThat(total("210100").of(Count.FOUND)).isEqualTo(1);
    }

    @Test
    void readsFiguresByTheirIndex() {
        for (int i = 0; i < 300; i++) {
            issue = Ids.next("iss");
            deliver(1, registered(UNITS.get(i % UNITS.size()), day.plusDays(i % 50)));
        }
        DAYS.addAndGet(50);
        var plan = mongo.getCollection(CELLS).find(slice("210100").filter(slice("210100").periods())).explain(com.mongodb.ExplainVerbosity.EXECUTION_STATS);
        assertThat(plan.toJson()).contains("\"IXSCAN\"").contains("\"" + Cube.FIGURES_INDEX + "\"").doesNotContain("COLLSCAN");
        var ran = plan.get("executionStats", Document.class);
        assertThat(ran.getInteger("nReturned")).isPositive();
        assertThat(ran.getInteger("totalDocsExamined")).isEqualTo(ran.getInteger("nReturned"));
        assertThat(ran.getInteger("totalKeysExamined")).as("only this unit's and these days' cells").isLessThanOrEqualTo(ran.getInteger("nReturned") + 1);
    }

    @Test
    void countsADayInItsMonthItsYearAndItsServiceItem() {
        var itemised = new IssueRegistered(issue, "210100-HRSS", new SourceRef(SourceKind.HOTLINE_12345, "src"), IssueKind.DEMAND, Severity.LOW,
                new ServiceItemRef("A1|%", "参保"), Dimension.COST, "材料重复提交", noon(day));
        deliver(1, itemised);
        deliver(2, new IssueDispatched(issue, "210100", "210100-MSA"));
        for (Slice around : List.of(slice("210100"), slice("210100").over(day.withDayOfMonth(1), day.plusMonths(1).withDayOfMonth(1).minusDays(1)))) {
            assertThat(cube.by(Facet.SOURCE, around)).containsKey("HOTLINE_12345");
        }
        assertThat(cube.by(Facet.KIND, slice("210100"))).containsOnlyKeys("DEMAND");
        assertThat(cube.by(Facet.DIMENSION, slice("210100-MSA")).get("COST").of(Count.DISPATCHED)).isEqualTo(1);
        String month = day.toString().substring(0, 7);
        assertThat(cube.hottest(slice("210100-MSA"), Subject.ISSUE, month, 5)).anySatisfy(hot -> {
            assertThat(hot.item()).isEqualTo("A1|%");
            assertThat(hot.totals().of(Count.FOUND)).isEqualTo(1);
        });
        assertThat(cube.hottest(slice("210100-HRSS"), Subject.ISSUE, month, 5)).as("it left").noneMatch(hot -> hot.item().equals("A1|%"));
        assertThat(cube.ofItem(slice("210100"), "A1|%", List.of(month))).containsOnlyKeys(month);
        assertThat(cube.hottest(new Slice("210200", "210100", day, day), Subject.ISSUE, month, 5)).as("a city sees its own only").isEmpty();
    }

    /** Of units far down no cells of days are kept: their rows come to the same, part by part, as the cells above them. */
    @Test
    void addsUpDaysOfUnitsFarDownFromTheirRows() {
        List<String> deep = List.of("210102-A" + DAYS.get(), "210102-B" + DAYS.get());
        deep.forEach(code -> {
            mongo.save(new Unit(code, code, UnitKind.DEPARTMENT, "210102", List.of("210000", "210100", "210102", code), true, 1));
            KafkaTopics.await("the unit", () -> organisation.find(code).isPresent());
        });
        for (int i = 0; i < 12; i++) {
            issue = Ids.next("iss");
            Instant began = noon(day.plusDays(i % 3));
            tellAt(1, registered(i == 0 ? "210102" : deep.get(i % 2), day.plusDays(i % 3)), began);
            tellAt(2, new IssueTriaged(issue, "210100", Difficulty.EASY, i % 4 == 0 ? Dimension.SPEED : Dimension.COST), began);
            if (i % 2 == 0) {
                tellAt(3, new IssueClosed(issue, "210100"), noon(day.plusDays(2 + i % 2)));
            } else {
                tellAt(3, new DeadlineMissed(issue, IssueStep.RECTIFY, noon(day.plusDays(1)), deep.get(1), 1, "210000"), noon(day.plusDays(3)));
            }
        }
        DAYS.addAndGet(5);
        Slice all = slice("210102").over(day, day.plusDays(4));
        assertThat(mongo.getCollection(CELLS).countDocuments(new Document("unit", new Document("$in", deep)).append("period", new Document("$gte", "1990-01-01").append("$lte", "2010"))
                .append("$expr", new Document("$eq", List.of(new Document("$strLenCP", "$period"), 10))))).as("cells of days").isZero();
        for (LocalDate from = day; from.isBefore(day.plusDays(4)); from = from.plusDays(1)) {
            Slice some = all.over(from, day.plusDays(3));
            Map<String, Totals> below = cube.byUnitBelow(some);
            assertThat(below.keySet()).as("the county's own is apart").isSubsetOf("210102", deep.get(0), deep.get(1));
            assertThat(together(below.values())).isEqualTo(cube.total(some).counts());
            deep.forEach(code -> assertThat(cube.total(new Slice("210000", code, some.from(), some.to())).counts()).isEqualTo(below.getOrDefault(code, Totals.NONE).counts()));
            Map<String, Map<Count, Long>> dimensions = new HashMap<>();
            cube.by(Facet.DIMENSION, some).forEach((dimension, totals) -> dimensions.put(dimension, new EnumMap<>(totals.counts())));
            cube.by(Facet.DIMENSION, new Slice("210000", deep.get(0), some.from(), some.to())).forEach((dimension, totals) ->
                    totals.counts().forEach((count, sum) -> requireNonNull(dimensions.get(dimension)).merge(count, -sum, Long::sum)));
            cube.by(Facet.DIMENSION, new Slice("210000", deep.get(1), some.from(), some.to())).forEach((dimension, totals) ->
                    totals.counts().forEach((count, sum) -> requireNonNull(dimensions.get(dimension)).merge(count, -sum, Long::sum)));
            Map<Count, Long> own = below.getOrDefault("210102", Totals.NONE).counts();
            assertThat(dimensions.values().stream().flatMap(counts -> counts.values().stream()).mapToLong(Long::longValue).sum())
                    .as("what is left is the county's own").isEqualTo(own.values().stream().mapToLong(Long::longValue).sum());
        }
        var stretches = List.of(new CubeReader.Stretch(day, day), new CubeReader.Stretch(day.plusDays(1), day.plusDays(2)));
        assertThat(cube.each(new Slice("210000", deep.get(1), day, day), stretches).stream().map(totals -> totals.of(Count.FOUND)).toList()).containsExactly(2L, 4L);
        assertThat(cube.total(new Slice("210200", deep.get(0), day, day.plusDays(4))).counts()).as("a city sees its own only").isEmpty();
        assertThat(cube.total(new Slice("210000", deep.get(1), day, day.plusDays(4))).of(Count.OVERDUE_NOW)).isEqualTo(6);
        assertThat(cube.total(new Slice("210000", deep.get(0), day, day.plusDays(4))).of(Span.TO_CLOSE).size()).isEqualTo(5);
    }

    private static Map<Count, Long> together(Collection<Totals> some) {
        Map<Count, Long> sums = new EnumMap<>(Count.class);
        some.forEach(totals -> totals.counts().forEach((count, sum) -> sums.merge(count, sum, Long::sum)));
        return sums;
    }

    @Test
    void marksWhatIsOverdueUntilItIsDone() {
        deliver(1, registered("210100"));
        deliver(2, new DeadlineMissed(issue, IssueStep.RECTIFY, noon(day.plusDays(400)), "210100", 1, "210000"));
        var due = new Slice("210000", "210100", day.plusDays(400), day.plusDays(400));
        assertThat(cube.total(due).of(Count.OVERDUE_NOW)).isEqualTo(1);
        assertThat(cube.total(due).of(Count.FOUND)).isZero();
        deliver(3, new RectificationSubmitted(issue, "210100", 1));
        assertThat(cube.total(due).of(Count.OVERDUE_NOW)).isZero();
        assertThat(total("210100").of(Count.OVERDUE)).isEqualTo(1);
    }

    @Test
    void tellsHowManyDaysAStageTook() {
        Instant began = noon(day);
        tellAt(1, registered("210100"), began);
        tellAt(2, new IssueDispatched(issue, "210000", "210100-HRSS"), began.plusSeconds(86_400));
        tellAt(3, new IssueAccepted(issue, "210100-HRSS"), began.plusSeconds(86_500));
        tellAt(4, new RectificationSubmitted(issue, "210100-HRSS", 1), began.plusSeconds(5 * 86_400));
        assertThat(total("210100").of(Span.TO_DISPATCH).classes()).containsExactly(Map.entry(1, 1L));
        assertThat(total("210100").of(Span.TO_SUBMIT).classes()).containsExactly(Map.entry(3, 1L));
        tellAt(5, new RectificationSubmitted(issue, "210100-HRSS", 2), began.plusSeconds(50 * 86_400));
        assertThat(total("210100").of(Span.TO_SUBMIT).classes()).as("the last submission counts").containsExactly(Map.entry(45, 1L));
    }

    private void tellAt(long sequence, Event event, Instant time) {
        hand(folding, new Delivery<>(event, issue, sequence, time, "issue.events", PARTITION, ++offset));
    }

    /** Lives of several issues and feedback records, in any order, with duplicates, a failing database and redeliveries. */
    @RepeatedTest(12)
    void givesTheSameTotalsHoweverItIsTold(RepetitionInfo repetition) {
        long seed = System.nanoTime();
        var random = new Random(seed);
        boolean inOrder = repetition.getCurrentRepetition() % 2 == 0;
        boolean inGroups = repetition.getCurrentRepetition() % 3 != 0;
        Map<String, List<Event>> lives = lives(random);
        List<Delivery<?>> deliveries = told(lives, inOrder, random);
        var trouble = new TroubledMongo(database, converter, random);
        var troubledCube = new Cube(trouble, generations);
        var troubled = new Folding(troubledCube, organisation);
        var together = troubledCube.into(Generation.FIRST);
        trouble.begins = true;
        int faults = 0;
        for (int next = 0; next < deliveries.size(); ) {
            int read = inGroups ? Math.min(1 + random.nextInt(8), deliveries.size() - next) : 1;
            try {
                together.begin();
                for (Delivery<?> delivery : deliveries.subList(next, next + read)) {
                    hand(troubled, delivery);
                }
                together.end();
                next += read;
            } catch (DataAccessResourceFailureException e) {
                faults++;
                // The group's offset was last committed some events ago.
                next = Math.max(0, next - random.nextInt(4));
            }
        }
        assertThat(faults).isPositive();
        for (String unit : List.of("210000", "210100", "210100-HRSS", "210102", "210200", "210200-HRSS")) {
            assertThat(total(unit).counts()).as("%s, in order %s, in groups %s, seed %d", unit, inOrder, inGroups, seed).isEqualTo(expected(lives, unit));
        }
    }

    private Map<String, List<Event>> lives(Random random) {
        Map<String, List<Event>> lives = new HashMap<>();
        for (int i = 0; i < 6; i++) {
            issue = Ids.next("iss");
            List<Event> life = new ArrayList<>(List.of(registered(unit(random)),
                    new IssueTriaged(issue, "210000", Difficulty.EASY, Dimension.values()[random.nextInt(5)])));
            int rounds = 1 + random.nextInt(3);
            for (int round = 0; round < rounds; round++) {
                if (round > 0) {
                    life.add(new IssueReopened(issue, "复发"));
                }
                String handling = unit(random);
                Stream.of(new IssueRejected(issue, "210000", "范围之外"), new IssueReconsidered(issue, "210000", "补充了材料"), new IssueMerged(issue, "iss_survivor"),
                        new IssueSplit(issue, "iss_survivor", "不是同一事项"), new ReturnReviewed(issue, unit(random), random.nextBoolean(), 1),
                        new ExtensionReviewed(issue, "210000", random.nextBoolean(), 3), new IssueSupervised(issue, "sup_1", "210000", List.of(), noon(day)),
                        new DeadlineMissed(issue, IssueStep.RECTIFY, noon(day), handling, 1 + random.nextInt(2), "210000"),
                        new IssueLookedBack(issue, "210000", 30, random.nextBoolean()),
                        new OptimizationRecorded(issue, "opt_1", handling, new ServiceItemRef("A1", "参保"), null, null, null, null, 4, 3, 2, 0))
                        .filter(_ -> random.nextInt(3) == 0).forEach(life::add);
                life.add(new IssueDispatched(issue, "210000", handling));
                life.add(new IssueAccepted(issue, handling));
                life.add(new RectificationSubmitted(issue, handling, 1));
                if (random.nextBoolean()) {
                    life.add(new RectificationSentBack(issue, "210000", "证据不足"));
                    life.add(new RectificationSubmitted(issue, handling, 2));
                }
                life.add(new RectificationVerified(issue, "210000"));
                life.add(new IssueRated(issue, RatingOrigin.values()[random.nextInt(3)], true, 1 + random.nextInt(5), round == 0));
                life.add(new IssueClosed(issue, "210000"));
            }
            lives.put(issue, life.subList(0, 1 + random.nextInt(life.size())));
        }
        for (int i = 0; i < 3; i++) {
            String feedback = Ids.next("fbk");
            List<Event> life = new ArrayList<>();
            for (int state = 0; state <= random.nextInt(4); state++) {
                life.add(new FeedbackRecorded(feedback, SourceKind.SERVICE_RATING, "rating-liaoning", feedback, unit(random), null, noon(day), 1 + random.nextInt(5)));
            }
            lives.put(feedback, life);
        }
        return lives;
    }

    /** Each aggregate always in the same partition; each event once to three times, and where not in order, wherever it falls. */
    private List<Delivery<?>> told(Map<String, List<Event>> lives, boolean inOrder, Random random) {
        record Telling(String id, int number, double when) {
        }
        List<Telling> tellings = new ArrayList<>();
        lives.forEach((id, life) -> {
            List<Double> whens = new ArrayList<>(random.doubles(life.size()).boxed().toList());
            if (inOrder) {
                Collections.sort(whens);
            }
            for (int number = 0; number < life.size(); number++) {
                double first = whens.get(number);
                tellings.add(new Telling(id, number, first));
                random.doubles(random.nextInt(3), first, 1.01).forEach(later -> tellings.add(new Telling(id, tellings.getLast().number(), later)));
            }
        });
        tellings.sort(Comparator.comparingDouble(Telling::when));
        Map<Integer, Long> offsets = new HashMap<>();
        List<Delivery<?>> deliveries = new ArrayList<>();
        for (Telling telling : tellings) {
            int partition = PARTITION + Math.floorMod(telling.id().hashCode(), 3);
            deliveries.add(new Delivery<>(lives.get(telling.id()).get(telling.number()), telling.id(), telling.number() + 1L, Instant.now(),
                    "some.events", partition, offsets.merge(partition, offset + 1, (last, _) -> last + 1)));
        }
        return deliveries;
    }

    /** Counted anew from the lives, by questions rather than by folding. */
    private Map<Count, Long> expected(Map<String, List<Event>> lives, String unit) {
        Map<Count, Long> totals = new EnumMap<>(Count.class);
        lives.values().forEach(life -> {
            String at = life.reversed().stream().map(CubeIT::unitOf).filter(code -> code != null).findFirst().orElseThrow();
            if (!organisation.find(at).orElseThrow().isWithin(unit)) {
                return;
            }
            Map<Count, Long> own = new EnumMap<>(Count.class);
            own.put(Count.FOUND, number(life, IssueRegistered.class));
            own.put(Count.TRIAGED, any(life, IssueTriaged.class));
            own.put(Count.DISPATCHED, any(life, IssueDispatched.class));
            own.put(Count.ACCEPTED, any(life, IssueAccepted.class));
            own.put(Count.SUBMITTED, any(life, RectificationSubmitted.class));
            own.put(Count.REOPENED, any(life, IssueReopened.class));
            own.put(Count.REOPENINGS, number(life, IssueReopened.class));
            own.put(Count.SENT_BACK, number(life, RectificationSentBack.class));
            own.put(Count.VERIFIED, last(life, RectificationVerified.class) > last(life, IssueReopened.class) ? 1L : 0L);
            own.put(Count.CLOSED, last(life, IssueClosed.class) > last(life, IssueReopened.class) ? 1L : 0L);
            own.put(Count.REJECTED, last(life, IssueRejected.class) > last(life, IssueReconsidered.class) ? 1L : 0L);
            own.put(Count.MERGED, last(life, IssueMerged.class) > last(life, IssueSplit.class) ? 1L : 0L);
            own.put(Count.CLOSED_IN_TIME, own.get(Count.CLOSED) == 1 && some(life, CubeIT::isLate) == 0 ? 1L : 0L);
            own.put(Count.RETURNS, life.stream().filter(event -> event instanceof ReturnReviewed review && review.approved()).count());
            own.put(Count.RETURNED, some(life, event -> event instanceof ReturnReviewed review && review.approved()));
            own.put(Count.EXTENDED, some(life, event -> event instanceof ExtensionReviewed review && review.approved()));
            own.put(Count.OVERDUE, some(life, event -> event instanceof DeadlineMissed missed && missed.level() == 1));
            own.put(Count.OVERDUE_NOW, lastMissed(life) > Stream.of(IssueTriaged.class, IssueDispatched.class, ReturnReviewed.class, IssueAccepted.class,
                            RectificationSubmitted.class, RectificationSentBack.class, RectificationVerified.class, IssueRated.class, IssueReopened.class,
                            IssueClosed.class, IssueLookedBack.class, IssueRejected.class, IssueMerged.class)
                    .mapToInt(type -> last(life, type)).max().orElseThrow() ? 1L : 0L);
            own.put(Count.EXTENSIONS, life.stream().filter(event -> event instanceof ExtensionReviewed review && review.approved()).count());
            own.put(Count.EXTENSION_DAYS, 3 * own.get(Count.EXTENSIONS));
            own.put(Count.LATE, some(life, CubeIT::isLate));
            own.put(Count.SUPERVISIONS, number(life, IssueSupervised.class));
            own.put(Count.SUPERVISED, any(life, IssueSupervised.class));
            boolean goesOn = own.get(Count.REJECTED) + own.get(Count.MERGED) == 0;
            own.put(Count.OPTIMIZED, goesOn ? any(life, OptimizationRecorded.class) : 0L);
            own.put(Count.OPTIMIZATIONS, goesOn ? number(life, OptimizationRecorded.class) : 0L);
            own.put(Count.MATERIALS_SAVED, own.get(Count.OPTIMIZATIONS));
            own.put(Count.VISITS_SAVED, 2 * own.get(Count.OPTIMIZATIONS));
            own.put(Count.LOOKED_BACK, number(life, IssueLookedBack.class));
            own.put(Count.RECURRED, life.stream().filter(event -> event instanceof IssueLookedBack lookBack && !lookBack.held()).count());
            var ratings = life.stream().filter(IssueRated.class::isInstance).map(IssueRated.class::cast).toList();
            if (!ratings.isEmpty()) {
                IssueRated first = ratings.getFirst();
                IssueRated last = ratings.getLast();
                own.put(Count.RATED_FIRST_BY_RAISER, first.origin() == RatingOrigin.RAISER ? 1L : 0L);
                own.put(Count.SATISFIED_FIRST_BY_RAISER, first.origin() == RatingOrigin.RAISER && first.satisfaction() > 3 ? 1L : 0L);
                own.put(Count.RATED_FIRST_BY_CALL_BACK, first.origin() == RatingOrigin.CALL_BACK ? 1L : 0L);
                own.put(Count.SATISFIED_FIRST_BY_CALL_BACK, first.origin() == RatingOrigin.CALL_BACK && first.satisfaction() > 3 ? 1L : 0L);
                own.put(Count.SOLVED_BY_RAISER, last.origin() == RatingOrigin.RAISER ? 1L : 0L);
                own.put(Count.SOLVED_BY_CALL_BACK, last.origin() == RatingOrigin.CALL_BACK ? 1L : 0L);
                own.put(Count.RATED_FINAL_BY_RAISER, last.origin() == RatingOrigin.RAISER ? 1L : 0L);
                own.put(Count.SATISFIED_FINAL_BY_RAISER, last.origin() == RatingOrigin.RAISER && last.satisfaction() > 3 ? 1L : 0L);
                own.put(Count.RATED_FINAL_BY_DEFAULT, last.origin() == RatingOrigin.DEFAULT ? 1L : 0L);
                own.put(Count.RATED_FINAL_BY_CALL_BACK, last.origin() == RatingOrigin.CALL_BACK ? 1L : 0L);
                own.put(Count.SATISFIED_FINAL_BY_CALL_BACK, last.origin() == RatingOrigin.CALL_BACK && last.satisfaction() > 3 ? 1L : 0L);
            }
            own.put(Count.FEEDBACK, any(life, FeedbackRecorded.class));
            own.put(Count.RATINGS, own.get(Count.FEEDBACK));
            own.put(Count.BAD_RATINGS, life.getLast() instanceof FeedbackRecorded rating && rating.satisfaction() < 3 ? 1L : 0L);
            own.forEach((count, value) -> totals.merge(count, value, Long::sum));
        });
        totals.values().removeIf(value -> value == 0);
        return totals;
    }

    private static boolean isLate(Event event) {
        return event instanceof DeadlineMissed missed && missed.level() == 1 && missed.step() != IssueStep.LOOK_BACK;
    }

    private static @Nullable String unitOf(Event event) {
        return switch (event) {
            case IssueRegistered registered -> registered.unit();
            case IssueDispatched dispatched -> dispatched.handlingUnit();
            case ReturnReviewed review when review.approved() -> review.byUnit();
            case FeedbackRecorded recorded -> recorded.unit();
            default -> null;
        };
    }

    private static long number(List<Event> life, Class<? extends Event> type) {
        return life.stream().filter(type::isInstance).count();
    }

    private static long any(List<Event> life, Class<? extends Event> type) {
        return Math.min(1, number(life, type));
    }

    private static long some(List<Event> life, Predicate<Event> which) {
        return life.stream().anyMatch(which) ? 1 : 0;
    }

    private static int lastMissed(List<Event> life) {
        for (int i = life.size() - 1; i >= 0; i--) {
            if (life.get(i) instanceof DeadlineMissed missed && missed.level() == 1) {
                return i;
            }
        }
        return -1;
    }

    private static int last(List<Event> life, Class<? extends Event> type) {
        for (int i = life.size() - 1; i >= 0; i--) {
            if (type.isInstance(life.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static String unit(Random random) {
        return UNITS.get(random.nextInt(UNITS.size()));
    }

    /** Fails now and then: before the database has done it, or after. */
    private static final class TroubledMongo extends MongoTemplate {

        private final Random random;
        private boolean begins;

        TroubledMongo(MongoDatabaseFactory database, MongoConverter converter, Random random) {
            super(database, converter);
            this.random = random;
        }

        @Override
        public <T> T execute(String collection, CollectionCallback<T> callback) {
            int luck = begins ? random.nextInt(12) : 11;
            if (luck == 0) {
                throw new DataAccessResourceFailureException("Trouble before");
            }
            T result = super.execute(collection, callback);
            if (luck == 1) {
                throw new DataAccessResourceFailureException("Trouble after");
            }
            return result;
        }
    }

    private void handTogether(List<Delivery<?>> deliveries) {
        var together = folds.into(Generation.FIRST);
        together.begin();
        deliveries.forEach(delivery -> hand(folding, delivery));
        together.end();
    }

    private void deliver(long sequence, Event event) {
        hand(folding, delivery(sequence, event));
    }

    private Delivery<?> delivery(long sequence, Event event) {
        return delivery(sequence, event, PARTITION, ++offset);
    }

    private Delivery<?> delivery(long sequence, Event event, int partition, long offset) {
        return new Delivery<>(event, issue, sequence, Instant.now(), "issue.events", partition, offset);
    }

    private static void hand(Folding folding, Delivery<?> delivery) {
        new Foldings(folding).hand(delivery);
    }

    private IssueRegistered registered(String unit) {
        return registered(unit, day);
    }

    private IssueRegistered registered(String unit, LocalDate day) {
        return new IssueRegistered(issue, unit, new SourceRef(SourceKind.WALKTHROUGH, "fnd"), IssueKind.PROBLEM, Severity.LOW, null, null, "材料重复提交", noon(day));
    }

    private static Instant noon(LocalDate day) {
        return day.atTime(4, 0).toInstant(java.time.ZoneOffset.UTC);
    }

    private Slice slice(String unit) {
        return new Slice("210000", unit, day, day);
    }

    private Totals total(String unit) {
        return cube.total(slice(unit));
    }

    private long found(@Nullable String dimension) {
        long found = 0;
        for (Document cell : cells().values()) {
            if (cell.getString("unit").equals("210000")) {
                found += cell.get("state", Document.class).get("by", new Document()).get("DIMENSION", new Document()).get(dimension == null ? "-" : dimension, new Document()).get("FOUND", 0L);
            }
        }
        return found;
    }

    /** This day's cells by id. */
    private Map<String, Document> cells() {
        Map<String, Document> cells = new HashMap<>();
        mongo.getCollection(CELLS).find(new Document("period", day.toString())).forEach(cell -> cells.put(cell.getString("_id"), cell));
        return cells;
    }
}
