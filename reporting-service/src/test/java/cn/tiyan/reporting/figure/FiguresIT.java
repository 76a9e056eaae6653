package cn.tiyan.reporting.figure;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.Events;
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
import cn.tiyan.contracts.issue.DeadlineMissed;
import cn.tiyan.contracts.issue.ExtensionReviewed;
import cn.tiyan.contracts.issue.IssueAccepted;
import cn.tiyan.contracts.issue.IssueArchived;
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
import cn.tiyan.platform.messaging.EventJson;
import cn.tiyan.platform.messaging.EventPublisher;
import cn.tiyan.platform.messaging.Subscriptions;
import cn.tiyan.reporting.cube.CellSums;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From events on Kafka to figures over HTTP. Each test counts on a day of its own. */
@PlatformTest
class FiguresIT {

    private static final AtomicInteger DAYS = new AtomicInteger();
    private static final List<String> ALL = List.of("/overview", "/compared", "/by-unit", "/by-source", "/by-kind", "/by-dimension", "/funnel", "/map", "/trend");
    private static final Map<String, String> TOPICS = Map.ofEntries(Map.entry("issues", "issue.events"),
            Map.entry("common-problems", "common-problem.events"), Map.entry("self-checks", "self-check.events"), Map.entry("practices", "practice.events"),
            Map.entry("walkthroughs", "walkthrough.events"), Map.entry("experiencers", "experiencer.events"), Map.entry("rosters", "roster.events"),
            Map.entry("activities", "activity.events"), Map.entry("experience-reports", "experience-report.events"),
            Map.entry("publicity", "publicity.events"), Map.entry("feedback", "feedback.events"));
    private static final ServiceItemRef ITEM = new ServiceItemRef("11210100MB0000001X", "失业登记|变更");

    @Autowired
    private EventPublisher publisher;
    @Autowired
    private KafkaTopics kafka;
    @Autowired
    private Http http;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private Subscriptions subscriptions;
    @Value("${spring.kafka.bootstrap-servers}")
    private String bootstrap;

    private final Map<String, Long> sequences = new HashMap<>();
    private LocalDate day = LocalDate.EPOCH;
    private Instant clock = Instant.EPOCH;

    @BeforeEach
    void anotherDay() {
        day = LocalDate.of(2001, 1, 1).plusDays(DAYS.incrementAndGet());
        clock = day.atTime(1, 0).toInstant(ZoneOffset.UTC);
    }

    @Test
    void showsTheWholeLifeOfAnIssue() {
        String issue = Ids.next("iss");
        tell(issue, registered(issue, "210100", SourceKind.HOTLINE_12345));
        assertFigures("FOUND 1", "CLOSURE_RATE 0/1", "REOPENING_RATE 0/1");
        tell(issue, new IssueTriaged(issue, "210100", Difficulty.EASY, Dimension.SPEED));
        tell(issue, new IssueDispatched(issue, "210100", "210100-HRSS"));
        assertFigures("FOUND 1", "TRIAGED 1", "DISPATCHED 1", "CLOSURE_RATE 0/1", "REOPENING_RATE 0/1");
        tell(issue, new IssueAccepted(issue, "210100-HRSS"));
        tell(issue, new RectificationSubmitted(issue, "210100-HRSS", 1));
        assertFigures("FOUND 1", "TRIAGED 1", "DISPATCHED 1", "ACCEPTED 1", "SUBMITTED 1", "CLOSURE_RATE 0/1", "REOPENING_RATE 0/1");
        tell(issue, new RectificationVerified(issue, "210100"));
        tell(issue, new IssueRated(issue, RatingOrigin.RAISER, true, 5, true));
        tell(issue, new IssueClosed(issue, "210100"));
        assertFigures("FOUND 1", "TRIAGED 1", "DISPATCHED 1", "ACCEPTED 1", "SUBMITTED 1", "VERIFIED 1", "CLOSED 1", "CLOSED_IN_PERIOD 1", "CLOSURE_RATE 1/1", "IN_TIME_RATE 1/1",
                "REOPENING_RATE 0/1", "SATISFACTION_FIRST 1/1", "SATISFACTION_FINAL 1/1", "SOLVED_RATE 1/1");

        tell(issue, new IssueReopened(issue, "复发"));
        assertFigures("FOUND 1", "TRIAGED 1", "DISPATCHED 1", "ACCEPTED 1", "SUBMITTED 1", "REOPENED 1", "REOPENINGS 1", "CLOSURE_RATE 0/1", "REOPENING_RATE 1/1",
                "SATISFACTION_FIRST 1/1", "SATISFACTION_FINAL 1/1", "SOLVED_RATE 1/1");
        tell(issue, new RectificationSubmitted(issue, "210100-HRSS", 2, null, 1));
        assertThat(list("/records", Persona.PROVINCE_LEADER, "&figure=SECOND_HAND").at("/items/0/id").asString()).isEqualTo(issue);
        tell(issue, new RectificationSubmitted(issue, "210100-HRSS", 2));
        tell(issue, new RectificationVerified(issue, "210100"));
        tell(issue, new IssueRated(issue, RatingOrigin.CALL_BACK, true, 3, false));
        tell(issue, new IssueClosed(issue, "210100"));
        assertFigures("FOUND 1", "TRIAGED 1", "DISPATCHED 1", "ACCEPTED 1", "SUBMITTED 1", "VERIFIED 1", "CLOSED 1", "CLOSED_IN_PERIOD 1", "REOPENED 1", "REOPENINGS 1", "CLOSURE_RATE 1/1",
                "IN_TIME_RATE 1/1", "REOPENING_RATE 1/1", "SATISFACTION_FIRST 1/1", "SATISFACTION_CALL_BACK 0/1", "SOLVED_RATE_CALL_BACK 1/1");
    }

