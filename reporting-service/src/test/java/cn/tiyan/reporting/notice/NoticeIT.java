package cn.tiyan.reporting.notice;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.issue.DeadlineChanged;
import cn.tiyan.contracts.issue.DeadlineMissed;
import cn.tiyan.contracts.issue.DeadlineNear;
import cn.tiyan.contracts.issue.IssueAccepted;
import cn.tiyan.contracts.issue.IssueClosed;
import cn.tiyan.contracts.issue.IssueDispatched;
import cn.tiyan.contracts.issue.IssueSupervised;
import cn.tiyan.contracts.issue.RectificationSentBack;
import cn.tiyan.contracts.issue.RectificationSubmitted;
import cn.tiyan.contracts.milestone.MilestoneReminded;
import cn.tiyan.contracts.milestone.MilestoneReviewed;
import cn.tiyan.contracts.vocabulary.IssueStep;
import cn.tiyan.contracts.vocabulary.MilestoneKind;
import cn.tiyan.contracts.vocabulary.MilestoneReminder;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Timers;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.messaging.EventPublisher;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.time.China;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

/** From events on Kafka to inboxes over HTTP. */
@PlatformTest
class NoticeIT {

    private static final String ALL = "/api/v1/notices";

    @Autowired
    private Http http;
    @Autowired
    private KafkaTopics kafka;
    @Autowired
    private EventPublisher publisher;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private AggregateStore store;
    @Autowired
    private Docket docket;
    @Autowired
    private Digests digests;
    private NoticeDesk desk;

    @BeforeEach
    void anotherBureau() {
        desk = new NoticeDesk(mongo, publisher, http);
    }

    @Test
    void keepsWhoseTurnItIsWhateverTheOrder() {
        String issue = Ids.next("iss");
        Instant due = Instant.parse("2099-12-07T09:00:00Z");
        docket.turned(issue, 3, desk.desk(IssueStep.RECTIFY, due), true);
        docket.turned(issue, 2, desk.desk(IssueStep.ACCEPT, due), false);
        docket.titled(issue, "$title 😀");
        docket.turned(issue, 1, desk.desk(IssueStep.TRIAGE, due), false);
        assertThat(docket.find(issue)).isEqualTo(entry(issue, "$title 😀", desk.unit, "RECTIFY", due, true, 3L, 3L));
        docket.timed(issue, 5, desk.desk(IssueStep.RECTIFY, null));
        docket.turned(issue, 4, desk.desk(IssueStep.RECTIFY, due), false);
        assertThat(docket.find(issue)).as("time and turn are told apart").isEqualTo(entry(issue, "$title 😀", desk.unit, "RECTIFY", null, false, 5L, 4L));
        docket.turned(issue, 6, null, false);
        docket.turned(issue, 5, desk.desk(IssueStep.CLOSE, due), true);
        docket.turned(issue, 6, null, false);
        assertThat(docket.find(issue)).isEqualTo(entry(issue, "$title 😀", null, null, null, false, 6L, 6L));
    }

    @Test
    void writesManyEventsOfAnIssueAsOneThatSaysTheSame() {
        String issue = Ids.next("iss");
        Instant due = Instant.parse("2099-12-07T09:00:00Z");
        docket.turned(issue, 4, desk.desk(IssueStep.VERIFY, due), false);
        docket.putOff();
        docket.titled(issue, "一件事");
        docket.turned(issue, 6, desk.desk(IssueStep.RECTIFY, due), true);
        docket.turned(issue, 5, null, false);
        docket.timed(issue, 7, desk.desk(IssueStep.RECTIFY, null));
        docket.turned(issue, 3, desk.desk(IssueStep.ACCEPT, due), false);
        assertThat(docket.find(issue).turn().sequence()).as("put off").isEqualTo(4);
        assertThat(docket.title(issue)).as("whoever reads is shown what was put off").isEqualTo("一件事");
        docket.writeTogether();
        assertThat(docket.find(issue)).isEqualTo(entry(issue, "一件事", desk.unit, "RECTIFY", null, true, 7L, 6L));
    }

