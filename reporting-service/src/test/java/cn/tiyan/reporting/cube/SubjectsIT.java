package cn.tiyan.reporting.cube;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.SourceRef;
import cn.tiyan.contracts.activity.ActivityHeld;
import cn.tiyan.contracts.commonproblem.CommonProblemConfirmed;
import cn.tiyan.contracts.commonproblem.CommonProblemDismissed;
import cn.tiyan.contracts.commonproblem.CommonProblemProposed;
import cn.tiyan.contracts.commonproblem.CommonProblemRecurred;
import cn.tiyan.contracts.commonproblem.CommonProblemSettled;
import cn.tiyan.contracts.commonproblem.SelfCheckAssigned;
import cn.tiyan.contracts.commonproblem.SelfCheckCompleted;
import cn.tiyan.contracts.commonproblem.SelfCheckOverdue;
import cn.tiyan.contracts.experiencer.ExperiencerApplied;
import cn.tiyan.contracts.experiencer.ExperiencerAppointed;
import cn.tiyan.contracts.experiencer.ExperiencerStatusChanged;
import cn.tiyan.contracts.feedback.FeedbackCalledBack;
import cn.tiyan.contracts.feedback.FeedbackRecorded;
import cn.tiyan.contracts.feedback.FeedbackUrged;
import cn.tiyan.contracts.feedback.FeedbackWithdrawn;
import cn.tiyan.contracts.feedback.IssueCalledFor;
import cn.tiyan.contracts.issue.ConsultationConcluded;
import cn.tiyan.contracts.issue.ConsultationConvened;
import cn.tiyan.contracts.issue.DeadlineChanged;
import cn.tiyan.contracts.issue.DeadlineMissed;
import cn.tiyan.contracts.issue.ExtensionReviewed;
import cn.tiyan.contracts.issue.IssueAccepted;
import cn.tiyan.contracts.issue.IssueArchived;
import cn.tiyan.contracts.issue.IssueClosed;
import cn.tiyan.contracts.issue.IssueDispatched;
import cn.tiyan.contracts.issue.IssueLookedBack;
import cn.tiyan.contracts.issue.IssueMerged;
import cn.tiyan.contracts.issue.IssueRated;
import cn.tiyan.contracts.issue.IssueRegistered;
import cn.tiyan.contracts.issue.IssueRejected;
import cn.tiyan.contracts.issue.IssueReopened;
import cn.tiyan.contracts.issue.IssueSupervised;
import cn.tiyan.contracts.issue.IssueTriaged;
import cn.tiyan.contracts.issue.OptimizationRecorded;
import cn.tiyan.contracts.issue.RectificationSentBack;
import cn.tiyan.contracts.issue.RectificationSubmitted;
import cn.tiyan.contracts.issue.RectificationVerified;
import cn.tiyan.contracts.issue.ReturnRequested;
import cn.tiyan.contracts.issue.ReturnReviewed;
import cn.tiyan.contracts.issue.SupervisionLifted;
import cn.tiyan.contracts.practice.PracticeAdopted;
import cn.tiyan.contracts.practice.PracticeEffectReported;
import cn.tiyan.contracts.practice.PracticePromoted;
import cn.tiyan.contracts.practice.PracticeReviewed;
import cn.tiyan.contracts.practice.PracticeSubmitted;
import cn.tiyan.contracts.publicity.PublicityRecorded;
import cn.tiyan.contracts.report.ExperienceReportRecorded;
import cn.tiyan.contracts.report.SuggestionAnswered;
import cn.tiyan.contracts.roster.RosterReviewed;
import cn.tiyan.contracts.roster.RosterSubmitted;
import cn.tiyan.contracts.vocabulary.ActivityKind;
import cn.tiyan.contracts.vocabulary.ActivityTheme;
import cn.tiyan.contracts.vocabulary.ActivityWay;
import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.Cause;
import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.contracts.vocabulary.ExperiencerStanding;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.IssueStep;
import cn.tiyan.contracts.vocabulary.Medium;
import cn.tiyan.contracts.vocabulary.RatingOrigin;
import cn.tiyan.contracts.vocabulary.Recruitment;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.contracts.vocabulary.Stage;
import cn.tiyan.contracts.vocabulary.SuggestionAnswer;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.contracts.walkthrough.WalkthroughRecorded;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.messaging.Delivery;
import cn.tiyan.testkit.PlatformTest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What a life of each subject comes to. Each is told several times, each time as another one's on another day: in order, from its
 * end to its beginning, and in any order with repetitions, one by one or together; it always comes to the same.
 */
@PlatformTest
class SubjectsIT {