    @Test
    void countsWhatIsMergedOrOutOfScopeAsFoundButNotAsLeftOpen() {
        String merged = Ids.next("iss");
        tell(merged, registered(merged, "210100", SourceKind.HOTLINE_12345));
        tell(merged, new IssueMerged(merged, "iss_survivor"));
        assertFigures("FOUND 1", "MERGED 1", "REOPENING_RATE 0/1");
        tell(merged, new IssueSplit(merged, "iss_survivor", "不是同一事项"));
        assertFigures("FOUND 1", "CLOSURE_RATE 0/1", "REOPENING_RATE 0/1");
        tell(merged, new IssueRejected(merged, "210100", "不属于政务服务范围"));
        assertFigures("FOUND 1", "REJECTED 1", "REOPENING_RATE 0/1");
        tell(merged, new IssueReconsidered(merged, "210100", "补充了材料"));
        assertFigures("FOUND 1", "CLOSURE_RATE 0/1", "REOPENING_RATE 0/1");
    }

    @Test
    void countsAReturnedIssueForTheOfficeThatTookItBack() {
        String issue = Ids.next("iss");
        tell(issue, registered(issue, "210100-HRSS", SourceKind.WALKTHROUGH));
        tell(issue, new IssueDispatched(issue, "210100", "210100-MSA"));
        tell(issue, new ReturnRequested(issue, "210100-MSA", "不是我单位职责"));
        tell(issue, new ReturnReviewed(issue, "210100", false, 0));
        assertThat(found(Persona.SHENYANG_OFFICE, "&unit=210100-MSA")).isEqualTo(1);
        assertFigures("FOUND 1", "DISPATCHED 1", "RETURNS_REQUESTED 1", "CLOSURE_RATE 0/1", "REOPENING_RATE 0/1");
        tell(issue, new ReturnReviewed(issue, "210100", true, 1));
        assertThat(found(Persona.SHENYANG_OFFICE, "&unit=210100-MSA")).isZero();
        assertThat(found(Persona.SHENYANG_OFFICE, "")).isEqualTo(1);
        assertFigures("FOUND 1", "DISPATCHED 1", "RETURNS_REQUESTED 1", "RETURNED 1", "RETURNS 1", "CLOSURE_RATE 0/1", "REOPENING_RATE 0/1");
    }

    @Test
    void countsPressureAndTimeOncePerIssueAndLookBacksEachTime() {
        String issue = Ids.next("iss");
        tell(issue, registered(issue, "210100", SourceKind.WALKTHROUGH));
        for (int i = 1; i <= 2; i++) {
            tell(issue, new ExtensionReviewed(issue, "210100", i == 2, 3));
            tell(issue, new DeadlineMissed(issue, IssueStep.RECTIFY, noon(), "210100", i, "210000"));
            tell(issue, new IssueSupervised(issue, "sup_" + i, "210000", List.of(), noon()));
            tell(issue, optimized(issue));
            tell(issue, new IssueLookedBack(issue, "210100", 30 * i, i == 1));
        }
        tell(issue, new IssueRated(issue, RatingOrigin.DEFAULT, true, 3, true));
        assertFigures("FOUND 1", "EXTENDED 1", "EXTENSIONS 1", "EXTENSION_DAYS 3", "OVERDUE 1", "SUPERVISED 1", "SUPERVISIONS 2", "OPTIMIZED 1",
                "OPTIMIZATIONS 2", "MATERIALS_SAVED 2", "VISITS_SAVED 4", "RATED_BY_DEFAULT 1", "LOOKED_BACK 2", "LOOK_BACK_FAILURES 1", "RECURRENCE_RATE 1/2",
                "CLOSURE_RATE 0/1", "REOPENING_RATE 0/1");
        tell(issue, new IssueRated(issue, RatingOrigin.RAISER, true, 5, false));
        assertThat(overview(Persona.PROVINCE_LEADER, "").at("/figures/RATED_BY_DEFAULT/value").asLong()).as("a real word replaces it").isZero();
    }

    @Test
    void hasAnEventForEveryFigure() {
        everythingOnce();
        JsonNode figures = overview(Persona.PROVINCE_LEADER, "").path("figures");
        assertThat(figures.propertyNames()).containsExactlyInAnyOrderElementsOf(names());
        figures.propertyNames().forEach(name -> assertThat(figures.path(name).path("value").asLong()).as(name).isPositive());
    }

    @Test
    void tellsHowSureARateIs() {
        String issue = Ids.next("iss");
        tell(issue, registered(issue, "210100", SourceKind.WALKTHROUGH));
        JsonNode rate = overview(Persona.PROVINCE_LEADER, "").path("figures").path("CLOSURE_RATE");
        assertThat(rate.path("name").asString()).isEqualTo("销号率");
        assertThat(rate.path("rate").asDouble()).isZero();
        assertThat(rate.path("high").asDouble()).isBetween(0.79, 0.80);
        assertThat(rate.path("smallSample").asBoolean()).isTrue();
    }

    @Test
    void changesNoDigitWhenEverythingIsReadAgain() throws Exception {
        everythingOnce();
        settle();
        var once = cells();
        var figures = overview(Persona.PROVINCE_LEADER, "").toString();
        repeatAll();
        settle();
        assertThat(cells()).as("duplicates at later offsets").isNotEmpty().isEqualTo(once);

        subscriptions.stop();
        try {
            rewind();
        } finally {
            subscriptions.start();
        }
        settle();
        assertThat(cells()).as("the same offsets again").isEqualTo(once);
        assertThat(overview(Persona.PROVINCE_LEADER, "").toString()).isEqualTo(figures);
    }