    @Test
    void countsWhatWaitsForAUnit() {
        Http clerk = desk.somebody(desk.account(), Role.DEPARTMENT_CLERK);
        Instant now = Instant.now();
        Instant tonight = China.begins(China.day(now).plusDays(1)).minusMillis(1);
        docket.turned(Ids.next("iss"), 1, desk.desk(IssueStep.RECTIFY, now.minusSeconds(3600)), true);
        docket.turned(Ids.next("iss"), 1, desk.desk(IssueStep.RECTIFY, tonight), false);
        docket.turned(Ids.next("iss"), 1, desk.desk(IssueStep.VERIFY, tonight.plusSeconds(3600)), false);
        docket.turned(Ids.next("iss"), 1, desk.desk(IssueStep.RATE, now.plus(Duration.ofDays(30))), false);
        docket.turned(Ids.next("iss"), 1, desk.desk(IssueStep.RECTIFY, null), false);
        docket.turned(Ids.next("iss"), 1, desk.desk(IssueStep.REVIEW_RETURN, now.plus(Duration.ofDays(30))), false);
        var figures = clerk.get(ALL + "/digest").json();
        assertThat(List.of("open", "overdue", "dueToday", "dueSoon", "returned", "toVerify", "toCallBack", "toReview").stream().map(name -> figures.path(name).asInt()))
                .containsExactly(6, 1, 1, 1, 1, 1, 1, 1);
    }

    @Test
    void foldsAnIssuesLifeIntoTheDocket() {
        String issue = Ids.next("iss");
        Instant due = Instant.parse("2099-12-07T09:00:00Z");
        desk.tell(issue, 1, NoticeDesk.registered(issue, "材料重复提交", new cn.tiyan.contracts.issue.Desk("210100", IssueStep.TRIAGE, due)));
        desk.tell(issue, 2, new IssueDispatched(issue, "210100", desk.unit, desk.desk(IssueStep.ACCEPT, due)));
        desk.tell(issue, 3, new IssueAccepted(issue, desk.unit, desk.desk(IssueStep.RECTIFY, due)));
        desk.tell(issue, 4, new DeadlineNear(issue, IssueStep.RECTIFY, due, desk.unit));
        desk.tell(issue, 5, new DeadlineChanged(issue, IssueStep.RECTIFY, due.plusSeconds(60), false, "延期", "210100", desk.desk(IssueStep.RECTIFY, due.plusSeconds(60))));
        handled();
        assertThat(docket.find(issue)).isEqualTo(entry(issue, "材料重复提交", desk.unit, "RECTIFY", due.plusSeconds(60), false, 5L, 3L));
        desk.tell(issue, 6, new RectificationSubmitted(issue, desk.unit, 1, new cn.tiyan.contracts.issue.Desk("210100", IssueStep.VERIFY, due), null));
        desk.tell(issue, 7, new IssueClosed(issue, "210100"));
        handled();
        assertThat(docket.find(issue).unit()).isNull();
    }

    @Test
    void passesOverWhatEarlierReleasesTold() {
        String issue = Ids.next("iss");
        desk.tell(issue, 1, NoticeDesk.registered(issue, "旧问题", null));
        desk.tell(issue, 2, new IssueDispatched(issue, "210100", desk.unit));
        desk.tell(issue, 3, new DeadlineChanged(issue, IssueStep.ACCEPT, Instant.parse("2099-12-07T09:00:00Z"), false, "延期", "210100"));
        desk.tell(issue, 4, new RectificationSentBack(issue, "210100", "佐证不足"));
        handled();
        assertThat(docket.find(issue).unit()).isNull();
        desk.tell(issue, 5, new DeadlineNear(issue, IssueStep.RECTIFY, Instant.parse("2099-12-07T09:00:00Z"), desk.unit));
        handled();
        assertThat(docket.find(issue).unit()).as("the next event that says it").isEqualTo(desk.unit);
    }

