package cn.tiyan.walkthrough.walkthrough.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.Events;
import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.SourceRef;
import cn.tiyan.contracts.issue.IssueAccepted;
import cn.tiyan.contracts.issue.IssueArchived;
import cn.tiyan.contracts.issue.IssueClosed;
import cn.tiyan.contracts.issue.IssueDispatched;
import cn.tiyan.contracts.issue.IssueFollowed;
import cn.tiyan.contracts.issue.IssueLookedBack;
import cn.tiyan.contracts.issue.IssueMerged;
import cn.tiyan.contracts.issue.IssueRated;
import cn.tiyan.contracts.issue.IssueReconsidered;
import cn.tiyan.contracts.issue.IssueRegistered;
import cn.tiyan.contracts.issue.IssueRejected;
import cn.tiyan.contracts.issue.IssueReopened;
import cn.tiyan.contracts.issue.IssueSplit;
import cn.tiyan.contracts.issue.IssueTriaged;
import cn.tiyan.contracts.issue.RectificationPlanned;
import cn.tiyan.contracts.issue.RectificationSentBack;
import cn.tiyan.contracts.issue.RectificationSubmitted;
import cn.tiyan.contracts.issue.RectificationVerified;
import cn.tiyan.contracts.issue.ReturnRequested;
import cn.tiyan.contracts.issue.ReturnReviewed;
import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.RatingOrigin;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.messaging.EventJson;
import cn.tiyan.platform.messaging.EventPublisher;
import cn.tiyan.platform.messaging.FailureReason;
import cn.tiyan.platform.messaging.Parking;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.contract.InboxContract;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Http.Answer;
import cn.tiyan.walkthrough.walkthrough.Phone;
import cn.tiyan.walkthrough.walkthrough.Requests;
import cn.tiyan.walkthrough.walkthrough.Walkthrough;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import tools.jackson.databind.JsonNode;

class IssueInboxIT extends InboxContract {

    private static final ServiceItemRef ITEM = new ServiceItemRef("112101000001234567001", "企业职工参保登记");
    private static final String TOPIC = "issue.events";
    private static final String GROUP = "walkthrough-service.issues";

    @Autowired
    private Http http;
    @Autowired
    private EventPublisher publisher;
    @Autowired
    private KafkaTopics topics;
    @Autowired
    private AggregateStore store;
    @Autowired
    private MongoTemplate mongo;

    private final Map<String, Recorded> recorded = new ConcurrentHashMap<>();

    private record Recorded(String walkthrough, String finding) {
    }

    @Override
    protected Event anEventAbout(String issue) {
        Recorded about = recorded.computeIfAbsent(issue, _ -> record());
        return registered(issue, new SourceRef(SourceKind.WALKTHROUGH, about.finding()));
    }

    @Override
    protected String aNewAggregateId() {
        return Ids.next("iss");
    }

    @Override
    protected @Nullable Object effectOf(String issue) {
        Recorded about = recorded.get(issue);
        if (about == null) {
            return null;
        }
        Walkthrough walkthrough = store.find(Walkthrough.class, about.walkthrough()).orElseThrow();
        return walkthrough.findings().getFirst().issue() == null ? null : List.of(walkthrough.version(), walkthrough.findings());
    }

    @Override
    protected String subscription() {
        return "issues";
    }

    @Test
    void showsTheWalkerHowFarTheIssueHasCome() {
        String issue = aNewAggregateId();
        Map<String, Event> life = new LinkedHashMap<>();
        life.put("REGISTERED", anEventAbout(issue));
        life.put("TRIAGED", new IssueTriaged(issue, "210100", Difficulty.values()[0], Dimension.QUALITY));
        life.put("DISPATCHED", new IssueDispatched(issue, "210100", "210100-HRSS"));
        life.put("ACCEPTED", new IssueAccepted(issue, "210100-HRSS"));
        life.put("RECTIFYING", new RectificationPlanned(issue, "210100-HRSS"));
        life.put("SUBMITTED", new RectificationSubmitted(issue, "210100-HRSS", 1));
        life.put("SENT_BACK", new RectificationSentBack(issue, "210100", "仍在收取纸质证明"));
        life.put("VERIFIED", new RectificationVerified(issue, "210100"));
        life.put("RATED", new IssueRated(issue, RatingOrigin.RAISER, false, 1, true));
        life.put("REOPENED", new IssueReopened(issue, "评价不满意"));
        life.put("CLOSED", new IssueClosed(issue, "210100"));
        long sequence = 0;
        for (var step : life.entrySet()) {
            send(issue, ++sequence, step.getValue());
            awaitStage(issue, step.getKey());
        }
        var answer = http.as(Persona.SHENYANG_WALKER).get("/api/v1/walkthroughs/" + recorded.get(issue).walkthrough());
        assertThat(answer.at("/findings/0/issue/issueId")).isEqualTo(issue);
        assertThat(answer.at("/findings/0/issue/settledAt")).isEqualTo(answer.at("/findings/0/issue/since")).isNotEmpty();
        assertThat(answer.json().at("/findings/1").has("issue")).as("the other finding led to none").isFalse();
        assertThat(answer.version()).isEqualTo(1 + life.size());
        assertThat(store.find(Walkthrough.class, recorded.get(issue).walkthrough()).orElseThrow().historyIntact()).isTrue();

        send(issue, sequence + 1, new IssueReopened(issue, "回头看发现反弹"));
        awaitStage(issue, "REOPENED");
        assertThat(http.as(Persona.SHENYANG_WALKER).get("/api/v1/walkthroughs/" + recorded.get(issue).walkthrough()).json()
                .at("/findings/0/issue").has("settledAt")).isFalse();
    }