    /** As after a loss of the database: what is folded from the beginning of the topics is what was there, to the digit. */
    @Test
    void foldsTheSameFromTheBeginning() throws Exception {
        everythingOnce();
        repeatAll();
        settle();
        var once = CellSums.of(cells());
        subscriptions.stop();
        try {
            mongo.getCollection("row").deleteMany(new Document());
            mongo.getCollection("cell").deleteMany(new Document());
            mongo.getCollection("itemPage").deleteMany(new Document());
            rewind();
        } finally {
            subscriptions.start();
        }
        settle();
        assertThat(CellSums.of(cells())).isNotEmpty().isEqualTo(once);
    }

    @Test
    void foldsAnewWhileItAnswers() {
        everythingOnce();
        settle();
        var once = cells("cell");
        var pages = cells("itemPage");
        var figures = overview(Persona.PROVINCE_LEADER, "").toString();
        try {
            assertThat(http.as(Persona.PROVINCE_OFFICE).post("/api/v1/figures/rebuilds", Map.of("reason", "核对")).status()).isEqualTo(403);
            assertThat(http.as(Persona.OPERATOR).post("/api/v1/figures/rebuilds", Map.of("reason", " ")).status()).isEqualTo(400);
            var begun = http.as(Persona.OPERATOR).post("/api/v1/figures/rebuilds", Map.of("reason", "核对"));
            assertThat(begun.status()).isEqualTo(202);
            String path = "/api/v1/figures/rebuilds/" + begun.json().path("id").asString();
            assertThat(overview(Persona.PROVINCE_LEADER, "").toString()).as("meanwhile").isEqualTo(figures);
            KafkaTopics.await("the rebuild", () -> http.as(Persona.OPERATOR).get(path).json().path("state").asString().equals("DONE"));
            var done = http.as(Persona.OPERATOR).get(path).json();
            int generation = done.path("generation").asInt();
            assertThat(done.path("read").asLong()).isEqualTo(done.path("events").asLong()).isPositive();
            assertThat(CellSums.of(cells("cell-g" + generation))).as("to the digit").isNotEmpty().isEqualTo(CellSums.of(once));
            assertThat(CellSums.of(cells("itemPage-g" + generation))).as("items, too").isNotEmpty().isEqualTo(CellSums.of(pages));
            assertThat(http.as(Persona.PROVINCE_LEADER).get("/api/v1/figures/overview?from=" + day + "&to=" + day).json().path("figures").toString())
                    .isEqualTo(new JsonMapper().readTree(figures).path("figures").toString());
            String issue = Ids.next("iss");
            tell(issue, registered(issue, "210100", SourceKind.WALKTHROUGH));
            KafkaTopics.await("what happens afterwards", () -> http.as(Persona.PROVINCE_LEADER).get("/api/v1/figures/overview?from=" + day + "&to=" + day)
                    .json().at("/figures/FOUND/value").asLong() == 5);
            var other = http.as(Persona.OPERATOR).post("/api/v1/figures/rebuilds", Map.of("reason", "再核对"));
            http.as(Persona.OPERATOR).post("/api/v1/figures/rebuilds/" + other.json().path("id").asString() + "/cancel", Map.of());
            assertThat(http.as(Persona.OPERATOR).get("/api/v1/figures/rebuilds").json().get(0).path("state").asString()).isIn("CANCELLED", "DONE");
            assertThat(http.as(Persona.OPERATOR).get("/api/v1/figures/rebuilds/rbd_none").status()).isEqualTo(404);
        } finally {
            // Other tests look at the first generation.
            mongo.getCollection("generation").updateOne(new Document("_id", "figures"), new Document("$set", new Document("answering", 1))
                    .append("$unset", new Document("running", "").append("retired", "")));
        }
    }

    /** After an upgrade that lays cells out otherwise nobody needs to ask for it. */
    @Test
    void foldsAnewWhatAnEarlierBuildHasFolded() {
        everythingOnce();
        settle();
        var generation = mongo.getCollection("generation");
        Integer layout = generation.find(new Document("_id", "figures")).first().getInteger("layout");
        try {
            generation.updateOne(new Document("_id", "figures"), new Document("$set", new Document("layout", layout - 1)));
            KafkaTopics.await("the rebuild", () -> {
                var newest = http.as(Persona.OPERATOR).get("/api/v1/figures/rebuilds").json().path(0);
                if (newest.path("state").asString().equals("RUNNING")) {
                    // Given up, it would begin again.
                    var cancelled = http.as(Persona.OPERATOR).post("/api/v1/figures/rebuilds/" + newest.path("id").asString() + "/cancel", Map.of());
                    assertThat(cancelled.json().toString()).containsAnyOf("rebuild-needed", "DONE");
                }
                return newest.path("reason").asString().equals("统计口径已升级") && newest.path("state").asString().equals("DONE");
            });
            assertThat(generation.find(new Document("_id", "figures")).first()).containsEntry("layout", layout);
        } finally {
            generation.updateOne(new Document("_id", "figures"), new Document("$set", new Document("answering", 1).append("layout", layout))
                    .append("$unset", new Document("running", "").append("retired", "")));
        }
    }

    @Test
    void countsAnIssueForTheUnitThatHandlesIt() {
        String issue = Ids.next("iss");
        tell(issue, registered(issue, "210100", SourceKind.WALKTHROUGH));
        assertThat(found(Persona.SHENYANG_OFFICE, "")).isEqualTo(1);
        tell(issue, new IssueDispatched(issue, "210000", "210200-HRSS"));
        assertThat(found(Persona.SHENYANG_OFFICE, "")).isZero();
        assertThat(found(Persona.DALIAN_OFFICE, "")).isEqualTo(1);
        assertThat(found(Persona.DALIAN_DEPARTMENT, "")).isEqualTo(1);
        assertThat(found(Persona.PROVINCE_OFFICE, "")).isEqualTo(1);
        assertThat(found(Persona.PROVINCE_OFFICE, "&unit=210200")).isEqualTo(1);
        assertThat(list("/by-unit", Persona.PROVINCE_OFFICE, "").valueStream().map(unit -> unit.path("unit").asString()))
                .as("units left with nothing are left out").containsExactly("210200");
    }