    @Test
    void tellsTheUnitAtOnceOfWhatWentWrong() {
        Http clerk = reader(Role.DEPARTMENT_CLERK);
        Http walker = desk.somebody(desk.account(), Role.WALKER);
        assertThat(walker.get(ALL).status()).as("has no inbox").isEqualTo(403);
        String issue = Ids.next("iss");
        Instant due = Instant.parse("2026-11-20T09:00:00Z");
        desk.tell(issue, 1, NoticeDesk.registered(issue, "系统反复要求上传", null));
        desk.tell(issue, 2, new RectificationSentBack(issue, "210100", "佐证不足", desk.desk(IssueStep.RECTIFY, due)));
        desk.tell(issue, 2, new RectificationSentBack(issue, "210100", "佐证不足", desk.desk(IssueStep.RECTIFY, due)));
        desk.tell(issue, 3, new DeadlineMissed(issue, IssueStep.RECTIFY, due, desk.unit, 1, "210100"));
        desk.tell(issue, 4, new IssueSupervised(issue, "sup_1", "210000", List.of(), due, desk.desk(IssueStep.RECTIFY, due)));
        handled();
        Http.Answer inbox = clerk.get(ALL);
        assertThat(inbox.json().path("items").valueStream().map(line -> line.path("title").asString()))
                .containsExactlyInAnyOrder("督办：系统反复要求上传", "已超期：系统反复要求上传", "核查不通过，退回整改：系统反复要求上传");
        assertThat(inbox.json().path("items").valueStream().map(line -> line.path("link").asString())).containsOnly("/api/v1/issues/" + issue);
        assertThat(clerk.get(ALL + "/counts").json().path("unread").asInt()).isEqualTo(3);
    }

    @Test
    void tellsTheOfficeAboveOfAnEscalation() {
        String office = desk.account();
        Http above = desk.somebodyOf("210100", office, Role.OFFICE_CLERK);
        above.get(ALL);
        Http clerkAbove = desk.somebodyOf("210100", desk.account(), Role.DEPARTMENT_CLERK);
        clerkAbove.get(ALL);
        String issue = Ids.next("iss");
        desk.tell(issue, 1, new DeadlineMissed(issue, IssueStep.RECTIFY, Instant.parse("2026-11-20T09:00:00Z"), desk.unit, 2, "210100"));
        handled();
        assertThat(above.get(ALL + "?kind=ESCALATED").at("/items/0/link")).isEqualTo("/api/v1/issues/" + issue);
        assertThat(clerkAbove.get(ALL).json().path("items")).as("not for their role").isEmpty();
    }

    @Test
    void tellsNobodyOfHistoryReadAnew() {
        Http clerk = reader(Role.DEPARTMENT_CLERK);
        String issue = Ids.next("iss");
        desk.tell(issue, 1, new DeadlineMissed(issue, IssueStep.RECTIFY, Instant.parse("2026-01-20T09:00:00Z"), desk.unit, 1, "210100"), Instant.now().minus(Duration.ofHours(49)));
        handled();
        assertThat(docket.find(issue).unit()).isEqualTo(desk.unit);
        assertThat(clerk.get(ALL).json().path("items")).isEmpty();
    }

    @Test
    void tellsOfMilestones() {
        Http clerk = reader(Role.DEPARTMENT_CLERK);
        String milestone = Ids.next("mst");
        desk.tell(milestone, 1, new MilestoneReminded(milestone, desk.unit, 2026, MilestoneKind.SUMMARY, LocalDate.of(2026, 12, 20), MilestoneReminder.COMING));
        desk.tell(milestone, 2, new MilestoneReviewed(milestone, desk.unit, 2026, MilestoneKind.SUMMARY, "210100", false, "请补充数据"));
        desk.tell(milestone, 3, new MilestoneReviewed(milestone, desk.unit, 2026, MilestoneKind.SUMMARY, "210100", true, null));
        kafka.awaitHandled("reporting-service.notice-milestones", "milestone.events");
        assertThat(clerk.get(ALL).json().path("items").valueStream().map(line -> line.path("title").asString()))
                .containsExactlyInAnyOrder("2026年工作总结报告将到期", "2026年工作总结报告被退回");
    }

    @Test
    void showsNobodyAnothersInbox() {
        String account = desk.account();
        Http clerk = desk.somebody(account, Role.DEPARTMENT_CLERK);
        clerk.get(ALL);
        missed();
        String id = clerk.get(ALL).at("/items/0/id");
        assertThat(id).isNotEmpty();
        assertThat(desk.somebody(desk.account(), Role.DEPARTMENT_CLERK).get(ALL).json().path("items")).as("who came later").isEmpty();
        assertThat(desk.somebody(desk.account(), Role.LEADER).post(ALL + "/" + id + "/read", "").status()).isEqualTo(404);
        Http moved = desk.somebodyOf("210200", account, Role.DEPARTMENT_CLERK);
        assertThat(moved.get(ALL).json().path("items")).as("what they were told in another unit").isEmpty();
        assertThat(moved.post(ALL + "/" + id + "/read", "").status()).isEqualTo(404);
        assertThat(clerk.get(ALL + "/outbox").status()).isEqualTo(403);
        assertThat(http.get(ALL).status()).isEqualTo(401);
    }