    private static final String BUREAU = "210100-HRSS";
    private static final ServiceItemRef ITEM = new ServiceItemRef("A1", "参保");
    /** Beyond those of the real topics. */
    private static final int PARTITION = 2000;
    private static final AtomicInteger DAYS = new AtomicInteger();
    private static final AtomicInteger OFFSETS = new AtomicInteger();

    @Autowired
    private Folding folding;
    @Autowired
    private Cube folds;
    @Autowired
    private CubeReader cube;

    private final Random random = new Random(11);
    private Foldings foldings;
    private LocalDate day = LocalDate.EPOCH;

    @BeforeEach
    void anotherDay() {
        foldings = new Foldings(folding);
        next();
    }

    /** Some days lie between them: what belongs to one of a life's other days is not the next one's. */
    private void next() {
        day = LocalDate.of(1960, 1, 1).plusDays(DAYS.addAndGet(7));
    }

    /** A life, told as that of this aggregate on this day. */
    private interface Life {

        List<Event> of(String id);
    }

    /** Tells it in several ways, and each time these counts are what its unit has on its day. */
    @SafeVarargs
    private void comesTo(String unit, Life life, Map.Entry<Count, Long>... counts) {
        for (int way = 0; way < 6; way++) {
            String id = Ids.next("agg");
            tell(id, life.of(id), way);
            assertThat(total(unit).counts()).as("way %d", way).containsOnly(counts);
            assertThat(total("210000").counts()).as("way %d", way).contains(counts);
            next();
        }
    }