    @Test
    void addsUpByUnitAndBySource() {
        var random = new Random(7);
        List<String> units = List.of("210000", "210100", "210100-HRSS", "210100-MSA", "210102", "210200", "210200-HRSS");
        for (int i = 0; i < 40; i++) {
            String issue = Ids.next("iss");
            tell(issue, registered(issue, units.get(random.nextInt(units.size())), SourceKind.values()[random.nextInt(SourceKind.values().length)]));
            if (random.nextBoolean()) {
                tell(issue, new IssueDispatched(issue, "210000", units.get(random.nextInt(units.size()))));
                tell(issue, new IssueClosed(issue, "210000"));
            }
        }
        everythingOnce();
        for (String unit : List.of("210000", "210100")) {
            JsonNode whole = overview(Persona.PROVINCE_LEADER, "&unit=" + unit);
            assertThat(sums(list("/by-unit", Persona.PROVINCE_LEADER, "&unit=" + unit))).as("by unit, " + unit).isEqualTo(sums(List.of(whole)));
            assertThat(sums(list("/by-source", Persona.PROVINCE_LEADER, "&unit=" + unit))).as("by source, " + unit).isEqualTo(sums(List.of(whole)));
        }
        assertThat(list("/by-unit", Persona.SHENYANG_OFFICE, "").valueStream().map(unit -> unit.path("unitName").asString()))
                .contains("沈阳市", "沈阳市人力资源和社会保障局", "和平区").noneMatch(name -> name.contains("大连"));
    }