    @Test
    void marksAsReadOnceAndAllUntilATime() {
        Http clerk = reader(Role.DEPARTMENT_CLERK);
        missed();
        missed();
        missed();
        Http.Answer inbox = clerk.get(ALL + "?unread=true");
        String first = inbox.at("/items/2/id");
        assertThat(clerk.post(ALL + "/" + first + "/read", "").json().path("read").asBoolean()).isTrue();
        String readAt = clerk.post(ALL + "/" + first + "/read", "").at("/readAt");
        assertThat(clerk.post(ALL + "/" + first + "/read", "").at("/readAt")).as("it was read when it was first read").isEqualTo(readAt).isNotEmpty();
        assertThat(clerk.get(ALL + "/counts").json().path("byKind").path("DEADLINE_MISSED").asInt()).isEqualTo(2);
        assertThat(clerk.post(ALL + "/read", Map.of("until", inbox.at("/items/1/at"))).json().path("read").asInt()).isBetween(1, 2);
        assertThat(clerk.post(ALL + "/read", Map.of("until", inbox.at("/items/0/at"))).status()).isEqualTo(200);
        assertThat(clerk.get(ALL + "?unread=true").json().path("items")).isEmpty();
        assertThat(clerk.get(ALL).json().path("items")).hasSize(3);
        assertThat(clerk.post(ALL + "/read", Map.of()).fields()).containsExactly("until");
    }