    /** The issue may be somebody's whom the finding is not about. */
    @Test
    void showsTheFindingsPhotosToWhoeverHasItsIssueInHandAndNothingElse() {
        var phone = new Phone(http, "phone-a");
        byte[] shown = Phone.aPhoto("jpg");
        byte[] other = Phone.aPhoto("jpg");
        String id = phone.start(Phone.aStart("APPLICANT"));
        phone.sync(id, phone.began(0, "s1"), phone.found(1, "PROBLEM", Phone.sha256(shown)), phone.found(2, "DEMAND", Phone.sha256(other)), phone.ended(3, "s1"));
        Answer finished = phone.finish(id, phone.upload(id, shown, other).version());
        String finding = finished.at("/findings/0/id");
        String photos = "/api/v1/walkthroughs/findings/" + finding + "/photos";
        String issue = aNewAggregateId();
        recorded.put(issue, new Recorded(id, finding));
        send(issue, 1, registered(issue, new SourceRef(SourceKind.WALKTHROUGH, finding)));
        awaitStage(issue, "REGISTERED");
        assertThat(http.as(Persona.DALIAN_DEPARTMENT).get(photos).status()).as("not theirs yet").isEqualTo(404);
        send(issue, 2, new IssueDispatched(issue, "210000", "210200-HRSS"));
        awaitStage(issue, "DISPATCHED");
        assertThat(http.as(Persona.SHENYANG_WALKER).get("/api/v1/walkthroughs/" + id).at("/findings/0/handlingUnit")).isEqualTo("210200-HRSS");
        for (Persona concerned : List.of(Persona.DALIAN_DEPARTMENT, Persona.DALIAN_OFFICE)) {
            assertThat(http.as(concerned).get(photos).json().at("/items")).hasSize(1);
            assertThat(http.as(concerned).get(photos + "/" + Phone.sha256(shown)).bytes()).isEqualTo(shown);
            assertThat(http.as(concerned).get(photos + "/" + Phone.sha256(other)).status()).isEqualTo(404);
            assertThat(http.as(concerned).get("/api/v1/walkthroughs/findings/" + finished.at("/findings/1/id") + "/photos").status()).as("another finding").isEqualTo(404);
            assertThat(http.as(concerned).get("/api/v1/walkthroughs/" + id).status()).as("the walker's notes").isEqualTo(404);
        }
        send(issue, 3, new ReturnRequested(issue, "210200-HRSS", "不是我单位职责"));
        send(issue, 4, new ReturnReviewed(issue, "210000", true, 1));
        awaitStage(issue, "TRIAGED");
        assertThat(http.as(Persona.DALIAN_DEPARTMENT).get(photos).status()).as("theirs no more").isEqualTo(404);
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).get(photos).status()).as("about them still").isEqualTo(200);
    }

    @Test
    void showsTheWalkerWhatTurnsItTook() {
        String issue = aNewAggregateId();
        send(issue, 1, anEventAbout(issue));
        send(issue, 2, new IssueRejected(issue, "210100", "不属于政务服务范围"));
        awaitStage(issue, "REJECTED");
        assertThat(outcome(issue).path("reason").asString()).isEqualTo("不属于政务服务范围");
        assertThat(outcome(issue).has("settledAt")).isTrue();
        send(issue, 3, new IssueReconsidered(issue, "210100", "补充了材料"));
        awaitStage(issue, "REGISTERED");
        assertThat(outcome(issue).has("settledAt") || outcome(issue).has("reason")).isFalse();
        send(issue, 4, new IssueMerged(issue, "iss_survivor"));
        awaitStage(issue, "MERGED");
        send(issue, 5, new IssueFollowed(issue, "iss_survivor", true));
        KafkaTopics.await("settled with its survivor", () -> outcome(issue).has("settledAt"));
        assertThat(outcome(issue).path("survivorId").asString()).isEqualTo("iss_survivor");
        send(issue, 6, new IssueSplit(issue, "iss_survivor", "不是同一事项"));
        awaitStage(issue, "REGISTERED");
        send(issue, 7, new IssueDispatched(issue, "210100", "210100-MSA"));
        send(issue, 8, new ReturnRequested(issue, "210100-MSA", "不是我单位职责"));
        awaitStage(issue, "RETURN_REQUESTED");
        send(issue, 9, new ReturnReviewed(issue, "210100", false, 0));
        awaitStage(issue, "DISPATCHED");
        send(issue, 10, new ReturnRequested(issue, "210100-MSA", "仍不是"));
        awaitStage(issue, "RETURN_REQUESTED");
        send(issue, 11, new ReturnReviewed(issue, "210100", true, 1));
        awaitStage(issue, "TRIAGED");
        send(issue, 12, new IssueClosed(issue, "210100"));
        awaitStage(issue, "CLOSED");
        String settled = outcome(issue).path("settledAt").asString();
        send(issue, 13, new IssueLookedBack(issue, "210100", 30, true));
        send(issue, 14, new IssueArchived(issue));
        awaitStage(issue, "ARCHIVED");
        assertThat(outcome(issue).path("settledAt").asString()).isEqualTo(settled);
    }

    private JsonNode outcome(String issue) {
        return http.as(Persona.SHENYANG_WALKER).get("/api/v1/walkthroughs/" + recorded.get(issue).walkthrough()).json().at("/findings/0/issue");
    }

    @Test
    void dropsWhatItHasSeenWhenAWholeLifeIsSentAgain() {
        String issue = aNewAggregateId();
        List<Event> life = List.of(anEventAbout(issue), new IssueTriaged(issue, "210100", Difficulty.values()[0], Dimension.QUALITY), new IssueClosed(issue, "210100"));
        for (int i = 0; i < life.size(); i++) {
            send(issue, i + 1, life.get(i));
        }
        awaitStage(issue, "CLOSED");
        Object once = effectOf(issue);
        for (int i = 0; i < life.size(); i++) {
            send(issue, i + 1, life.get(i));
        }
        topics.awaitHandled(GROUP, TOPIC);
        assertThat(effectOf(issue)).isEqualTo(once);
    }

    @Test
    void passesOverIssuesThatNoWalkthroughLedTo() {
        long before = mongo.count(new Query(), Walkthrough.class);
        String issue = aNewAggregateId();
        send(issue, 1, registered(issue, new SourceRef(SourceKind.HOTLINE_12345, "fbk_1")));
        send(issue, 2, new IssueClosed(issue, "210100"));
        topics.awaitHandled(GROUP, TOPIC);
        assertThat(mongo.count(new Query(), Walkthrough.class)).isEqualTo(before);
        assertThat(topics.read(Parking.topic("walkthrough-service"), message -> issue.equals(message.key()))).isEmpty();
    }

    @Test
    void parksAtOnceAnIssueOfAFindingItNeverRecorded() {
        String issue = aNewAggregateId();
        send(issue, 1, registered(issue, new SourceRef(SourceKind.WALKTHROUGH, "fnd_unknown")));
        assertThat(topics.await(Parking.topic("walkthrough-service"), issue, 1)).singleElement().satisfies(message ->
                assertThat(new String(message.headers().lastHeader(Parking.REASON).value(), StandardCharsets.UTF_8)).isEqualTo(FailureReason.REFUSED.name()));
    }

    private Recorded record() {
        var answer = http.as(Persona.SHENYANG_WALKER).post("/api/v1/walkthroughs",
                Requests.aWalkthrough(Requests.aFinding("PROBLEM", "QUALITY-12"), Requests.aFinding("DEMAND", "SPEED-09")));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return new Recorded(answer.at("/id"), answer.at("/findings/0/id"));
    }

    private void awaitStage(String issue, String stage) {
        String walkthrough = recorded.get(issue).walkthrough();
        KafkaTopics.await(stage, () -> http.as(Persona.SHENYANG_WALKER).get("/api/v1/walkthroughs/" + walkthrough).at("/findings/0/issue/stage").equals(stage));
    }

    private static IssueRegistered registered(String issue, SourceRef source) {
        return new IssueRegistered(issue, "210100-HRSS", source, IssueKind.PROBLEM, Severity.MEDIUM, ITEM, Dimension.QUALITY, "窗口仍要求提交纸质社保缴费证明", Instant.now());
    }

    private void send(String issue, long sequence, Event event) {
        publisher.send(issue, sequence, Ids.next("evt"), Events.typeOf(event.getClass()), Instant.now(), EventJson.write(event), null).join();
    }
}