    @Test
    void showsACityItsOwnOnly() {
        String shenyang = Ids.next("iss");
        tell(shenyang, registered(shenyang, "210100-HRSS", SourceKind.WALKTHROUGH));
        String dalian = Ids.next("iss");
        tell(dalian, registered(dalian, "210200-HRSS", SourceKind.WALKTHROUGH));
        assertThat(found(Persona.PROVINCE_OFFICE, "")).isEqualTo(2);
        assertThat(found(Persona.DALIAN_OFFICE, "")).isEqualTo(1);
        assertThat(overview(Persona.DALIAN_OFFICE, "").path("unit").asString()).isEqualTo("210200");
        for (String path : ALL) {
            assertThat(http.as(Persona.DALIAN_OFFICE).get("/api/v1/figures" + path + "?unit=210100").status()).isEqualTo(404);
            assertThat(http.as(Persona.DALIAN_OFFICE).get("/api/v1/figures" + path + "?unit=210000").status()).as("nor what lies above").isEqualTo(404);
            assertThat(http.as(Persona.PROVINCE_OFFICE).get("/api/v1/figures" + path + "?unit=219999").status()).as("there is none").isEqualTo(404);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Persona.class, names = {"EXPERIENCER", "OPERATOR", "ADMIN"})
    void isForOfficials(Persona persona) {
        for (String path : ALL) {
            assertThat(http.as(persona).get("/api/v1/figures" + path).status()).isEqualTo(403);
            assertThat(http.get("/api/v1/figures" + path).status()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @CsvSource({"from=yesterday, from", "to=2026-02-30, to", "from=2026-13-01, from", "from=2026-1-1, from", "from=20260101, from", "to=2026-01-01T00:00:00Z, to",
        "from=2026-02-02&to=2026-02-01, from", "from=9999-12-31, from", "to=%2B10000-01-01, to", "from=-0001-01-01, from", "from=0000-01-01, from", "to=%00, to", "from=1926-01-01&to=2026-01-01, from", "period=2026-13, period", "period=2026&from=2026-01-01, period"})
    void namesTheDateThatIsWrong(String query, String field) {
        for (String path : ALL) {
            var answer = http.as(Persona.PROVINCE_OFFICE).get("/api/v1/figures" + path + "?" + query);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
            assertThat(answer.fields()).containsExactly(field);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "%24gt", "210100%7C", "../210100", "%F0%9F%98%80", "210100%20"})
    void knowsNoUnitByAnOddName(String unit) {
        assertThat(http.as(Persona.PROVINCE_OFFICE).get("/api/v1/figures/overview?unit=" + unit).status()).isEqualTo(404);
    }

    @Test
    void defaultsToTheCallersUnitAndThisYear() {
        JsonNode overview = http.as(Persona.SHENYANG_DEPARTMENT).get("/api/v1/figures/overview").json();
        LocalDate today = LocalDate.now(java.time.ZoneId.of("Asia/Shanghai"));
        assertThat(overview.path("unit").asString()).isEqualTo("210100-HRSS");
        assertThat(overview.path("unitName").asString()).isEqualTo("沈阳市人力资源和社会保障局");
        assertThat(overview.path("from").asString()).isEqualTo(today.withDayOfYear(1).toString());
        assertThat(LocalDate.parse(overview.path("to").asString())).isBetween(today.minusDays(1), today);
    }

    @Test
    void tellsTheTimeOfTheNewestEventCounted() {
        assertThat(overview(Persona.PROVINCE_LEADER, "").has("asOf")).isFalse();
        String issue = Ids.next("iss");
        tell(issue, registered(issue, "210100", SourceKind.WALKTHROUGH));
        Instant first = clock;
        assertThat(Instant.parse(overview(Persona.PROVINCE_LEADER, "").path("asOf").asString())).isEqualTo(first);
        String other = Ids.next("iss");
        tell(other, registered(other, "210200", SourceKind.WALKTHROUGH));
        assertThat(Instant.parse(overview(Persona.PROVINCE_LEADER, "").path("asOf").asString())).isEqualTo(clock).isAfter(first);
        assertThat(Instant.parse(overview(Persona.SHENYANG_OFFICE, "").path("asOf").asString())).isEqualTo(first);
    }

    @Test
    void countsByTheDayInChina() {
        String issue = Ids.next("iss");
        Instant lateInTheEvening = day.atTime(16, 30).toInstant(ZoneOffset.UTC);
        tell(issue, new IssueRegistered(issue, "210100", new SourceRef(SourceKind.WALKTHROUGH, "fnd"), IssueKind.PROBLEM, Severity.LOW, null, null, "材料重复提交", lateInTheEvening));
        assertThat(found(Persona.PROVINCE_OFFICE, "")).isZero();
        DAYS.incrementAndGet();
        day = day.plusDays(1);
        assertThat(found(Persona.PROVINCE_OFFICE, "")).isEqualTo(1);
    }

    @Test
    void showsHowFarTheLoopHasCome() {
        everythingOnce();
        JsonNode funnel = list("/funnel", Persona.PROVINCE_LEADER, "");
        assertThat(funnel.path("steps").valueStream().map(step -> step.path("name").asString() + " " + step.path("value").asLong()))
                .containsExactly("发现问题 4", "已派单 2", "已签收 2", "已提交整改 2", "已核查 2", "已销号 2");
        assertThat(funnel.at("/steps/1/ofFirst").asDouble()).isCloseTo(2 / 4.0, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(funnel.at("/steps/2/ofBefore").asDouble()).isEqualTo(1);
    }

    @Test
    void comparesAndShowsATrend() {
        for (int i = 0; i < 3; i++) {
            String issue = Ids.next("iss");
            tell(issue, registered(issue, "210100", SourceKind.WALKTHROUGH));
        }
        LocalDate earlier = day;
        DAYS.incrementAndGet();
        day = day.plusDays(1);
        String issue = Ids.next("iss");
        tell(issue, registered(issue, "210100", SourceKind.WALKTHROUGH));
        JsonNode compared = list("/compared", Persona.PROVINCE_LEADER, "");
        assertThat(compared.at("/now/figures/FOUND/value").asLong()).isEqualTo(1);
        assertThat(compared.at("/before/figures/FOUND/value").asLong()).isEqualTo(3);
        assertThat(compared.at("/before/from").asString()).isEqualTo(earlier.toString());
        assertThat(compared.at("/yearBefore/from").asString()).isEqualTo(day.minusYears(1).toString());
        JsonNode trend = http.as(Persona.PROVINCE_LEADER).get("/api/v1/figures/trend?step=DAY&from=" + earlier + "&to=" + day).json();
        assertThat(trend.valueStream().map(step -> step.at("/figures/FOUND/value").asLong())).containsExactly(3L, 1L);
        assertThat(http.as(Persona.PROVINCE_LEADER).get("/api/v1/figures/trend?step=DAY&from=1995-01-01&to=2001-01-01").fields()).containsExactly("step");
        assertThat(http.as(Persona.PROVINCE_LEADER).get("/api/v1/figures/trend?step=HOUR").status()).isEqualTo(400);
    }

    @Test
    void ranksRatesByWhatIsSureAndNeverNumbers() {
        for (int i = 0; i < 40; i++) {
            for (String unit : List.of("210100", "210200")) {
                String issue = Ids.next("iss");
                tell(issue, registered(issue, unit, SourceKind.WALKTHROUGH));
                if (unit.equals("210200") || i < 20) {
                    tell(issue, new IssueClosed(issue, "210000"));
                }
            }
        }
        JsonNode ranking = list("/ranking", Persona.PROVINCE_LEADER, "&figure=CLOSURE_RATE");
        assertThat(ranking.valueStream().map(place -> place.path("rank").asInt() + " " + place.path("unit").asString())).containsExactly("1 210200", "2 210100");
        JsonNode counties = list("/ranking", Persona.PROVINCE_LEADER, "&figure=REOPENING_RATE&depth=2");
        assertThat(counties).as("none of the counties has any").isEmpty();
        String few = Ids.next("iss");
        tell(few, registered(few, "210102", SourceKind.WALKTHROUGH));
        JsonNode small = list("/ranking", Persona.PROVINCE_LEADER, "&figure=CLOSURE_RATE&depth=2");
        assertThat(small.get(0).path("unit").asString()).isEqualTo("210102");
        assertThat(small.get(0).has("rank")).as("a small sample is shown, not ranked").isFalse();
        var number = http.as(Persona.PROVINCE_LEADER).get("/api/v1/figures/ranking?figure=FOUND");
        assertThat(number.status()).isEqualTo(422);
        assertThat(http.as(Persona.PROVINCE_LEADER).get("/api/v1/figures/ranking?figure=NONE").status()).isEqualTo(400);
    }

    @Test
    void showOnlyTheFiguresThatAreAskedFor() {
        String issue = Ids.next("iss");
        tell(issue, registered(issue, "210102", SourceKind.WALKTHROUGH));
        for (String path : List.of("/map", "/by-unit", "/trend")) {
            JsonNode first = list(path, Persona.PROVINCE_LEADER, "&figures=CLOSURE_RATE,FOUND").get(0);
            assertThat(first.path("figures").propertyNames()).as(path).containsExactlyInAnyOrder("CLOSURE_RATE", "FOUND");
            assertThat(first.path("days")).as(path).isEmpty();
        }
        assertThat(list("/by-source", Persona.PROVINCE_LEADER, "&figures=FOUND").at("/WALKTHROUGH/figures").propertyNames()).containsExactly("FOUND");
        assertThat(list("/overview", Persona.PROVINCE_LEADER, "&figures=FOUND").path("figures").propertyNames()).containsExactly("FOUND");
        assertThat(list("/compared", Persona.PROVINCE_LEADER, "&figures=FOUND").at("/yearBefore/figures").propertyNames()).containsExactly("FOUND");
        var unknown = http.as(Persona.PROVINCE_LEADER).get("/api/v1/figures/map?figures=FOUND,NONE");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.fields()).containsExactly("figures");
    }

    @Test
    void sayOfWhichTimeTheyAre() {
        String issue = Ids.next("iss");
        tell(issue, registered(issue, "210102", SourceKind.WALKTHROUGH));
        assertThat(list("/ranking", Persona.PROVINCE_LEADER, "&figure=CLOSURE_RATE").get(0).has("asOf")).isTrue();
    }

    @Test
    void showsRegionsWithTheirDepartments() {
        everythingOnce();
        assertThat(list("/map", Persona.PROVINCE_LEADER, "").valueStream().map(region -> region.path("unit").asString())).containsExactly("210100");
        assertThat(list("/map", Persona.PROVINCE_LEADER, "&depth=2").valueStream().map(region -> region.path("unit").asString())).as("the county, no department").containsExactly("210102");
        assertThat(http.as(Persona.PROVINCE_LEADER).get("/api/v1/figures/map?depth=3").fields()).containsExactly("depth");
    }

    @Test
    void showsHotItemsOfAMonth() {
        everythingOnce();
        String month = day.toString().substring(0, 7);
        settle();
        JsonNode hot = http.as(Persona.PROVINCE_LEADER).get("/api/v1/figures/hot-items?period=" + month).json();
        assertThat(hot.get(0).path("item").asString()).isEqualTo(ITEM.code());
        assertThat(hot.get(0).at("/figures/FOUND/value").asLong()).isGreaterThanOrEqualTo(3);
        assertThat(http.as(Persona.PROVINCE_LEADER).get("/api/v1/figures/hot-items?period=" + month + "&of=FEEDBACK").json().get(0).at("/figures/FEEDBACK/value").asLong()).isPositive();
        assertThat(http.as(Persona.PROVINCE_LEADER).get("/api/v1/figures/hot-items?period=2026-Q1").fields()).containsExactly("period");
        assertThat(http.as(Persona.DALIAN_OFFICE).get("/api/v1/figures/hot-items?period=" + month + "&unit=210100").status()).isEqualTo(404);
    }

    @Test
    void showsWhatIsOverdueNowByAge() {
        String issue = Ids.next("iss");
        tell(issue, registered(issue, "210200-HRSS", SourceKind.WALKTHROUGH));
        Instant due = Instant.now().minus(java.time.Duration.ofDays(20));
        tell(issue, new DeadlineMissed(issue, IssueStep.ACCEPT, due, "210200-HRSS", 1, "210200"));
        settle();
        JsonNode overdue = http.as(Persona.DALIAN_DEPARTMENT).get("/api/v1/figures/overdue").json();
        assertThat(overdue.valueStream().filter(age -> age.path("issues").asLong() > 0).map(age -> age.path("fromDays").asInt())).containsExactly(16);
        JsonNode behind = http.as(Persona.DALIAN_DEPARTMENT).get("/api/v1/figures/records?figure=OVERDUE_NOW&from=" + LocalDate.now().minusDays(30)).json().path("items");
        assertThat(behind.valueStream().map(record -> record.path("id").asString())).as("by the day of the deadline, not of the issue").containsExactly(issue);
        tell(issue, new IssueAccepted(issue, "210200-HRSS"));
        settle();
        assertThat(http.as(Persona.DALIAN_DEPARTMENT).get("/api/v1/figures/overdue").json().valueStream().mapToLong(age -> age.path("issues").asLong()).sum()).isZero();
    }

    @Test
    void showsTheRecordsBehindAFigure() {
        List<String> closed = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String issue = Ids.next("iss");
            tell(issue, registered(issue, i < 3 ? "210100-HRSS" : "210200", SourceKind.WALKTHROUGH));
            tell(issue, new IssueClosed(issue, "210000"));
            if (i < 2) {
                tell(issue, new IssueReopened(issue, "复发"));
            } else if (i == 2) {
                closed.add(issue);
            }
        }
        JsonNode mine = list("/records", Persona.SHENYANG_OFFICE, "&figure=CLOSED");
        assertThat(mine.path("items").valueStream().map(record -> record.path("id").asString())).containsExactlyElementsOf(closed);
        assertThat(list("/records", Persona.SHENYANG_OFFICE, "&figure=REOPENED").path("items")).hasSize(2);
        JsonNode first = list("/records", Persona.PROVINCE_LEADER, "&figure=FOUND&limit=3");
        assertThat(first.path("items")).hasSize(3);
        JsonNode second = list("/records", Persona.PROVINCE_LEADER, "&figure=FOUND&limit=3&after=" + first.path("next").asString());
        assertThat(second.path("items")).hasSize(2);
        assertThat(second.has("next")).isFalse();
        assertThat(http.as(Persona.PROVINCE_LEADER).get("/api/v1/figures/records?figure=FOUND&after=x").fields()).containsExactly("after");
        assertThat(http.as(Persona.DALIAN_OFFICE).get("/api/v1/figures/records?figure=FOUND&unit=210100").status()).isEqualTo(404);
    }

    @Test
    void explainsEveryFigure() {
        var catalogue = http.as(Persona.PROVINCE_OFFICE).get("/api/v1/figures/catalogue").json();
        assertThat(catalogue.valueStream().map(figure -> figure.path("figure").asString())).containsExactlyElementsOf(names());
        assertThat(catalogue.valueStream()).allSatisfy(figure -> assertThat(figure.path("definition").asString()).isNotBlank());
    }

    // What is told

    private final List<Runnable> told = new ArrayList<>();

    /** One of each: all events there are, so that no figure is 0. */
    private void everythingOnce() {
        String other = Ids.next("iss");
        tell(other, registered(other, "210100", SourceKind.WALKTHROUGH));
        for (Event event : List.of(new IssueRejected(other, "210100", "范围之外"), new IssueMerged(other, "iss_survivor"),
                new ReturnRequested(other, "210100", "不是我单位职责"), new ReturnReviewed(other, "210100", true, 1), new ExtensionReviewed(other, "210100", true, 3),
                new DeadlineMissed(other, IssueStep.RECTIFY, noon(), "210100", 1, "210000"), new IssueSupervised(other, "sup_1", "210000", List.of("210100"), noon()),
                new SupervisionLifted(other, "sup_1", "210000", true), new ConsultationConvened(other, "con_1", "210000", "210100", List.of()),
                new ConsultationConcluded(other, "con_1", 2, null), new RectificationSentBack(other, "210000", "证据不足"), new IssueLookedBack(other, "210100", 30, false),
                new IssueRated(other, RatingOrigin.DEFAULT, true, 3, true), new IssueArchived(other))) {
            tell(other, event);
        }
        everythingOfExperiencersOnce();
        everythingOfClassesOnce();
        String walkthrough = Ids.next("wlk");
        tell(walkthrough, new WalkthroughRecorded(walkthrough, "210100-HRSS", ITEM, WalkthroughRole.APPLICANT, Channel.COUNTER, noon(), noon(), null, 2, null,
                List.of(Dimension.values()), "ple_1"));
        String late = Ids.next("iss");
        tell(late, registered(late, "210100", SourceKind.WALKTHROUGH));
        tell(late, new OptimizationRecorded(late, "opt_1", "210100-HRSS", ITEM, 5, 4, 20, 10, 4, 3, 2, 0));
        tell(late, new DeadlineMissed(late, IssueStep.RECTIFY, noon(), "210100", 1, "210000"));
        everythingOfFeedbackOnce();
        for (RatingOrigin origin : List.of(RatingOrigin.RAISER, RatingOrigin.CALL_BACK)) {
            String issue = Ids.next("iss");
            tell(issue, registered(issue, "210100", SourceKind.WALKTHROUGH));
            tell(issue, new IssueTriaged(issue, "210100", Difficulty.EASY, Dimension.SPEED));
            tell(issue, new IssueDispatched(issue, "210100", "210100-HRSS"));
            tell(issue, new IssueAccepted(issue, "210100-HRSS"));
            tell(issue, new RectificationSubmitted(issue, "210100-HRSS", 1, null, 1));
            tell(issue, new IssueReopened(issue, "复发"));
            tell(issue, new RectificationVerified(issue, "210100"));
            tell(issue, new IssueRated(issue, origin, true, 4, true));
            tell(issue, new IssueClosed(issue, "210100"));
        }
    }

    private void everythingOfExperiencersOnce() {
        for (ExperiencerStanding standing : List.of(ExperiencerStanding.APPOINTED, ExperiencerStanding.RESIGNED)) {
            String experiencer = Ids.next("exp");
            tell(experiencer, new ExperiencerApplied(experiencer, "210100", Recruitment.OPEN_CALL, ExperiencerCategory.EXPERT, AgeBand.values()[0], "教育"));
            tell(experiencer, new ExperiencerAppointed(experiencer, "210100", Recruitment.OPEN_CALL, ExperiencerCategory.EXPERT, AgeBand.values()[0], "教育",
                    "SY-1", day, day.plusYears(2)));
            tell(experiencer, new ExperiencerStatusChanged(experiencer, "210100", standing, ExperiencerCategory.EXPERT, AgeBand.values()[0], "教育"));
        }
        String roster = Ids.next("ros");
        tell(roster, new RosterSubmitted(roster, "210100", day.getYear(), day, 1, 120, true));
        tell(roster, new RosterReviewed(roster, 1, "210000", true, null));
        String activity = Ids.next("act");
        tell(activity, new ActivityHeld(activity, "210100", ActivityTheme.ELDERLY, ActivityKind.OPEN_DAY, ActivityWay.TOGETHER, 1, day, true, 20, 18, List.of()));
        String report = Ids.next("rep");
        tell(report, new ExperienceReportRecorded(report, "exp_1", "210100", "210100-HRSS", ITEM, Channel.APP, noon(), noon(), 4, null, 3, 1, 2, 1, 3, 1, false, null));
        tell(report, new SuggestionAnswered(report, "ent_1", "exp_1", "210100", SuggestionAnswer.ADOPTED, null));
        tell(report, new SuggestionAnswered(report, "ent_1", "exp_1", "210100", SuggestionAnswer.DONE, SuggestionAnswer.ADOPTED));
        String publicity = Ids.next("pub");
        tell(publicity, new PublicityRecorded(publicity, "210100", null, Medium.TELEVISION, day, 5000, false));
    }

    private void everythingOfClassesOnce() {
        for (boolean recurs : List.of(true, false)) {
            String problem = Ids.next("cpr");
            tell(problem, new CommonProblemProposed(problem, "210100", ITEM, Stage.APPLICATION, Dimension.QUALITY, Cause.PROCESS, 5, List.of("210100-HRSS")));
            tell(problem, new CommonProblemConfirmed(problem, "210100", 1, "重复提交材料", "逐项自查", day.plusDays(9), List.of("210100-HRSS")));
            tell(problem, new CommonProblemSettled(problem, 1, 1, 1, 4, 0));
            if (recurs) {
                tell(problem, new CommonProblemRecurred(problem, 1, "iss_1", "210100-HRSS"));
                tell(problem, new CommonProblemDismissed(problem, "210100", "个案"));
            }
        }
        String selfCheck = Ids.next("sck");
        tell(selfCheck, new SelfCheckAssigned(selfCheck, "cpr_1", 1, "210100-HRSS", day));
        tell(selfCheck, new SelfCheckOverdue(selfCheck, "cpr_1", 1, "210100-HRSS", day));
        tell(selfCheck, new SelfCheckCompleted(selfCheck, "cpr_1", 1, "210100-HRSS", true, true, 4, true));
        String practice = Ids.next("prc");
        tell(practice, new PracticeSubmitted(practice, "210100-HRSS", "一窗受理", ITEM, List.of(), null, false));
        tell(practice, new PracticeReviewed(practice, "210100", true, null));
        tell(practice, new PracticePromoted(practice, "210100", List.of("210102")));
        String adoption = Ids.next("adp");
        tell(adoption, new PracticeAdopted(adoption, practice, "210102"));
        tell(adoption, new PracticeEffectReported(adoption, practice, "210102", "减少跑动"));
    }

    private void everythingOfFeedbackOnce() {
        String rating = Ids.next("fbk");
        tell(rating, new FeedbackRecorded(rating, SourceKind.SERVICE_RATING, "rating-liaoning", "1/1", "210102", ITEM, noon(), 1, true));
        for (boolean malicious : List.of(true, false)) {
            String order = Ids.next("fbk");
            tell(order, new FeedbackRecorded(order, SourceKind.HOTLINE_12345, "hotline-shenyang", "SY1", "210102", ITEM, noon(), null));
            tell(order, new IssueCalledFor(order, SourceKind.HOTLINE_12345, "HOTLINE_COMPLAINT", "210102", ITEM, IssueKind.PROBLEM, Severity.LOW, "办不了", "办不了", noon(), null));
            tell(order, new FeedbackUrged(order, SourceKind.HOTLINE_12345, 2, noon(), null));
            tell(order, new FeedbackCalledBack(order, SourceKind.HOTLINE_12345, noon(), true, true, true, null, 5, malicious));
            tell(order, new FeedbackWithdrawn(order, SourceKind.HOTLINE_12345, true, noon(), null, malicious ? true : null));
        }
    }

    private static OptimizationRecorded optimized(String issue) {
        return new OptimizationRecorded(issue, "opt_1", "210100-HRSS", ITEM, null, null, null, null, 4, 3, 2, 0);
    }

    private IssueRegistered registered(String issue, String unit, SourceKind source) {
        return new IssueRegistered(issue, unit, new SourceRef(source, "src"), IssueKind.PROBLEM, Severity.LOW, ITEM, null, "材料重复提交", noon());
    }

    private Instant noon() {
        return day.atTime(4, 0).toInstant(ZoneOffset.UTC);
    }

    private void tell(String aggregate, Event event) {
        clock = clock.plusSeconds(1);
        long sequence = sequences.merge(aggregate, 1L, Long::sum);
        Instant time = clock;
        Runnable telling = () -> publisher.send(aggregate, sequence, Ids.next("evt"), Events.typeOf(event.getClass()), time, EventJson.write(event), null).join();
        telling.run();
        told.add(telling);
    }

    private void repeatAll() {
        told.reversed().forEach(Runnable::run);
        told.forEach(Runnable::run);
    }

    private void settle() {
        TOPICS.forEach((subscription, topic) -> kafka.awaitHandled("reporting-service." + subscription, topic));
    }

    private void rewind() {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            for (String subscription : TOPICS.keySet()) {
                String group = "reporting-service." + subscription;
                KafkaTopics.await(group + " to be left by its members", () -> {
                    try {
                        var beginning = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().keySet().stream()
                                .collect(Collectors.toMap(partition -> partition, _ -> new OffsetAndMetadata(0)));
                        admin.alterConsumerGroupOffsets(group, beginning).all().get();
                        return true;
                    } catch (ExecutionException e) {
                        return false;
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new IllegalStateException(e);
                    }
                });
            }
        }
    }

    // What is seen

    private JsonNode overview(Persona persona, String more) {
        return list("/overview", persona, more);
    }

    private JsonNode list(String path, Persona persona, String more) {
        settle();
        var answer = http.as(persona).get("/api/v1/figures" + path + "?from=" + day + "&to=" + day + more);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private long found(Persona persona, String more) {
        return overview(persona, more).path("figures").path("FOUND").path("value").asLong();
    }

    /** All figures that are not 0 (for rates: of nothing), as the province and the city see them. */
    private void assertFigures(String... expected) {
        for (Persona persona : List.of(Persona.PROVINCE_LEADER, Persona.SHENYANG_OFFICE)) {
            JsonNode figures = overview(persona, "").path("figures");
            assertThat(names().stream()
                    .filter(name -> figures.path(name).path("value").asLong() != 0 || figures.path(name).path("of").asLong() != 0)
                    .map(name -> name + " " + figures.path(name).path("value").asLong() + (figures.path(name).has("of") ? "/" + figures.path(name).path("of").asLong() : "")))
                    .containsExactlyInAnyOrder(expected);
        }
    }

    private static List<String> names() {
        return java.util.Arrays.stream(Figure.values()).map(Figure::name).toList();
    }

    private static Map<Figure, List<Long>> sums(Iterable<JsonNode> overviews) {
        Map<Figure, List<Long>> sums = new EnumMap<>(Figure.class);
        for (JsonNode overview : overviews) {
            for (Figure figure : Figure.values()) {
                JsonNode value = overview.path("figures").path(figure.name());
                sums.merge(figure, List.of(value.path("value").asLong(), value.path("of").asLong()),
                        (one, other) -> List.of(one.get(0) + other.get(0), one.get(1) + other.get(1)));
            }
        }
        return sums;
    }

    /** Every cell of every test: what is read again is not of this test alone. */
    private Map<String, Document> cells() {
        return cells("cell");
    }

    private Map<String, Document> cells(String collection) {
        Map<String, Document> cells = new HashMap<>();
        mongo.getCollection(collection).find(new Document("period", new Document("$gte", "2001").append("$lt", "2015")))
                .forEach(cell -> cells.put(cell.getString("_id"), cell));
        return cells;
    }
}
