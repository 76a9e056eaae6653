package cn.tiyan.issue.intake;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.Events;
import cn.tiyan.contracts.SourceRef;
import cn.tiyan.contracts.feedback.FeedbackCalledBack;
import cn.tiyan.contracts.feedback.FeedbackUrged;
import cn.tiyan.contracts.feedback.FeedbackWithdrawn;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.issue.issue.Issue;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.messaging.EventJson;
import cn.tiyan.platform.messaging.EventPublisher;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a citizen does after the issue was raised reaches it, once. */
@PlatformTest
class CitizenInboxIT {

    private static final Instant AT = Instant.parse("2026-11-24T02:10:00Z");

    @Autowired
    private EventPublisher publisher;
    @Autowired
    private KafkaTopics kafka;
    @Autowired
    private AggregateStore store;
    @Autowired
    private Http http;

    private static Event urged(String feedback, int times) {
        return new FeedbackUrged(feedback, SourceKind.HOTLINE_12345, times, AT, "还没人联系");
    }

    private static Event withdrawn(String feedback, boolean withdrawn) {
        return new FeedbackWithdrawn(feedback, SourceKind.HOTLINE_12345, withdrawn, AT, null, null);
    }

    @Test
    void changesTheIssueOnceHoweverOftenItIsTold() {
        String feedback = Ids.next("fbk");
        List<Event> told = List.of(FeedbackInboxIT.aCall(feedback, SourceKind.HOTLINE_12345), urged(feedback, 1), withdrawn(feedback, true),
                new FeedbackCalledBack(feedback, SourceKind.HOTLINE_12345, AT, true, true, true, 4, 5, false), withdrawn(feedback, false), urged(feedback, 3));
        for (int round = 0; round < 2; round++) {
            for (int sequence = 1; sequence <= told.size(); sequence++) {
                publish(feedback, sequence, told.get(sequence - 1));
            }
        }
        publish(feedback, 3, told.get(2));
        kafka.awaitHandled("issue-service.feedback", "feedback.events");
        Issue issue = issue(feedback);
        assertThat(issue.history()).extracting(HistoryEntry::action)
                .containsExactly("register", "urge", "withdraw", "hotline-call-back", "take-back-withdrawal", "urge");
        assertThat(issue.urges()).isEqualTo(3);
        assertThat(issue.withdrawal()).isNull();
        var line = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/issues?sourceId=" + feedback).json().path("items").get(0);
        assertThat(line.path("urges").asInt()).isEqualTo(3);
        assertThat(line.path("withdrawn").asBoolean()).isFalse();
        assertThat(http.as(Persona.SHENYANG_OFFICE).get("/api/v1/issues/" + issue.id()).at("/hotlineCallBack/satisfaction")).isEqualTo("5");
    }

    @Test
    void reachesTheSurvivorOfAMergedIssue() {
        String one = Ids.next("fbk");
        String other = Ids.next("fbk");
        publish(one, 1, FeedbackInboxIT.aCall(one, SourceKind.HOTLINE_12345));
        publish(other, 1, FeedbackInboxIT.aCall(other, SourceKind.HOTLINE_12345));
        publish(other, 2, urged(other, 1));
        kafka.awaitHandled("issue-service.feedback", "feedback.events");
        Issue survivor = issue(other);
        assertThat(http.as(Persona.SHENYANG_OFFICE).at(1).post("/api/v1/issues/" + issue(one).id() + "/merger", Map.of("survivor", survivor.id())).status())
                .isEqualTo(200);
        publish(one, 2, urged(one, 2));
        publish(one, 3, withdrawn(one, true));
        publish(one, 2, urged(one, 2));
        kafka.awaitHandled("issue-service.feedback", "feedback.events");
        assertThat(issue(one).urges()).isEqualTo(2);
        assertThat(issue(one).withdrawal()).isNotNull();
        assertThat(issue(other).urges()).isEqualTo(3);
        assertThat(issue(other).withdrawal()).isNull();
        assertThat(issue(other).history()).extracting(HistoryEntry::action).startsWith("register", "urge", "urge").endsWith("withdraw");
    }

    @Test
    void countsForTheSurvivorWhatWasPressedForBeforeTheMerger() {
        String one = Ids.next("fbk");
        String other = Ids.next("fbk");
        publish(one, 1, FeedbackInboxIT.aCall(one, SourceKind.HOTLINE_12345));
        publish(one, 2, urged(one, 3));
        publish(other, 1, FeedbackInboxIT.aCall(other, SourceKind.HOTLINE_12345));
        kafka.awaitHandled("issue-service.feedback", "feedback.events");
        assertThat(http.as(Persona.SHENYANG_OFFICE).at(2).post("/api/v1/issues/" + issue(one).id() + "/merger", Map.of("survivor", issue(other).id())).status())
                .isEqualTo(200);
        KafkaTopics.await("the survivor to count it", () -> issue(other).urges() == 3);
        publish(one, 3, urged(one, 4));
        kafka.awaitHandled("issue-service.feedback", "feedback.events");
        assertThat(issue(other).urges()).isEqualTo(4);
    }

    private Issue issue(String feedback) {
        return store.find(Issue.class, Issue.idFor(new SourceRef(SourceKind.HOTLINE_12345, feedback))).orElseThrow();
    }

    private void publish(String key, long sequence, Event event) {
        publisher.send(key, sequence, Ids.next("evt"), Events.typeOf(event.getClass()), Instant.now(), EventJson.write(event), null).join();
    }
}