    private void tell(String id, List<Event> life, int way) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, life.size()).boxed().toList());
        if (way == 1) {
            Collections.reverse(order);
        } else if (way > 1) {
            order.addAll(List.copyOf(order));
            Collections.shuffle(order, random);
        }
        List<Delivery<?>> deliveries = new ArrayList<>();
        for (int number : order) {
            deliveries.add(new Delivery<>(life.get(number), id, number + 1L, noon(), "some.events", PARTITION, OFFSETS.incrementAndGet()));
        }
        if (way % 2 == 0) {
            deliveries.forEach(foldings::hand);
        } else {
            var together = folds.into(Generation.FIRST);
            together.begin();
            deliveries.forEach(foldings::hand);
            together.end();
        }
        // The last of them once more, as after a crash before its offset was committed.
        foldings.hand(deliveries.getLast());
    }

    // ---- 问题 ----

    private IssueRegistered registered(String id) {
        return new IssueRegistered(id, BUREAU, new SourceRef(SourceKind.WALKTHROUGH, "fnd"), IssueKind.PROBLEM, Severity.LOW, ITEM, null, "材料重复提交", noon());
    }

    private DeadlineMissed missed(String id, IssueStep step, int level) {
        return new DeadlineMissed(id, step, noon(), BUREAU, level, "210100");
    }

    @Test
    void closesInTimeWhereNoDeadlinePassedUnmetOnTheWay() {
        comesTo(BUREAU, id -> List.of(registered(id), new IssueClosed(id, "210100")),
                entry(Count.FOUND, 1L), entry(Count.CLOSED, 1L), entry(Count.CLOSED_THEN, 1L), entry(Count.CLOSED_IN_TIME, 1L));
        comesTo(BUREAU, id -> List.of(registered(id), missed(id, IssueStep.RECTIFY, 1), missed(id, IssueStep.RECTIFY, 2), new IssueClosed(id, "210100")),
                entry(Count.FOUND, 1L), entry(Count.CLOSED, 1L), entry(Count.CLOSED_THEN, 1L), entry(Count.OVERDUE, 1L), entry(Count.LATE, 1L));
    }

    private DeadlineChanged moved(String id, IssueStep step, @Nullable LocalDate due) {
        return new DeadlineChanged(id, step, due == null ? null : due.atTime(15, 0).toInstant(ZoneOffset.UTC), false, "调整", "210100");
    }

    private IssueTriaged triaged(String id, @Nullable Boolean again) {
        return new IssueTriaged(id, "210100", Difficulty.EASY, Dimension.SPEED, BUREAU, ITEM, null, null, again, null);
    }

    @Test
    void isOverdueFromTheDeadlineItMissedUntilTheStepIsDone() {
        comesTo(BUREAU, id -> List.of(registered(id), missed(id, IssueStep.TRIAGE, 1)),
                entry(Count.FOUND, 1L), entry(Count.OVERDUE, 1L), entry(Count.LATE, 1L), entry(Count.OVERDUE_NOW, 1L));
        comesTo(BUREAU, id -> List.of(registered(id), missed(id, IssueStep.TRIAGE, 1), triaged(id, null)),
                entry(Count.FOUND, 1L), entry(Count.TRIAGED, 1L), entry(Count.OVERDUE, 1L), entry(Count.LATE, 1L));
        for (Function<String, Event> done : List.<Function<String, Event>>of(id -> new IssueDispatched(id, "210100", BUREAU), id -> new IssueAccepted(id, BUREAU),
                id -> new RectificationSubmitted(id, BUREAU, 1), id -> new RectificationVerified(id, "210100"), id -> new RectificationSentBack(id, "210100", "证据不足"),
                id -> new ReturnRequested(id, BUREAU, "不是"), id -> new ReturnReviewed(id, "210100", false, 0), id -> new IssueRejected(id, "210100", "范围之外"),
                id -> new IssueMerged(id, "iss_survivor"), id -> new IssueReopened(id, "复发"), id -> new IssueLookedBack(id, "210100", 30, true),
                id -> new IssueRated(id, RatingOrigin.RAISER, true, 5, true))) {
            String id = Ids.next("agg");
            tell(id, List.of(registered(id), missed(id, IssueStep.RECTIFY, 1), done.apply(id)), 2);
            assertThat(total(BUREAU).of(Count.OVERDUE_NOW)).as(done.apply(id).toString()).isZero();
            assertThat(total(BUREAU).of(Count.OVERDUE)).isEqualTo(1);
            next();
        }
    }

    /** The judgement may be changed while it waits to be dispatched; that does not dispatch it. */
    @Test
    void isOverdueStillWhenItIsOnlyJudgedAnew() {
        comesTo(BUREAU, id -> List.of(registered(id), triaged(id, null), missed(id, IssueStep.DISPATCH, 1), triaged(id, true)),
                entry(Count.FOUND, 1L), entry(Count.TRIAGED, 1L), entry(Count.OVERDUE, 1L), entry(Count.LATE, 1L), entry(Count.OVERDUE_NOW, 1L));
    }

    @Test
    void isNotOverdueWhileItsDeadlineLiesAheadOrStandsStill() {
        comesTo(BUREAU, id -> List.of(registered(id), missed(id, IssueStep.RECTIFY, 1), moved(id, IssueStep.RECTIFY, day.plusDays(5))),
                entry(Count.FOUND, 1L), entry(Count.OVERDUE, 1L), entry(Count.LATE, 1L));
        comesTo(BUREAU, id -> List.of(registered(id), missed(id, IssueStep.RECTIFY, 1), moved(id, IssueStep.RECTIFY, null)),
                entry(Count.FOUND, 1L), entry(Count.OVERDUE, 1L), entry(Count.LATE, 1L));
        comesTo(BUREAU, id -> List.of(registered(id), missed(id, IssueStep.RECTIFY, 1), moved(id, IssueStep.RECTIFY, day.minusDays(2))),
                entry(Count.FOUND, 1L), entry(Count.OVERDUE, 1L), entry(Count.LATE, 1L));
        String late = Ids.next("agg");
        tell(late, List.of(registered(late), missed(late, IssueStep.RECTIFY, 1), moved(late, IssueStep.RECTIFY, day.minusDays(2))), 1);
        assertThat(cube.total(new Slice("210000", BUREAU, day.minusDays(2), day.minusDays(2))).counts()).as("overdue since another day").containsOnly(entry(Count.OVERDUE_NOW, 1L));
    }

    @Test
    void closesInTimeThoughALookBackIsLate() {
        comesTo(BUREAU, id -> List.of(registered(id), new IssueClosed(id, "210100"), missed(id, IssueStep.LOOK_BACK, 1),
                        new IssueLookedBack(id, "210100", 90, true), new IssueArchived(id)),
                entry(Count.FOUND, 1L), entry(Count.CLOSED, 1L), entry(Count.CLOSED_THEN, 1L), entry(Count.CLOSED_IN_TIME, 1L), entry(Count.OVERDUE, 1L), entry(Count.LOOKED_BACK, 1L),
                entry(Count.ARCHIVED, 1L));
    }

    @Test
    void isNoLongerClosedInTimeOnceItIsReopened() {
        comesTo(BUREAU, id -> List.of(registered(id), new IssueClosed(id, "210100"), new IssueLookedBack(id, "210100", 30, false), new IssueReopened(id, "复发")),
                entry(Count.FOUND, 1L), entry(Count.REOPENED, 1L), entry(Count.REOPENINGS, 1L), entry(Count.LOOKED_BACK, 1L), entry(Count.RECURRED, 1L));
    }

    @Test
    void keepsTheWordsOfRaiserCallBackAndClockApart() {
        comesTo(BUREAU, id -> List.of(registered(id), new IssueRated(id, RatingOrigin.CALL_BACK, true, 4, true), new IssueRated(id, RatingOrigin.RAISER, false, 5, false)),
                entry(Count.FOUND, 1L), entry(Count.RATED_FIRST_BY_CALL_BACK, 1L), entry(Count.SATISFIED_FIRST_BY_CALL_BACK, 1L),
                entry(Count.RATED_FINAL_BY_RAISER, 1L), entry(Count.SATISFIED_FINAL_BY_RAISER, 1L));
        comesTo(BUREAU, id -> List.of(registered(id), new IssueRated(id, RatingOrigin.RAISER, false, 1, true), new IssueRated(id, RatingOrigin.CALL_BACK, true, 3, false)),
                entry(Count.FOUND, 1L), entry(Count.RATED_FIRST_BY_RAISER, 1L), entry(Count.RATED_FINAL_BY_CALL_BACK, 1L), entry(Count.SOLVED_BY_CALL_BACK, 1L));
        comesTo(BUREAU, id -> List.of(registered(id), new IssueRated(id, RatingOrigin.DEFAULT, true, 5, true)),
                entry(Count.FOUND, 1L), entry(Count.RATED_FINAL_BY_DEFAULT, 1L));
    }

    @Test
    void countsEveryHop() {
        comesTo("210100", id -> List.of(registered(id), new IssueDispatched(id, "210100", BUREAU), new ReturnRequested(id, BUREAU, "不是我单位职责"),
                        new ReturnReviewed(id, "210100", true, 1), new IssueDispatched(id, "210100", "210100-MSA"), new ReturnRequested(id, "210100-MSA", "不是"),
                        new ReturnReviewed(id, "210100", false, 1), new ReturnRequested(id, "210100-MSA", "真的不是"), new ReturnReviewed(id, "210100", true, 2)),
                entry(Count.FOUND, 1L), entry(Count.DISPATCHED, 1L), entry(Count.RETURNS_REQUESTED, 3L), entry(Count.RETURNED, 1L), entry(Count.RETURNS, 2L));
    }

    @Test
    void countsWhatWentOnBeside() {
        comesTo(BUREAU, id -> List.of(registered(id), new ExtensionReviewed(id, "210100", true, 3), new ExtensionReviewed(id, "210100", false, 9),
                        new ExtensionReviewed(id, "210100", true, 2), new IssueSupervised(id, "sup_1", "210100", List.of(), noon()),
                        new IssueSupervised(id, "sup_2", "210100", List.of("210000"), noon()), new SupervisionLifted(id, "sup_1", "210100", true),
                        new SupervisionLifted(id, "sup_2", "210100", false), new ConsultationConvened(id, "con_1", "210100", BUREAU, List.of("210100-MSA")),
                        new ConsultationConcluded(id, "con_1", 3, BUREAU)),
                entry(Count.FOUND, 1L), entry(Count.EXTENDED, 1L), entry(Count.EXTENSIONS, 2L), entry(Count.EXTENSION_DAYS, 5L), entry(Count.SUPERVISED, 1L),
                entry(Count.SUPERVISED_JOINTLY, 1L), entry(Count.SUPERVISIONS, 2L), entry(Count.SUPERVISIONS_LIFTED, 2L), entry(Count.SUPERVISIONS_IN_TIME, 1L),
                entry(Count.CONSULTED, 1L), entry(Count.CONSULTATIONS, 1L), entry(Count.CONSULTATIONS_CONCLUDED, 1L), entry(Count.CONSULTATION_TASKS, 3L));
    }

    /** Where only one side is given nothing is known to be saved; what has become more is taken off. */
    @Test
    void addsUpWhatWasSavedWhereBothSidesAreGiven() {
        comesTo(BUREAU, id -> List.of(registered(id), new OptimizationRecorded(id, "opt_1", BUREAU, ITEM, 6, 4, 20, 5, 9, null, null, 0),
                        new OptimizationRecorded(id, "opt_2", BUREAU, ITEM, null, null, null, null, null, null, 1, 3)),
                entry(Count.FOUND, 1L), entry(Count.OPTIMIZED, 1L), entry(Count.OPTIMIZATIONS, 2L), entry(Count.STEPS_SAVED, 2L), entry(Count.DAYS_SAVED, 15L),
                entry(Count.VISITS_SAVED, -2L));
    }

    // ---- 共性问题, 自查, 做法 ----

    private static CommonProblemProposed proposed(String id, String unit) {
        return new CommonProblemProposed(id, unit, ITEM, Stage.APPLICATION, Dimension.QUALITY, Cause.PROCESS, 5, List.of(BUREAU, "210100-MSA"));
    }

    private CommonProblemConfirmed confirmed(String id, int round) {
        return new CommonProblemConfirmed(id, "210000", round, "重复提交材料", "逐项自查", day.plusDays(20), List.of(BUREAU));
    }

    @Test
    void solvesAClassWhenEveryUnitHasCheckedItself() {
        comesTo("210100", id -> List.of(proposed(id, "210100"), confirmed(id, 1), new CommonProblemSettled(id, 1, 2, 1, 4, 0)),
                entry(Count.PROBLEMS_PROPOSED, 1L), entry(Count.PROBLEMS_CONFIRMED, 1L), entry(Count.PROBLEMS_SETTLED, 1L));
    }

    @Test
    void doesNotCallAClassSolvedThatRecurred() {
        comesTo("210100", id -> List.of(proposed(id, "210100"), confirmed(id, 1), new CommonProblemSettled(id, 1, 2, 1, 4, 0), new CommonProblemRecurred(id, 1, "iss_1", BUREAU)),
                entry(Count.PROBLEMS_PROPOSED, 1L), entry(Count.PROBLEMS_CONFIRMED, 1L), entry(Count.PROBLEMS_RECURRED, 1L));
        comesTo("210100", id -> List.of(proposed(id, "210100"), confirmed(id, 1), new CommonProblemSettled(id, 1, 2, 1, 4, 0), new CommonProblemRecurred(id, 1, "iss_1", BUREAU),
                        confirmed(id, 2), new CommonProblemSettled(id, 2, 2, 1, 4, 0)),
                entry(Count.PROBLEMS_PROPOSED, 1L), entry(Count.PROBLEMS_CONFIRMED, 1L), entry(Count.PROBLEMS_RECURRED, 1L), entry(Count.PROBLEMS_SETTLED, 1L));
    }

    @Test
    void keepsACommonProblemWithItsFirstDayThoughAHigherOfficeHasItNow() {
        List<Delivery<?>> told = List.of(
                delivery("cpr", 1, noon(), proposed("cpr", BUREAU)),
                delivery("cpr", 2, noon(), new CommonProblemDismissed("cpr", "210100", "个案")),
                delivery("cpr", 3, noon().plusSeconds(3 * 86_400), proposed("cpr", "210100")));
        told.reversed().forEach(foldings::hand);
        assertThat(total(BUREAU).counts()).isEmpty();
        assertThat(total("210100").counts()).containsOnly(entry(Count.PROBLEMS_PROPOSED, 1L));
        assertThat(cube.total(new Slice("210000", "210100", day.plusDays(3), day.plusDays(3))).counts()).isEmpty();
    }

    @Test
    void followsASelfCheckOfOneUnit() {
        comesTo(BUREAU, id -> List.of(new SelfCheckAssigned(id, "cpr_1", 1, BUREAU, day.plusDays(9)), new SelfCheckOverdue(id, "cpr_1", 1, BUREAU, day.plusDays(9)),
                        new SelfCheckCompleted(id, "cpr_1", 1, BUREAU, true, true, 7, true)),
                entry(Count.SELF_CHECKS, 1L), entry(Count.SELF_CHECKS_OVERDUE, 1L), entry(Count.SELF_CHECKS_COMPLETED, 1L), entry(Count.SELF_CHECKS_FOUND, 1L),
                entry(Count.SELF_CHECK_CORRECTIONS, 7L));
        comesTo(BUREAU, id -> List.of(new SelfCheckAssigned(id, "cpr_1", 1, BUREAU, day.plusDays(9)), new SelfCheckCompleted(id, "cpr_1", 1, BUREAU, false, false, 0, false)),
                entry(Count.SELF_CHECKS, 1L), entry(Count.SELF_CHECKS_COMPLETED, 1L));
    }

    @Test
    void followsAPracticeIntoTheLibrary() {
        comesTo(BUREAU, id -> List.of(new PracticeSubmitted(id, BUREAU, "一窗受理", ITEM, List.of(), null, false), new PracticeReviewed(id, "210100", false, "请补充成效"),
                        new PracticeSubmitted(id, BUREAU, "一窗受理", null, List.of(), null, true), new PracticeReviewed(id, "210100", true, null),
                        new PracticePromoted(id, "210100", List.of("210102")), new PracticePromoted(id, "210100", List.of("210100-MSA"))),
                entry(Count.PRACTICES, 1L), entry(Count.PRACTICES_ACCEPTED, 1L), entry(Count.PRACTICES_PROMOTED, 1L));
        comesTo("210102", id -> List.of(new PracticeAdopted(id, "prc_1", "210102"), new PracticeEffectReported(id, "prc_1", "210102", "减少跑动"),
                        new PracticeEffectReported(id, "prc_1", "210102", "减少跑动两次")),
                entry(Count.ADOPTIONS, 1L), entry(Count.ADOPTIONS_REPORTED, 1L));
    }

    // ---- 走流程, 体验员 ----

    private WalkthroughRecorded walked(String id, @Nullable List<Dimension> dimensions, @Nullable String planEntry) {
        return new WalkthroughRecorded(id, BUREAU, ITEM, WalkthroughRole.COMPANION, Channel.COUNTER, noon(), noon(), null, 2, "210102", dimensions, planEntry);
    }

    @Test
    void countsAWalkthroughByEachDimensionItLookedAt() {
        comesTo(BUREAU, id -> List.of(walked(id, List.of(Dimension.SPEED, Dimension.QUALITY, Dimension.SPEED), "ple_1")),
                entry(Count.WALKTHROUGHS, 1L), entry(Count.WALKTHROUGHS_PLANNED, 1L), entry(Count.FINDINGS, 2L), entry(Count.WALKED_SPEED, 1L), entry(Count.WALKED_QUALITY, 1L));
        comesTo(BUREAU, id -> List.of(walked(id, null, null)), entry(Count.WALKTHROUGHS, 1L), entry(Count.FINDINGS, 2L));
        assertThat(cube.by(Facet.SOURCE, new Slice("210000", BUREAU, day.minusDays(84), day))).as("by role")
                .containsOnlyKeys("COMPANION").allSatisfy((_, totals) -> assertThat(totals.counts()).contains(entry(Count.WALKTHROUGHS, 12L), entry(Count.WALKED_SPEED, 6L)));
    }

    private static ExperiencerApplied applied(String id) {
        return new ExperiencerApplied(id, BUREAU, Recruitment.OPEN_CALL, ExperiencerCategory.EXPERT, AgeBand.FROM_60, "教育");
    }

    private ExperiencerAppointed appointed(String id) {
        return new ExperiencerAppointed(id, BUREAU, Recruitment.OPEN_CALL, ExperiencerCategory.EXPERT, AgeBand.FROM_60, "教育", "SY-1", day, day.plusYears(2));
    }

    private static ExperiencerStatusChanged stands(String id, ExperiencerStanding standing) {
        return new ExperiencerStatusChanged(id, BUREAU, standing, ExperiencerCategory.EXPERT, AgeBand.FROM_60, "教育");
    }

    @Test
    void knowsWhoServesNow() {
        comesTo(BUREAU, id -> List.of(applied(id), stands(id, ExperiencerStanding.ON_NOTICE), appointed(id)),
                entry(Count.APPLIED, 1L), entry(Count.APPOINTED, 1L), entry(Count.ACTIVE, 1L));
        comesTo(BUREAU, id -> List.of(applied(id), appointed(id), stands(id, ExperiencerStanding.SUSPENDED)),
                entry(Count.APPLIED, 1L), entry(Count.APPOINTED, 1L));
        comesTo(BUREAU, id -> List.of(applied(id), appointed(id), stands(id, ExperiencerStanding.SUSPENDED), stands(id, ExperiencerStanding.APPOINTED)),
                entry(Count.APPLIED, 1L), entry(Count.APPOINTED, 1L), entry(Count.ACTIVE, 1L));
        comesTo(BUREAU, id -> List.of(applied(id), appointed(id), stands(id, ExperiencerStanding.EXPIRED)),
                entry(Count.APPLIED, 1L), entry(Count.APPOINTED, 1L), entry(Count.ENDED, 1L));
        comesTo(BUREAU, id -> List.of(applied(id), appointed(id), stands(id, ExperiencerStanding.EXPIRED), stands(id, ExperiencerStanding.APPOINTED)),
                entry(Count.APPLIED, 1L), entry(Count.APPOINTED, 1L), entry(Count.ACTIVE, 1L));
        comesTo(BUREAU, id -> List.of(applied(id), stands(id, ExperiencerStanding.REJECTED)), entry(Count.APPLIED, 1L));
    }

    @Test
    void countsOneRosterForEachYearHoweverOftenItIsSubmitted() {
        comesTo("210100", id -> List.of(new RosterSubmitted(id, "210100", 1960, day, 1, 120, true), new RosterReviewed(id, 1, "210000", false, "缺少网格员"),
                        new RosterSubmitted(id, "210100", 1960, day.plusDays(2), 2, 130, true), new RosterReviewed(id, 2, "210000", true, null)),
                entry(Count.ROSTERS, 1L), entry(Count.ROSTERS_LATE, 1L), entry(Count.ROSTERS_ACCEPTED, 1L));
        comesTo("210100", id -> List.of(new RosterSubmitted(id, "210100", 1960, day, 1, 120, false), new RosterReviewed(id, 1, "210000", true, null),
                        new RosterSubmitted(id, "210100", 1960, day.plusDays(2), 2, 130, false)),
                entry(Count.ROSTERS, 1L));
    }

    @Test
    void countsInvitationsAndThoseWhoCame() {
        comesTo("210100", id -> List.of(new ActivityHeld(id, "210100", ActivityTheme.ELDERLY, ActivityKind.OPEN_DAY, ActivityWay.TOGETHER, 1, day, true, 20, 18,
                        List.of(new ActivityHeld.OfCategory(ExperiencerCategory.EXPERT, 20, 18)))),
                entry(Count.ACTIVITIES, 1L), entry(Count.INVITED, 20L), entry(Count.ATTENDED, 18L));
    }

    private ExperienceReportRecorded reported(String id) {
        return new ExperienceReportRecorded(id, "exp_1", "210100", BUREAU, ITEM, Channel.APP, noon(), noon(), 4, null, 3, 1, 2, 1, 3, 1, false, null);
    }

    private static SuggestionAnswered answered(String id, int suggestion, SuggestionAnswer answer, @Nullable SuggestionAnswer before) {
        return new SuggestionAnswered(id, "ent_" + suggestion, "exp_1", "210100", answer, before);
    }

    @Test
    void countsASuggestionThatIsDeclinedAfterAllNoLongerAsAdopted() {
        comesTo("210100", id -> List.of(reported(id), answered(id, 1, SuggestionAnswer.UNDER_STUDY, null),
                        answered(id, 1, SuggestionAnswer.ADOPTED, SuggestionAnswer.UNDER_STUDY), answered(id, 1, SuggestionAnswer.DONE, SuggestionAnswer.ADOPTED),
                        answered(id, 2, SuggestionAnswer.ADOPTED, null), answered(id, 2, SuggestionAnswer.NOT_ADOPTED, SuggestionAnswer.ADOPTED),
                        answered(id, 3, SuggestionAnswer.NOT_ADOPTED, null)),
                entry(Count.REPORTS, 1L), entry(Count.REPORT_STARS, 4L), entry(Count.REPORT_PROBLEMS, 2L), entry(Count.REPORT_DEMANDS, 1L),
                entry(Count.SUGGESTIONS, 3L), entry(Count.SUGGESTIONS_ADOPTED, 1L), entry(Count.SUGGESTIONS_DONE, 1L));
    }

    private PublicityRecorded published(String id, Medium medium, @Nullable Integer reach, boolean withdrawn) {
        return new PublicityRecorded(id, "210100", null, medium, day, reach, withdrawn);
    }

    @Test
    void takesBackWithdrawnPublicity() {
        comesTo("210100", id -> List.of(published(id, Medium.RADIO, 5000, false), published(id, Medium.ONLINE, 800, false)),
                entry(Count.PUBLICITY, 1L), entry(Count.PUBLICITY_REACH, 800L));
        assertThat(cube.by(Facet.SOURCE, new Slice("210000", "210100", day.minusDays(42), day))).as("by the medium it was corrected to").containsOnlyKeys("ONLINE");
        comesTo("210100", id -> List.of(published(id, Medium.RADIO, 5000, false), published(id, Medium.RADIO, 5000, true)));
    }

    // ---- 群众反馈 ----

    private FeedbackRecorded rating(String id, int satisfaction, @Nullable Boolean calledBack) {
        return new FeedbackRecorded(id, SourceKind.SERVICE_RATING, "rating-liaoning", "1/1", BUREAU, ITEM, noon(), satisfaction, calledBack);
    }

    private FeedbackRecorded order(String id) {
        return new FeedbackRecorded(id, SourceKind.HOTLINE_12345, "hotline-shenyang", "SY1", BUREAU, null, noon(), null);
    }

    private IssueCalledFor calledFor(String id) {
        return new IssueCalledFor(id, SourceKind.HOTLINE_12345, "HOTLINE_COMPLAINT", BUREAU, null, IssueKind.PROBLEM, Severity.LOW, "办不了", "办不了", noon(), null);
    }

    private FeedbackCalledBack saidBack(String id, @Nullable Boolean contacted, @Nullable Boolean satisfied, @Nullable Integer stars, boolean staff) {
        return new FeedbackCalledBack(id, SourceKind.HOTLINE_12345, noon(), contacted, null, satisfied, stars, null, staff);
    }

    @Test
    void knowsWhichBadRatingsWereCalledBack() {
        comesTo(BUREAU, id -> List.of(rating(id, 1, false)),
                entry(Count.FEEDBACK, 1L), entry(Count.RATINGS, 1L), entry(Count.BAD_RATINGS, 1L), entry(Count.BAD_RATINGS_TO_CALL_BACK, 1L));
        comesTo(BUREAU, id -> List.of(rating(id, 1, false), rating(id, 1, true)),
                entry(Count.FEEDBACK, 1L), entry(Count.RATINGS, 1L), entry(Count.BAD_RATINGS, 1L), entry(Count.BAD_RATINGS_TO_CALL_BACK, 1L),
                entry(Count.BAD_RATINGS_CALLED_BACK, 1L));
        comesTo(BUREAU, id -> List.of(rating(id, 1, false), rating(id, 5, null)), entry(Count.FEEDBACK, 1L), entry(Count.RATINGS, 1L));
        comesTo(BUREAU, id -> List.of(rating(id, 1, null)), entry(Count.FEEDBACK, 1L), entry(Count.RATINGS, 1L), entry(Count.BAD_RATINGS, 1L));
    }

    @Test
    void keepsWhatStaffEnteredApartFromWhatCitizensSaid() {
        comesTo(BUREAU, id -> List.of(order(id), calledFor(id), saidBack(id, true, true, null, false)),
                entry(Count.FEEDBACK, 1L), entry(Count.CALLED_FOR_ISSUE, 1L), entry(Count.CALLED_BACK, 1L), entry(Count.CALL_BACK_JUDGED, 1L), entry(Count.CALL_BACK_SATISFIED, 1L));
        comesTo(BUREAU, id -> List.of(order(id), calledFor(id), saidBack(id, true, true, 3, false)),
                entry(Count.FEEDBACK, 1L), entry(Count.CALLED_FOR_ISSUE, 1L), entry(Count.CALLED_BACK, 1L), entry(Count.CALL_BACK_JUDGED, 1L));
        comesTo(BUREAU, id -> List.of(order(id), calledFor(id), saidBack(id, true, true, null, false), saidBack(id, null, true, 5, true)),
                entry(Count.FEEDBACK, 1L), entry(Count.CALLED_FOR_ISSUE, 1L), entry(Count.CALLED_BACK_BY_STAFF, 1L));
        comesTo(BUREAU, id -> List.of(order(id), calledFor(id), saidBack(id, false, null, null, false)),
                entry(Count.FEEDBACK, 1L), entry(Count.CALLED_FOR_ISSUE, 1L));
    }

    @Test
    void countsUrgesAndWhatWasWithdrawnAndWhatWasMalicious() {
        comesTo(BUREAU, id -> List.of(order(id), calledFor(id), new FeedbackUrged(id, SourceKind.HOTLINE_12345, 1, noon(), null),
                        new FeedbackUrged(id, SourceKind.HOTLINE_12345, 3, noon(), null), new FeedbackWithdrawn(id, SourceKind.HOTLINE_12345, true, noon(), null, null)),
                entry(Count.FEEDBACK, 1L), entry(Count.CALLED_FOR_ISSUE, 1L), entry(Count.URGED, 1L), entry(Count.URGES, 3L), entry(Count.WITHDRAWN, 1L));
        comesTo(BUREAU, id -> List.of(order(id), calledFor(id), new FeedbackWithdrawn(id, SourceKind.HOTLINE_12345, true, noon(), null, null),
                        new FeedbackWithdrawn(id, SourceKind.HOTLINE_12345, false, noon(), null, null)),
                entry(Count.FEEDBACK, 1L), entry(Count.CALLED_FOR_ISSUE, 1L));
        comesTo(BUREAU, id -> List.of(rating(id, 1, true), calledFor(id), new FeedbackWithdrawn(id, SourceKind.SERVICE_RATING, true, noon(), "恶意", true)),
                entry(Count.FEEDBACK, 1L), entry(Count.RATINGS, 1L), entry(Count.BAD_RATINGS, 1L), entry(Count.BAD_RATINGS_TO_CALL_BACK, 1L),
                entry(Count.BAD_RATINGS_CALLED_BACK, 1L), entry(Count.CALLED_FOR_ISSUE, 1L), entry(Count.MALICIOUS, 1L));
    }

    private Delivery<?> delivery(String id, long sequence, Instant when, Event event) {
        return new Delivery<>(event, id + DAYS.get(), sequence, when, "some.events", PARTITION, OFFSETS.incrementAndGet());
    }

    private Instant noon() {
        return day.atTime(4, 0).toInstant(ZoneOffset.UTC);
    }

    private Totals total(String unit) {
        return cube.total(new Slice("210000", unit, day, day));
    }
}
