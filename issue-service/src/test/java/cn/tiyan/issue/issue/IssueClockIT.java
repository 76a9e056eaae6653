package cn.tiyan.issue.issue;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.issue.calendar.PublishedYears;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Timers;
import cn.tiyan.platform.time.China;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.core.MongoTemplate;

/** The clock on a real database: by its index, once across replicas, and after a restart. */
@PlatformTest
class IssueClockIT {

    @Autowired
    private Http http;
    @Autowired
    private Issues issues;
    @Autowired
    private AggregateStore store;
    @Autowired
    private Timers timers;
    @Autowired
    private IssueClock clock;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private KafkaTopics kafka;
    @Autowired
    private ConfigurableApplicationContext context;
    private IssueDesk desk;

    @BeforeEach
    void openTheDesk() {
        desk = new IssueDesk(http, issues);
    }

    @Test
    void firesByItselfWhenTheTimeHasCome() {
        String id = desk.comeTo(Status.ACCEPTED);
        bringForward(id, Instant.now().minusSeconds(1));
        KafkaTopics.await("the escalation", () -> read(id).overdue());
        assertThat(types(id)).contains("issue.deadline-missed.v1");
        assertThat(desk.read(id).json().at("/deadline/level").asInt()).isPositive();
    }

    @Test
    void happensOnceWhoeverAndHoweverManyLook() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ids.add(desk.comeTo(Status.DISPATCHED));
        }
        Instant then = ids.stream().map(id -> read(id).wakeAt()).max(Instant::compareTo).orElseThrow();
        try (var replicas = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> strikes = new ArrayList<>();
            for (int replica = 0; replica < 4; replica++) {
                strikes.add(replicas.submit(() -> timers.strike(then)));
            }
            for (Future<Integer> strike : strikes) {
                strike.get();
            }
        }
        for (String id : ids) {
            assertThat(read(id).history()).extracting(entry -> entry.action()).containsOnlyOnce("warn");
            assertThat(read(id).historyIntact()).isTrue();
        }
    }

    @Test
    void findsWhatIsDueByAnIndexAndReadsNothingElse() {
        desk.comeTo(Status.ACCEPTED);
        desk.comeTo(Status.ACCEPTED);
        Document explained = mongo.getCollection("issue").find(new Document("wakeAt", new Document("$lte", Date.from(Instant.EPOCH))))
                .sort(new Document("wakeAt", 1)).limit(500).explain(com.mongodb.ExplainVerbosity.EXECUTION_STATS);
        assertThat(explained.toJson()).contains("\"indexName\": \"timers\"");
        assertThat(explained.get("executionStats", Document.class).getInteger("totalDocsExamined")).isZero();
    }

    @Test
    void recountsProvisionalDeadlinesWhenTheirYearIsPublished() {
        String id = desk.comeTo(Status.ACCEPTED);
        Issue issue = read(id);
        Moment lateInTheYear = new Moment(ZonedDateTime.of(2027, 12, 24, 10, 0, 0, 0, China.ZONE).toInstant(), issues.now().policy(), issues.now().calendar());
        issue.changeDeadline(lateInTheYear.today().plusDays(21), "跨年", People.OFFICE, lateInTheYear);
        issue.supervise("限期反馈", 10, List.of(), People.PROVINCE_OFFICE, lateInTheYear);
        issue.convene("数据共享", List.of("接口"), People.SHENYANG_HRSS, List.of(), lateInTheYear.at(), People.OFFICE, lateInTheYear);
        issue.conclude(issue.consultations().getFirst().consultationId(), "纪要",
                List.of(new Issue.Resolution("开通接口", People.SHENYANG_HRSS, 12)), People.OFFICE, lateInTheYear);
        store.save(issue);
        assertThat(desk.read(id).json().at("/supervisions/0/provisional").asBoolean()).isTrue();
        assertThat(desk.read(id).json().at("/tasks/0/provisional").asBoolean()).isTrue();
        assertThat(desk.read(id).json().at("/deadline/provisional").asBoolean()).isTrue();
        Instant before = read(id).deadline().orElseThrow().due();
        try (var _ = new PublishedYears(context)) {
            clock.wakeProvisional();
            KafkaTopics.await("the deadline to be counted anew", () -> !read(id).deadline().orElseThrow().provisional());
            assertThat(read(id).deadline().orElseThrow().due()).isNotEqualTo(before).as("as lists show it")
                    .isEqualTo(mongo.getCollection("issue").find(new Document("_id", id)).first().getDate("rectifyBy").toInstant());
            assertThat(read(id).history()).filteredOn(entry -> String.valueOf(entry.note()).contains("工作日历已公布")).extracting(entry -> entry.action())
                    .containsExactly("deadline", "supervision-deadline", "task-deadline");
            assertThat(China.day(read(id).supervisions().getFirst().due())).isEqualTo("2028-01-14");
            assertThat(China.day(read(id).tasks().getFirst().due())).isEqualTo("2028-01-18");
            assertThat(read(id).tasks().getFirst().provisional()).isFalse();
            assertThat(read(id).historyIntact()).isTrue();
            assertThat(mongo.getCollection("issue").find(new Document("_id", id)).first()).as("it is not woken again").doesNotContainKey("provisionalIn");
            assertThat(types(id)).contains("issue.deadline-changed.v1");
        }
    }

    /** As if the deadline had been then; the clock looks at what is stored. */
    private void bringForward(String id, Instant then) {
        mongo.getCollection("issue").updateOne(new Document("_id", id), new Document("$set", new Document("wakeAt", Date.from(then))
                .append("deadline.due", Date.from(then)).append("deadline.warnAt", Date.from(then)).append("deadline.escalateAt", Date.from(then))));
    }

    private Issue read(String id) {
        return store.find(Issue.class, id).orElseThrow();
    }

    private List<String> types(String id) {
        int events = (int) read(id).sequence();
        return kafka.await("issue.events", id, events).stream()
                .map(message -> new String(message.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8)).toList();
    }
}