    @Test
    void pagesThroughTheInbox() {
        Http clerk = reader(Role.DEPARTMENT_CLERK);
        for (int i = 0; i < 5; i++) {
            missed();
        }
        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            Http.Answer page = clerk.get(ALL + "?limit=2" + (next.isEmpty() ? "" : "&after=" + next));
            page.json().path("items").forEach(line -> seen.add(line.path("id").asString()));
            next = page.at("/next");
        } while (!next.isEmpty());
        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
        assertThat(clerk.get(ALL + "?after=x").status()).isEqualTo(400);
        assertThat(clerk.get(ALL + "?limit=201").status()).isEqualTo(400);
    }

    @Test
    void writesADigestADayAndNoneWhereNothingWaits() {
        String account = desk.account();
        Http clerk = desk.somebody(account, Role.DEPARTMENT_CLERK);
        clerk.get(ALL);
        Reader reader = reader(account);
        Instant morning = Objects.requireNonNull(reader.wakeAt());
        digests.strike(reader, morning);
        assertThat(clerk.get(ALL).json().path("items")).as("nothing waits").isEmpty();

        String issue = Ids.next("iss");
        docket.titled(issue, "历史遗留");
        docket.turned(issue, 1, desk.desk(IssueStep.VERIFY, Instant.now().minusSeconds(60)), true);
        digests.strike(reader, morning);
        digests.strike(reader(account), morning);
        assertThat(clerk.get(ALL).json().path("items")).as("once a day").hasSize(1);
        digests.strike(reader, morning.plus(Duration.ofDays(1)));
        assertThat(clerk.get(ALL).json().path("items")).hasSize(2);
        assertThat(reader.wakeAt()).isEqualTo(morning.plus(Duration.ofDays(2)));
        var line = clerk.get(ALL + "?kind=DIGEST").json().path("items").path(0);
        assertThat(line.path("figures").path("overdue").asInt()).isEqualTo(1);
        assertThat(line.path("title").asString()).endsWith("今日到期 0，已超期 1，待核查 1，退回重办 1");
        assertThat(line.path("text").asString()).contains("历史遗留");
    }

    @Test
    void sendsNoDigestToWhomNobodyHasSeenForLong() {
        String account = desk.account();
        Http clerk = desk.somebody(account, Role.DEPARTMENT_CLERK);
        clerk.get(ALL);
        docket.turned(Ids.next("iss"), 1, desk.desk(IssueStep.VERIFY, Instant.now().minusSeconds(60)), true);
        mongo.getCollection("notice-reader").updateOne(new Document("_id", Reader.id(account)),
                new Document("$set", new Document("seenAt", java.util.Date.from(Instant.now().minus(Duration.ofDays(91))))));
        Reader gone = reader(account);
        digests.strike(gone, Objects.requireNonNull(gone.wakeAt()));
        assertThat(gone.wakeAt()).isNull();
        missed();
        assertThat(mongo.getCollection("notice").countDocuments(new Document("account", account))).isZero();
    }

    @Test
    void isStruckByThePlatformsClock() {
        String account = desk.account();
        Http clerk = desk.somebody(account, Role.DEPARTMENT_CLERK);
        clerk.get(ALL);
        docket.turned(Ids.next("iss"), 1, desk.desk(IssueStep.VERIFY, Instant.now().minusSeconds(60)), false);
        mongo.getCollection("notice-reader").updateOne(new Document("_id", Reader.id(account)), new Document("$set", new Document("wakeAt", java.util.Date.from(Instant.now()))));
        KafkaTopics.await("the digest", () -> clerk.get(ALL).json().path("items").size() == 1);
        KafkaTopics.await("the next one", () -> Objects.requireNonNull(reader(account).wakeAt()).isAfter(Instant.now()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "kind", "unread", "kind,unread"})
    void findsTheInboxByAnIndexAndSortsByNone(String fields) {
        var filter = new Document("account", "x").append("unit", "210100");
        for (String field : fields.split(",")) {
            if (!field.isEmpty()) {
                filter.append(field, field.equals("unread") ? true : "x");
            }
        }
        assertThat(plan("notice", filter, new Document("at", -1).append("_id", -1))).contains("IXSCAN").doesNotContain("COLLSCAN").doesNotContain("stage=SORT");
    }

    @Test
    void findsReadersDocketsAndWhatWaitsByAnIndex() {
        assertThat(plan("notice-desk", new Document("turn.unit", "210100").append("turn.due", new Document("$lte", new java.util.Date())), new Document("turn.due", 1)))
                .contains("IXSCAN").doesNotContain("stage=SORT");
        assertThat(plan("notice-reader", new Document("unit", "210100").append("roles", "LEADER"), new Document())).contains("IXSCAN");
        assertThat(plan("notice-dispatch", new Document("channel", "EMAIL").append("sendAt", new Document("$lte", new java.util.Date())), new Document("sendAt", 1)))
                .contains("IXSCAN").doesNotContain("stage=SORT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"notice", "notice-dispatch"})
    void isRemovedWhenItsTimeIsOver(String collection) {
        assertThat(mongo.getCollection(collection).listIndexes()).anySatisfy(index -> {
            assertThat(index.get("key", Document.class)).containsOnlyKeys("expiresAt");
            assertThat(index.get("expireAfterSeconds", Number.class).intValue()).isZero();
        });
    }

    private String plan(String collection, Document filter, Document sort) {
        return Objects.toString(mongo.getDb().runCommand(new Document("explain", new Document("find", collection).append("filter", filter).append("sort", sort).append("limit", 51)))
                .get("queryPlanner", Document.class).get("winningPlan"));
    }

    private Http reader(Role role) {
        Http reader = desk.somebody(desk.account(), role);
        assertThat(reader.get(ALL).status()).isEqualTo(200);
        return reader;
    }

    private Reader reader(String account) {
        return store.find(Reader.class, Reader.id(account)).orElseThrow();
    }

    private void missed() {
        String issue = Ids.next("iss");
        desk.tell(issue, 1, new DeadlineMissed(issue, IssueStep.RECTIFY, Instant.parse("2026-11-20T09:00:00Z"), desk.unit, 1, "210100"));
        handled();
    }

    private void handled() {
        kafka.awaitHandled("reporting-service.notice-desks", "issue.events");
    }

    private static Docket.Entry entry(String issue, String title, @Nullable String unit, @Nullable String step, @Nullable Instant due, boolean returned, long turn, long back) {
        return new Docket.Entry(issue, title, new Docket.Turn(turn, unit, step, due), new Docket.Back(back, returned));
    }
}
